"""Importing published files: what each row becomes, and that nothing happens twice."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Duty, EventDetail, Investigation, PublishedFile, PublishedOutcome, Stream
from tests.published_files import (
    CITY_OF_LONDON,
    NO_SUSPECT,
    OPEN,
    SILENT,
    SNAPSHOT_1,
    SNAPSHOT_2,
    UNABLE,
    crime_id,
    outcome,
    street,
    write_outcomes,
    write_street,
)
from tests.services.importing import NOW, add_person, add_unit, count, crime, facts, take
from tests.stores import Store
from vocabulary import DatePrecision, DutyKind, DutyStatus, EventKind, Origin, ReportedHow, State
from workflow.ledger import FIRST_HASH, sha256
from workflow.published_crimes import examine
from workflow.refusals import Refusal
from workflow.services import importing
from workflow.services.importing import import_crimes, unit_with_code

TABLES = (Investigation, CaseEvent, Stream, EventDetail, Duty, PublishedOutcome, PublishedFile)


@pytest.fixture
def unit(session: Session) -> int:
    return add_unit(session, add_person(session))


def counts(session: Session) -> list[int]:
    return [count(session, table) for table in TABLES]


@pytest.mark.long("postgresql")
def test_half_a_year_of_the_city_of_london_and_then_again(session: Session, unit: int) -> None:
    first = take(session, unit, *reversed(CITY_OF_LONDON))
    assert (first.rows_read, first.created, first.rejected) == (2_924 + 3_078, 2_517, 0)
    assert first.set_aside == {"no_crime_id": 407, "crime_not_held": 1_110}
    assert first.updated == 3_078 - 1_110
    assert count(session, Investigation) == 2_517
    assert count(session, PublishedOutcome) == 1_968
    assert count(session, PublishedFile) == 12
    # 208 came in as recorded; an outcomes file of the same half-year says that 38 of them were decided.
    waiting = sa.select(sa.func.count()).where(Investigation.state == State.RECORDED)
    running = sa.select(sa.func.count()).where(Duty.status == DutyStatus.RUNNING)
    assert count(session, Duty) == 208
    assert session.scalar(running) == session.scalar(waiting) == 170
    before = counts(session)
    again = take(session, unit, *CITY_OF_LONDON)
    assert (again.rows_read, again.created, again.updated, again.rejected) == (6_002, 0, 0, 0)
    assert again.set_aside == first.set_aside
    assert counts(session) == before


def test_one_month_at_two_dates(session: Session, unit: int) -> None:
    first = take(session, unit, SNAPSHOT_1)
    assert (first.rows_read, first.created, first.unchanged) == (657, 547, 1)
    second = take(session, unit, SNAPSHOT_2)
    assert (second.created, second.updated) == (0, 217)
    changed = sa.select(CaseEvent.stream_id).where(CaseEvent.kind == EventKind.PUBLISHED_LABEL_CHANGED)
    streams = session.scalars(changed).all()
    assert len(streams) == len(set(streams)) == 217
    before = counts(session)
    # The older file is known: what it says has been said, and must not come back.
    assert take(session, unit, SNAPSHOT_1).updated == 0
    assert counts(session) == before


def test_what_a_crime_becomes(session: Session, tmp_path: Path) -> None:
    holder = add_person(session)
    unit = add_unit(session, holder)
    take(session, unit, write_street(tmp_path / "a.csv.gz", street("a", SILENT), street("b", NO_SUSPECT)))
    row = crime(session, "a")
    assert row.reference == f"PUB/{crime_id('a')[:12].upper()}"
    assert (row.origin, row.reported_how) == (Origin.PUBLISHED_DATA, ReportedHow.PUBLISHED_DATA)
    assert (row.state, row.published_label) == (State.RECORDED, SILENT)
    assert (row.unit_id, row.responsible_id, row.oic_id, row.recorded_by_id) == (unit, holder, None, None)
    assert row.date_precision is DatePrecision.MONTH
    assert row.occurred_from_at == row.reported_at == dt.datetime(2021, 6, 30, 23, tzinfo=dt.UTC)
    assert row.occurred_until_at == dt.datetime(2021, 7, 31, 22, 59, 59, 999_999, tzinfo=dt.UTC)
    assert row.place == "On or near High Street, Anyshire 001A"
    assert row.summary == "Imported from data.police.uk, where it is published as “Burglary”."
    assert (row.recorded_at, row.last_event_at, row.published_label_differs) == (NOW, NOW, False)
    duty = session.scalars(sa.select(Duty)).one()
    assert (duty.investigation_id, duty.kind, duty.status) == (row.id, DutyKind.ALLOCATE, DutyStatus.RUNNING)
    assert duty.triggered_at == NOW < duty.due_at
    assert duty.trigger_event_id == row.last_event_id == row.last_material_event_id
    decided = crime(session, "b")
    assert (decided.state, decided.published_label) == (State.DECIDED_BEFORE_FAIRLEAD, NO_SUSPECT)
    event = session.get_one(CaseEvent, decided.last_event_id)
    assert (event.kind, event.actor_id, event.actor_role) == (EventKind.CRIME_IMPORTED, None, None)
    assert (event.sequence, event.previous_hash, event.hash) == (1, FIRST_HASH, sha256(event.canonical))
    (said,) = facts(session, decided.id, EventKind.CRIME_IMPORTED)
    assert (said["label"], said["file"], said["responsible"]) == (NO_SUSPECT, "a.csv", holder)


def test_violence_and_sexual_offences_have_to_be_classified(
    session: Session, unit: int, tmp_path: Path
) -> None:
    line = street("a", OPEN, category="Violence and sexual offences")
    take(session, unit, write_street(tmp_path / "a.csv", line))
    assert crime(session, "a").offence_class == "unclassified"


def test_a_crime_without_a_label_is_recorded(session: Session, unit: int, tmp_path: Path) -> None:
    take(session, unit, write_street(tmp_path / "a.csv", street("a", "")))
    assert (crime(session, "a").state, crime(session, "a").published_label) == (State.RECORDED, None)


@pytest.mark.parametrize("batch", [1, 2, 1_000])
def test_of_rows_for_one_crime_the_last_speaks(
    session: Session, unit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(importing, "BATCH", batch)
    rows = [street("a", NO_SUSPECT), street("b"), street("a", OPEN), street("b"), street("b", "Unheard of")]
    total = take(session, unit, write_street(tmp_path / "a.csv", *rows))
    assert (total.created, total.updated, total.unchanged, total.rejected) == (2, 0, 2, 1)
    assert (crime(session, "a").state, crime(session, "a").published_label) == (State.RECORDED, OPEN)
    assert crime(session, "b").published_label == NO_SUSPECT
    assert count(session, CaseEvent) == 2


@pytest.mark.parametrize("batch", [1, 2, 1_000])
def test_repeated_outcomes_are_each_kept_once(
    session: Session, unit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(importing, "BATCH", batch)
    streets = write_street(tmp_path / "s.csv", street("a"))
    rows = [outcome("a"), outcome("a"), outcome("a", UNABLE), outcome("a"), outcome("unknown")]
    outcomes = write_outcomes(tmp_path / "o.csv", *rows)
    total = take(session, unit, outcomes, streets)
    assert (total.created, total.updated, dict(total.set_aside)) == (1, 4, {"crime_not_held": 1})
    kept = sa.select(PublishedOutcome.label, PublishedOutcome.repeat, PublishedOutcome.line_number)
    assert sorted(map(tuple, session.execute(kept))) == [
        (NO_SUSPECT, 1, 2),
        (NO_SUSPECT, 2, 3),
        (NO_SUSPECT, 3, 5),
        (UNABLE, 1, 4),
    ]
    more = write_outcomes(tmp_path / "p.csv", *rows, outcome("a", UNABLE))
    assert (total := take(session, unit, more)).updated == 1
    assert total.unchanged == 4


def test_bad_rows_are_told_and_the_others_come_in(session: Session, unit: int, tmp_path: Path) -> None:
    path = write_street(tmp_path / "a.csv", street("a"), "what?", b"\xff\xfe", street("b"), end="\r\n")
    batches = list(import_crimes(session, [examine(path)], unit, now=NOW))
    assert [(row.line, row.reason) for batch in batches for row in batch.rejected] == [
        (3, "has 1 columns instead of 12"),
        (4, "not UTF-8 text"),
    ]
    assert count(session, Investigation) == 2
    assert session.scalars(sa.select(PublishedFile.rows)).all() == [4]


def test_a_month_that_has_not_begun_is_rejected(session: Session, unit: int, tmp_path: Path) -> None:
    path = write_street(tmp_path / "a.csv", street("a", month="2026-03"), street("b", month="2026-04"))
    total = take(session, unit, path)
    assert (total.created, total.rejected) == (1, 1)


def test_references_grow_until_they_differ(session: Session, unit: int, tmp_path: Path) -> None:
    ids = ["abcdefabcdef" + rest for rest in ("1111", "2222", "22223333")] + ["c" * 63 + "1", "c" * 63 + "2"]
    lines = [street("a").replace(crime_id("a"), published) for published in ids]
    for number, line in enumerate(lines):
        take(session, unit, write_street(tmp_path / f"{number}.csv", line))
    take(session, unit, write_street(tmp_path / "again.csv", *lines))
    references = session.scalars(sa.select(Investigation.reference).order_by(Investigation.id)).all()
    assert references[:4] == [
        "PUB/ABCDEFABCDEF",
        "PUB/ABCDEFABCDEF2222",
        "PUB/ABCDEFABCDEF22223333",
        "PUB/CCCCCCCCCCCC",
    ]
    assert len(set(references)) == 5
    assert max(map(len, references)) <= 40


def test_references_differ_within_a_batch(session: Session, unit: int, tmp_path: Path) -> None:
    ids = ["abcdefabcdef" + "1" * 52, "abcdefabcdef" + "2" * 52, "abcdefabcdef"]
    lines = [street("a").replace(crime_id("a"), published) for published in ids]
    assert take(session, unit, write_street(tmp_path / "a.csv", *lines)).created == 3
    references = session.scalars(sa.select(Investigation.reference).order_by(Investigation.id)).all()
    assert references[:2] == ["PUB/ABCDEFABCDEF", "PUB/ABCDEFABCDEF2222"]
    # The third has nothing left to grow by, so its digest stands in for it.
    assert references[2] == f"PUB/{sha256(ids[2])[:36].upper()}"


def test_a_known_file_still_brings_in_crimes_that_are_missing(
    session: Session, unit: int, tmp_path: Path
) -> None:
    path = write_street(tmp_path / "a.csv", street("a"), street("b"))
    found = examine(path)
    session.add(PublishedFile(sha256=found.sha256, name=found.name, rows=2, imported_at=NOW))
    session.flush()
    assert take(session, unit, path).created == 2


def test_an_import_that_broke_off_goes_on(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 100)
    files = [examine(path) for path in CITY_OF_LONDON[:2]]
    with own_store.session() as session:
        unit = add_unit(session, add_person(session))
        session.commit()
        for done, _ in enumerate(import_crimes(session, files, unit, now=NOW)):
            if done == 7:  # among the outcomes
                break
            session.commit()
        session.rollback()
        assert count(session, PublishedFile) == 1
        assert 0 < count(session, PublishedOutcome) < 574
        take(session, unit, *CITY_OF_LONDON[:2])
        resumed = counts(session)
        session.rollback()
    with own_store.session() as session:
        take(session, add_unit(session, add_person(session, "other"), "OTHER"), *CITY_OF_LONDON[:2])
        assert counts(session) == resumed


def test_somebody_must_hold_the_tray(session: Session, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no unit with the code NOWHERE"):
        unit_with_code(session, "NOWHERE")
    unit = add_unit(session, None, "EMPTY")
    with pytest.raises(Refusal, match="Nobody holds the tray of Unit EMPTY"):
        unit_with_code(session, "EMPTY")
    with pytest.raises(Refusal, match="Nobody holds the tray of Unit EMPTY"):
        take(session, unit, write_street(tmp_path / "a.csv", street("a")))


@pytest.mark.long
def test_memory_does_not_grow_with_the_file(
    own_sqlite: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 100)
    peaks = []
    with own_sqlite.session() as session:
        unit = add_unit(session, add_person(session))
        session.commit()
        for rows in (100, 300, 3_000):  # the first fills the caches of statements
            path = write_street(tmp_path / f"{rows}.csv", *(street(f"{rows} {n}") for n in range(rows)))
            outcomes = write_outcomes(
                tmp_path / f"{rows}o.csv", *(outcome(f"{rows} {n}") for n in range(rows))
            )
            tracemalloc.start()
            for _ in import_crimes(session, [examine(path), examine(outcomes)], unit, now=NOW):
                session.commit()
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    # Ten times the rows; the measure itself wanders from one Python to the next.
    assert peaks[2] < 3 * peaks[1]
