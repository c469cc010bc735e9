"""Pages about victims who withdraw: recorded, decided without them, rung back; and personal statements."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from sqlalchemy.orm import Session

from tests import making_withdrawals
from tests.demo import NOW
from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    CARE,
    CHARGED,
    DETECTIVE_INSPECTOR,
    FILED,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    SERGEANT,
    on_both,
)
from vocabulary import Actor, Rank, Role

ELSEWHERE = "2250"  # a detective sergeant of another unit
WORDS = "I only want him to leave me alone."
WITHDRAWS = {
    "view": "does_not_support",
    "words": WORDS,
    "reason": "fears_the_suspect",
    "channel": "in_person",
}


def victim_page(site, page: str, reference: str = ABUSE, number: str = CARE):
    return site.browse(number).get(f"/victims/{site.first('victim', reference)}/{page}")


def decide_page(site, number: str, reference: str = ABUSE):
    return site.browse(number).get(f"{site.page_of(reference)}/evidence-led")


def drawn(site, reference: str = AT_WORK) -> int:
    """Another victim of a case who withdraws and is drawn, by the services."""

    def somebody(number: str, role: Role) -> Actor:
        held = site.ask(
            "SELECT h.person_id, h.unit_id FROM role_holding h JOIN person p ON p.id = h.person_id"
            " WHERE p.username = :number",
            number=number,
        )
        return Actor(held[0][0], Rank.CONSTABLE, False, frozenset((role, unit) for _, unit in held))

    force = SimpleNamespace(
        officer=somebody(OFFICER, Role.INVESTIGATOR),
        victim_care_officer=somebody(CARE, Role.VICTIM_CARE_OFFICER),
    )
    with Session(site.engine, autoflush=False) as session:
        victim = making_withdrawals.a_withdrawal(
            session, force, site.case(reference), drawn=True, now=site.now
        )
        session.commit()
    return victim


@on_both
def test_a_withdrawal_is_recorded_shown_and_added_to(site):
    page = victim_page(site, "withdrawal")
    typed = WITHDRAWS | {"account": "none"}
    page = page.fill(typed).submit()
    assert page.said == "The withdrawal is recorded."
    for words in ("Does not support further action", "Afraid of the suspect", WORDS):
        assert words in page.section("victims")
    assert "A victim withdrew: afraid of the suspect" in page.section("timeline")
    again = victim_page(site, "withdrawal")
    assert (again.form.value("words"), again.form.value("reason")) == (WORDS, "fears_the_suspect")
    more = {
        "account": "body_worn_video",
        "account_reference": "BWV/4533/1410",
        "help_offered": "A place at a refuge.",
        "help_answer": "Not now.",
        "protection": "A marker on the address.",
    }
    page = again.fill(more).submit()
    for words in ("Body-worn video: BWV/4533/1410", "A place at a refuge.", "Not now.", "A marker"):
        assert words in page.section("victims")


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(site):
    page = victim_page(site, "withdrawal").fill(words=WORDS).submit()
    assert_refused_beside(page, "reason", "Choose the reason that they gave.", {"words": WORDS})
    half = WITHDRAWS | {"account": "signed_statement", "reason": "another"}
    page = victim_page(site, "withdrawal").fill(half).submit()
    assert_refused_beside(page, "reason_words", "Write the reason that they gave.", {"words": WORDS})
    half = WITHDRAWS | {"account": "signed_statement"}
    page = victim_page(site, "withdrawal").fill(half).submit()
    assert_refused_beside(page, "account_reference", "Enter both what holds it", {"words": WORDS})


def test_a_statement_or_video_is_asked_for_only_where_practice_asks_it(looking):
    assert "What holds it?" in victim_page(looking, "withdrawal").words
    assert "What holds it?" not in victim_page(looking, "withdrawal", AT_WORK).words


def test_pages_that_nothing_has_triggered_are_not_offered(looking):
    """A theft without a suspect whose victim supports it: no withdrawal, no statement, nobody rung back."""
    plain = victim_page(looking, "contact", FILED)
    assert "They withdraw" not in plain.words
    assert "Personal statement" not in plain.words
    assert "Ring back" not in plain.words
    suspected = victim_page(looking, "contact", ABUSE)
    assert "They withdraw" in suspected.words
    assert "Personal statement" in suspected.words
    case = looking.browse(CARE).get(looking.page_of(FILED))
    assert "without the victim" not in case.section("victims")


@on_both
def test_a_supervisor_of_the_rank_decides_whether_to_go_on_without_the_victim(site):
    victim_page(site, "withdrawal").fill(WITHDRAWS | {"account": "none"}).submit()
    assert "Decide whether to go on without the victim" in site.browse(CARE).get(site.page_of(ABUSE)).words
    assert "decided by a supervisor" in decide_page(site, OTHER_DETECTIVE).words
    assert "you are not recorded as a detective" in decide_page(site, SERGEANT).words
    page = decide_page(site, OTHER_SERGEANT)
    assert "Decided by a detective sergeant or above" in page.words
    page = page.fill(decided="not_pursued").submit()
    assert_refused_beside(page, "reason", "Write why.", {"decided": "not_pursued"})
    page = page.fill(reason="The call and the video do not show the blow.").submit()
    assert page.said == "What you decided is recorded."
    assert "Without the victim's evidence: not pursued." in page.section("victims")
    assert "do not show the blow" in page.section("timeline")


@on_both
def test_somebody_outside_the_team_rings_back_from_their_list(site):
    victim = drawn(site)
    team = site.browse(CARE).get(f"/victims/{victim}/call-back")
    assert "another unit" in team.words
    shift = site.browse(ELSEWHERE).get("/my-shift/ring-back")
    assert "Bram Castle" in shift.words
    assert "Bram Castle" not in site.browse(OTHER_SERGEANT).get("/my-shift/safe-to-ring").words
    assert "Bram Castle" not in site.browse(SERGEANT).get("/my-shift/ring-back").words
    page = site.browse(ELSEWHERE).get(f"/victims/{victim}/call-back")
    assert "Drawn to be rung back" in page.words
    typed = {
        "risk_check": "He lives alone.",
        "result": "not_own_decision",
        "channel": "phone",
        "words": "Nobody asked me.",
        "help_was_offered": "no",
        **when("rung_at", site.now),
    }
    page = page.fill(typed).submit()
    assert page.said == "What came of the call-back is recorded."
    assert "It was not their own decision" in page.section("victims")
    assert "They had not been offered help." in page.section("victims")
    assert "Find out what happened" in page.section("next")
    assert "Nobody asked me." in page.section("timeline")
    assert "Bram Castle" not in site.browse(ELSEWHERE).get("/my-shift/ring-back").words
    assert "it was not their own decision" in site.browse(SERGEANT).get("/my-shift").words


def test_a_call_back_says_what_is_missing(site):
    victim = drawn(site)
    page = site.browse(ELSEWHERE).get(f"/victims/{victim}/call-back")
    typed = {"risk_check": "He lives alone.", "result": "own_decision"}
    page = page.fill(typed).submit()
    assert_refused_beside(page, "channel", "Choose how you rang them back.", typed)


@on_both
def test_one_who_asked_not_to_be_contacted_is_rung_only_if_a_detective_inspector_agrees(site):
    victim = drawn(site)
    page = site.browse(CARE).get(f"/victims/{victim}/does-not-want-contact")
    page.fill(words="Leave me be.").submit()
    page = site.browse(ELSEWHERE).get(f"/victims/{victim}/call-back")
    assert "Do not ring unless a detective inspector or above agrees first" in page.words
    assert "Agree to ring back" in page.words
    agreed = site.browse(DETECTIVE_INSPECTOR).get(f"/victims/{victim}/call-back-agreed")
    assert "Agreed by a detective inspector or above" in agreed.words
    agreed = agreed.fill(reason="The withdrawal is in his words.").submit()
    assert agreed.said == "It is agreed that they are rung back."
    assert "agrees to this call" in agreed.section("victims")


def test_where_nothing_is_drawn_the_pages_say_so(looking):
    for page, number in (("call-back", ELSEWHERE), ("call-back-agreed", DETECTIVE_INSPECTOR)):
        assert "No withdrawal of this victim is drawn" in victim_page(looking, page, number=number).words


@on_both
def test_the_offer_of_a_statement_has_an_answer_or_a_day(site):
    typed = {"answer": "not_yet", "words": "Wait until he is charged."}
    page = victim_page(site, "statement").fill(typed).submit()
    assert_refused_beside(page, "again_on", "Enter the day, after today", {"words": typed["words"]})
    day = when("again_on", NOW + dt.timedelta(days=7))
    typed |= {name: value for name, value in day.items() if "time" not in name}
    page = victim_page(site, "statement").fill(typed).submit()
    assert page.said == "How the offer stands is recorded."
    assert "Too early to offer it; offered again on" in page.section("victims")
    assert "Offer the victim a personal statement" in page.section("next")
    typed = {"answer": "declined", "words": "No, thank you."}
    page = victim_page(site, "statement").fill(typed).submit()
    assert "Declined. No, thank you." in page.section("victims")
    assert "Offer the victim a personal statement" not in page.section("next")


@pytest.mark.parametrize("reference", [CHARGED, ABUSE])
def test_the_case_page_says_what_is_still_needed_of_a_statement(looking, reference):
    page = looking.browse(CARE).get(looking.page_of(reference))
    assert "A personal statement was offered to each victim" in page.words


def test_whoever_decides_without_the_victim_reads_what_the_victim_said(site):
    page = decide_page(site, DETECTIVE_INSPECTOR)
    assert "No withdrawal is recorded." in page.words
    typed = {**WITHDRAWS, "account": "none"}
    assert victim_page(site, "withdrawal").fill(typed).submit().said == "The withdrawal is recorded."
    page = decide_page(site, DETECTIVE_INSPECTOR)
    assert f"“{WORDS}”" in page.words
    assert "Afraid of the suspect, or of what may happen" in page.words


def test_who_adds_to_a_withdrawal_is_told_that_it_is_filled_in(site):
    assert "What is on record is filled in" not in victim_page(site, "withdrawal").words
    victim_page(site, "withdrawal").fill({**WITHDRAWS, "account": "none"}).submit()
    assert "What is on record is filled in" in victim_page(site, "withdrawal").words


def test_a_call_back_says_why_a_way_is_not_safe(site):
    whom = drawn(site, ABUSE)
    page = site.browse(ELSEWHERE).get(f"/victims/{whom}/call-back")
    assert "only a visit or the victim's adviser is safe until the victim has been asked" in page.words
    assert "Ring them back" not in page.links
