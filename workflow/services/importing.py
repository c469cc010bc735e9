"""Importing published crimes: batch by batch, so that neither memory nor a transaction grows with a file.

The caller commits after each batch it is handed. Importing the same files again changes nothing, so an
import that was broken off is simply run again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, PublishedFile, PublishedOutcome, Unit
from vocabulary import Origin, State
from workflow.policy.pack import Policy
from workflow.published_crimes import (
    FileKind,
    OutcomeRow,
    Rejected,
    Row,
    SetAside,
    SetAsideReason,
    SourceFile,
    StreetRow,
    in_reading_order,
    month_bounds,
    rows_of,
)
from workflow.published_repeats import Repeats
from workflow.refusals import Refusal
from workflow.services.finishing import tray_holder_of
from workflow.services.opening import policy_at
from workflow.services.published_arrivals import create_crimes
from workflow.services.published_labels import follow_outcomes, follow_street, lock_held

BATCH = 1_000
# Any number, the same for every import: on PostgreSQL one import waits for another's batch.
ONE_IMPORT_AT_A_TIME = 6_502_016


@dataclass
class Tally:
    """What became of the rows read; every row is counted once."""

    rows_read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    set_aside: Counter[SetAsideReason] = field(default_factory=Counter)
    rejected: int = 0

    def add(self, other: Tally) -> None:
        """Count another batch in."""
        self.rows_read += other.rows_read
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.set_aside += other.set_aside
        self.rejected += other.rejected


@dataclass(frozen=True)
class Batch:
    """One batch, flushed and ready to be committed."""

    file: SourceFile
    tally: Tally
    rejected: Sequence[Rejected] = ()


class Arrived(NamedTuple):
    """Where the crimes of one run are now: outcomes that follow in the same run may decide some of them."""

    unit: str
    waiting: int
    decided: int


def where_they_arrived(session: Session, unit_id: int, *, now: dt.datetime) -> Arrived:
    """Of the crimes that the run of this instant created, how many wait in the tray and how many do not."""
    waiting = Investigation.state == State.RECORDED
    counts = session.execute(
        sa.select(sa.func.count().filter(waiting), sa.func.count().filter(~waiting)).where(
            Investigation.unit_id == unit_id,
            Investigation.origin == Origin.PUBLISHED_DATA,
            Investigation.recorded_at == now,
        )
    ).one()
    return Arrived(session.get_one(Unit, unit_id).name, *counts)


def unit_with_code(session: Session, code: str) -> int:
    """The unit's id. Raises Refusal when there is none, or nobody who would answer for its crimes."""
    unit = session.scalar(sa.select(Unit).where(Unit.code == code))
    if unit is None:
        raise Refusal(f"There is no unit with the code {code}.")
    tray_holder_of(unit)
    return unit.id


def import_crimes(
    session: Session, files: Iterable[SourceFile], unit_id: int, *, now: dt.datetime
) -> Iterator[Batch]:
    """Import the files into the unit's tray; the caller commits (or not) whenever a batch is handed out."""
    importing = _Import(session, unit_id, now, policy_at(now))
    for file in in_reading_order(files):
        yield from importing.take_file(file)


