"""Stories 1, 2, 3, 5 and 9 of the demonstration force, played from sign-in in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.acts import fill_moment, refused_for, tell_victim
from tests.journeys.telling_stories import Telling, seed_stories, stories_at

NO_SUSPECT = "18: Investigation complete, no suspect identified"
DOES_NOT_SUPPORT = "16: Suspect identified, the victim does not support further action"


@pytest.fixture(scope="module")
def seeded_stories(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_stories(migrated_sqlite, tmp_path_factory.mktemp("stories"))


@pytest.fixture
def told(browser, seeded_stories: Path, tmp_path: Path) -> Iterator[Telling]:
    with stories_at(browser, seeded_stories, tmp_path) as telling:
        yield telling


@pytest.mark.long
def test_a_corner_shop_knife_robbery(told: Telling):
    new, robbery = "ANY/5110/26", "ANY/4640/26"
    sergeant = told.who("2210").open(f"{told.case(new)}/allocate")
    sergeant.choose(sergeant.page.locator("main label", has_text="Joe Hale").first.inner_text())
    sergeant.press("Allocate")
    assert told.site.state(new) == "allocated"
    timeline = sergeant.open(told.case(new)).page.locator("main").inner_text()
    assert "Joe Hale" in timeline

    person = told.propose("4471", robbery, NO_SUSPECT)
    whys = told.whys(person)
    assert "CCTV" in whys
    assert "lost" in whys
    assert "Number-plate recognition" in whys
    assert "came back" in whys

    glove = told.line(robbery, "forensic")
    told.answer("4471", glove, "DNA of Jayden Cole, on the database since 2024.")
    hale = told.who("4471").open(f"{told.case(robbery)}/suspects/add")
    hale.answer(
        {
            "Name": "Jayden Cole",
            "Offences considered": "Robbery",
            "Why are they suspected?": "DNA in the glove.",
        }
    ).press("Add the suspect")
    whys = told.whys(told.propose("4471", robbery, NO_SUSPECT))
    assert "There is a suspect who is not eliminated." in whys

    charge = hale.open(f"/suspects/{told.suspect(robbery, 'Jayden Cole')}/charge")
    fill_moment(told.site, charge).answer({"Charged with": "Robbery"}).press("Record the charge")
    assert told.site.state(robbery) == "in_prosecution"


@pytest.mark.long
def test_outcome_16_in_a_day(told: Telling):
    case = "ANY/5031/26"
    whys = told.whys(told.propose("4533", case, DOES_NOT_SUPPORT))
    assert "Grace Okoro" in whys
    assert "supports" in whys.casefold()
    assert "Body-worn video" in whys
    assert "rests on a withdrawal" in whys
    assert "whether to go on without the victim" in whys
    victim = told.site.first("victim", case)

    officer = told.who("4533").open(f"/victims/{victim}/contact")
    officer.choose("Reached them", "Letter", "No: nothing is decided yet")
    officer.answer({"What were they told?": "That her case is open.", "What did they say?": "Nothing."})
    officer.press("Record the contact")
    assert "It is marked, and a sergeant looks at it this shift" in officer.said

    sergeant = told.who("2245").open(told.case(case))
    assert "Not safe" in sergeant.page.locator("main").inner_text()
    who = sergeant.open(f"{told.case(case)}/who-may-sign").page.locator("main").inner_text()
    assert "inspector" in who


@pytest.mark.long
def test_a_rape_with_two_suspects(told: Telling):
    case = "ANY/4385/26"
    coyle = told.suspect(case, "Bradley Coyle")
    reasons = {"Why is no further action right for this suspect?": "One account that he drove, and no more."}

    sergeant = told.who("2245").open(f"/suspects/{coyle}/no-further-action").answer(reasons)
    whys = told.whys(sergeant.press("Decide no further action"))
    assert "detective inspector" in whys
    assert "early advice" in whys.casefold()
    assert "Suspect-focused lines are answered" in whys

    told.answer_all("4571", case, "Looked at in full: his car left at 03:40 and did not come back.")
    for kind in ("suspect_account", "history"):
        add_about(told, case, kind, "Bradley Coyle")
    advice = told.who("4571").open(f"{told.case(case)}/no-early-advice").choose("Bradley Coyle")
    advice.answer({"Why was it not sought?": "The CPS looked at him with Slade and wrote nothing more."})
    advice.press("Record the reason")
    remains(told, coyle)

    inspector = told.who("1120").open(f"/suspects/{coyle}/no-further-action").answer(reasons)
    inspector.press("Decide no further action")
    assert inspector.errors == []
    assert "is decided" in inspector.said
    assert told.site.state(case) == "in_prosecution"

    victim = told.site.first("victim", case)
    care = told.who("9034").open(f"/victims/{victim}/contact")
    care.choose("Reached them", "Letter", "No further action: Bradley Coyle, and the reasons")
    care.answer({"What were they told?": "Why Coyle is not charged.", "What did they say?": "Asked for Jo."})
    care.press("Record the contact")
    assert "The decision still has to be told" in care.said
    care.open(f"/victims/{victim}/contact")
    care.choose(
        "Reached them",
        "Through their adviser or advocate",
        "No further action: Bradley Coyle, and the reasons",
    )
    care.answer({"What were they told?": "Why Coyle is not charged.", "What did they say?": "Thanked Jo."})
    care.press("Record the contact")
    assert care.said == "The contact is recorded."


def add_about(told: Telling, case: str, kind: str, name: str) -> None:
    """A line of this kind about one suspect, answered."""
    person = told.who("4571").open(f"{told.case(case)}/lines/add?category={kind}")
    person.answer({"What is it meant to find out?": "What he did that night.", "About which suspect?": name})
    person.press("Add the line")
    told.answer("4571", told.line(case, kind), "Looked at: nothing that contradicts him.")


def remains(told: Telling, suspect: int) -> None:
    """Every question of the screen is answered: looked up, and nothing to do."""
    person = told.who("4571").open(f"/suspects/{suspect}/risk-that-remains")
    groups = person.page.locator("main fieldset").filter(has=person.page.get_by_text("Does not apply"))
    for group in groups.all():
        group.get_by_label("Does not apply", exact=False).first.check()
    for box in person.page.locator("main textarea").all():
        if not box.input_value():
            box.fill("Looked up: nothing of the kind.")
    person.press("Record the answers")
    assert person.errors == []


@pytest.mark.long
def test_six_van_burglaries(told: Telling):
    first, others = "ANY/4471/26", [f"ANY/{number}/26" for number in range(4472, 4477)]
    whys = told.whys(told.propose("4471", others[0], NO_SUSPECT))
    assert first in whys
    assert "open" in whys

    told.answer("4471", told.line(first, "cctv"), "One van passes all six at 02:20; its plate is covered.")
    for reference in (first, *others):
        assert told.propose("4471", reference, NO_SUSPECT).errors == []
        assert told.site.state(reference) == "awaiting_sign_off", reference
        told.who("2231").open(f"{told.case(reference)}/sign-off").press("Sign off")
        assert told.site.state(reference) == "awaiting_victim_update", reference

    outcome = f"Outcome {NO_SUSPECT}, and the reasons"
    qureshi, unwilling = told.site.first("victim", "ANY/4474/26"), told.site.first("victim", "ANY/4475/26")
    care = told.who("9034").open(f"/victims/{unwilling}/does-not-want-contact")
    fill_moment(told.site, care).answer({"In their own words": "Do not ring me again about this."})
    care.press("Record")
    for _ in range(3):
        tell_victim(care, qureshi, outcome, reached=False)
        told.site.later(minutes=3)
    sergeant = told.who("2210").open(f"/victims/{qureshi}/unable-to-contact").choose(outcome)
    sergeant.answer({"What was tried?": "Three calls."}).press("Agree")
    assert "Same channel, same day: counts as one attempt." in " ".join(sergeant.errors)

    for reference in (first, "ANY/4472/26", "ANY/4473/26", "ANY/4474/26", "ANY/4476/26"):
        tell_victim(care, told.site.first("victim", reference), outcome)
    refused_for(
        told.who("4471").open(f"{told.case('ANY/4475/26')}/file").press("File"),
        "Every victim has been told this decision",
    )
    told.who("2210").open(f"/victims/{unwilling}/agree").choose("Does not want contact").answer(
        {"How do you know that it is so?": "Heard it on the body-worn video."}
    ).press("Agree")
    for reference in (first, *others):
        told.who("4471").open(f"{told.case(reference)}/file").press("File")
        assert told.site.state(reference) == "no_further_action", reference


@pytest.mark.long
def test_cancelling_a_rape(told: Telling):
    case = "ANY/5104/26"
    officer = told.who("4533").open(f"{told.case(case)}/propose-cancellation")
    assert "health" in officer.page.locator("main").inner_text()
    said = {
        "What verifiable information shows it?": "The ward says she is unwell.",
        "Who provided it?": "The ward.",
    }
    officer.choose("It was recorded in error").answer(said).press("Propose cancelling")
    whys = told.whys(officer)
    assert "health or history is not information" in whys
    assert "The forensic window is open for" in whys

    told.answer("4533", told.line(case, "medical"), "Examined at the referral centre; samples taken.")
    officer.open(f"{told.case(case)}/propose-cancellation").choose(
        "It was recorded in error", "A record of this or another force, or of another body"
    )
    officer.answer(said).press("Propose cancelling")
    assert told.site.state(case) == "awaiting_sign_off"

    inspector = told.who("1120").open(f"{told.case(case)}/sign-off").press("Sign off")
    assert "Only the Force Crime Registrar can cancel a rape." in told.whys(inspector)
    registrar = told.who("9070").open(f"{told.case(case)}/return")
    registrar.answer(
        {"What is to be done?": "Her health is not information. Examine her before the window shuts."}
    )
    registrar.press("Return")
    assert told.site.state(case) == "investigating"
    register = told.who("9050").open("/registers/cancellations").page.locator("main").inner_text()
    assert case in register
