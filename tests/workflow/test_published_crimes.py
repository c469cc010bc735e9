"""Reading published files: their kind, their rows, and why a row is left out."""

from __future__ import annotations

import datetime as dt
import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.published_files import (
    CITY_OF_LONDON,
    FORCE,
    NO_SUSPECT,
    SILENT,
    UNABLE,
    crime_id,
    outcome,
    street,
    write,
    write_outcomes,
    write_street,
)
from workflow.policy.loader import load_book
from workflow.published_crimes import (
    LONGEST_LINE,
    FileKind,
    NotPublishedData,
    OutcomeRow,
    Rejected,
    SetAside,
    SetAsideReason,
    StreetRow,
    examine,
    in_reading_order,
    month_bounds,
    rows_of,
)
from workflow.published_repeats import Repeats

POLICY = load_book().as_of(dt.date(2026, 3, 2))


def rows(path: Path) -> list[object]:
    return list(rows_of(examine(path), POLICY))


def test_header_says_the_kind(tmp_path: Path) -> None:
    assert examine(write_street(tmp_path / "a.csv", street("a"))).kind is FileKind.STREET
    assert examine(write_outcomes(tmp_path / "b.csv", outcome("a"))).kind is FileKind.OUTCOMES


def test_a_real_file_has_the_digest_of_its_uncompressed_bytes() -> None:
    found = examine(CITY_OF_LONDON[1])
    assert found.name == "2016-01-city-of-london-street.csv"
    assert found.sha256 == "14ff4a3d125c03c818edf263727f0a923176040dabd0c5d6b0d3cedf0ec7a21f"
    assert found.lines == 1 + 446


def test_compressed_or_not_is_the_same_file(tmp_path: Path) -> None:
    plain = examine(write_street(tmp_path / "a.csv", street("a")))
    packed = examine(write_street(tmp_path / "a.csv.gz", street("a")))
    assert (plain.name, plain.sha256, plain.lines) == (packed.name, packed.sha256, packed.lines)
    assert list(rows_of(plain, POLICY)) == list(rows_of(packed, POLICY))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither a street nor an outcomes file"),
        (b"Crime ID,Month\n", "neither a street nor an outcomes file"),
        (b"\xff\xfe\n", "neither a street nor an outcomes file"),
        (b'"Crime ID\n', "neither a street nor an outcomes file"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(NotPublishedData, match=words):
        examine(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPublishedData, match="There is no file"):
        examine(tmp_path / "a.csv")
    with pytest.raises(NotPublishedData, match="cannot be read"):
        examine(tmp_path)


def test_a_damaged_archive_is_refused_wherever_the_damage_is(tmp_path: Path) -> None:
    whole = write_street(tmp_path / "a.csv.gz", *(street(str(n)) for n in range(500))).read_bytes()
    broken = tmp_path / "b.csv.gz"
    for content in (whole[: len(whole) // 2], b"no archive", whole[:2000] + b"\0\0\0\0" + whole[2004:]):
        broken.write_bytes(content)
        with pytest.raises(NotPublishedData, match="cannot be read"):
            examine(broken)


def test_streets_are_read_first_and_files_by_name(tmp_path: Path) -> None:
    outcomes = examine(write_outcomes(tmp_path / "1.csv"))
    later, earlier = (examine(write_street(tmp_path / place / "2.csv")) for place in ("y", "x"))
    first = examine(write_street(tmp_path / "z" / "1.csv"))
    assert in_reading_order([outcomes, later, earlier, first]) == [first, earlier, later, outcomes]


@pytest.mark.parametrize("form", [{"end": "\n"}, {"end": "\r\n"}, {"start": "\ufeff"}])
def test_line_ends_and_a_mark_at_the_start_change_nothing(tmp_path: Path, form: dict[str, str]) -> None:
    path = write_street(tmp_path / "a.csv", street("a"), "", street("b", UNABLE), **form)
    assert rows(path) == [
        StreetRow(2, crime_id("a"), "2021-07", "On or near High Street, Anyshire 001A", "Burglary",
                  POLICY.published_category("Burglary"), NO_SUSPECT),
        StreetRow(4, crime_id("b"), "2021-07", "On or near High Street, Anyshire 001A", "Burglary",
                  POLICY.published_category("Burglary"), UNABLE),
    ]  # fmt: skip


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    path = write_outcomes(tmp_path / "a.csv", outcome("a"), outcome("b"))
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert [row.crime_id for row in rows(path)] == [crime_id("a"), crime_id("b")]
    assert examine(path).lines == 3


def test_an_outcome_row(tmp_path: Path) -> None:
    path = write_outcomes(tmp_path / "a.csv", outcome("a", UNABLE, month="2016-12"))
    assert rows(path) == [OutcomeRow(2, crime_id("a"), "2016-12", UNABLE)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (street(None, "", category="Anti-social behaviour"), SetAsideReason.NO_CRIME_ID),
        (street(None, force="British Transport Police"), SetAsideReason.NO_CRIME_ID),
        (street("a", force="Police Service of Northern Ireland"), SetAsideReason.OTHER_JURISDICTION),
        (street(None, force="Police Service of Northern Ireland"), SetAsideReason.OTHER_JURISDICTION),
        (street("a", force="Police Scotland"), SetAsideReason.OTHER_JURISDICTION),
    ],
)
def test_sound_rows_that_are_not_for_fairlead(tmp_path: Path, line: str, reason: SetAsideReason) -> None:
    assert rows(write_street(tmp_path / "a.csv", line)) == [SetAside(2, reason)]


def test_transport_police_with_an_id_are_taken(tmp_path: Path) -> None:
    (row,) = rows(write_street(tmp_path / "a.csv", street("a", force="British Transport Police")))
    assert isinstance(row, StreetRow)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("one,two", "has 2 columns instead of 12"),
        (street("a") + ",", "has 13 columns instead of 12"),
        (outcome("a"), "has 10 columns instead of 12"),
        (street("a", month="2021-13"), "Month '2021-13' is not a year and a month"),
        (street("a", month="July 2021"), "is not a year and a month"),
        (street("a", month="20٢1-07"), "is not a year and a month"),
        (street("a", month=""), "Month '' is not a year and a month"),
        (street("a").replace(crime_id("a"), "f" * 65), "is not up to 64 small letters and digits"),
        (street("a").replace(crime_id("a"), "<script>"), "is not up to 64 small letters and digits"),
        (street("a", place="x" * 301), "longer than 300 characters"),
        (street("a", place="x" * LONGEST_LINE), "longer than 4,000 bytes"),
        (street("a", place="x" * 20_000), "longer than 4,000 bytes"),
        (street("a", place='"open'), "quotation mark that is not closed"),
        (street("a", place="a\0b"), "control characters"),
        (street("a", place="a\rb"), "control characters"),
        (street("a", place="caf\xe9").encode("latin-1"), "not UTF-8"),
        (street("a", category="Jaywalking"), "unknown Crime type 'Jaywalking'"),
        (street("a", "Forgotten"), "unknown Last outcome category 'Forgotten'"),
    ],
)
def test_a_bad_row_has_its_reason_and_leaves_its_neighbours(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    before, bad, after = rows(write_street(tmp_path / "a.csv", street("before"), line, street("after")))
    assert isinstance(bad, Rejected)
    assert bad.line == 3
    assert reason in bad.reason
    assert len(bad.reason) < 200
    assert [before.crime_id, after.crime_id] == [crime_id("before"), crime_id("after")]


@pytest.mark.parametrize("label", ["Forgotten", ""])
def test_an_outcome_must_be_a_known_one(tmp_path: Path, label: str) -> None:
    assert rows(write_outcomes(tmp_path / "a.csv", outcome("a", label))) == [
        Rejected(2, f"unknown Outcome type {label!r}")
    ]


def test_quoted_fields_may_hold_commas(tmp_path: Path) -> None:
    (row,) = rows(write_street(tmp_path / "a.csv", street("a", place='"Lay-by, ""A"" road"')))
    assert row.place == 'Lay-by, "A" road, Anyshire 001A'


def test_a_place_without_lsoa(tmp_path: Path) -> None:
    line = f"{crime_id('a')},2021-07,{FORCE},{FORCE},,,No location,,,Burglary,{SILENT},"
    (row,) = rows(write_street(tmp_path / "a.csv", line))
    assert row.place == "No location"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.just(street("a").encode()) | st.just(b'"'), max_size=8))
