"""People, crimes and cases in any state, made by calling the services as a page would."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation
from tests import making_cps, making_withdrawals
from tests.making_people import NOW as NOW
from tests.making_people import Force as Force
from tests.making_people import a_force as a_force
from tests.making_people import a_person as a_person
from tests.making_remaining import see_to_the_rest
from tests.making_resolutions import resolve
from vocabulary import (
    Actor,
    Bearing,
    Channel,
    ContactResult,
    DecisionKind,
    ReportedHow,
    State,
    Step,
    SupportReferral,
    VictimKind,
)
from workflow.reading import read_case
from workflow.requirements.lines import minimum_of
from workflow.services import contacts, crimes, lines, needs, suspect_decisions, suspects, victims
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords, Particulars, Proposal, ToOfficer
from workflow.services.steps import Refused, Taken, take_step

REPORTED = NOW - dt.timedelta(hours=2)
OFFENCE = "theft_other"
OUTCOME = {DecisionKind.CLOSURE: "8", DecisionKind.NO_FURTHER_ACTION: "18"}
PROPOSE = {
    DecisionKind.CLOSURE: Step.PROPOSE_CLOSURE,
    DecisionKind.NO_FURTHER_ACTION: Step.PROPOSE_NO_FURTHER_ACTION,
}
FINISH = {
    DecisionKind.CLOSURE: Step.CLOSE,
    DecisionKind.NO_FURTHER_ACTION: Step.FILE_NO_FURTHER_ACTION,
}
NFA = DecisionKind.NO_FURTHER_ACTION
VULNERABLE = frozenset({"vulnerable"})
A_PERSON = victims.VictimToAdd(VictimKind.PERSON, "Amina Farah", phone="020 7946 0000")

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Case:
    """A case as made: its id, and the ids of what it holds."""

    id: int
    kind: DecisionKind = NFA
    victims: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    suspect: int | None = None
    decision: int | None = None


def crime_to_record(force: Force, **changes: object) -> crimes.CrimeToRecord:
    """What is written down about a crime, with one victim unless `changes` say otherwise."""
    values = {
        "reference": f"42/{next(_numbers):06}/26",
        "offence": OFFENCE,
        "unit_id": force.unit,
        "occurred_from_at": REPORTED - dt.timedelta(hours=3),
        "occurred_until_at": REPORTED - dt.timedelta(hours=1),
        "reported_at": REPORTED,
        "reported_how": ReportedHow.ONLINE,
        "place": "12 Ferry Lane",
        "summary": "A bicycle was taken from a garden.",
        "victims": (A_PERSON,),
        "no_suspect_reason": "Nobody saw it happen.",
    }
    return crimes.CrimeToRecord(**(values | changes))


def a_crime(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> Case:
    """A crime in its unit's tray."""
    recorded = crimes.record_crime(session, force.officer, crime_to_record(force, **changes), now=now)
    return Case(recorded, victims=tuple(each.id for each in read_case(session, recorded, now).victims))


def last_event(session: Session, case_id: int) -> int:
    """What a page opened now would carry."""
    return session.scalar(sa.select(Investigation.last_event_id).where(Investigation.id == case_id))


def attempt(
    session: Session,
    actor: Actor,
    case: Case,
    step: Step,
    particulars: Particulars | None = None,
    now: dt.datetime = NOW,
    **more: object,
) -> Taken | Refused:
    """Ask for a step, from a page opened just now."""
    more.setdefault("seen_event_id", last_event(session, case.id))
    return take_step(session, actor, case.id, step, particulars or InWords(), now=now, **more)


def take(session: Session, actor: Actor, case: Case, step: Step, *arguments: object, **more: object) -> Taken:
    """Take a step that nothing stands in the way of."""
    result = attempt(session, actor, case, step, *arguments, **more)
    assert isinstance(result, Taken), [found.finding.why for found in result.assessment.still_needed]
    return result


def an_allocated_case(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> Case:
    case = a_crime(session, force, now, **changes)
    take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.officer.id), now)
    return case


