"""Lines of inquiry: adding, answering in each way, superseding, agreeing that there is none."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.base import NOT_OFFERED
from tests.pages import when
from tests.views.filling import a_crime, add_line, assert_refused_beside, give
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    CARE,
    CHARGED,
    COLLEAGUE,
    DETECTIVE,
    FILED,
    OFFICER,
    OTHER_DETECTIVE,
    SERGEANT,
    on_both,
)
from tests.views.test_recording import UNSTORABLE


def open_line(site, category: str = "cctv", reference: str = AT_WORK) -> int:
    return site.one(
        "SELECT id FROM line_of_inquiry WHERE investigation_id = :case AND category = :category",
        case=site.case(reference),
        category=category,
    )


def status(site, line: int) -> str:
    return site.one("SELECT status FROM line_of_inquiry WHERE id = :line", line=line)


@on_both
def test_a_line_is_added_and_says_when_its_evidence_is_lost(site):
    page = site.browse(OFFICER).get(site.page_of(AT_WORK)).follow("Add a line of inquiry")
    lost = site.now + dt.timedelta(days=3)
    page = page.fill(
        {
            "category": "personal_video",
            "objective": "The doorbell at number 5.",
            "owner": str(site.person(COLLEAGUE)),
            **when("evidence_expires_at", lost),
        }
    ).submit()
    assert (page.said, page.path) == ("The line of inquiry is added.", site.page_of(AT_WORK))
    lines = page.section("lines")
    assert "The doorbell at number 5." in lines
    assert "PC Callum Reid" in lines
    assert "evidence will be lost 27 November 2026 at 12:00pm" in lines
    assert "The doorbell at number 5." in page.section("timeline")


def test_a_line_of_the_minimum_is_offered_with_its_kind_chosen(looking):
    page = looking.browse(OFFICER).get(looking.page_of(AT_WORK)).follow("Add forensic recovery")
    assert page.form.value("category") == "forensic"
    assert page.form.value("owner") == str(looking.person(OFFICER))


@on_both
def test_a_result_answers_a_line_even_when_it_found_nothing(site):
    line = open_line(site)
    page = site.browse(OFFICER).get(f"/lines/{line}/result")
    assert "CCTV: The corner shop keeps 14 days" in page.words
    page = page.fill(result="Viewed in full: nobody.", bearing="away").submit()
    assert page.said == "The result is recorded."
    assert "Viewed in full: nobody." in page.section("lines")
    assert "points away from a suspect" in page.section("lines")
    assert status(site, line) == "resulted"


def test_a_line_is_not_pursued_for_a_reason_in_words(site):
    line = open_line(site, "house_to_house")
    page = site.browse(OFFICER).get(f"/lines/{line}/result").follow("Not pursued")
    page = page.fill(reason="disproportionate", words="Every house was empty.").submit()
    assert page.said == "The reason is recorded."
    assert "Every house was empty." in page.section("lines")
    assert "not proportionate" in page.section("lines")


def test_a_line_is_answered_on_another_crime_and_counts_while_the_line_there_does(site):
    line, browser = open_line(site), site.browse(OFFICER)
    page = browser.get(f"/lines/{line}/answered-elsewhere").fill(other_reference=CHARGED.lower()).submit()
    assert page.said.startswith("The line points to the other crime.")
    assert f"Answered on {CHARGED}" in page.section("lines")


def test_where_the_other_crime_has_several_such_lines_one_is_chosen(site):
    other, browser = site.page_of(CHARGED), site.browse(OFFICER)
    add_line(site, site.browse(DETECTIVE), other, "cctv", DETECTIVE)
    line = open_line(site)
    form = browser.get(f"/lines/{line}/answered-elsewhere").fill(other_reference=CHARGED)
    page = form.submit()
    assert page.error_beside("other_line") == f"{CHARGED} has several such lines: choose one."
    assert page.form.value("other_reference") == CHARGED
    chosen = site.ask(
        "SELECT max(id) FROM line_of_inquiry WHERE category = 'cctv' AND investigation_id = :case",
        case=site.case(CHARGED),
    )[0][0]
    page = page.fill(other_line=str(chosen)).submit()
    assert page.said.startswith("The line points to the other crime.")
    assert site.one("SELECT answered_on_line_id FROM line_of_inquiry WHERE id = :line", line=line) == chosen


def test_a_mistaken_line_is_superseded_and_kept(site):
    line, browser = open_line(site, "scene"), site.browse(OFFICER)
    page = browser.get(f"/lines/{line}/supersede")
    assert page.form.value("category") == "scene"
    page = page.fill(why="It was the side door.", objective="The side door.").submit()
    assert page.said == "The new line stands in its place. The old one is kept."
    assert "Superseded" in page.section("lines")
    assert "The side door." in page.section("lines")
    assert browser.get(f"/lines/{line}/supersede").main.find("form") is None
    again = {"category": "scene", "owner": str(site.person(OFFICER)), "why": "x", "objective": "y"}
    again = browser.send_anyway(f"/lines/{line}/supersede", again)
    assert again.errors == ["This line has already been superseded."]
    assert again.form.value("why") == "x"


def test_a_supervisor_agrees_that_no_line_is_reasonable(site):
    case = give(site, a_crime(site))
    page = site.browse(SERGEANT).get(case).follow("agree that none is reasonable")
    page = page.fill(reason="The report holds all there is.").submit()
    assert page.said == "It is recorded and agreed that no line of inquiry is reasonable."
    assert "It is agreed that none is reasonable." in page.section("lines")


def test_the_page_says_what_stays_asked_and_that_a_recorded_line_is_one(site):
    case = give(site, a_crime(site))
    page = site.browse(SERGEANT).get(f"{case}/lines/none")
    assert "This does not take away the minimum lines for this kind of crime." in page.words
    page = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/lines/none")
    assert "A line of inquiry is recorded, so there is one." in page.words
    assert page.main.find("form") is None


def test_an_officer_cannot_agree_that_there_is_no_line(looking):
    path, browser = f"{looking.page_of(AT_WORK)}/lines/none", looking.browse(OFFICER)
    asked = browser.get(path)
    assert "You cannot do this This is done by a supervisor. Ask yours." in asked.words
    assert asked.main.find("form") is None
    page = browser.send_anyway(path, reason="None at all")
    assert (page.status, page.errors) == (422, ["This is done by a supervisor. Ask yours."])
    assert page.form.value("reason") == "None at all"


def test_who_could_sign_reads_that_answering_a_line_takes_that_away(looking):
    line, words = open_line(looking), "Whoever answers this line has a part in it, and cannot"
    assert words in looking.browse(SERGEANT).get(f"/lines/{line}/result").words
    assert words not in looking.browse(OFFICER).get(f"/lines/{line}/result").words


def test_an_officer_is_told_on_the_case_who_agrees_that_no_line_is_reasonable(site):
    case = give(site, a_crime(site))
    page = site.browse(OFFICER).get(case)
    assert "agree that none is reasonable" not in page.links
    said = page.section("lines")
    assert "To agree that none is reasonable: this is done by a supervisor. Ask yours." in said
    assert "agree that none is reasonable" in site.browse(SERGEANT).get(case).links


TYPED = {"category": "cctv", "objective": "Who <passed>?"}
WRONG = {
    "no kind": ("category", {"category": ""}, "Choose the kind of line."),
    "no objective": ("objective", {"objective": "  "}, "Write what this line is meant to find out."),
    "a long objective": (
        "objective",
        {"objective": "x" * 1_001},
        "What is it meant to find out? must be 1,000 characters or fewer.",
    ),
    "an unprintable objective": ("objective", {"objective": "a\x00b"}, UNSTORABLE),
    "31 November": (
        "evidence_expires_at",
        {
            "evidence_expires_at-day": "31",
            "evidence_expires_at-month": "11",
            "evidence_expires_at-year": "2026",
            "evidence_expires_at-time": "12:00",
        },
        "Evidence is lost after must be a real date.",
    ),
    "a day without its time": (
        "evidence_expires_at",
        {
            "evidence_expires_at-day": "1",
            "evidence_expires_at-month": "12",
            "evidence_expires_at-year": "2026",
        },
        "Evidence is lost after must include a time.",
    ),
}


@pytest.mark.parametrize(("field", "changed", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_a_line_says_why_beside_the_field_and_loses_nothing(looking, field, changed, why):
    typed = {**TYPED, **changed}
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/lines/add").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


@pytest.mark.parametrize(("field", "forged"), [("category", "nonsense"), ("owner", "99999"), ("owner", "x")])
def test_what_the_page_does_not_offer_is_refused_beside_its_field(looking, field, forged):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/lines/add").fill(TYPED)
    page = page.forge(**{field: forged}).submit()
    assert page.status == 422
    assert page.error_beside(field) == NOT_OFFERED
    assert page.form.value("objective") == "Who <passed>?"


@pytest.mark.parametrize(
    ("way", "asked"),
    [
        ("result", {"result": "Write what this line found", "bearing": "Choose where the result points."}),
        ("not-pursued", {"reason": "Choose why this line", "words": "Write why this line is not pursued."}),
        ("answered-elsewhere", {"other_reference": "Enter the reference of the other crime."}),
        (
            "supersede",
            {
                "why": "Write what was wrong with the line.",
                "objective": "Write what the new line is meant to find out.",
            },
        ),
    ],
)
def test_an_empty_answer_names_everything_that_is_needed_at_once(looking, way, asked):
    page = looking.browse(OFFICER).get(f"/lines/{open_line(looking)}/{way}").form.submit()
    assert (page.status, len(page.errors)) == (422, len(asked))
    for field, why in asked.items():
        assert page.error_beside(field).startswith(why)


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        ("ANY/0000/26", "Enter the reference of another crime in Fairlead."),
        (AT_WORK, "Enter the reference of another crime in Fairlead."),
        (ABUSE, f"{ABUSE} has no line of this kind that could answer this one."),
        ("A" * 41, "Reference of the other crime must be 40 characters or fewer."),
        ("a\x00", UNSTORABLE),
    ],
)
def test_a_crime_that_cannot_answer_a_line_is_refused_beside_its_reference(looking, reference, why):
    typed = {"other_reference": reference, "words": "Same night"}
    page = looking.browse(OFFICER).get(f"/lines/{open_line(looking)}/answered-elsewhere").fill(typed)
    assert_refused_beside(page.submit(), "other_reference", why, typed)


def test_an_answered_line_is_not_answered_again(looking):
    path = f"/lines/{open_line(looking, 'scene')}/result"
    page = looking.browse(OFFICER).send_anyway(path, result="Something else", bearing="towards")
    assert page.status == 422
    assert page.errors == ["This line is already answered. To correct it, supersede it by another."]
    assert page.form.value("result") == "Something else"


@pytest.mark.parametrize("number", [CARE, OTHER_DETECTIVE])
def test_only_those_who_investigate_for_the_unit_add_lines(looking, number):
    owner = str(looking.person(OFFICER))
    page = looking.browse(number).send_anyway(f"{looking.page_of(AT_WORK)}/lines/add", TYPED, owner=owner)
    assert page.status == 422
    assert "an investigator or supervisor of the unit that holds the crime" in page.errors[0]
    assert page.form.value("objective") == "Who <passed>?"


def test_a_finished_case_takes_no_line_and_says_who_can_reopen_it(looking):
    path, browser = f"{looking.page_of(FILED)}/lines/add", looking.browse(OFFICER)
    asked = browser.get(path)
    assert "This case is finished. A supervisor of its unit can reopen it" in asked.words
    assert asked.main.find("form") is None
    page = browser.send_anyway(path, TYPED, owner=str(looking.person(OFFICER)))
    assert page.status == 422
    assert page.errors[0].startswith("This case is finished. A supervisor of its unit can reopen it")
    assert page.form.value("objective") == "Who <passed>?"


@pytest.mark.parametrize("way", ["result", "not-pursued", "answered-elsewhere", "supersede"])
def test_a_line_that_is_not_there_is_not_found(looking, way):
    page = looking.browse(OFFICER).get(f"/lines/99999/{way}")
    assert (page.status, page.heading) == (404, "Page not found")
    assert "There is no such line of inquiry." in page.words
