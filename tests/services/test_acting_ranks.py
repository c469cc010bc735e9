"""Acting ranks and grades of police staff: given and ended by date, and what their holders may then do."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.people import officers, signed_in_person
from models import ActingRank, Person
from tests import making
from tests.making import NOW, Force
from tests.services.prepared import facts_of, last_event_of
from vocabulary import Accreditation, Actor, EventKind, Programme, Rank, RiskFlag, Role, Step, StreamKind
from workflow.ledger import sha256
from workflow.policy.loader import load_book
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.services import accounts, people, sign_in
from workflow.services.acting_ranks import end_acting_rank, give_acting_rank
from workflow.services.particulars import InWords
from workflow.services.skills import begin_training, end_accreditation, end_training, give_accreditation
from workflow.services.steps import Refused, Taken

TODAY = NOW.date()
DAY = dt.timedelta(days=1)
MONTH = dt.timedelta(days=28)


def acts_as(session: Session, person_id: int, at: dt.datetime = NOW) -> Actor:
    """The person as a request sees them."""
    token = sign_in.sign_in(session, person_id, now=at)
    return signed_in_person(session, sha256(token), at, dt.timedelta(hours=1), at.date()).actor


def act_up(session: Session, force: Force, who: str = "sergeant", **more: object) -> int:
    values = {
        "rank": Rank.INSPECTOR,
        "is_detective": False,
        "from_on": TODAY,
        "until_on": TODAY + MONTH,
    } | more
    return give_acting_rank(session, force.administrator, getattr(force, who).id, **values, now=NOW)


def test_an_acting_rank_is_acted_with_from_its_first_day_until_its_last(session: Session, force: Force):
    act_up(session, force, from_on=TODAY + DAY)
    sergeant = force.sergeant.id
    days = {0: Rank.SERGEANT, 1: Rank.INSPECTOR, 27: Rank.INSPECTOR, 28: Rank.SERGEANT, 400: Rank.SERGEANT}
    assert {day: acts_as(session, sergeant, NOW + day * DAY).rank for day in days} == days
    assert session.get_one(Person, sergeant).rank is Rank.SERGEANT


def test_detective_is_a_question_of_its_own_while_acting(session: Session, force: Force):
    act_up(session, force, "detective_inspector", rank=Rank.CHIEF_INSPECTOR, is_detective=False)
    actor = acts_as(session, force.detective_inspector.id)
    assert (actor.rank, actor.is_detective) == (Rank.CHIEF_INSPECTOR, False)


def test_whoever_acts_is_listed_with_the_rank_and_signs_with_it(session: Session, force: Force):
    act_up(session, force, is_detective=True)
    [listed] = [each for each in officers(session, Role.SUPERVISOR, TODAY) if each.id == force.sergeant.id]
    assert (listed.rank, listed.is_detective, listed.name[:5]) == (Rank.INSPECTOR, True, "A/DI ")
    case = making.an_investigation(session, force, flags=frozenset({RiskFlag.STRANGULATION}))
    case = ready(session, force, case)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    assert isinstance(making.attempt(session, force.sergeant, case, Step.AUTHORISE), Refused)
    signed = making.attempt(session, acts_as(session, force.sergeant.id), case, Step.AUTHORISE, InWords())
    assert isinstance(signed, Taken)
    assert facts_of(last_event_of(session, case.id))["rank"] == "inspector"


def ready(session: Session, force: Force, case):
    making.care_for(session, force, case)
    making.answer_the_minimum(session, force, case)
    return case


def test_whoever_is_promoted_past_an_acting_rank_acts_with_their_own(session: Session, force: Force):
    act_up(session, force, until_on=None)
    person = session.get_one(Person, force.sergeant.id)
    promoted = accounts.WhoTheyAre(person.full_name, Rank.CHIEF_INSPECTOR, True, Accreditation.PIP2)
    accounts.change_person(session, force.administrator, person.id, promoted, now=NOW)
    actor = acts_as(session, person.id)
    assert (actor.rank, actor.is_detective) == (Rank.CHIEF_INSPECTOR, True)


def test_it_is_kept_who_gave_it_and_an_earlier_end_leaves_what_was_done(session: Session, force: Force):
    held = act_up(session, force)
    row = session.get_one(ActingRank, held)
    assert row.given_by_id == force.administrator.id
    end_acting_rank(session, force.administrator, held, TODAY + DAY, now=NOW)
    event = last_event_of(session, force.sergeant.id, StreamKind.PERSON)
    assert event.kind is EventKind.ACTING_RANK_ENDED
    assert facts_of(event)["was_until"] == (TODAY + MONTH).isoformat()
    assert acts_as(session, force.sergeant.id, NOW + DAY).rank is Rank.SERGEANT


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"rank": Rank.SERGEANT}, "rank", "above the one"),
        ({"rank": Rank.CONSTABLE}, "rank", "above the one"),
        ({"until_on": TODAY}, "until_on", "end after it begins"),
        ({"who": "auditor"}, "rank", "Police staff hold a grade"),
    ],
)
def test_an_acting_rank_that_cannot_be_says_why(session, force: Force, changes: dict, field: str, why: str):
    with pytest.raises(FactNotAccepted, match=why) as refused:
        act_up(session, force, **changes)
    assert refused.value.field == field


def test_nobody_acts_in_two_ranks_on_one_day(session: Session, force: Force):
    act_up(session, force)
    with pytest.raises(FactNotAccepted, match="on some of these days"):
        act_up(session, force, rank=Rank.CHIEF_INSPECTOR, from_on=TODAY + 27 * DAY, until_on=None)
    act_up(session, force, rank=Rank.CHIEF_INSPECTOR, from_on=TODAY + MONTH, until_on=None)


@pytest.mark.parametrize("who", ["inspector", "officer", "auditor"])
def test_only_administrators_give_them_and_never_to_themselves(session: Session, force: Force, who: str):
    actor, person = getattr(force, who), force.sergeant.id
    with pytest.raises(NotPermitted):
        give_acting_rank(session, actor, person, Rank.INSPECTOR, False, TODAY, now=NOW)
    with pytest.raises(NotPermitted):
        give_accreditation(session, actor, person, Accreditation.PIP2, TODAY, now=NOW)
    with pytest.raises(NotPermitted):
        begin_training(session, actor, person, Programme.PIP2, force.inspector.id, TODAY, now=NOW)
    own = force.administrator
    with pytest.raises(Refusal, match="yourself"):
        give_accreditation(session, own, own.id, Accreditation.PIP2, TODAY, now=NOW)


def test_what_ended_or_is_not_there_does_not_end_again(session: Session, force: Force):
    held = act_up(session, force)
    with pytest.raises(FactNotAccepted, match="today or later"):
        end_acting_rank(session, force.administrator, held, TODAY - DAY, now=NOW)
    with pytest.raises(FactNotAccepted, match="by then already"):
        end_acting_rank(session, force.administrator, held, TODAY + MONTH, now=NOW)
    with pytest.raises(Refusal, match="ended already"):
        end_acting_rank(session, force.administrator, held, TODAY + 2 * MONTH, now=NOW + 2 * MONTH)
    for end in (end_acting_rank, end_accreditation, end_training):
        with pytest.raises(NotFound):
            end(session, force.administrator, 999_999, TODAY, now=NOW)


@pytest.mark.parametrize(
    ("grade", "rank"),
    [
        (None, Rank.POLICE_STAFF),
        *((each.key, each.rank) for each in load_book().as_of(TODAY).grades.values()),
    ],
)
def test_police_staff_act_with_the_rank_that_their_grade_stands_for(session, force: Force, grade, rank: Rank):
    staff = people.PersonToAdd("staff", "Jo Staff", Rank.POLICE_STAFF, "x", grade=grade)
    person_id = people.add_person(session, force.administrator, staff, now=NOW)
    people.give_role(session, force.administrator, person_id, force.unit, Role.SUPERVISOR, TODAY, now=NOW)
    assert acts_as(session, person_id).rank is rank
    assert session.get_one(Person, person_id).rank is Rank.POLICE_STAFF
    [listed] = [each for each in officers(session, Role.SUPERVISOR, TODAY) if each.id == person_id]
    assert listed.name.startswith("Jo Staff, " if grade else "Jo Staff")


@pytest.mark.parametrize(
    ("rank", "grade", "why"),
    [(Rank.CONSTABLE, "supervisor", "for police staff"), (Rank.POLICE_STAFF, "king", "Choose a grade")],
)
def test_a_grade_is_of_police_staff_and_of_the_pack(session, force: Force, rank: Rank, grade: str, why: str):
    who = people.PersonToAdd("odd", "Odd", rank, "x", grade=grade)
    with pytest.raises(FactNotAccepted, match=why) as refused:
        people.add_person(session, force.administrator, who, now=NOW)
    assert refused.value.field == "grade"
    changed = accounts.WhoTheyAre("Odd", rank, False, Accreditation.NONE, grade)
    with pytest.raises(FactNotAccepted, match=why):
        accounts.change_person(session, force.administrator, force.officer.id, changed, now=NOW)
