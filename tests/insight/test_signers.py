"""Who may sign a case: its page, the list of each supervisor and the gate say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import work_lists
from insight.people import signed_in_person
from insight.signers import WhoMaySign, who_may_sign
from insight.to_sign import to_sign
from models import Person, RoleHolding
from tests import making, making_endings
from tests.making import NOW, Case, Force
from tests.making_interviews import interview
from vocabulary import Actor, Bearing, DecisionKind, Rank, RiskFlag, Role, Step, SuspectDecision, VictimView
from workflow.ledger import sha256
from workflow.reading import read_case
from workflow.refusals import NotPermitted
from workflow.requirements.sign_offs import involvement
from workflow.services import lines, sign_in, suspect_decisions, victims
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords, ToOfficer
from workflow.services.steps import Refused, Taken

MONTHS_AGO = NOW - dt.timedelta(days=90)


def everybody(session: Session) -> list[Actor]:
    """Everybody who can sign in today, as they would act."""
    found = []
    for person in session.scalars(sa.select(Person.id).order_by(Person.id)).all():
        token = sign_in.sign_in(session, person, now=NOW)
        signed_in = signed_in_person(session, sha256(token), NOW, dt.timedelta(hours=1), NOW.date())
        if signed_in is not None:
            found.append(signed_in.actor)
    return found


def more_supervisors(session: Session, force: Force) -> None:
    """People with something odd about their role."""
    unit = force.unit
    making.a_person(session, "both", Rank.SERGEANT, (Role.SUPERVISOR, unit), (Role.INVESTIGATOR, unit))
    making.a_person(session, "chief", Rank.CHIEF_INSPECTOR, (Role.SUPERVISOR, force.other_unit))
    making.a_person(session, "ds", Rank.SERGEANT, (Role.SUPERVISOR, unit), detective=True)
    making.a_person(session, "acting", Rank.CONSTABLE, (Role.SUPERVISOR, unit))
    making.a_person(session, "off", Rank.INSPECTOR, (Role.INVESTIGATOR, unit), detective=True)
    left = making.a_person(session, "left", Rank.INSPECTOR, (Role.SUPERVISOR, unit), detective=True)
    session.get_one(Person, left.id).retired_at = NOW
    ended = making.a_person(session, "ended", Rank.INSPECTOR, (Role.SUPERVISOR, unit), now=MONTHS_AGO)
    holding = session.scalars(sa.select(RoleHolding).where(RoleHolding.person_id == ended.id)).one()
    holding.until_on = NOW.date()
    later = making.a_person(session, "later", Rank.INSPECTOR, now=NOW)
    from_on = NOW.date() + dt.timedelta(days=1)
    session.add(RoleHolding(person_id=later.id, unit_id=unit, role=Role.SUPERVISOR, from_on=from_on))
    session.flush()


def untouched(session: Session, force: Force) -> Case:
    return making.a_case_awaiting_sign_off(session, force)


def taken_back_and_proposed_by_the_sergeant(session: Session, force: Force) -> Case:
    case = making.a_case_awaiting_sign_off(session, force)
    making.take(session, force.officer, case, Step.WITHDRAW_PROPOSAL, InWords("Too early."))
    making.take(session, force.sergeant, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    return case


def returned_by_the_sergeant(session: Session, force: Force) -> Case:
    case = making.a_case_awaiting_sign_off(session, force)
    making.take(session, force.sergeant, case, Step.RETURN_FOR_WORK, InWords("Ask the neighbours."))
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    return case


def the_sergeant_answered(category: str) -> Callable[[Session, Force], Case]:
    def make(session: Session, force: Force) -> Case:
        case = making.a_case_ready_to_propose(session, force)
        line = making.add_line(session, force, case, category)
        lines.result_line(session, force.sergeant, line, "Nobody.", Bearing.NEUTRAL, now=NOW)
        making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
        return case

    return make


def the_sergeant_heard_the_victim(session: Session, force: Force) -> Case:
    case = making.a_case_ready_to_propose(session, force)
    victims.record_view(
        session, force.sergeant, case.victims[0], VictimView.SUPPORTS, "Go on, please.", now=NOW
    )
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    return case


def the_inspector_interviewed(session: Session, force: Force) -> Case:
    """As somebody else recorded it."""
    case = making.a_case_ready_to_propose(session, force, DecisionKind.CLOSURE)
    at = NOW - dt.timedelta(hours=1)
    interview(session, force.officer, case.suspect, by_id=force.inspector.id, at=at)
    making.take(session, force.officer, case, Step.PROPOSE_CLOSURE, making.proposal("8"))
    return case


def the_inspector_interviewed_too(session: Session, force: Force) -> Case:
    case = making.a_case_ready_to_propose(session, force, DecisionKind.CLOSURE)
    interview(session, force.officer, case.suspect, second_officer_id=force.inspector.id)
    making.take(session, force.officer, case, Step.PROPOSE_CLOSURE, making.proposal("8"))
    return case


def an_officer_before_is_a_supervisor_now(session: Session, force: Force) -> Case:
    """Reopened, and given to somebody else the second time."""
    both = session.scalars(sa.select(Person).where(Person.username == "both")).one()
    case = making.a_crime(session, force)
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(both.id))
    actor = Actor(
        both.id,
        Rank.SERGEANT,
        False,
        frozenset({(Role.SUPERVISOR, force.unit), (Role.INVESTIGATOR, force.unit)}),
    )
    making.take(session, actor, case, Step.START_INVESTIGATION)
    making.care_for(session, force, case)
    making.answer_the_minimum(session, force, case)
    making.take(session, actor, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    making.sign_off(session, force, case)
    case = making.proposed_on(session, case)
    making.tell(session, force, case)
    making.take(session, actor, case, Step.FILE_NO_FURTHER_ACTION)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A witness came forward."))
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.officer.id))
    making.take(session, force.officer, case, Step.START_INVESTIGATION)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    return case


def an_inspectors(session: Session, force: Force) -> Case:
    return making.a_case_awaiting_sign_off(session, force, flags=frozenset({RiskFlag.HIGH_RISK}))


def signed_once_of_two(session: Session, force: Force) -> Case:
    case = making.a_case_for_two_signers(session, force)
    making.take(session, force.second_detective_inspector, case, Step.AUTHORISE, InWords("Agreed."))
    return case


def ends_early(kind: DecisionKind, **crime: object) -> Callable[[Session, Force], Case]:
    def make(session: Session, force: Force) -> Case:
        return making_endings.proposed(session, force, kind, **crime)

    return make


def an_assessor_took_the_call(session: Session, force: Force) -> Case:
    case = making.a_crime(session, force)
    said = making_endings.not_investigating(call_taken_by_id=force.assessor.id)
    making.take(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, said)
    return case


def drawn_for_a_second_look_and_signed_once(session: Session, force: Force) -> Case:
    case = making_endings.a_crime_that_is_drawn(session, force)
    said = making_endings.not_investigating()
    making.take(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, said)
    making.take(session, force.assessor, case, Step.AUTHORISE, InWords("Agreed."))
    return case


def an_accepted_transfer(session: Session, force: Force) -> Case:
    case = making_endings.proposed(session, force, DecisionKind.TRANSFER)
    making_endings.accept(session, force, case)
    return case


SCENES = (
    ends_early(DecisionKind.NOT_INVESTIGATED),
    ends_early(DecisionKind.CANCELLATION),
    ends_early(DecisionKind.CANCELLATION, **making_endings.A_RAPE_OF_LONG_AGO),
    an_assessor_took_the_call,
    drawn_for_a_second_look_and_signed_once,
    an_accepted_transfer,
    untouched,
    taken_back_and_proposed_by_the_sergeant,
    returned_by_the_sergeant,
    the_sergeant_answered("cctv"),
    the_sergeant_answered("victim_account"),
    the_sergeant_heard_the_victim,
    the_inspector_interviewed,
    the_inspector_interviewed_too,
    an_officer_before_is_a_supervisor_now,
    an_inspectors,
    making.a_case_for_two_signers,
    signed_once_of_two,
)


def what_the_gate_says(session: Session, actor: Actor, case: Case) -> str:
    """'signed', 'not permitted', or the sentences of what is unmet; whatever was written is taken back."""
    before = session.begin_nested()
    try:
        result = making.attempt(session, actor, case, Step.AUTHORISE, InWords("Agreed."))
    except NotPermitted:
        return "not permitted"
    finally:
        before.rollback()
    if isinstance(result, Taken):
        return "signed"
    assert isinstance(result, Refused)
    return " ".join(found.finding.why for found in result.assessment.still_needed)


def asked(session: Session, case: Case) -> WhoMaySign:
    file = read_case(session, case.id, NOW)
    return who_may_sign(session, file, file.decision.kind, policy_at(NOW), NOW.date())


@pytest.mark.parametrize("scene", SCENES, ids=range(len(SCENES)))
def test_page_list_and_gate_agree_about_everybody(session: Session, scene: Callable[[Session, Force], Case]):
    force = making.a_force(session)
    more_supervisors(session, force)
    case = scene(session, force)
    page = asked(session, case)
    may, may_not = {each.id for each in page.may}, {each.id: why for each, why in page.may_not}
    people = everybody(session)
    assert may <= {each.id for each in people}, "somebody who cannot sign in is said to be able to sign"
    said = {each.id: what_the_gate_says(session, each, case) for each in people}
    assert {person for person, words in said.items() if words == "signed"} == may
    for person, why in may_not.items():
        assert why.removeprefix("has ") in said[person]
    for person in set(said) - may - set(may_not):
        by_role = ("is signed by a crime assessor", "Only the Force Crime Registrar", "second look")
        assert said[person] == "not permitted" or any(
            words in said[person] for words in ("This is decided by", *by_role)
        )
    for each in people:
        condition = to_sign(each, policy_at(NOW))
        listed = {row.id for row in work_lists.cases(session, condition, policy_at(NOW)).rows}
        assert (case.id in listed) == (each.id in may), f"the list of {each} differs from the gate"


def test_somebody_may_and_somebody_may_not(session: Session):
    """The scenes above say something: both answers come up."""
    force = making.a_force(session)
    page = asked(session, signed_once_of_two(session, force))
    assert page.may
    assert "has already signed" in [why for _, why in page.may_not]


def test_nobody_signs_what_is_signed_off_already(session: Session):
    force = making.a_force(session)
    making.signed_off(session, force)
    policy = policy_at(NOW)
    assert {work_lists.count(session, to_sign(each, policy)) for each in everybody(session)} == {0}


def test_an_answer_rewritten_to_another_name_leaves_its_author_involved(session: Session):
    force = making.a_force(session)
    case = making.an_investigation(session, force)
    line = making.add_line(session, force, case)
    lines.result_line(session, force.sergeant, line, "Nothing.", Bearing.NEUTRAL, now=NOW)
    session.execute(sa.text("UPDATE line_of_inquiry SET answered_by_id = added_by_id"))
    file = read_case(session, case.id, NOW)
    assert file.lines[0].answered_by_id == force.officer.id
    why = involvement(file, force.sergeant.id, policy_at(NOW))
    assert why == "answered an evidential line of inquiry"


def test_an_elimination_rewritten_to_another_name_leaves_its_author_involved(session: Session):
    force = making.a_force(session)
    case = making.an_investigation(session, force, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    suspect_decisions.record_suspect_decision(
        session, force.sergeant, suspect, SuspectDecision.ELIMINATED, "He was abroad.", now=NOW
    )
    session.execute(sa.text("UPDATE suspect SET decided_by_id = added_by_id"))
    file = read_case(session, case.id, NOW)
    assert file.suspects[0].decided_by_id == force.officer.id
    assert involvement(file, force.sergeant.id, policy_at(NOW)) == "eliminated a suspect"