def test_no_bytes_stop_a_file_and_every_line_is_a_row(lines: list[bytes]) -> None:
    lines = [line.replace(b"\n", b"") for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        found = rows(write_street(Path(folder) / "a.csv", *lines))
    assert [row.line for row in found] == [
        number for number, line in enumerate(lines, start=2) if line.strip()
    ]


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2021-01", "2021-01-01T00:00:00+00:00", "2021-01-31T23:59:59.999999+00:00"),
        ("2021-03", "2021-03-01T00:00:00+00:00", "2021-03-31T22:59:59.999999+00:00"),
        ("2021-07", "2021-06-30T23:00:00+00:00", "2021-07-31T22:59:59.999999+00:00"),
        ("2021-10", "2021-09-30T23:00:00+00:00", "2021-10-31T23:59:59.999999+00:00"),
        ("2020-12", "2020-12-01T00:00:00+00:00", "2020-12-31T23:59:59.999999+00:00"),
    ],
)
def test_a_month_is_a_month_in_london(month: str, first: str, last: str) -> None:
    assert [bound.isoformat() for bound in month_bounds(month)] == [first, last]


def test_every_word_of_the_real_files_is_known() -> None:
    for path in CITY_OF_LONDON:
        assert not [row for row in rows(path) if isinstance(row, Rejected)]
    with gzip.open(CITY_OF_LONDON[0]) as file:
        assert len(file.readlines()) == 1 + len(rows(CITY_OF_LONDON[0]))


def test_repeats_are_counted_across_portions(tmp_path: Path) -> None:
    lines = [outcome("a"), outcome("b"), outcome("a"), outcome("a", UNABLE), outcome("a"), outcome("b")]
    found = rows(write_outcomes(tmp_path / "a.csv", *lines))
    with Repeats() as repeats:
        repeats.note(found)
        assert repeats.number(found[:3]) + repeats.number(found[3:]) == [1, 1, 2, 1, 3, 2]
        assert repeats.are_last(found[:3]) + repeats.are_last(found[3:]) == [False] * 4 + [True, True]
        assert repeats.number([]) == repeats.are_last([]) == []


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "stop-and-search.csv", "Type,Date,Part of a policing operation")
    with pytest.raises(NotPublishedData, match=r"stop-and-search\.csv is neither"):
        examine(path)
