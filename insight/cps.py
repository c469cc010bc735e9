"""What passed between the police and the CPS, for the case page and for the forms about it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import CpsDecisionConsidered, CpsReferral, CpsReferralSuspect, CpsReply, Suspect


@dataclass(frozen=True)
class ReplyShown:
    """A reply, whom it is about, and what a supervisor made of it."""

    row: CpsReply
    suspect: str
    by: str
    considered: CpsDecisionConsidered | None
    considered_by: str


@dataclass(frozen=True)
class ReferralShown:
    """A referral with its replies, oldest first."""

    row: CpsReferral
    suspects: list[str]
    by: str
    replies: list[ReplyShown] = field(default_factory=list)

    @property
    def referred_at(self) -> dt.datetime:
        return self.row.referred_at


@dataclass(frozen=True)
class CpsShown:
    """Referrals, newest first; and replies to what nobody recorded having asked."""

    referrals: list[ReferralShown]
    unasked: list[ReplyShown]

    @property
    def replies(self) -> list[ReplyShown]:
        return [reply for each in self.referrals for reply in each.replies] + self.unasked


def show_cps(session: Session, investigation_id: int) -> CpsShown:
    """Read everything about the CPS of one case; the case itself is noted as read by its page."""
    referrals = session.scalars(
        sa.select(CpsReferral)
        .where(CpsReferral.investigation_id == investigation_id)
        .order_by(CpsReferral.id.desc())
    ).all()
    about = defaultdict(list)
    for row in session.execute(
        sa.select(CpsReferralSuspect.referral_id, Suspect.name)
        .join(Suspect, Suspect.id == CpsReferralSuspect.suspect_id)
        .where(Suspect.investigation_id == investigation_id)
        .order_by(Suspect.id)
    ):
        about[row.referral_id].append(row.name)
    replies = session.execute(
        sa.select(CpsReply, Suspect.name, CpsDecisionConsidered)
        .outerjoin(Suspect, Suspect.id == CpsReply.suspect_id)
        .outerjoin(CpsDecisionConsidered, CpsDecisionConsidered.reply_id == CpsReply.id)
        .where(CpsReply.investigation_id == investigation_id)
        .order_by(CpsReply.id)
    ).all()
    known = names(
        session,
        {row.recorded_by_id for row in referrals}
        | {row.recorded_by_id for row, _, _ in replies}
        | {each.considered_by_id for _, _, each in replies if each is not None},
    )
    shown = defaultdict(list)
    for row, suspect, considered in replies:
        considered_by = known.get(considered.considered_by_id, "") if considered else ""
        shown[row.referral_id].append(
            ReplyShown(row, suspect or "", known.get(row.recorded_by_id, ""), considered, considered_by)
        )
    return CpsShown(
        [
            ReferralShown(row, about[row.id], known.get(row.recorded_by_id, ""), shown[row.id])
            for row in referrals
        ],
        shown[None],
    )