@dataclass
class _Import:
    """One run, with what stays the same throughout."""

    session: Session
    unit_id: int
    now: dt.datetime
    policy: Policy

    def take_file(self, file: SourceFile) -> Iterator[Batch]:
        """The file's batches, and at the end one without rows that notes the file as imported whole."""
        with Repeats() as repeats:
            repeats.note(row for row in self._judged(file) if isinstance(row, (StreetRow, OutcomeRow)))
            rows, rows_read = self._judged(file), 0
            while portion := list(islice(rows, BATCH)):
                rows_read += len(portion)
                yield self._take(file, portion, repeats)
        if not self._is_known(file):
            self.session.execute(
                sa.insert(PublishedFile),
                [
                    {
                        "sha256": file.sha256,
                        "name": file.name[:200],
                        "rows": rows_read,
                        "imported_at": self.now,
                    }
                ],
            )
            yield Batch(file, Tally())

    def _judged(self, file: SourceFile) -> Iterator[Row]:
        for row in rows_of(file, self.policy):
            if isinstance(row, (StreetRow, OutcomeRow)) and month_bounds(row.month)[0] > self.now:
                yield Rejected(row.line, f"Month {row.month} has not begun yet")
            else:
                yield row

    def _take(self, file: SourceFile, rows: Sequence[Row], repeats: Repeats) -> Batch:
        rejected = [row for row in rows if isinstance(row, Rejected)]
        tally = Tally(rows_read=len(rows), rejected=len(rejected))
        tally.set_aside.update(row.reason for row in rows if isinstance(row, SetAside))
        self._wait_for_other_imports()
        if file.kind is FileKind.STREET:
            self._take_street(file, [r for r in rows if isinstance(r, StreetRow)], repeats, tally)
        else:
            self._take_outcomes(file, [r for r in rows if isinstance(r, OutcomeRow)], repeats, tally)
        self.session.flush()
        return Batch(file, tally, rejected)

    def _wait_for_other_imports(self) -> None:
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_IMPORT_AT_A_TIME)))

    def _is_known(self, file: SourceFile) -> bool:
        found = sa.select(PublishedFile.id).where(PublishedFile.sha256 == file.sha256)
        return self.session.scalar(found) is not None

    def _take_street(
        self, file: SourceFile, rows: Sequence[StreetRow], repeats: Repeats, tally: Tally
    ) -> None:
        # Of several rows for one crime the last speaks, as if the others had not been there.
        speaking = [row for row, is_last in zip(rows, repeats.are_last(rows), strict=True) if is_last]
        held = lock_held(self.session, [row.crime_id for row in speaking])
        new = [row for row in speaking if row.crime_id not in held]
        create_crimes(self.session, new, unit_id=self.unit_id, policy=self.policy, file=file, now=self.now)
        changed: set[int] = set()
        # A file imported whole has said its labels once; saying them again would undo newer ones.
        if not self._is_known(file):
            said = {held[row.crime_id]: row.label for row in speaking if row.crime_id in held}
            changed = follow_street(self.session, said, self.policy, file, self.now)
        tally.created += len(new)
        tally.updated += len(changed)
        tally.unchanged += len(rows) - len(new) - len(changed)

    def _take_outcomes(
        self, file: SourceFile, rows: Sequence[OutcomeRow], repeats: Repeats, tally: Tally
    ) -> None:
        held = lock_held(self.session, {row.crime_id for row in rows})
        told = {
            (held[row.crime_id].id, row.month, row.label, repeat): row
            for row, repeat in zip(rows, repeats.number(rows), strict=True)
            if row.crime_id in held
        }
        new = told.keys() - self._outcomes_of({investigation_id for investigation_id, *_ in told})
        if new:
            # In the file's order, which is the order in which the rows get their ids.
            self.session.execute(
                sa.insert(PublishedOutcome),
                [
                    {
                        "investigation_id": key[0],
                        "month": row.month,
                        "label": row.label,
                        "repeat": key[3],
                        "line_number": row.line,
                    }
                    for key, row in told.items()
                    if key in new
                ],
            )
        # The label follows once the file has said its last word on a crime, wherever batches end.
        last_words = {
            row.crime_id
            for row, is_last in zip(rows, repeats.are_last(rows), strict=True)
            if is_last and row.crime_id in held
        }
        follow_outcomes(
            self.session, [held[crime_id] for crime_id in last_words], self.policy, file, self.now
        )
        not_held = len(rows) - len(told)
        tally.set_aside.update({SetAsideReason.CRIME_NOT_HELD: not_held} if not_held else {})
        tally.updated += len(new)
        tally.unchanged += len(told) - len(new)

    def _outcomes_of(self, ids: set[int]) -> set[tuple[int, str, str, int]]:
        found = self.session.execute(
            sa.select(
                PublishedOutcome.investigation_id,
                PublishedOutcome.month,
                PublishedOutcome.label,
                PublishedOutcome.repeat,
            ).where(PublishedOutcome.investigation_id.in_(ids))
        )
        return {tuple(row) for row in found}
