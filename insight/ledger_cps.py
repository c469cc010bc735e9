"""What events say of the CPS's referrals, replies, plans and decisions, and of what a case waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_events import Columns, Happened, words
from models import CpsReferral, CpsReferralSuspect
from vocabulary import EventKind

NOT_WAITING = dict.fromkeys(("waiting_on", "waiting_since_at", "chase_by_at", "chaser_id"))


def _referred(row: Columns, event: Happened) -> None:
    row.update(
        recorded_at=event.at,
        recorded_by_id=event.by,
        reference=event.words("reference") or words(""),
        words=event.words("words") or words(""),
        **event.told(round="round", asked="asked", referred_at="referred_at"),
    )


def _replied(row: Columns, event: Happened) -> None:
    row.update(
        recorded_at=event.at,
        recorded_by_id=event.by,
        words=event.words("words") or words(""),
        **event.told(round="round", referral_id="referral", suspect_id="suspect", kind="kind"),
        **event.told(ground="ground", replied_at="replied_at"),
    )


def _considered(row: Columns, event: Happened) -> None:
    row.update(
        considered_at=event.at,
        considered_by_id=event.by,
        reason=event.words("reason"),
        **event.told(reply_id="reply", appealed="appealed"),
    )


# Kind of event → the table of the row it speaks of, the fact that names the row, and what it says.
OF_CPS_ROWS: dict[EventKind, tuple[str, str, Callable[[Columns, Happened], None]]] = {
    EventKind.REFERRED_TO_CPS: ("cps_referral", "referral", _referred),
    EventKind.CPS_REPLIED: ("cps_reply", "reply", _replied),
    EventKind.CPS_DECISION_CONSIDERED: ("cps_decision_considered", "considered", _considered),
}


def suspects_referred(event: Happened) -> set[tuple[int, int]]:
    """(referral, suspect) of everybody whom a referral is about."""
    return {(event.facts["referral"], suspect) for suspect in event.facts["suspects"]}


def action_of(event: Happened) -> Columns | None:
    """What a line's event says of the action of a plan that it is; None of a line that is none."""
    if "cps_reply" not in event.facts:
        return None
    return {"event_id": event.id, **event.told(reply_id="cps_reply", due_at="cps_due_at")}


def waiting_of(event: Happened) -> Columns:
    """What a wait's event says of its case."""
    told = event.told(waiting_on="on", waiting_since_at="since", chase_by_at="chase_by")
    return told | {"chaser_id": event.about}


def read_suspects_referred(session: Session, ids: Sequence[int]) -> dict[int, set[tuple[int, int]]]:
    """By case, as the rows have it."""
    held: dict[int, set[tuple[int, int]]] = {}
    for row in session.execute(
        sa.select(CpsReferral.investigation_id, CpsReferralSuspect.referral_id, CpsReferralSuspect.suspect_id)
        .join(CpsReferral, CpsReferral.id == CpsReferralSuspect.referral_id)
        .where(CpsReferral.investigation_id.in_(ids))
    ):
        held.setdefault(row.investigation_id, set()).add((row.referral_id, row.suspect_id))
    return held


def suspect_faults(held: set[tuple[int, int]], told: set[tuple[int, int]]) -> Iterator[tuple[str, int, str]]:
    """(table, referral, what is wrong with it)."""
    for referral, suspect in sorted(told - held):
        yield "cps_referral_suspect", referral, f"suspect {suspect} is missing, and its event names them"
    for referral, suspect in sorted(held - told):
        yield "cps_referral_suspect", referral, f"it names suspect {suspect}, and its event does not"
