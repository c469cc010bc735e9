"""How every act that is not a step begins, and the standing proposal it may take back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from vocabulary import PROPOSAL_STANDS, Act, Actor
from workflow.finished import why_not_in
from workflow.permissions import why_not
from workflow.refusals import NotPermitted, Refusal, WouldLapse
from workflow.services.opening import Opened, lock_for, refuse_stale
from workflow.services.proposing import lapse


def open_act(
    session: Session,
    actor: Actor,
    act: Act,
    investigation_id: int,
    now: dt.datetime,
    *,
    submission_id: str | None = None,
    seen_event_id: int | None = None,
    makes_lapse: bool = False,
    lapse_accepted: bool = False,
) -> Opened:
    """Begin an act. Additive acts pass no `seen_event_id`: they are never stale.

    `makes_lapse`: the act is material, so a standing proposal lapses in the same transaction, once the
    person has been warned and has accepted it; until then WouldLapse is raised.
    """
    opened = lock_for(session, actor, investigation_id, now, submission_id)
    reason = why_not(actor, act, opened.case)
    if reason is not None:
        raise NotPermitted(reason)
    reason = why_not_in(opened.case.state, act)
    if reason is not None:
        raise Refusal(reason)
    refuse_stale(opened.case, seen_event_id)
    if makes_lapse:
        lapse_if_standing(opened, lapse_accepted)
    return opened


def lapse_if_standing(opened: Opened, accepted: bool) -> None:
    """Take back a standing proposal before something material is recorded; WouldLapse until accepted."""
    if opened.case.state not in PROPOSAL_STANDS:
        return
    if not accepted:
        raise WouldLapse(opened.case.decision.id)
    lapse(opened)
