"""Accreditations by date, training and mentors, and the crimes that somebody may then be given."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person
from tests import making
from tests.making import NOW, Force
from tests.making_overrides import an_officer
from tests.services.prepared import facts_of, last_event_of, row_of
from vocabulary import Accreditation, EventKind, Programme, Step
from workflow.reading import read_case
from workflow.reading.skills import skills_of
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal
from workflow.requirements.sign_offs import involvement
from workflow.services.mentoring import name_mentor
from workflow.services.opening import policy_at
from workflow.services.particulars import HandOver, ToOfficer
from workflow.services.reallocating import reallocate
from workflow.services.skills import begin_training, end_accreditation, end_training, give_accreditation
from workflow.services.steps import Refused, Taken

TODAY = NOW.date()
DAY = dt.timedelta(days=1)
MONTH = dt.timedelta(days=28)


def level(session: Session, person_id: int, day: dt.date) -> Accreditation:
    return skills_of(session, [person_id], day)[person_id].accreditation


def test_an_accreditation_with_days_counts_from_the_first_and_expires(session: Session, force: Force):
    officer = an_officer(session, force, "pip1", Accreditation.PIP1).id
    held = give_accreditation(
        session, force.administrator, officer, Accreditation.PIP2, TODAY + DAY, TODAY + MONTH, now=NOW
    )
    levels = {0: Accreditation.PIP1, 1: Accreditation.PIP2, 28: Accreditation.NONE}
    assert {day: level(session, officer, TODAY + day * DAY) for day in levels} == levels
    give_accreditation(session, force.administrator, officer, Accreditation.PIP1, TODAY, now=NOW)
    assert level(session, officer, TODAY + MONTH) is Accreditation.PIP1
    end_accreditation(session, force.administrator, held, TODAY + 2 * DAY, now=NOW)
    assert level(session, officer, TODAY + 2 * DAY) is Accreditation.PIP1


def test_the_same_accreditation_is_not_held_twice_on_a_day(session: Session, force: Force):
    what = (session, force.administrator, force.officer.id)
    give_accreditation(*what, Accreditation.PIP2, TODAY, TODAY + MONTH, now=NOW)
    with pytest.raises(FactNotAccepted, match="already"):
        give_accreditation(*what, Accreditation.PIP2, TODAY + DAY, now=NOW)
    with pytest.raises(FactNotAccepted, match="Choose an accreditation"):
        give_accreditation(*what, Accreditation.NONE, TODAY, now=NOW)
    give_accreditation(*what, Accreditation.PIP2, TODAY + MONTH, now=NOW)


def test_the_case_of_an_officer_knows_what_they_hold_on_the_day(session: Session, force: Force):
    case = making.an_investigation(session, force)
    officer, what = force.officer.id, (Accreditation.PIP2, TODAY, TODAY + DAY)
    give_accreditation(session, force.administrator, officer, *what, now=NOW)
    held = {day: read_case(session, case.id, NOW + day * DAY).oic_accreditation for day in (0, 1)}
    assert held == {0: Accreditation.PIP2, 1: Accreditation.NONE}


def rape(session: Session, force: Force):
    return making.a_crime(session, force, offence="rape", no_suspect_reason="")


def test_an_accreditation_that_expired_yesterday_is_not_enough(session: Session, force: Force):
    officer, case = force.officer, rape(session, force)
    give_accreditation(
        session, force.administrator, officer.id, Accreditation.PIP2, TODAY - MONTH, TODAY, now=NOW
    )
    refused = making.attempt(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(officer.id))
    [found] = refused.assessment.still_needed
    assert found.finding.why.startswith("Needs PIP2. This officer holds none.")


def involved(session: Session, case, person_id: int) -> str | None:
    return involvement(read_case(session, case.id, NOW), person_id, policy_at(NOW))


def test_a_trainee_with_a_named_supervisor_passes_who_is_then_not_independent(session: Session, force: Force):
    officer, trainer, case = (
        an_officer(session, force, "t", Accreditation.PIP1),
        force.inspector,
        rape(session, force),
    )
    held = begin_training(
        session, force.administrator, officer.id, Programme.PIP2, trainer.id, TODAY, now=NOW
    )
    assert involved(session, case, trainer.id) is None
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(officer.id))
    assert row_of(session, case).oic_id == officer.id
    assert "mentor of the officer" in involved(session, case, trainer.id)
    end_training(session, force.administrator, held, TODAY + DAY, now=NOW)
    assert skills_of(session, [officer.id], TODAY + DAY)[officer.id].training is None


def test_a_supervisor_of_training_who_lapsed_or_left_helps_nobody(session: Session, force: Force):
    officer, case = an_officer(session, force, "t", Accreditation.PIP1), rape(session, force)
    what = (session, force.administrator)
    begin_training(*what, officer.id, Programme.PIP2, force.inspector.id, TODAY, now=NOW)
    give_accreditation(*what, force.inspector.id, Accreditation.PIP2, TODAY - MONTH, TODAY, now=NOW)
    allocate = (session, force.sergeant, case, Step.ALLOCATE, ToOfficer(officer.id))
    assert isinstance(making.attempt(*allocate), Refused)
    give_accreditation(*what, force.inspector.id, Accreditation.PIP2, TODAY, now=NOW)
    session.get_one(Person, force.inspector.id).retired_at = NOW
    session.flush()
    assert isinstance(making.attempt(*allocate), Refused)


@pytest.mark.parametrize("mentor", ["themselves", "somebody below", "nobody"])
def test_training_is_supervised_by_another_who_holds_it(session: Session, force: Force, mentor: str):
    officer = an_officer(session, force, "t", Accreditation.PIP1).id
    who = {"themselves": officer, "nobody": 999_999}.get(mentor)
    who = who or an_officer(session, force, "below", Accreditation.PIP1).id
    with pytest.raises(FactNotAccepted) as refused:
        begin_training(session, force.administrator, officer, Programme.PIP2, who, TODAY, now=NOW)
    assert refused.value.field == "mentor"


@pytest.mark.parametrize("again", [False, True])
def test_a_mentor_named_for_the_case_lets_it_go_on_and_cannot_sign(
    session: Session, force: Force, again: bool
):
    officer, case = an_officer(session, force, "m", Accreditation.PIP1), rape(session, force)
    mentor = force.detective_inspector
    if again:
        making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.officer.id))
        to = HandOver(officer.id, "Nothing.", "Nothing.", "None.", mentor.id)
        assert isinstance(reallocate(session, force.sergeant, case.id, to, now=NOW), int)
    else:
        making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(officer.id, "", mentor.id))
    event = last_event_of(session, case.id)
    assert (event.kind, event.about_person_id) == (EventKind.MENTOR_NAMED, mentor.id)
    assert facts_of(event)["until"] == (TODAY + MONTH).isoformat()
    assert "mentor of the officer" in involved(session, case, mentor.id)


@pytest.mark.parametrize("mentor", ["themselves", "below", "retired", "nobody"])
def test_a_mentor_is_another_who_holds_what_the_crime_needs(session: Session, force: Force, mentor: str):
    officer, case = an_officer(session, force, "m", Accreditation.PIP1), rape(session, force)
    session.get_one(Person, force.colleague.id).retired_at = NOW
    session.flush()
    below = an_officer(session, force, "below", Accreditation.PIP1).id
    ids = {"themselves": officer.id, "below": below, "retired": force.colleague.id, "nobody": 999_999}
    with pytest.raises(FactNotAccepted) as refused:
        making.attempt(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(officer.id, "", ids[mentor]))
    assert refused.value.field == "mentor"


def test_an_officer_with_many_crimes_is_given_another_and_the_number_is_kept(session: Session, force: Force):
    case = making.a_crime(session, force)
    made = making.an_investigation(session, force)
    columns = "UPDATE investigation SET oic_id = :oic WHERE id <> :case AND state = 'recorded'"
    assert row_of(session, made).oic_id == force.officer.id
    for _ in range(26):
        making.a_crime(session, force)
    session.execute(sa.text(columns), {"oic": force.colleague.id, "case": case.id})
    session.expire_all()
    taken = making.attempt(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.colleague.id))
    assert isinstance(taken, Taken)
    assert facts_of(last_event_of(session, case.id))["warned"] == ["officer_has_room"]


def test_a_mentor_is_named_later_for_whoever_has_the_crime(session: Session, force: Force):
    case, mentor = making.a_crime(session, force, offence="robbery_personal"), force.detective_inspector
    name = (session, force.sergeant, case.id)
    with pytest.raises(Refusal, match="when you allocate it"):
        name_mentor(*name, mentor.id, now=NOW)
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.officer.id))
    with pytest.raises(NotPermitted, match="a supervisor of the unit"):
        name_mentor(session, force.officer, case.id, mentor.id, now=NOW)
    with pytest.raises(FactNotAccepted, match="not their own mentor"):
        name_mentor(*name, force.officer.id, now=NOW)
    name_mentor(*name, mentor.id, now=NOW)
    event = last_event_of(session, case.id)
    assert (event.kind, event.about_person_id) == (EventKind.MENTOR_NAMED, mentor.id)
    assert "mentor of the officer" in involved(session, case, mentor.id)
