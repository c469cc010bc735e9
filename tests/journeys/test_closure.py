"""An imported crime goes from the tray to closed, through everybody's hands in turn."""

from __future__ import annotations

import pytest

from tests.journeys.acts import (
    add_missing_lines,
    add_suspect,
    add_victim,
    an_imported_crime,
    answer_line,
    ask_view,
    care_for,
    open_lines,
    own_up,
    refused_for,
    resolve,
    tell_victim,
)
from tests.views.sites import CARE, DETECTIVE, SERGEANT, TRAY_SERGEANT

OUTCOME = "8: Community resolution"


@pytest.mark.long  # a minute in a browser; its steps one by one are in tests/views
def test_a_published_crime_is_closed_with_nothing_left_out(site, person):
    case = an_imported_crime(site, "unclassified_violence_or_sexual")
    over, officer, signer, care = map(person, (TRAY_SERGEANT, DETECTIVE, SERGEANT, CARE))

    # Nobody is given a crime that is not classified.
    over.open(f"{case}/allocate").choose("DC Priya Raman (PIP2)").press("Allocate")
    refused_for(over, "The crime is classified")
    over.mend("The crime is classified")
    over.press("Classify")
    assert over.errors == ["Choose the kind of crime, then the offence."]
    over.choose("Assault and other violence", "Common assault").press("Classify")
    assert over.said == "The crime is classified."
    over.open(f"{case}/allocate").choose("DC Priya Raman (PIP2)").press("Allocate")
    assert (over.said, over.state) == ("The crime is allocated.", "Allocated")

    officer.open(case).follow("Start the investigation").press("Start")
    assert officer.state == "Being investigated"

    # Too early: everything that is missing is said at once, and what was typed is kept.
    officer.open(f"{case}/propose-closure").press("Propose closure")
    assert officer.errors == ["Choose an outcome."]
    officer.propose(OUTCOME, "A witness.", "", "", "").press("Propose closure")
    refused_for(
        officer,
        "Lines of inquiry are recorded",
        "Lost evidence is owned up to",
        "The minimum lines for this kind of crime are answered",
        "Suspects are recorded, or why there is none",
        "The outcome fits the suspects",
        "The outcome is that of the resolution given",
        "The four short questions are answered",
        "Victims are recorded, or why there is none",
    )
    assert officer.page.get_by_label("What evidence is there?").input_value() == "A witness."

    add_victim(officer, case, "Ola Brandt")
    [victim] = [row[0] for row in site.ask("SELECT max(id) FROM victim")]
    suspect = add_suspect(site, officer, case, "Rhys Tanner")
    add_missing_lines(officer, case)
    first, *others = open_lines(site, case)
    answer_line(over, first)  # an evidential line: the sergeant is now part of the case
    for line in others[:-1]:
        answer_line(officer, line)
    officer.open(f"{case}/propose-closure")
    officer.propose(OUTCOME, "A witness.", "All.", "Agrees.", "None.").press("Propose closure")
    refused_for(
        officer,
        "Every line of inquiry is answered",
        "Lost evidence is owned up to",
        "The minimum lines for this kind of crime are answered",
        "Every suspect is decided",
        "The outcome fits the suspects",
        "The outcome is that of the resolution given",
        "Each victim's needs are assessed",
        "Each victim was offered support",
    )

    own_up(officer)
    answer_line(officer, others[-1])
    care_for(care, victim)
    ask_view(officer, victim)
    resolve(site, officer, suspect, "Community resolution")
    officer.open(f"{case}/propose-closure")
    officer.propose(OUTCOME, "A witness.", "All.", "Agrees.", "None.").press("Propose closure")
    refused_for(officer, "The resolution has been checked by a sergeant")
    over.open(f"/suspects/{suspect}/check-resolution").choose("It was right").press("Record the check")
    assert over.said == "The check is recorded."
    officer.open(f"{case}/propose-closure")
    officer.propose(OUTCOME, "A witness.", "All.", "Agrees.", "None.").press("Propose closure")
    assert officer.state == "Awaiting sign-off"

    # The officer is no supervisor; the sergeant who answered a line is not independent.
    officer.open(f"{case}/sign-off")
    assert "This is done by a supervisor. Ask yours." in officer.page.locator(".moj-alert").inner_text()
    assert officer.page.locator("main form").count() == 0
    over.open(f"{case}/sign-off").press("Sign off")
    refused_for(over, "Whoever signs is independent of the case")
    over.mend("Whoever signs is independent of the case")
    assert over.heading == "Who may sign this"
    assert "PS Marta Kowal" in over.page.locator("main ul").first.inner_text()
    main = signer.open(case).page.locator("main .govuk-button:not(.govuk-button--secondary)")
    assert main.all_inner_texts() == ["Sign off the decision"]
    signer.open(f"{case}/sign-off").answer({"Remarks": "Proportionate."}).press("Sign off")
    assert (signer.said, signer.state) == ("Your sign-off is recorded.", "Victims to be told")

    # Not before the victim has been told: an attempt is not enough.
    tell_victim(care, victim, "", reached=False)
    officer.open(f"{case}/close").press("Close")
    refused_for(officer, "Every victim has been told this decision")
    tell_victim(care, victim, "Outcome 8: Community resolution, and the reasons")
    care.open(case).follow("Close the investigation").press("Close")
    assert (care.said, care.state) == ("The investigation is closed.", "Closed")

    verified = site.app.test_cli_runner().invoke(args=["audit", "verify"])
    assert verified.exit_code == 0, verified.output
