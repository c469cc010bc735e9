"""Contact with victims: what was told, said and promised, and everything that cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from forms.base import NOT_OFFERED
from tests.demo import NOW
from tests.pages import when
from tests.views.filling import assert_refused_beside, tell
from tests.views.sites import ABUSE, AT_WORK, CARE, CHARGED, NEW, OFFICER, SIGNED, WAITING, on_both
from tests.views.test_recording import UNSTORABLE

CONTACT = {"result": "reached", "channel": "phone", "told": "Nobody is arrested yet.", "said": "Thank you."}


def contact_page(site, reference: str = AT_WORK, number: str = CARE):
    return site.browse(number).get(f"/victims/{site.first('victim', reference)}/contact")


@on_both
def test_a_contact_is_recorded_with_what_was_promised_next(site):
    tomorrow = site.now + dt.timedelta(days=1)
    page = contact_page(site)
    assert {name: page.form.value(name) for name in when("happened_at", site.now)} == when(
        "happened_at", site.now
    )
    page = page.fill(
        {**CONTACT, "promised": "Ring about the ring", **when("promised_for", tomorrow)}
    ).submit()
    assert page.said == "The contact is recorded."
    assert "Reached by telephone, 24 November 2026 at 12:00pm" in page.section("victims")
    assert "Nobody is arrested yet. They said: Thank you." in page.section("victims")
    assert "Ring about the ring ( Miriam Adeyemi )" in page.section("next")


def test_a_promise_is_kept_by_a_contact(site):
    page = contact_page(site)
    [promise] = page.main.select("[name=keeps_promises]")
    page = page.fill(CONTACT, keeps_promises=promise["value"]).submit()
    assert page.said == "The contact is recorded."
    assert "Ring her with what the camera shows (" not in page.section("next")
    assert contact_page(site).main.select("[name=keeps_promises]") == []


@pytest.mark.parametrize(("hours", "late"), [(23, False), (25, True)])
def test_a_contact_recorded_late_says_so(site, hours: int, late: bool):
    happened = site.now - dt.timedelta(hours=hours)
    page = contact_page(site).fill({**CONTACT, **when("happened_at", happened)}).submit()
    assert page.said.startswith("The contact is recorded.")
    assert ("Recorded 25 hours late; shown as such." in page.said) is late
    assert ("Recorded 25 hours late 24 November 2026 at 12:00pm" in page.section("victims")) is late


def test_an_attempt_keeps_no_promise_and_says_so_beside_the_field(looking):
    page = contact_page(looking)
    [promise] = page.main.select("[name=keeps_promises]")
    typed = {"result": "attempted", "channel": "phone", "keeps_promises": promise["value"]}
    page = page.fill(typed).submit()
    assert_refused_beside(page, "keeps_promises", "A promise is kept when the victim is reached", typed)


def test_an_attempt_needs_no_words(site):
    typed = {"result": "attempted", "channel": "phone"}
    page = contact_page(site).fill(typed).submit()
    assert page.said == "The contact is recorded."
    assert "Tried, not reached by telephone" in page.section("victims")


@pytest.mark.parametrize("reference", [AT_WORK, SIGNED])
def test_nobody_is_asked_which_decision_they_told_to_somebody_whom_they_did_not_reach(site, reference):
    form = contact_page(site, reference)
    typed = {"result": "attempted", "channel": "phone"}
    if reference == SIGNED:
        assert "Only if you reached them" in form.words
    assert form.fill(typed).submit().said == "The contact is recorded."
    [told] = site.ask("SELECT decision_id FROM contact ORDER BY id DESC LIMIT 1")[0]
    assert told is None


@on_both
def test_telling_a_decision_ends_what_is_owed(site):
    assert "Outcome 8: Community resolution, and the reasons" in contact_page(site, SIGNED).words
    page = tell(site, site.page_of(SIGNED), site.browse(CARE))
    assert page.said == "The contact is recorded."
    assert "told the decision" in page.section("victims")
    assert "Tell the victim the decision" not in page.section("next")


def test_a_decision_told_by_letter_in_domestic_abuse_is_kept_and_still_owed(site):
    of_abuse = "INSERT INTO investigation_flag (investigation_id, flag) VALUES (:case, 'domestic_abuse')"
    case = site.case(SIGNED)
    with site.engine.begin() as connection:
        connection.execute(sa.text(of_abuse), {"case": case})
    browser = site.browse(CARE)
    warned = (
        "only a visit or the victim's adviser is safe until the victim has been asked. Tell it in person."
    )
    assert warned in contact_page(site, SIGNED).words
    page = tell(site, site.page_of(SIGNED), browser, channel="letter")
    assert "The decision still has to be told in person." in page.said
    assert "told the decision, which does not count by this channel" in page.section("victims")
    assert "Tell the victim the decision" in page.section("next")
    assert "told by letter alone, which does not count here" in page.section("still-needed")
    page = tell(site, site.page_of(SIGNED), browser, channel="in_person")
    assert page.said == "The contact is recorded."
    assert "Tell the victim the decision" not in page.section("next")


def moment(name: str, **ago: float) -> dict[str, str]:
    return when(name, NOW - dt.timedelta(**ago))


WRONG = {
    "in the future": (
        "happened_at",
        moment("happened_at", minutes=-1),
        "The contact cannot be in the future.",
    ),
    "before the crime was reported": (
        "happened_at",
        moment("happened_at", days=300),
        "The contact cannot be before the crime was reported.",
    ),
    "on 31 November": (
        "happened_at",
        {"happened_at-day": "31"},
        "When it happened must be a real date.",
    ),
    "on a day of twenty numbers": (
        "happened_at",
        {"happened_at-day": "9" * 20},
        "When it happened must be a real date.",
    ),
    "at an hour of many numbers": (
        "happened_at",
        {"happened_at-time": "99999999999:00"},
        "When it happened: the time must be like 14:05",
    ),
    "on a day with an unprintable number": (
        "happened_at",
        {"happened_at-day": "1\x07"},
        "When it happened: the day must be a number.",
    ),
    "at no time": ("happened_at", {"happened_at-time": ""}, "When it happened must include a time."),
    "reached and told nothing": ("told", {"told": ""}, "Write what the victim was told."),
    "a promise for the past": (
        "promised_for",
        {"promised": "Ring", **moment("promised_for", minutes=1)},
        "The promise must be for a time after the contact.",
    ),
    "a promise without a time": (
        "promised_for",
        {"promised": "Ring"},
        "A promise needs both what was promised and by when.",
    ),
    "a time without a promise": (
        "promised",
        moment("promised_for", days=-1),
        "A promise needs both what was promised and by when.",
    ),
    "unprintable words": ("said", {"said": "a\x00b"}, UNSTORABLE),
    "too many words": ("told", {"told": "x" * 3_001}, "What were they told? must be 3,000 characters"),
    "a long promise": ("promised", {"promised": "x" * 301}, "What did you promise next? must be 300"),
}


@pytest.mark.parametrize(("field", "changed", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_refused_beside_the_field_and_loses_nothing(looking, field, changed, why):
    before = looking.one("SELECT count(*) FROM contact")
    typed = {**CONTACT, **changed}
    page = contact_page(looking).fill(typed).submit()
    assert_refused_beside(page, field, why, typed)
    assert looking.one("SELECT count(*) FROM contact") == before


def test_an_empty_form_names_everything_that_is_needed_at_once(looking):
    empty = {f"happened_at-{part}": "" for part in ("day", "month", "year", "time")}
    page = contact_page(looking, SIGNED).fill(empty).submit()
    assert page.errors == [
        "Choose whether you reached them.",
        "Choose how you contacted them.",
        "Enter when it happened.",
        "Choose which decision you told them, or none.",
    ]


def decision(site, reference: str) -> str:
    return str(site.one("SELECT current_decision_id FROM investigation WHERE reference = :r", r=reference))


def test_who_was_not_reached_has_not_been_told(looking):
    typed = {"result": "attempted", "channel": "letter", "tells_decision": decision(looking, SIGNED)}
    page = contact_page(looking, SIGNED).fill(typed).submit()
    assert_refused_beside(page, "tells_decision", "A victim who was not reached has not been told.", {})


def test_nobody_was_told_a_decision_before_it_was_signed_off(looking):
    typed = {**CONTACT, "tells_decision": decision(looking, SIGNED), **moment("happened_at", days=19)}
    page = contact_page(looking, SIGNED).fill(typed).submit()
    why = "The victim cannot have been told a decision before it was signed off."
    assert_refused_beside(page, "happened_at", why, typed)


@pytest.mark.parametrize("other", [SIGNED, WAITING])
def test_a_decision_of_another_case_or_not_signed_off_cannot_be_told(looking, other):
    reference = WAITING if other == WAITING else AT_WORK
    page = contact_page(looking, reference).fill(CONTACT).forge(tells_decision=decision(looking, other))
    page = page.submit()
    assert (page.status, page.error_beside("tells_decision")) == (422, NOT_OFFERED)
    assert page.form.value("told") == CONTACT["told"]


@pytest.mark.parametrize("reference", [CHARGED, NEW])
def test_a_promise_made_to_a_victim_of_another_case_cannot_be_kept_here(looking, reference):
    promise = looking.one(
        "SELECT id FROM duty WHERE kind = 'promise' AND investigation_id = :case", case=looking.case(AT_WORK)
    )
    page = contact_page(looking, reference).fill(CONTACT).forge(keeps_promises=str(promise)).submit()
    assert page.status == 422
    assert page.errors[0] == NOT_OFFERED
    assert page.form.value("told") == CONTACT["told"]


@pytest.mark.parametrize(("field", "forged"), [("channel", "pigeon"), ("result", "perhaps")])
def test_what_the_page_does_not_offer_is_refused_beside_its_field(looking, field, forged):
    page = contact_page(looking).fill(CONTACT).forge(**{field: forged}).submit()
    assert page.error_beside(field) == NOT_OFFERED
    assert page.form.value("said") == CONTACT["said"]


def test_an_officer_of_another_unit_may_record_a_contact(site):
    page = contact_page(site, ABUSE, OFFICER).fill(CONTACT).submit()
    assert page.said == "The contact is recorded."


def test_the_list_of_what_is_owed_leads_to_the_form(looking):
    page = looking.browse(CARE).get("/owed-to-victims")
    assert page.follow("Miriam Adeyemi").heading in ("Record contact", "Assess the victim's needs")
    assert page.follow(AT_WORK).path == looking.page_of(AT_WORK)


@pytest.mark.parametrize(("minutes", "shown"), [(20, "1:20am BST"), (80, "1:20am GMT")])
def test_a_contact_in_the_hour_that_comes_twice_is_kept_at_the_time_it_was_shown(site, minutes, shown):
    site.now = dt.datetime(2027, 10, 31, 0, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    victim = site.first("victim", AT_WORK)
    page = site.browse(CARE).get(f"/victims/{victim}/contact")
    page = page.fill(result="attempted", channel="phone").submit()
    assert page.said == "The contact is recorded."
    assert f"31 October 2027 at {shown}" in page.section("victims")