def an_investigation(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> Case:
    """A case on which its officer has begun to work."""
    case = an_allocated_case(session, force, now, **changes)
    take(session, force.officer, case, Step.START_INVESTIGATION, InWords(), now)
    return case


def add_line(
    session: Session, force: Force, case: Case, category: str = "cctv", now: dt.datetime = NOW, **more: object
) -> int:
    return lines.add_line(
        session, force.officer, case.id, category, "Find out.", force.officer.id, now=now, **more
    )


def answer_the_minimum(
    session: Session, force: Force, case: Case, now: dt.datetime = NOW, **more: object
) -> tuple[int, ...]:
    """Add and answer every line that the policy asks, and see to the rest; returns the lines' ids."""
    file = read_case(session, case.id, now)
    added = []
    for category in minimum_of(file, policy_at(now)):
        line = add_line(session, force, case, category, now, **more)
        lines.result_line(session, force.officer, line, "Nothing was found.", Bearing.NEUTRAL, now=now)
        added.append(line)
    see_to_the_rest(session, force, case.id, now)
    return tuple(added)


def care_for(session: Session, force: Force, case: Case, now: dt.datetime = NOW) -> None:
    """Assess every victim's needs and offer support."""
    for victim in case.victims:
        needs.assess_needs(session, force.officer, victim, needs.Assessed("None were spoken of."), now=now)
        victims.record_support_offer(
            session, force.officer, victim, SupportReferral.DECLINED, "No, thank you.", now=now
        )


def add_suspect(session: Session, force: Force, case: Case, now: dt.datetime = NOW, **more: object) -> int:
    added = suspects.SuspectToAdd("Rowan Pike", "Seen nearby with the bicycle.", "Theft")
    return suspects.add_suspect(session, force.officer, case.id, added, now=now, **more)


def a_case_ready_to_propose(
    session: Session,
    force: Force,
    kind: DecisionKind = NFA,
    now: dt.datetime = NOW,
    **changes: object,
) -> Case:
    """Every line answered, every victim cared for; for a closure, a suspect with a community resolution."""
    case = an_investigation(session, force, now, **changes)
    suspect = None
    if kind is DecisionKind.CLOSURE:
        suspect = add_suspect(session, force, case, now)
        resolve(session, force, suspect, now)
    care_for(session, force, case, now)
    answered = answer_the_minimum(session, force, case, now)
    return Case(case.id, kind, case.victims, answered, suspect)


def proposal(outcome: str = OUTCOME[NFA], **changes: str) -> Proposal:
    """A proposal with the four questions answered."""
    words = {
        "evidence": "None that names anybody.",
        "lines": "All followed.",
        "victim": "She understands.",
        "risk": "None remains.",
    }
    return Proposal(outcome, **(words | changes))


def a_case_awaiting_sign_off(
    session: Session,
    force: Force,
    kind: DecisionKind = NFA,
    now: dt.datetime = NOW,
    outcome: str = "",
    **changes: object,
) -> Case:
    """An ending proposed by the officer in the case."""
    case = a_case_ready_to_propose(session, force, kind, now, **changes)
    take(session, force.officer, case, PROPOSE[kind], proposal(outcome or OUTCOME[kind]), now)
    return proposed_on(session, case)


def proposed_on(session: Session, case: Case) -> Case:
    """The same case with the decision that stands now."""
    decision = session.get_one(Investigation, case.id).current_decision_id
    return Case(case.id, case.kind, case.victims, case.lines, case.suspect, decision)


def sign_off(session: Session, force: Force, case: Case, now: dt.datetime = NOW) -> Taken:
    """The unit's sergeant, who has done nothing else on it, signs; its inspector, where it was drawn."""
    signed = take(session, force.sergeant, case, Step.AUTHORISE, InWords("Agreed."), now)
    if signed.state is State.AWAITING_SIGN_OFF:
        return take(session, force.inspector, case, Step.AUTHORISE, InWords("Seen."), now)
    return signed


def signed_off(
    session: Session, force: Force, kind: DecisionKind = NFA, now: dt.datetime = NOW, **changes: object
) -> Case:
    """A case that waits for its victims to be told."""
    case = a_case_awaiting_sign_off(session, force, kind, now, **changes)
    sign_off(session, force, case, now)
    return case


def telling(case: Case, now: dt.datetime = NOW, **changes: object) -> contacts.ContactMade:
    """A visit at which a victim is told the decision that stands: safe for every kind of crime."""
    values = {
        "channel": Channel.IN_PERSON,
        "result": ContactResult.REACHED,
        "happened_at": now,
        "told": "What was decided, and why.",
        "tells_decision_id": case.decision,
    }
    return contacts.ContactMade(**(values | changes))


def tell(
    session: Session,
    force: Force,
    case: Case,
    now: dt.datetime = NOW,
    whom: Sequence[int] | None = None,
) -> None:
    """Tell the victims the decision that stands."""
    for victim in case.victims if whom is None else whom:
        told = telling(case, now, told_of_review=True)
        contacts.record_contact(session, force.victim_care_officer, victim, told, now=now)


def a_case_ready_to_close(
    session: Session, force: Force, kind: DecisionKind = NFA, now: dt.datetime = NOW, **changes: object
) -> Case:
    """Signed off and told: only the last step is left."""
    case = signed_off(session, force, kind, now, **changes)
    tell(session, force, case, now)
    return case


def a_finished_case(
    session: Session, force: Force, kind: DecisionKind = NFA, now: dt.datetime = NOW, **changes: object
) -> Case:
    case = a_case_ready_to_close(session, force, kind, now, **changes)
    take(session, force.officer, case, FINISH[kind], InWords(), now)
    return case


def a_case_for_two_signers(session: Session, force: Force, now: dt.datetime = NOW) -> Case:
    """A rape proposed to end because the victim does not support it: two detective inspectors must sign."""
    case = an_investigation(session, force, now, offence="rape", no_suspect_reason="")
    suspect = add_suspect(session, force, case, now)
    answered = answer_the_minimum(session, force, case, now)
    making_cps.no_early_advice(session, force, case.id, suspect, now)
    suspect_decisions.decide_no_further_action(
        session,
        force.detective_inspector,
        suspect,
        "The evidence does not reach the test.",
        "Her account could not be put to him.",
        now=now,
    )
    care_for(session, force, case, now)
    making_withdrawals.withdraw(session, force, case.victims[0], now)
    making_withdrawals.decide_without(session, force, case.id, now)
    case = Case(case.id, NFA, case.victims, answered, suspect)
    take(session, force.officer, case, PROPOSE[NFA], proposal("16"), now)
    return proposed_on(session, case)
