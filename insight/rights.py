"""A victim's rights one by one, as their page shows them: what began each, by when, and how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Contact, Duty
from vocabulary import DutyKind, DutyStatus
from workflow.policy.pack import Policy
from workflow.reading import note_read
from workflow.telling import counts_from

# What stands beside the rights of the pack: the duties of rights 4 and 6 that have acts of their own.
BESIDE = (
    DutyKind.RIGHT,
    DutyKind.LATER_CONTACT,
    DutyKind.NEXT_UPDATE,
    DutyKind.NEEDS_ASSESSMENT,
    DutyKind.SUPPORT_REFERRAL,
    DutyKind.TELL_DECISION,
    DutyKind.TRY_AGAIN,
    DutyKind.TELL_LATER,
)


@dataclass(frozen=True)
class RightShown:
    """`first_tried_at`: when somebody first reached or tried to reach them since it began.

    What was recorded too long afterwards counts from when it was recorded, as in every figure.
    """

    id: int
    kind: DutyKind
    right_key: str | None
    what: str
    status: DutyStatus
    triggered_at: dt.datetime
    due_at: dt.datetime
    ended_at: dt.datetime | None
    rule: str
    first_tried_at: dt.datetime | None

    @property
    def was_tried_in_time(self) -> bool:
        """Apart from being told in time (practice P23)."""
        return self.first_tried_at is not None and self.first_tried_at <= self.due_at


@dataclass(frozen=True)
class RightsShown:
    """What nothing has triggered is not here (practice P24). `log`: contacts, the latest first."""

    rights: list[RightShown]
    promises: list[RightShown]
    log: Sequence[Contact]
    corrected: set[int]


def show_rights(session: Session, victim_id: int, policy: Policy) -> RightsShown:
    """Of a victim who exists. Two queries."""
    duties = session.scalars(
        sa.select(Duty)
        .where(
            Duty.victim_id == victim_id,
            Duty.kind.in_((*BESIDE, DutyKind.PROMISE)),
            # An update that gave way, before it was due, was no right that was not given.
            sa.or_(
                Duty.kind != DutyKind.NEXT_UPDATE,
                Duty.status != DutyStatus.EXCUSED,
                Duty.ended_at > Duty.due_at,
            ),
        )
        .order_by(Duty.due_at, Duty.id)
    ).all()
    log = session.scalars(
        sa.select(Contact)
        .where(Contact.victim_id == victim_id)
        .order_by(Contact.happened_at.desc(), Contact.id.desc())
    ).all()
    corrected = {each.supersedes_id for each in log if each.supersedes_id is not None}
    by_id = {each.id: each for each in log}
    tries = [
        (each.happened_at, _counted_at(each, by_id.get(each.supersedes_id), policy))
        for each in log
        if each.id not in corrected
    ]
    note_read(session, "victim", [victim_id])
    shown = [_shown(duty, tries) for duty in duties]
    return RightsShown(
        [each for each in shown if each.kind is not DutyKind.PROMISE],
        [each for each in shown if each.kind is DutyKind.PROMISE],
        log,
        corrected,
    )


def _counted_at(contact: Contact, corrects: Contact | None, policy: Policy) -> dt.datetime:
    """As `contact_corrections` has it: a mended word makes no try late."""
    moves_nothing_back = corrects is not None and contact.happened_at >= corrects.happened_at
    recorded_at = corrects.recorded_at if moves_nothing_back else contact.recorded_at
    return counts_from(contact.happened_at, recorded_at, policy)


def _shown(duty: Duty, tries: Sequence[tuple[dt.datetime, dt.datetime]]) -> RightShown:
    """`tries`: when each happened, and from when it counts."""
    tried = [counted_at for happened_at, counted_at in tries if happened_at >= duty.triggered_at]
    return RightShown(
        duty.id,
        duty.kind,
        duty.right_key,
        duty.what,
        duty.status,
        duty.triggered_at,
        duty.due_at,
        duty.ended_at,
        duty.rule,
        min(tried, default=None),
    )
