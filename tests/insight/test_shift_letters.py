"""Letters that were made and have not gone: whose first page they are on, and what is said to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests import making, making_letters
from tests.insight.test_shift import block
from tests.making import NOW, Force
from tests.making_letters import A_CONFIRMATION, AN_UPDATE, SOON
from vocabulary import Actor, HandedOver, Inquest, NotSent
from workflow.services.deaths import Death, record_death
from workflow.services.letters_by_email import record_not_sent, take_up

KEY = "letters-not-sent"
DAY = dt.timedelta(days=1)


@pytest.fixture(name="force")
def two_units(session: Session) -> Force:
    return making.a_force(session)


@pytest.fixture(name="case")
def a_case(session: Session, force: Force) -> making.Case:
    case = making.an_investigation(session, force)
    making_letters.lives_at(session, case.victims[0], email="amina@example.org")
    return case


def listed(session: Session, who: Actor, now: dt.datetime = NOW + SOON) -> list[int]:
    return [row.item_id for row in block(session, who, KEY, now).rows]


def said(session: Session, who: Actor) -> list[str]:
    return [row.what for row in block(session, who, KEY, NOW + 3 * SOON).rows]


def not_sent_by_email(session: Session, force: Force, letter: int, why: NotSent) -> None:
    email = making_letters.asked_by_email(session, force, letter)
    take_up(session, email, now=NOW + SOON)
    record_not_sent(session, email, why, now=NOW + SOON)


def test_a_letter_that_was_made_is_with_whoever_made_it_and_with_victim_care_until_it_goes(
    session, force, case
):
    letter = making_letters.made(session, force, case.victims[0])
    for who in (force.officer, force.victim_care_officer):
        assert listed(session, who) == [letter]
        assert said(session, who) == ["An update. Print it and post it, or send it by e-mail."]
    for who in (force.colleague, force.sergeant, force.other_officer):
        assert listed(session, who) == []
    making_letters.handed_over(session, force, letter, HandedOver.BY_HAND)
    for who in (force.officer, force.victim_care_officer):
        assert listed(session, who) == []


def test_a_supervisor_who_made_one_has_it_on_their_first_page_too(session, force, case):
    letter = making_letters.made(session, force, case.victims[0], actor=force.sergeant)
    assert listed(session, force.sergeant) == [letter]


def test_one_that_waits_to_go_by_email_is_not_listed_and_one_that_did_not_go_is(session, force, case):
    letter = making_letters.made(session, force, case.victims[0])
    email = making_letters.asked_by_email(session, force, letter)
    assert listed(session, force.officer) == []
    take_up(session, email, now=NOW + SOON)
    record_not_sent(session, email, NotSent.MESSAGE_REFUSED, now=NOW + SOON)
    assert said(session, force.officer) == [
        "An update. Not sent: the mail server refused it. Send it again, or print it and post it."
    ]


@pytest.mark.parametrize("why", list(NotSent))
def test_for_each_reason_why_it_did_not_go_it_is_said_what_to_do(session, force, case, why):
    letter = making_letters.made(session, force, case.victims[0])
    not_sent_by_email(session, force, letter, why)
    [words] = said(session, force.victim_care_officer)
    assert words.startswith("An update. Not sent: ")
    assert words.endswith(".")
    assert len(words) < 200  # what a list cuts off


def test_what_was_said_of_the_last_email_is_shown(session, force, case):
    letter = making_letters.made(session, force, case.victims[0])
    not_sent_by_email(session, force, letter, NotSent.MESSAGE_REFUSED)
    not_sent_by_email(session, force, letter, NotSent.ADDRESS_REFUSED)
    assert "takes nothing for this address" in said(session, force.officer)[0]


def test_of_letters_of_a_kind_the_last_is_listed_and_one_of_another_kind_beside_it(session, force, case):
    [victim] = case.victims
    making_letters.made(session, force, victim)
    again = making_letters.made(session, force, victim, replace(AN_UPDATE, words="The film shows nobody."))
    other = making_letters.made(session, force, victim, A_CONFIRMATION)
    assert listed(session, force.officer) == [again, other]


def test_a_letter_of_a_decision_that_was_taken_back_is_not_to_go(session, force):
    case = making.signed_off(session, force)
    making_letters.lives_at(session, case.victims[0])
    letter = making_letters.made(session, force, case.victims[0], making_letters.a_decision(case))
    assert listed(session, force.officer) == [letter]
    making.add_line(session, force, case, lapse_accepted=True)
    assert listed(session, force.officer) == []


def test_nobody_is_asked_to_send_a_letter_to_a_victim_who_has_died(session, force, case):
    making_letters.made(session, force, case.victims[0])
    record_death(session, force.officer, case.victims[0], Death(NOW.date(), Inquest.OPEN), now=NOW)
    assert listed(session, force.officer) == []


def test_after_the_days_of_the_policy_it_is_no_longer_listed(session, force, case):
    letter = making_letters.made(session, force, case.victims[0])
    assert listed(session, force.officer, NOW + 27 * DAY) == [letter]
    assert listed(session, force.officer, NOW + 28 * DAY) == []
