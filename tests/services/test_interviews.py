"""Interviews under caution: who else held them, and a child or somebody vulnerable without an adult."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, Interview, Suspect
from tests.making_interviews import as_held, interview
from tests.services.prepared import (
    LATER,
    Cases,
    Force,
    detail_of,
    duties_of,
    events_of,
    facts_of,
    state_of,
)
from vocabulary import (
    AppropriateAdult,
    DutyKind,
    DutyStatus,
    EventKind,
    InterviewRecord,
    LegalAdvice,
    State,
    StreamKind,
)
from workflow.refusals import FactNotAccepted, Refusal, WouldLapse
from workflow.services import marked, suspects
from workflow.services.interviews import record_interview
from workflow.services.suspect_corrections import WhoTheyAre, correct_suspect

WITHOUT = DutyKind.INTERVIEW_WITHOUT_ADULT
OF_AGE = dt.date(LATER.year - 18, LATER.month, LATER.day)
NOT_YET = OF_AGE + dt.timedelta(days=1)


def add(session: Session, force: Force, cases: Cases, **who: object) -> int:
    added = suspects.SuspectToAdd("Rowan Pike", "Seen nearby.", "Theft", **who)
    return suspects.add_suspect(session, force.officer, cases.investigated.id, added, now=LATER)


def held(session: Session, suspect: int) -> list[Interview]:
    query = sa.select(Interview).where(Interview.suspect_id == suspect).order_by(Interview.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def test_everything_about_an_interview_is_kept(session: Session, force: Force, cases: Cases):
    suspect = add(session, force, cases)
    interview(
        session,
        force.officer,
        suspect,
        LATER,
        force.colleague.id,
        recorded_how=InterviewRecord.BODY_WORN,
        legal_advice=LegalAdvice.PRESENT,
        adult=AppropriateAdult.PRESENT,
        second_officer_id=force.sergeant.id,
        interpreter="Polish",
        place="Custody suite",
        others_present="Ms Adeyemi, duty solicitor",
    )
    [row] = held(session, suspect)
    assert (row.interviewed_at, row.interviewed_by_id) == (LATER, force.colleague.id)
    assert (row.second_officer_id, row.recorded_by_id) == (force.sergeant.id, force.officer.id)
    assert (row.recorded_how, row.legal_advice) == (InterviewRecord.BODY_WORN, LegalAdvice.PRESENT)
    assert (row.adult, row.lacks_adult) == (AppropriateAdult.PRESENT, False)
    assert (row.interpreter, row.place) == ("Polish", "Custody suite")
    assert row.others_present == "Ms Adeyemi, duty solicitor"
    events = events_of(session, StreamKind.INVESTIGATION, cases.investigated.id)
    held_by, too = events[-2:]
    assert (held_by.kind, held_by.about_person_id) == (EventKind.SUSPECT_INTERVIEWED, force.colleague.id)
    assert facts_of(held_by)["second"] == force.sergeant.id
    assert (too.kind, too.about_person_id) == (EventKind.SUSPECT_INTERVIEW_JOINED, force.sergeant.id)
    assert facts_of(too) == {"suspect": suspect, "interview": row.id}
    said = detail_of(session, held_by)
    assert (said["interpreter"], said["others_present"]) == ("Polish", "Ms Adeyemi, duty solicitor")


def test_a_second_interview_leaves_the_first_as_it_was(session: Session, force: Force, cases: Cases):
    suspect = add(session, force, cases)
    interview(session, force.officer, suspect, LATER, adult=AppropriateAdult.ABSENT)
    after = LATER + dt.timedelta(hours=2)
    interview(session, force.officer, suspect, after, adult=AppropriateAdult.PRESENT)
    assert [row.lacks_adult for row in held(session, suspect)] == [True, False]
    assert session.get_one(Suspect, suspect).interviewed_at == after
    assert len(duties_of(session, cases.investigated, WITHOUT)) == 1


@pytest.mark.parametrize(
    ("who", "adult", "is_marked"),
    [
        ({"born_on": NOT_YET}, AppropriateAdult.NOT_NEEDED, True),
        ({"born_on": NOT_YET}, AppropriateAdult.ABSENT, True),
        ({"born_on": NOT_YET}, AppropriateAdult.PRESENT, False),
        ({"born_on": OF_AGE}, AppropriateAdult.NOT_NEEDED, False),
        ({"is_vulnerable": True}, AppropriateAdult.NOT_NEEDED, True),
        ({"is_vulnerable": True}, AppropriateAdult.PRESENT, False),
        ({}, AppropriateAdult.NOT_NEEDED, False),
        ({}, AppropriateAdult.ABSENT, True),
    ],
)
def test_an_interview_without_the_adult_it_needed_is_kept_marked_and_raised(
    session: Session, force: Force, cases: Cases, who: dict, adult: AppropriateAdult, is_marked: bool
):
    suspect = add(session, force, cases, **who)
    interview(session, force.officer, suspect, LATER, adult=adult, why_no_adult="None could come.")
    [row] = held(session, suspect)
    assert row.lacks_adult is is_marked
    assert row.why_no_adult == ("None could come." if is_marked else None)
    duties = duties_of(session, cases.investigated, WITHOUT)
    assert [duty.what for duty in duties] == (
        ["A suspect was interviewed without an appropriate adult"] if is_marked else []
    )
    assert all(duty.due_at == LATER + dt.timedelta(hours=8) for duty in duties)


def test_it_is_said_when_why_is_not_written(session: Session, force: Force, cases: Cases):
    suspect = add(session, force, cases)
    interview(session, force.officer, suspect, LATER, adult=AppropriateAdult.ABSENT, why_no_adult=" ")
    [duty] = duties_of(session, cases.investigated, WITHOUT)
    assert duty.what.endswith("; why is not written")


def test_who_is_found_vulnerable_stays_so(session: Session, force: Force, cases: Cases):
    suspect = add(session, force, cases)
    interview(session, force.officer, suspect, LATER, is_vulnerable=True, adult=AppropriateAdult.PRESENT)
    assert session.get_one(Suspect, suspect).is_vulnerable
    interview(session, force.officer, suspect, LATER)
    assert session.get_one(Suspect, suspect).is_vulnerable
    assert [row.lacks_adult for row in held(session, suspect)] == [False, True]


def test_a_supervisor_of_the_unit_looks_at_it(session: Session, force: Force, cases: Cases):
    suspect = add(session, force, cases)
    interview(session, force.officer, suspect, LATER, adult=AppropriateAdult.ABSENT)
    [duty] = duties_of(session, cases.investigated, WITHOUT)
    words = "Told the CPS; a second interview with his sister there."
    marked.look_at_marked(session, force.sergeant, cases.investigated.id, [duty.id], words, now=LATER)
    assert session.get_one(Duty, duty.id, populate_existing=True).status is DutyStatus.MET


def test_a_date_of_birth_learnt_later_raises_it_too(session: Session, force: Force, cases: Cases):
    suspect = add(session, force, cases)
    interview(session, force.officer, suspect, LATER)
    for born_on, raised in ((OF_AGE, 0), (NOT_YET, 1), (NOT_YET + dt.timedelta(days=1), 1)):
        right = WhoTheyAre("Rowan Pike", "Theft", born_on)
        correct_suspect(session, force.officer, suspect, right, "His passport.", now=LATER)
        assert len(duties_of(session, cases.investigated, WITHOUT)) == raised
    assert verify(session).is_sound


@pytest.mark.parametrize("second", ["officer", None])
def test_the_second_is_somebody_else_of_the_force(
    session: Session, force: Force, cases: Cases, second: str | None
):
    suspect = add(session, force, cases)
    too = getattr(force, second).id if second else 999_999
    with pytest.raises(FactNotAccepted) as refused:
        interview(session, force.officer, suspect, LATER, second_officer_id=too)
    assert refused.value.field == "second_officer"


def test_a_standing_proposal_is_taken_back_only_once_that_is_accepted(
    session: Session, force: Force, cases: Cases
):
    case = cases.told_closure
    with pytest.raises(WouldLapse):
        interview(session, force.officer, case.suspect, LATER)
    record_interview(
        session, force.officer, case.suspect, as_held(force.officer.id), now=LATER, lapse_accepted=True
    )
    assert state_of(session, case) is State.INVESTIGATING


def test_none_is_recorded_on_a_finished_case(session: Session, force: Force, cases: Cases):
    with pytest.raises(Refusal, match="finished"):
        interview(session, force.officer, cases.closed.suspect, LATER)
