"""Risk up and down: adding a flag is never refused; taking one away passes a gate (practice P17, P34)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import InvestigationFlag
from vocabulary import FINISHED, Act, Actor, EventKind, Gate, RiskFlag, State
from workflow.case_file import LowerRiskAsked, SignOffAsked
from workflow.refusals import FactNotAccepted
from workflow.requirements import assess
from workflow.services.acts import lapse_if_standing, open_act
from workflow.services.finishing import agree_on_lines_again
from workflow.services.graver import event_of_another_kind, event_that_asks_again
from workflow.services.new_information import Information, write_information
from workflow.services.opening import Opened
from workflow.services.reviews import asks_for_a_first_review, owe_first_review
from workflow.services.steps import Refused, record_refusal


def record_risk(
    session: Session,
    actor: Actor,
    investigation_id: int,
    flags: Collection[RiskFlag],
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record risks of a crime; returns the event's id. Additive: never stale, and material.

    On a finished case it is new information, which a supervisor considers: the decision stays on what it
    rested on, and whatever is decided after a reopening sees the risk.
    """
    opened = open_act(
        session,
        actor,
        Act.RECORD_RISK,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    if opened.case.state in FINISHED:
        return _add_flags_since(opened, flags, reason)
    return add_flags(opened, flags, reason)


def _add_flags_since(opened: Opened, flags: Collection[RiskFlag], reason: str) -> int:
    """Contact goes on, so how it is safe is asked again; after a transfer, by the other force."""
    added = _write_flags(opened, flags, reason)
    known, offence_class = opened.case.flags, opened.row.offence_class
    is_ours = opened.case.state is not State.TRANSFERRED
    event = event_that_asks_again(
        opened,
        EventKind.RISK_RECORDED_SINCE,
        (offence_class, known),
        (offence_class, known | added if is_ours else known),
        facts={"flags": added},
        detail={"reason": reason},
    )
    words = f"A risk was recorded after the case was finished: {reason}"
    write_information(opened, Information(words, "The risk that was recorded", opened.now))
    return event.id


def add_flags(opened: Opened, flags: Collection[RiskFlag], reason: str) -> int:
    """Write the flags that are not there yet, and their event; returns the event's id.

    That no line of inquiry is reasonable was agreed without them, so that is asked again.
    """
    added = _write_flags(opened, flags, reason)
    agree_on_lines_again(opened.row)
    opened.session.flush()
    facts: dict[str, object] = {"flags": added}
    if asks_for_a_first_review(opened, added):
        facts["first_review"] = True
    flags, offence_class = opened.case.flags, opened.row.offence_class
    event = event_of_another_kind(
        opened,
        EventKind.RISK_RECORDED,
        (offence_class, flags),
        (offence_class, flags | added),
        facts=facts,
        detail={"reason": reason},
    )
    if "first_review" in facts:
        owe_first_review(opened, event)
    return event.id


def _write_flags(opened: Opened, flags: Collection[RiskFlag], reason: str) -> frozenset[RiskFlag]:
    added = frozenset(flags) - opened.case.flags
    if not added:
        raise FactNotAccepted("flags", "Choose at least one risk that is not recorded yet.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write what this rests on.")
    opened.session.add_all(
        InvestigationFlag(investigation_id=opened.row.id, flag=flag) for flag in sorted(added)
    )
    opened.session.flush()
    return added


def lower_risk(
    session: Session,
    actor: Actor,
    investigation_id: int,
    flags: Collection[RiskFlag],
    reason: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int | Refused:
    """Take flags away from a crime. Returns the event's id, or Refused with all findings."""
    opened = open_act(
        session,
        actor,
        Act.LOWER_RISK,
        investigation_id,
        now,
        submission_id=submission_id,
        seen_event_id=seen_event_id,
    )
    taken_away = frozenset(flags) & opened.case.flags
    if not taken_away:
        raise FactNotAccepted("flags", "Choose at least one risk that is recorded on this crime.")
    asked = replace(
        opened.case,
        lower_risk=LowerRiskAsked(taken_away, bool(reason.strip())),
        sign_off=SignOffAsked(actor.id, actor.rank, actor.is_detective),
    )
    assessment = assess(Gate.DOWNGRADE, asked, opened.policy)
    if not assessment.is_passed:
        return Refused(assessment, record_refusal(opened, Act.LOWER_RISK, assessment))
    lapse_if_standing(opened, lapse_accepted)
    session.execute(
        sa.delete(InvestigationFlag).where(
            InvestigationFlag.investigation_id == opened.row.id, InvestigationFlag.flag.in_(taken_away)
        )
    )
    return opened.event(
        EventKind.RISK_LOWERED,
        facts={
            "flags": taken_away,
            "rank": actor.rank,
            "detective": actor.is_detective,
            "policy": opened.policy.version,
        },
        detail={"reason": reason},
    ).id
