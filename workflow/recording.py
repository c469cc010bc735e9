"""The only writers of events: append() for one, append_many() for an import."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, EventDetail, Investigation, Stream
from vocabulary import Actor, EventKind, StreamKind
from workflow.ledger import FIRST_HASH, Draft, canonical_event, canonical_json, digest_of_detail, sha256

BATCH = 1_000


def append(
    session: Session,
    stream: StreamKind,
    subject_id: int,
    kind: EventKind,
    *,
    actor: Actor | None,
    now: dt.datetime,
    facts: Mapping[str, object] | None = None,
    detail: Mapping[str, str] | None = None,
    about_person_id: int | None = None,
    submission_id: str | None = None,
) -> CaseEvent:
    """Write one event to a stream and move the stream's head (and the investigation's). Flushes."""
    draft = Draft(
        stream,
        subject_id,
        kind,
        now,
        actor.id if actor else None,
        actor.main_role if actor else None,
        about_person_id,
        submission_id,
        facts or {},
        {name: words for name, words in (detail or {}).items() if words},
    )
    head = session.scalar(
        sa.select(Stream)
        .where(Stream.kind == stream, Stream.subject_id == subject_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if head is None:
        head = Stream(kind=stream, subject_id=subject_id, head_hash=FIRST_HASH, length=0, last_event_id=0)
        session.add(head)
        session.flush()
    row, words = _sealed(draft, head.length + 1, head.head_hash)
    event = CaseEvent(stream_id=head.id, **row)
    session.add(event)
    session.flush()
    if words is not None:
        session.add(EventDetail(event_id=event.id, **words))
    head.length, head.head_hash, head.last_event_id = event.sequence, event.hash, event.id
    if stream is StreamKind.INVESTIGATION:
        investigation = session.get_one(Investigation, subject_id)
        investigation.last_event_id, investigation.last_event_at = event.id, now
        if kind.material:
            investigation.last_material_event_id = event.id
    session.flush()
    return event


def append_many(session: Session, drafts: Sequence[Draft]) -> list[int]:
    """Write many events by Core, in batches; returns their ids in the order given.

    Streams that do not exist are made. Heads of streams and investigations move to the last event.
    """
    ids: list[int] = []
    for start in range(0, len(drafts), BATCH):
        ids += _append_batch(session, drafts[start : start + BATCH])
    return ids


def _append_batch(session: Session, drafts: Sequence[Draft]) -> list[int]:
    heads = _heads(session, drafts)
    rows, details = [], []
    for draft in drafts:
        head = heads[(draft.stream, draft.subject_id)]
        row, words = _sealed(draft, head["length"] + 1, head["head_hash"])
        rows.append({"stream_id": head["id"], **row})
        details.append(words)
        head["length"], head["head_hash"] = row["sequence"], row["hash"]
    ids = list(
        session.scalars(sa.insert(CaseEvent).returning(CaseEvent.id, sort_by_parameter_order=True), rows)
    )
    kept = [{"event_id": event_id, **words} for event_id, words in zip(ids, details, strict=True) if words]
    if kept:
        session.execute(sa.insert(EventDetail), kept)
    _move_heads(session, drafts, ids, heads)
    return ids


def _heads(session: Session, drafts: Sequence[Draft]) -> dict[tuple[StreamKind, int], dict]:
    heads: dict[tuple[StreamKind, int], dict] = {}
    for kind in {draft.stream for draft in drafts}:
        subjects = {draft.subject_id for draft in drafts if draft.stream is kind}
        found = session.execute(
            sa.select(Stream.id, Stream.subject_id, Stream.length, Stream.head_hash)
            .where(Stream.kind == kind, Stream.subject_id.in_(subjects))
            .with_for_update()
        )
        for row in found.mappings():
            heads[(kind, row["subject_id"])] = dict(row)
        new = sorted(subjects - {subject for found_kind, subject in heads if found_kind is kind})
        if new:
            made = session.execute(
                sa.insert(Stream).returning(Stream.id, Stream.subject_id),
                [
                    {"kind": kind, "subject_id": s, "head_hash": FIRST_HASH, "length": 0, "last_event_id": 0}
                    for s in new
                ],
            )
            for row in made:
                heads[(kind, row.subject_id)] = {"id": row.id, "length": 0, "head_hash": FIRST_HASH}
    return heads


def _move_heads(
    session: Session, drafts: Sequence[Draft], ids: list[int], heads: dict[tuple[StreamKind, int], dict]
) -> None:
    last, material = {}, {}
    for draft, event_id in zip(drafts, ids, strict=True):
        last[(draft.stream, draft.subject_id)] = (event_id, draft.recorded_at)
        if draft.kind.material and draft.stream is StreamKind.INVESTIGATION:
            material[draft.subject_id] = event_id
    session.execute(
        sa.update(Stream),
        [
            {
                "id": heads[where]["id"],
                "length": heads[where]["length"],
                "head_hash": heads[where]["head_hash"],
                "last_event_id": event_id,
            }
            for where, (event_id, _) in last.items()
        ],
    )
    moved = [
        {"id": subject, "last_event_id": event_id, "last_event_at": at}
        for (kind, subject), (event_id, at) in last.items()
        if kind is StreamKind.INVESTIGATION
    ]
    if moved:
        session.execute(sa.update(Investigation), moved)
    if material:
        session.execute(
            sa.update(Investigation),
            [{"id": subject, "last_material_event_id": event_id} for subject, event_id in material.items()],
        )


def _sealed(draft: Draft, sequence: int, previous_hash: str) -> tuple[dict, dict | None]:
    """The event's columns, and those of its detail when it has one."""
    words = None
    if draft.detail:
        words = {"nonce": secrets.token_hex(16), "detail": canonical_json(dict(draft.detail))}
    digest = digest_of_detail(words["nonce"], words["detail"]) if words else None
    canonical = canonical_event(draft, sequence, previous_hash, digest)
    row = {
        "sequence": sequence,
        "kind": draft.kind,
        "recorded_at": draft.recorded_at,
        "actor_id": draft.actor_id,
        "actor_role": draft.actor_role,
        "about_person_id": draft.about_person_id,
        "submission_id": draft.submission_id,
        "canonical": canonical,
        "previous_hash": previous_hash,
        "hash": sha256(canonical),
    }
    return row, words
