"""A victim wants contact after all: what was done meanwhile, or is not owed any more, is not owed again."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty
from tests import making, making_interviews, making_reviews, making_telling, making_updates
from tests.making import Case, Force
from tests.making_withdrawals import offer_statement
from tests.services.prepared import LATER, duties_of
from vocabulary import (
    Channel,
    ContactResult,
    DutyKind,
    DutyStatus,
    RiskFlag,
    StatementAnswer,
    Step,
)
from workflow.reading import read_case
from workflow.services.contact_corrections import correct_contact
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.particulars import InWords
from workflow.services.risk import record_risk
from workflow.services.suspects import record_suspect_told

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
ABUSED = {RiskFlag.DOMESTIC_ABUSE}


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


def wanted_again(session: Session, force: Force, case: Case, now: dt.datetime) -> None:
    victim = case.victims[0]
    [exception] = read_case(session, case.id, now).victim(victim).exceptions
    making_telling.over(session, force, victim, exception.id, now)


def ring(session: Session, force: Force, case: Case, at: dt.datetime) -> int:
    made = ContactMade(Channel.PHONE, ContactResult.REACHED, at, told="Nothing new.")
    return record_contact(session, force.officer, case.victims[0], made, now=at)


def updates(session: Session, case: Case, status: DutyStatus | None = DutyStatus.RUNNING) -> list[Duty]:
    return duties_of(session, case, DutyKind.NEXT_UPDATE, status=status)


def asked(session: Session, case: Case) -> list[DutyStatus]:
    return [each.status for each in duties_of(session, case, DutyKind.ASK_SAFE_CONTACT, status=None)]


class TestWhatWasDoneMeanwhile:
    def test_how_it_is_safe_to_reach_them_was_asked(self, session: Session, force: Force):
        case = making.an_investigation(session, force)
        record_risk(session, force.officer, case.id, ABUSED, "He is her son.", now=LATER)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER + HOUR)
        making_telling.say_what_is_safe(
            session, force, case.victims[0], Channel.IN_PERSON, now=LATER + 2 * HOUR
        )
        wanted_again(session, force, case, LATER + 3 * HOUR)
        assert asked(session, case) == [DutyStatus.MET]
        assert is_sound(session)

    def test_a_statement_was_offered(self, session: Session, force: Force):
        case = making.an_investigation(session, force, no_suspect_reason="")
        suspect = making.add_suspect(session, force, case)
        making_interviews.interview(session, force.officer, suspect, LATER)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER)
        offer_statement(session, force, case.victims[0], LATER + HOUR, answer=StatementAnswer.DECLINED)
        wanted_again(session, force, case, LATER + 2 * HOUR)
        [offer] = duties_of(session, case, DutyKind.OFFER_STATEMENT, None)
        assert (offer.status, offer.ended_at) == (DutyStatus.MET, LATER + HOUR)
        assert is_sound(session)

    @pytest.mark.parametrize("both_are_owed", [True, False])
    def test_the_crime_was_filed_without_a_prosecution(
        self, session: Session, force: Force, both_are_owed: bool
    ):
        case = making_reviews.told(session, force, victims=(making.A_PERSON, making.A_PERSON))
        record_suspect_told(session, force.officer, case.suspect, LATER, now=LATER)
        [offer, other] = duties_of(session, case, DutyKind.OFFER_STATEMENT)
        assert offer.victim_id == case.victims[0]
        if not both_are_owed:
            offer_statement(session, force, other.victim_id, LATER, answer=StatementAnswer.DECLINED)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER)
        making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, now=LATER + HOUR)
        wanted_again(session, force, case, LATER + 2 * HOUR)
        assert (offer.status, offer.ended_at) == (DutyStatus.EXCUSED, LATER + HOUR)
        assert is_sound(session)


class TestUpdatesGoOn:
    @pytest.mark.parametrize("before_filing", [True, False])
    def test_after_a_reopening(self, session: Session, force: Force, before_filing: bool):
        case = making.a_case_ready_to_close(session, force)
        making_updates.agree(session, force, case.victims[0], LATER)
        said_at, filed_at = (LATER, LATER + HOUR) if before_filing else (LATER + HOUR, LATER)
        if before_filing:
            making_telling.no_contact_wanted(session, force, case.victims[0], said_at)
        making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), now=filed_at)
        if not before_filing:
            making_telling.no_contact_wanted(session, force, case.victims[0], said_at)
        making.take(session, force.sergeant, case, Step.REOPEN, InWords("News."), now=LATER + DAY)
        assert updates(session, case) == []
        wanted_again(session, force, case, LATER + 2 * DAY)
        [owed] = updates(session, case)
        assert (owed.triggered_at, owed.due_at.date()) == (LATER + 2 * DAY, LATER.date() + 9 * DAY)
        assert is_sound(session)

    def test_but_not_on_a_finished_case(self, session: Session, force: Force):
        case = making.a_case_ready_to_close(session, force)
        making_updates.agree(session, force, case.victims[0], LATER)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER)
        making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), now=LATER + HOUR)
        wanted_again(session, force, case, LATER + 2 * HOUR)
        assert updates(session, case) == []
        assert is_sound(session)

    def test_and_one_runs_where_the_contact_that_began_it_did_not_happen(
        self, session: Session, force: Force
    ):
        case = making.an_investigation(session, force)
        making_updates.agree(session, force, case.victims[0], LATER)
        [first] = updates(session, case)
        contact = ring(session, force, case, LATER + DAY)
        [second] = updates(session, case)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER + DAY + HOUR)
        missed = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER + DAY)
        correct_contact(session, force.officer, contact, missed, "Her neighbour.", now=LATER + DAY + 2 * HOUR)
        assert (first.status, second.status) == (DutyStatus.EXCUSED, DutyStatus.EXCUSED)
        assert is_sound(session)
        wanted_again(session, force, case, LATER + 2 * DAY)
        assert updates(session, case) == [first]
        assert is_sound(session)


class TestHowItIsSafeToReachThemNow:
    """The crime came to be of a kind that asks first, while nobody was to ask them."""

    def risk_while_not_wanted(self, session: Session, force: Force) -> Case:
        case = making.an_investigation(session, force)
        making_telling.say_what_is_safe(session, force, case.victims[0], Channel.PHONE)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER)
        record_risk(session, force.officer, case.id, ABUSED, "He is her son.", now=LATER + HOUR)
        assert asked(session, case) == []
        return case

    def test_is_asked_once_they_want_contact(self, session: Session, force: Force):
        case = self.risk_while_not_wanted(session, force)
        wanted_again(session, force, case, LATER + 2 * HOUR)
        [ask] = duties_of(session, case, DutyKind.ASK_SAFE_CONTACT)
        assert (ask.victim_id, ask.triggered_at) == (case.victims[0], LATER + 2 * HOUR)
        assert is_sound(session)
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER + 3 * HOUR)
        wanted_again(session, force, case, LATER + 4 * HOUR)
        assert asked(session, case) == [DutyStatus.RUNNING]
        assert is_sound(session)

    def test_is_not_asked_where_it_was_recorded_since(self, session: Session, force: Force):
        case = self.risk_while_not_wanted(session, force)
        making_telling.say_what_is_safe(
            session, force, case.victims[0], Channel.IN_PERSON, now=LATER + 2 * HOUR
        )
        wanted_again(session, force, case, LATER + 3 * HOUR)
        assert asked(session, case) == []
        assert is_sound(session)

    def test_is_not_asked_where_the_crime_was_of_that_kind_before(self, session: Session, force: Force):
        case = making.an_investigation(session, force, flags=frozenset(ABUSED))
        making_telling.no_contact_wanted(session, force, case.victims[0], LATER)
        wanted_again(session, force, case, LATER + HOUR)
        assert asked(session, case) == []
        assert is_sound(session)
