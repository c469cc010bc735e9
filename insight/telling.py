"""What pages show about telling the victims of one case: the safe ways, the exceptions, what must wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import (
    Duty,
    Embargo,
    EmbargoEnded,
    Investigation,
    SafeContact,
    SignOff,
    TellingException,
    TellingExceptionAgreed,
    TellingExceptionEnded,
    Victim,
    VictimChannel,
)
from vocabulary import MARKED, Channel, DutyStatus, ExceptionKind
from workflow.reading.telling import last_safe_contacts
from workflow.telling import CHANNELS_IN_WORDS

IN_ORDER = list(CHANNELS_IN_WORDS)
# The decision that stands is signed off, by nobody who had seen the exception.
SIGNED = sa.select(SignOff.id).where(
    SignOff.decision_id == Investigation.current_decision_id,
    Investigation.id == TellingException.investigation_id,
)
IS_UNSEEN = sa.and_(
    SIGNED.correlate(TellingException).exists(),
    ~SIGNED.where(SignOff.seen_event_id >= TellingException.event_id).correlate(TellingException).exists(),
)


@dataclass(frozen=True)
class SafeContactShown:
    """What holds now for one victim, and since when."""

    row: SafeContact
    safe: list[Channel]
    unsafe: list[Channel]


@dataclass(frozen=True)
class ExceptionShown:
    """One that holds, with the names needed to read it aloud.

    `agreed`: by whom and when; None by nobody. `waits`: does it count only once somebody agrees?
    """

    row: TellingException
    heard_by: str
    agreed: tuple[str, dt.datetime] | None
    waits: bool


@dataclass(frozen=True)
class TellingShown:
    """`safe` and `exceptions` by victim; `embargoes` (what, until when, who agreed) that hold now."""

    safe: dict[int, SafeContactShown] = field(default_factory=dict)
    exceptions: dict[int, list[ExceptionShown]] = field(default_factory=dict)
    embargoes: list[tuple[Embargo, str]] = field(default_factory=list)

    def wants_no_contact(self, victim_id: int) -> bool:
        """Before anybody rings."""
        held = self.exceptions.get(victim_id, [])
        return any(each.row.kind is ExceptionKind.DOES_NOT_WANT_CONTACT for each in held)


def show_telling(session: Session, investigation_id: int, now: dt.datetime) -> TellingShown:
    """A constant number of queries. Who reads about victims is noted where their names are read."""
    embargoes = session.scalars(
        sa.select(Embargo)
        .outerjoin(EmbargoEnded, EmbargoEnded.embargo_id == Embargo.id)
        .where(
            Embargo.investigation_id == investigation_id,
            Embargo.until_at > now,
            EmbargoEnded.embargo_id.is_(None),
        )
        .order_by(Embargo.until_at, Embargo.id)
    ).all()
    exceptions = session.execute(
        sa.select(TellingException, TellingExceptionAgreed, IS_UNSEEN)
        .outerjoin(TellingExceptionAgreed, TellingExceptionAgreed.exception_id == TellingException.id)
        .outerjoin(TellingExceptionEnded, TellingExceptionEnded.exception_id == TellingException.id)
        .where(
            TellingException.investigation_id == investigation_id,
            TellingExceptionEnded.exception_id.is_(None),
        )
        .order_by(TellingException.id)
    ).all()
    agreed = {row.id: _agreed(row, later) for row, later, _ in exceptions}
    known = names(
        session,
        {each.agreed_by_id for each in embargoes}
        | {row.heard_by_id for row, *_ in exceptions}
        | {each[0] for each in agreed.values() if each},
    )
    by_victim: dict[int, list[ExceptionShown]] = {}
    for row, _, is_unseen in exceptions:
        whom = agreed[row.id]
        shown = ExceptionShown(
            row,
            known.get(row.heard_by_id, ""),
            (known.get(whom[0], ""), whom[1]) if whom else None,
            waits=whom is None and is_unseen,
        )
        by_victim.setdefault(row.victim_id, []).append(shown)
    return TellingShown(
        safe_contacts(session, [investigation_id]),
        by_victim,
        [(each, known.get(each.agreed_by_id, "")) for each in embargoes],
    )


def _agreed(row: TellingException, later: TellingExceptionAgreed | None) -> tuple[int, dt.datetime] | None:
    """Who agreed and when: whoever recorded it, or somebody later."""
    if row.agreed_by_id is not None:
        return row.agreed_by_id, row.recorded_at
    return (later.agreed_by_id, later.agreed_at) if later else None


def safe_contacts(session: Session, investigation_ids: Collection[int]) -> dict[int, SafeContactShown]:
    """By victim, for those of some cases about whom something is recorded."""
    holding = last_safe_contacts(investigation_ids)
    rows = session.scalars(sa.select(SafeContact).where(SafeContact.id.in_(holding))).all()
    channels: dict[tuple[int, bool], list[Channel]] = {}
    for each in session.scalars(
        sa.select(VictimChannel).where(VictimChannel.safe_contact_id.in_([row.id for row in rows]))
    ):
        channels.setdefault((each.safe_contact_id, each.is_safe), []).append(each.channel)
    return {
        row.victim_id: SafeContactShown(
            row,
            sorted(channels.get((row.id, True), []), key=IN_ORDER.index),
            sorted(channels.get((row.id, False), []), key=IN_ORDER.index),
        )
        for row in rows
    }


def bereaved_in_words() -> sa.ColumnElement[str]:
    """Of a victim who has died, who is told in their place; nothing of anybody else."""
    told = sa.literal("Has died. Told in their place: ") + Victim.bereaved_contact
    nobody = sa.literal("Has died. Nobody bereaved is named")
    return sa.case((Victim.died_on.is_not(None), sa.func.coalesce(told, nobody)))


def safe_contact_in_words(first_said: str | None, shown: SafeContactShown | None) -> str:
    """What a list says of it in one cell, which is headed so."""
    if shown is None:
        return first_said or "Not recorded: ask first"
    safe = ", ".join(CHANNELS_IN_WORDS[each] for each in shown.safe)
    unsafe = ", ".join(CHANNELS_IN_WORDS[each] for each in shown.unsafe)
    parts = [
        f"Interpreter: {shown.row.interpreter}" if shown.row.interpreter else "",
        safe[:1].upper() + safe[1:],
        f"Not safe: {unsafe}" if unsafe else "",
        "Leave no message" if shown.row.no_messages else "",
        f"Hours they gave: {shown.row.safe_times}" if shown.row.safe_times else "",
        first_said or "",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) or "Asked, and nothing was said"


def marked_things(session: Session, investigation_id: int) -> Sequence[Duty]:
    """What waits for a supervisor of the unit to look at."""
    return session.scalars(
        sa.select(Duty)
        .where(
            Duty.investigation_id == investigation_id,
            Duty.kind.in_(MARKED),
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.due_at, Duty.id)
    ).all()
