"""Whether to go on without the evidence of a victim who does not support it, decided by a supervisor.

Not by the officer in the case, nor by whoever took what the victim wants: it is no line of inquiry, but the
answer to the question whether the case needs the victim at all.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import EvidenceLedDecision
from vocabulary import Act, Actor, EventKind, EvidenceLed
from workflow.case_file import CaseFile
from workflow.policy.pack import Policy
from workflow.policy.telling import EVIDENCE_LED
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import lacks_authority
from workflow.requirements.withdrawals import took_part
from workflow.services.acts import lapse_if_standing, open_act


def decide_evidence_led(
    session: Session,
    actor: Actor,
    investigation_id: int,
    decided: EvidenceLed,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Decide it; returns the event's id. The last decision of a round holds. Material."""
    opened = open_act(
        session, actor, Act.DECIDE_EVIDENCE_LED, investigation_id, now, submission_id=submission_id
    )
    why = why_not_decide(opened.case, actor, opened.policy)
    if why is not None:
        raise NotPermitted(why)
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why.")
    lapse_if_standing(opened, lapse_accepted)
    event = opened.event(
        EventKind.EVIDENCE_LED_DECIDED,
        facts={
            "decided": decided,
            "round": opened.row.round,
            "rank": actor.rank,
            "detective": actor.is_detective,
            "policy": opened.policy.version,
        },
        detail={"reason": reason},
    )
    session.add(
        EvidenceLedDecision(
            investigation_id=opened.row.id,
            round=opened.row.round,
            decided=decided,
            reason=reason,
            decided_at=now,
            decided_by_id=actor.id,
            event_id=event.id,
        )
    )
    session.flush()
    return event.id


def why_not_decide(case: CaseFile, actor: Actor, policy: Policy) -> str | None:
    """Why this supervisor does not decide it here: rank, or a part in the case. None when they may."""
    needed = policy.agreeing(EVIDENCE_LED, case.offence_class, case.flags)
    why = lacks_authority(needed, actor.rank, actor.is_detective)
    if why is not None:
        return why
    part = took_part(case, actor.id)
    return f"On this case, the person deciding {part}. Ask somebody else." if part else None
