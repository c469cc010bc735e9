"""An imported crime that ends with no further action: a suspect let go, a return, a lapse, everybody told."""

from __future__ import annotations

import pytest

from tests.journeys.acts import (
    add_line,
    add_missing_lines,
    add_suspect,
    add_victim,
    an_imported_crime,
    answer_line,
    ask_view,
    care_for,
    fill_moment,
    open_lines,
    own_up,
    refused_for,
    tell_victim,
)
from tests.journeys.conftest import on_a_phone
from tests.journeys.people import PersonAtBrowser
from tests.views.sites import CARE, OFFICER, SERGEANT, TRAY_SERGEANT

OUTCOME = "15: Suspect identified, the victim supports action, evidential difficulties"
TOLD = f"Outcome {OUTCOME}, and the reasons"


def propose(officer: PersonAtBrowser, case: str) -> None:
    ask(officer, case)
    assert list(officer.still_needed) == []
    assert officer.state == "Awaiting sign-off"


def ask(officer: PersonAtBrowser, case: str) -> None:
    officer.open(f"{case}/propose-no-further-action")
    officer.propose(OUTCOME, "His word only.", "All.", "Wants it back.", "None known.")
    officer.press("Propose no further action")


@pytest.mark.long  # a minute: every page of it is looked at twice, with and without scripts
@on_a_phone
def test_a_published_crime_is_filed_once_everybody_is_heard_and_told(site, person):
    case = an_imported_crime(site, "bicycle_published")
    over, officer, signer, care = map(person, (TRAY_SERGEANT, OFFICER, SERGEANT, CARE))

    over.open(case).follow("Allocate to an officer").choose("PC Joe Hale (PIP1)").press("Allocate")
    officer.open(case).follow("Start the investigation").press("Start")
    add_victim(officer, case, "Ola Brandt")
    victim = site.one("SELECT max(id) FROM victim")
    suspect = add_suspect(site, officer, case, "Rhys Tanner")
    add_missing_lines(officer, case)
    for line in open_lines(site, case):
        answer_line(officer, line)
    care_for(care, victim)
    ask_view(officer, victim)

    # One suspect: a supervisor's decision, with reasons. An officer is told whom to ask.
    officer.open(f"/suspects/{suspect}/no-further-action")
    assert "This is done by a supervisor. Ask yours." in officer.page.locator(".moj-alert").inner_text()
    assert officer.page.locator("main form").count() == 0
    why = {"Why is no further action right for this suspect?": "Nothing puts him at the rack."}
    over.open(f"/suspects/{suspect}/no-further-action").press("Decide no further action")
    assert over.errors == ["Write why no further action is right."]
    over.answer(why).press("Decide no further action")
    assert over.said.startswith("No further action is decided for this suspect.")

    # What the camera had was gone when it was asked for: an explanation, which takes nothing away.
    ask(officer, case)
    refused_for(officer, "Lost evidence is owned up to")
    own_up(officer)
    propose(officer, case)
    signer.open(f"{case}/return").press("Return")
    assert signer.errors == ["Write what is to be done before this can be signed off."]
    signer.answer({"What is to be done?": "Look on the market sites first."}).press("Return")
    assert signer.said == "The case is returned with your directions."
    assert officer.open(case).state == "Being investigated"
    assert "Look on the market sites first." in officer.page.locator("main").inner_text()
    add_line(officer, case, "Social media and marketplaces")
    answer_line(officer, open_lines(site, case)[0])
    propose(officer, case)

    # A new line takes the proposal back, after a warning that keeps what was typed.
    add_line(officer, case, "Media appeal")
    assert "has to be proposed and signed off again" in officer.page.locator("main").inner_text()
    officer.choose("I understand: take the proposal back and record this").press("Add the line")
    assert officer.state == "Being investigated"
    officer.open(f"{case}/propose-no-further-action")
    officer.propose(OUTCOME, "x", "x", "x", "x").press("Propose no further action")
    refused_for(officer, "Every line of inquiry is answered")
    answer_line(officer, open_lines(site, case)[0])
    propose(officer, case)
    signer.open(f"{case}/sign-off").press("Sign off")
    assert signer.state == "Victims to be told"

    officer.open(f"{case}/file").press("File")
    told_of_right = "Each victim who may ask for a review was told so"
    refused_for(officer, "Every victim has been told this decision", told_of_right, "Suspects have been told")
    tell_victim(care, victim, TOLD, right=True)
    officer.open(f"{case}/file").press("File")
    refused_for(officer, "Suspects have been told")
    officer.open(f"/suspects/{suspect}/told")
    fill_moment(site, officer).press("Record")
    officer.open(case).follow("File as no further action").press("File")
    assert (officer.said, officer.state) == ("The case is filed as no further action.", "No further action")
