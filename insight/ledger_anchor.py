"""Anchors: what the heads of the chains were, written to a file outside the database.

Whoever owns the database can drop its guards, cut the end off a chain and set the heads back; what is left
is whole in itself. A file that they do not also own still says how long each chain was. An anchor is three
kinds of line of JSON: one that opens it, one for each stream that grew, and one that closes it with the
SHA-256 of all that stands before it in the file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_rows import Fault
from models import CaseEvent, Stream
from workflow.ledger import canonical_json

FORM = 1
BATCH = 500
UNCLOSED = "its writing was broken off. Take away the file's lines from the last that says anchored_at on"


@dataclass(frozen=True)
class Head:
    """One stream as it was when it was anchored."""

    stream: str
    length: int
    event_id: int
    hash: str
    anchored_at: str


@dataclass
class Anchors:
    """A file of anchors as far as it has been read."""

    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    count: int = 0
    reached: list[int] = field(default_factory=list)  # the highest event of each of the last two
    opened_at: str | None = None

    def heads(self, lines: Iterable[str]) -> Iterator[Head | Fault]:
        """Each head in the file; a Fault, and no more, at the first line that is not as it was written."""
        number = 0
        for number, line in enumerate(lines, 1):
            try:
                head = self._read(json.loads(line))
            except (ValueError, KeyError, TypeError):
                yield Fault("anchor file, line", number, "it is not what was written there")
                return
            if head is not None:
                yield head
            self.digest.update(line.encode())
        if self.opened_at is not None:
            yield Fault("anchor file, line", number, f"the anchor it belongs to was never closed: {UNCLOSED}")

    def _read(self, line: dict) -> Head | None:
        if "stream" in line:
            if self.opened_at is None:
                raise ValueError("a head outside an anchor")
            if not 0 < line["event"] < 2**63:
                raise ValueError("no event has this number")
            return Head(line["stream"], line["length"], line["event"], line["hash"], self.opened_at)
        if "anchored_at" in line:
            if self.opened_at is not None or line["form"] != FORM:
                raise ValueError("an anchor inside another, or of a form to come")
            self.opened_at = line["anchored_at"]
            return None
        if self.opened_at is None or line["digest"] != self.digest.hexdigest():
            raise ValueError("what stands before is not what was closed")
        self.count, self.opened_at = self.count + 1, None
        self.reached = [*self.reached[-1:], line["last_event"]]
        return None


def anchor_faults(session: Session, anchors: Anchors, lines: Iterable[str]) -> Iterator[Fault]:
    """Streams that are now shorter than they were when anchored, or other; in the order of the file."""
    waiting: list[Head] = []
    for head in anchors.heads(lines):
        if isinstance(head, Fault):
            yield from _heads_unlike(session, waiting)
            yield head
            return
        waiting.append(head)
        if len(waiting) >= BATCH:
            yield from _heads_unlike(session, waiting)
            waiting = []
    yield from _heads_unlike(session, waiting)


def _heads_unlike(session: Session, heads: list[Head]) -> Iterator[Fault]:
    query = (
        sa.select(
            CaseEvent.id,
            CaseEvent.sequence,
            CaseEvent.hash,
            sa.type_coerce(Stream.kind, sa.Text).label("kind"),
            Stream.subject_id,
        )
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(CaseEvent.id.in_([head.event_id for head in heads]))
    )
    found = {row.id: row for row in session.execute(query)}
    for head in heads:
        row = found.get(head.event_id)
        when = f"when it was anchored at {head.anchored_at}"
        if row is None:
            what = f"it ended in event {head.event_id}, number {head.length}, {when}, and that event is gone"
            yield Fault("stream", head.stream, what)
        elif (f"{row.kind}:{row.subject_id}", row.sequence, row.hash) != (
            head.stream,
            head.length,
            head.hash,
        ):
            yield Fault("stream", head.stream, f"its event {head.event_id} is another than {when}")


def new_anchor(session: Session, anchors: Anchors, now: dt.datetime) -> Iterator[str]:
    """The lines of the next anchor, after `anchors` was read to its end.

    It holds each stream that grew since the anchor before the last: an event may be written under a lower
    number than one that an anchor already holds, when two people record at the same moment.
    """
    floor = anchors.reached[0] if len(anchors.reached) == 2 else 0
    yield _line(anchors, {"form": FORM, "anchored_at": now})
    heads, after = 0, 0
    query = sa.select(Stream).where(Stream.last_event_id > floor).order_by(Stream.id).limit(BATCH)
    while batch := session.scalars(query.where(Stream.id > after)).all():
        for row in batch:
            head = {"stream": f"{row.kind.value}:{row.subject_id}", "length": row.length}
            yield _line(anchors, head | {"event": row.last_event_id, "hash": row.head_hash})
        heads, after = heads + len(batch), batch[-1].id
        session.expunge_all()
    last_event = session.scalar(sa.select(sa.func.max(CaseEvent.id))) or 0
    closing = {"heads": heads, "last_event": last_event, "digest": anchors.digest.hexdigest()}
    yield _line(anchors, closing)


def _line(anchors: Anchors, values: dict[str, object]) -> str:
    line = canonical_json(values) + "\n"
    anchors.digest.update(line.encode())
    return line
