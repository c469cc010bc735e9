"""Telling suspects after the victims: who is to be told, by when, and whether one was told first (P19).

A decision on one suspect has a duty of its own; the sign-off of the crime has one for all the others.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from models import CaseEvent, Decision, DecisionEnded, Duty
from vocabulary import DecisionKind, DutyKind, DutyStatus, SuspectDecision
from workflow.case_file import Suspect
from workflow.duties import is_discharged_by, to_the_minute
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.telling import first_attempt_at

RELEASED = (SuspectDecision.NO_FURTHER_ACTION, SuspectDecision.ELIMINATED)


def is_to_be_told(suspect: Suspect) -> bool:
    """Only those who were interviewed know they were suspected; the charged are told by the charge."""
    return suspect.interviewed_at is not None and suspect.decision in RELEASED and suspect.told_at is None


def suspects_to_tell(opened: Opened) -> list[int]:
    """Whom the sign-off of the crime leaves to be told: those without a duty of their own."""
    theirs = _of_one_suspect(opened)
    return [each.id for each in opened.case.suspects if is_to_be_told(each) and each.id not in theirs]


def owe_suspect_telling(opened: Opened, trigger: CaseEvent, decision_id: int) -> Duty:
    """24 hours or 5 working days, by the kind of crime: the policy says which."""
    sooner = opened.policy.suspect_telling(opened.case.offence_class, opened.case.flags)
    return owing.owe(
        opened,
        DutyKind.TELL_SUSPECT,
        trigger,
        "Tell the suspect how it ended, after the victims",
        decision_id=decision_id,
        limit=sooner.limit if sooner is not None else None,
    )


def _of_one_suspect(opened: Opened) -> dict[int, Duty]:
    """Suspect → the running duty that their own signed decision started."""
    rows = opened.session.execute(
        sa.select(Decision.suspect_id, Duty)
        .join(Duty, Duty.decision_id == Decision.id)
        .where(
            Duty.investigation_id == opened.row.id,
            Duty.kind == DutyKind.TELL_SUSPECT,
            Duty.status == DutyStatus.RUNNING,
            Decision.suspect_id.is_not(None),
        )
    )
    return {row.suspect_id: row.Duty for row in rows}


def end_what_telling_ends(opened: Opened, suspect_id: int, told_at: dt.datetime) -> tuple[list, list]:
    """The duties that this telling meets, and those that it leaves nothing of: it came before they began."""
    theirs = _of_one_suspect(opened)
    done = [theirs[suspect_id]] if suspect_id in theirs else []
    left = [
        each
        for each in opened.case.suspects
        if is_to_be_told(each) and each.id != suspect_id and each.id not in theirs
    ]
    if not left and suspect_id not in theirs:
        own = {duty.id for duty in theirs.values()}
        running = owing.running(opened, DutyKind.TELL_SUSPECT)
        done += [duty for duty in running if duty.id not in own]
    return (
        [duty for duty in done if is_discharged_by(duty.triggered_at, told_at)],
        [duty for duty in done if not is_discharged_by(duty.triggered_at, told_at)],
    )


def is_told_first(opened: Opened, suspect_id: int, told_at: dt.datetime) -> bool:
    """Was a victim, at that time, neither told nor tried since what is being told was decided?

    A victim for whom an exception is recorded is not waited for.
    """
    since = _decided_at(opened, suspect_id)
    if since is None:
        return False
    tried = [
        first_attempt_at(each, to_the_minute(since)) for each in opened.case.victims if not each.exceptions
    ]
    return any(at is None or at > told_at for at in tried)


def _decided_at(opened: Opened, suspect_id: int) -> dt.datetime | None:
    """When what this suspect is told was signed: their own decision, else the crime's. None before that."""
    own = opened.session.scalar(
        sa.select(sa.func.max(Decision.proposed_at))
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .where(
            Decision.suspect_id == suspect_id,
            Decision.kind == DecisionKind.SUSPECT_NO_FURTHER_ACTION,
            DecisionEnded.decision_id.is_(None),
        )
    )
    if own is not None or opened.case.decision is None:
        return own
    if len(opened.case.decision.sign_offs) < opened.case.decision.sign_offs_needed:
        return None
    return max(each.signed_at for each in opened.case.decision.sign_offs)
