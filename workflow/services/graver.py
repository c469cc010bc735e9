"""A crime is of another class, or has another risk: what victims have a right to, and are asked again."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa

from models import CaseEvent, SafeContact, Stream
from vocabulary import DutyKind, EventKind, RiskFlag, State, StreamKind
from workflow.policy.pack import Policy
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.services.owing_rights import Owed, brought_by, event_with_rights, who_wants_to_hear

# The acts that can take a crime to another kind; the last on a finished case.
OF_ANOTHER_KIND = (EventKind.CRIME_CLASSIFIED, EventKind.RISK_RECORDED, EventKind.RISK_RECORDED_SINCE)
ASK_AGAIN = "Ask the victim again how it is safe to reach them: the crime is of another kind now"


def event_of_another_kind(
    opened: Opened,
    kind: EventKind,
    before: tuple[str, frozenset[RiskFlag]],
    after: tuple[str, frozenset[RiskFlag]],
    *,
    facts: dict[str, object],
    detail: dict[str, str] | None = None,
) -> CaseEvent:
    """Append the event of an act that took a crime from one (class, risks) to another.

    Rights that the crime brings now begin now. Where it has come to be of a kind in which nothing but what
    the victim said is safe, they are asked again: what they said, they said of another kind of crime.
    """
    return event_that_asks_again(
        opened, kind, before, after, brought_by(opened, *after), facts=facts, detail=detail
    )


def event_that_asks_again(
    opened: Opened,
    kind: EventKind,
    before: tuple[str, frozenset[RiskFlag]],
    after: tuple[str, frozenset[RiskFlag]],
    started: Iterable[Owed] = (),
    *,
    facts: dict[str, object],
    detail: dict[str, str] | None = None,
) -> CaseEvent:
    """The same of an act that starts these rights: on a finished case, none."""
    asked, unasked = [], []
    if _asks_what_is_safe(opened.policy, *after) and not _asks_what_is_safe(opened.policy, *before):
        running = {duty.victim_id for duty in owing.running(opened, DutyKind.ASK_SAFE_CONTACT)}
        asked = [victim for victim in who_wants_to_hear(opened) if victim.id not in running]
        unasked = [victim.id for victim in opened.case.victims if victim.wants_no_contact]
    if unasked:
        facts = facts | {"asks_when_wanted": unasked}
    if asked:
        facts = facts | {"asks_safe_contact": [victim.id for victim in asked]}
    event = event_with_rights(opened, kind, started, opened.now, facts=facts, detail=detail)
    for victim in asked:
        owing.owe(opened, DutyKind.ASK_SAFE_CONTACT, event, ASK_AGAIN, victim=victim)
    return event


def is_unasked_since(opened: Opened, victim_id: int, event_id: int) -> bool:
    """Did the crime come to be of such a kind since, and has nobody recorded what this victim says of it?"""
    if opened.row.state is State.TRANSFERRED or not _asks_what_is_safe(
        opened.policy, opened.row.offence_class, opened.case.flags
    ):
        return False
    rows = opened.session.execute(
        sa.select(CaseEvent.id, CaseEvent.canonical)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == opened.row.id,
            CaseEvent.kind.in_(OF_ANOTHER_KIND),
            CaseEvent.id > event_id,
        )
    )
    to_ask = [
        row.id for row in rows if victim_id in json.loads(row.canonical)["facts"].get("asks_when_wanted", ())
    ]
    said = sa.select(sa.func.max(SafeContact.event_id)).where(SafeContact.victim_id == victim_id)
    return bool(to_ask) and max(to_ask) > (opened.session.scalar(said) or 0)


def _asks_what_is_safe(policy: Policy, offence_class: str, flags: frozenset[RiskFlag]) -> bool:
    """In such a crime some ways are unsafe until the victim says that they are safe."""
    return any(
        row.telling.until_asked and row.concerns.case(offence_class, flags) for row in policy.telling_rows
    )
