"""What passed between the police and the CPS, as rules see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from vocabulary import CpsAsked, CpsGround, CpsReplyKind


@dataclass(frozen=True, slots=True)
class CpsReply:
    """One reply. `considered_by_id` is who received a decision of no further action and considered an
    appeal, `appealed` what they chose.

    `lines` are those of its plan's actions, each followed to the line that stands in its place now.
    """

    id: int
    round: int
    referral_id: int | None
    suspect_id: int | None
    kind: CpsReplyKind
    ground: CpsGround | None
    replied_at: dt.datetime
    considered_by_id: int | None = None
    appealed: bool | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CpsReferral:
    """One referral: what was asked, about whom."""

    id: int
    round: int
    asked: CpsAsked
    referred_at: dt.datetime
    suspects: tuple[int, ...] = ()

    def waits_about(self, replies: Iterable[CpsReply]) -> tuple[int, ...] | None:
        """The suspects about whom the CPS has yet to reply; None when all of it is answered.

        A reply that names nobody answers the whole referral. A referral that names nobody is answered by any.
        """
        mine = [reply for reply in replies if reply.referral_id == self.id]
        if any(reply.suspect_id is None for reply in mine) or (mine and not self.suspects):
            return None
        answered = {reply.suspect_id for reply in mine}
        left = tuple(suspect for suspect in self.suspects if suspect not in answered)
        return None if self.suspects and not left else left
