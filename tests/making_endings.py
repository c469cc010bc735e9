"""Cases that end before they are investigated, made by calling the services as a page would."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Stream
from tests import making
from tests.making import NOW, Case, Force
from tests.making_people import a_person
from vocabulary import Actor, AssessmentQuestion, DecisionKind, Rank, Role, Step, StreamKind
from workflow.sampling import is_drawn
from workflow.services.particulars import Acceptance, Cancelling, InWords, NotInvestigating, Transferring
from workflow.services.transferring import record_acceptance

NOT_INVESTIGATED, CANCELLATION, TRANSFER = (
    DecisionKind.NOT_INVESTIGATED,
    DecisionKind.CANCELLATION,
    DecisionKind.TRANSFER,
)
PROPOSE = {
    NOT_INVESTIGATED: Step.PROPOSE_NOT_INVESTIGATING,
    CANCELLATION: Step.PROPOSE_CANCELLATION,
    TRANSFER: Step.PROPOSE_TRANSFER,
}
FINISH = {
    NOT_INVESTIGATED: Step.FILE_NO_FURTHER_ACTION,
    CANCELLATION: Step.CANCEL,
    TRANSFER: Step.TRANSFER,
}
ALL = frozenset(AssessmentQuestion)


def not_investigating(**changes: object) -> NotInvestigating:
    """All six questions answered with no."""
    values = {"outcome_code": "18", "yes": frozenset(), "no": ALL, "reason": "Nobody saw it; no camera."}
    return NotInvestigating(**(values | changes))


def cancelling(**changes: str) -> Cancelling:
    values = {
        "ground": "recorded_in_error",
        "information": "The till roll shows that it was paid for.",
        "provider": "Deb Larkin, manager",
        "information_kind": "document",
    }
    return Cancelling(**(values | changes))


def transferring() -> Transferring:
    return Transferring("Otherton Police", "The yard is in Otherton, beyond the bridge.")


PARTICULARS = {
    NOT_INVESTIGATED: not_investigating,
    CANCELLATION: cancelling,
    TRANSFER: transferring,
}


# Its forensic window has shut: within it, nobody says that no crime happened.
LONG_AGO = NOW - dt.timedelta(days=30)
A_RAPE_OF_LONG_AGO = {"offence": "rape", "occurred_from_at": LONG_AGO, "occurred_until_at": LONG_AGO}


def an_assessor(session: Session, force: Force, name: str = "assessor") -> Actor:
    return a_person(session, f"{name}_of_{force.unit}", Rank.POLICE_STAFF, (Role.CRIME_ASSESSOR, force.unit))


def a_registrar(session: Session, force: Force) -> Actor:
    return a_person(
        session, f"registrar_of_{force.unit}", Rank.POLICE_STAFF, (Role.CRIME_REGISTRAR, force.other_unit)
    )


def proposed(
    session: Session, force: Force, kind: DecisionKind, now: dt.datetime = NOW, **changes: object
) -> Case:
    """A crime still in its unit's tray, proposed to end in this way by an investigator of the unit."""
    case = making.a_crime(session, force, now, **changes)
    making.take(session, force.colleague, case, PROPOSE[kind], PARTICULARS[kind](), now)
    made = making.proposed_on(session, case)
    return Case(made.id, kind, made.victims, decision=made.decision)


def a_crime_that_is_drawn(session: Session, force: Force) -> Case:
    """Crimes are recorded until there is one of the few that are looked at twice."""
    while True:
        case = making.a_crime(session, force)
        first = session.scalars(
            sa.select(CaseEvent.hash)
            .join(Stream, Stream.id == CaseEvent.stream_id)
            .where(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id == case.id)
            .order_by(CaseEvent.sequence)
        ).first()
        if is_drawn(f"{first}:1", 5):
            return case


def accept(session: Session, force: Force, case: Case, now: dt.datetime = NOW) -> int:
    acceptance = Acceptance("Sergeant Blythe", "OTH/1182/26", now)
    return record_acceptance(session, force.colleague, case.id, acceptance, now=now)


def signed(session: Session, force: Force, kind: DecisionKind, now: dt.datetime = NOW) -> Case:
    """Signed by whoever decides about it, and by the inspector where it was drawn for a second look."""
    case = proposed(session, force, kind, now)
    if kind is TRANSFER:
        accept(session, force, case, now)
    first = an_assessor(session, force, f"a{case.id}x") if kind is NOT_INVESTIGATED else force.inspector
    result = making.take(session, first, case, Step.AUTHORISE, InWords("Agreed."), now)
    if result.state == "awaiting_sign_off":
        making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Seen."), now)
    return case


def told(session: Session, force: Force, kind: DecisionKind, now: dt.datetime = NOW) -> Case:
    case = signed(session, force, kind, now)
    making.tell(session, force, case, now)
    return case


def finished(session: Session, force: Force, kind: DecisionKind, now: dt.datetime = NOW) -> Case:
    case = told(session, force, kind, now)
    making.take(session, force.sergeant, case, FINISH[kind], InWords(), now)
    return case
