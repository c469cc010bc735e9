"""That no line of inquiry is reasonable: agreed by a supervisor, and only on the facts as they then are."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from vocabulary import Act, Actor, DecisionKind, EventKind
from workflow.ledger import sha256
from workflow.refusals import FactNotAccepted
from workflow.requirements.lines import why_not_agree_on_none
from workflow.requirements.sign_offs import authority_needed, involvement, lacks_authority
from workflow.services.acts import open_act


def agree_no_lines(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """A supervisor agrees that no line is reasonable, and says why; returns the event's id.

    Only while none is recorded, and by the authority that no further action on this case asks for. The
    minimum set stays asked.
    """
    opened = open_act(
        session,
        actor,
        Act.EXCUSE_NO_LINES,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    there_is_one = why_not_agree_on_none(opened.case)
    if there_is_one is not None:
        raise FactNotAccepted("reason", there_is_one)
    part = involvement(opened.case, actor.id, opened.policy)
    if part is not None:
        raise FactNotAccepted(
            "reason", f"You cannot agree this: the person who agrees {part}. Ask another supervisor."
        )
    needed = authority_needed(opened.case, DecisionKind.NO_FURTHER_ACTION, opened.policy)
    lacking = lacks_authority(needed, actor.rank, actor.is_detective)
    if lacking is not None:
        raise FactNotAccepted("reason", lacking)
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why no line of inquiry is reasonable here.")
    opened.row.no_lines_reason_digest = sha256(reason)
    opened.row.no_lines_agreed_by_id = actor.id
    return opened.event(EventKind.NO_LINES_EXCUSED, detail={"reason": reason}).id
