"""Rows → what passed between the police and the CPS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CpsAction, CpsDecisionConsidered, CpsReferral, CpsReferralSuspect, CpsReply, LineOfInquiry
from workflow import case_file
from workflow.reading.asking import IDS, Asking

SUSPECTS_REFERRED = (
    sa.select(CpsReferralSuspect.referral_id, CpsReferralSuspect.suspect_id)
    .join(CpsReferral, CpsReferral.id == CpsReferralSuspect.referral_id)
    .where(CpsReferral.investigation_id.in_(IDS))
    .order_by(CpsReferralSuspect.suspect_id)
)
REFERRALS = sa.select(CpsReferral).where(CpsReferral.investigation_id.in_(IDS)).order_by(CpsReferral.id)
REPLIES = (
    sa.select(CpsReply, CpsDecisionConsidered.considered_by_id, CpsDecisionConsidered.appealed)
    .outerjoin(CpsDecisionConsidered, CpsDecisionConsidered.reply_id == CpsReply.id)
    .where(CpsReply.investigation_id.in_(IDS))
    .order_by(CpsReply.id)
)
ACTIONS = (
    sa.select(CpsAction.reply_id, CpsAction.id)
    .where(CpsAction.investigation_id.in_(IDS))
    .order_by(CpsAction.id)
)


def referrals_of(asking: Asking) -> dict[int, list[case_file.CpsReferral]]:
    suspects = defaultdict(list)
    for row in asking.rows(CpsReferral, SUSPECTS_REFERRED):
        suspects[row.referral_id].append(row.suspect_id)
    referrals = defaultdict(list)
    for row in asking.objects(CpsReferral, REFERRALS):
        referrals[row.investigation_id].append(
            case_file.CpsReferral(row.id, row.round, row.asked, row.referred_at, tuple(suspects[row.id]))
        )
    return referrals


def replies_of(asking: Asking) -> dict[int, list[case_file.CpsReply]]:
    lines = _lines_of_plans(asking)
    replies = defaultdict(list)
    for row, considered_by_id, appealed in asking.rows(CpsReply, REPLIES):
        replies[row.investigation_id].append(
            case_file.CpsReply(
                id=row.id,
                round=row.round,
                referral_id=row.referral_id,
                suspect_id=row.suspect_id,
                kind=row.kind,
                ground=row.ground,
                replied_at=row.replied_at,
                considered_by_id=considered_by_id,
                appealed=appealed,
                lines=tuple(lines[row.id]),
            )
        )
    return replies


def _lines_of_plans(asking: Asking) -> dict[int, list[int]]:
    """By reply, the line that stands for each action now: a superseded line is followed to its successor."""
    lines = defaultdict(list)
    actions = list(asking.rows(CpsAction, ACTIONS))
    successors = successors_of(asking.session, asking.ids) if actions else {}
    for reply_id, line_id in actions:
        lines[reply_id].append(standing_for(line_id, successors))
    return lines


def successors_of(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Superseded line → the line that was put in its place."""
    rows = session.execute(
        sa.select(LineOfInquiry.id, LineOfInquiry.superseded_by_line_id).where(
            LineOfInquiry.investigation_id.in_(ids), LineOfInquiry.superseded_by_line_id.is_not(None)
        )
    )
    return {row.id: row.superseded_by_line_id for row in rows}


def standing_for(line_id: int, successors: dict[int, int]) -> int:
    """The line that stands for this one now: itself, or the last that superseded it."""
    while line_id in successors:
        line_id = successors[line_id]
    return line_id
