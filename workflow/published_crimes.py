"""Reading the monthly files of data.police.uk: what kind a file is, and what each of its rows says.

A row is one line. It comes out as a crime, an outcome, a reason to set it aside, or a reason to reject
it; one bad row never stops a file. Nothing here knows what Fairlead already holds.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from workflow.policy.pack import Policy

LONDON = ZoneInfo("Europe/London")
LONGEST_LINE = 4_000
LONGEST_PLACE = 300
CHUNK = 1 << 16

SHARED_COLUMNS = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
)
STREET_COLUMNS = (*SHARED_COLUMNS, "Crime type", "Last outcome category", "Context")
OUTCOMES_COLUMNS = (*SHARED_COLUMNS, "Outcome type")

# Their law, their victims' rights and their prosecutors are other ones than those Fairlead works by.
OTHER_JURISDICTIONS = frozenset(
    {"Police Service of Northern Ireland", "Police Service of Scotland", "Police Scotland"}
)

A_CRIME_ID = re.compile(r"[0-9a-z]{1,64}")
A_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class FileKind(StrEnum):
    """The two kinds of file that are read."""

    STREET = "street"
    OUTCOMES = "outcomes"


class SetAsideReason(StrEnum):
    """Why a sound row is left out."""

    NO_CRIME_ID = "no_crime_id"
    OTHER_JURISDICTION = "other_jurisdiction"
    CRIME_NOT_HELD = "crime_not_held"


class NotPublishedData(Exception):
    """A file that cannot be read as published data; the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file found sound from first byte to last. The digest is of the uncompressed bytes."""

    path: Path
    name: str
    kind: FileKind
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class StreetRow:
    """One crime as published. `label` is the last outcome category, empty when there is none."""

    line: int
    crime_id: str
    month: str
    place: str
    crime_type: str
    offence: str
    label: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome of one crime, with the month it was given in."""

    line: int
    crime_id: str
    month: str
    label: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sound row that is not for Fairlead."""

    line: int
    reason: SetAsideReason


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be relied on, and why."""

    line: int
    reason: str


Row = StreetRow | OutcomeRow | SetAside | Rejected


def examine(path: Path) -> SourceFile:
    """Read a file through once, before anything is written. Raises NotPublishedData."""
    digest, lines, last = hashlib.sha256(), 0, b""
    try:
        with _opened(path) as file:
            kind = _kind_of(path, file.readline(LONGEST_LINE))
        with _opened(path) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    except FileNotFoundError:
        raise NotPublishedData(f"There is no file {path}.") from None
    except (OSError, EOFError, zlib.error) as error:
        raise NotPublishedData(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from None
    return SourceFile(path, _plain_name(path), kind, digest.hexdigest(), lines + (last not in (b"", b"\n")))


def in_reading_order(files: Iterable[SourceFile]) -> list[SourceFile]:
    """Every street file before every outcomes file; within a kind by name, then by path."""
    return sorted(files, key=lambda file: (file.kind is FileKind.OUTCOMES, file.name, str(file.path)))


def rows_of(source: SourceFile, policy: Policy) -> Iterator[Row]:
    """The file's rows in order, each judged by itself. Empty lines are no rows."""
    read = _street_row if source.kind is FileKind.STREET else _outcome_row
    with _opened(source.path) as file:
        for number, raw in _lines(file):
            if number == 1 or not raw.strip():
                continue
            fields = _fields(raw, STREET_COLUMNS if source.kind is FileKind.STREET else OUTCOMES_COLUMNS)
            if isinstance(fields, str):
                yield Rejected(number, fields)
            else:
                yield _left_out(number, fields) or read(number, fields, policy)


@lru_cache(maxsize=512)
def month_bounds(month: str) -> tuple[dt.datetime, dt.datetime]:
    """The first and the last instant of a month in London, in UTC."""
    year, number = map(int, month.split("-"))
    first = dt.datetime(year, number, 1, tzinfo=LONDON)
    following = dt.datetime(year + number // 12, number % 12 + 1, 1, tzinfo=LONDON)
    return first.astimezone(dt.UTC), following.astimezone(dt.UTC) - dt.timedelta(microseconds=1)


def _opened(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb")


def _plain_name(path: Path) -> str:
    return path.name.removesuffix(".gz")


def _kind_of(path: Path, header: bytes) -> FileKind:
    try:
        columns = tuple(next(csv.reader([header.decode("utf-8-sig").rstrip("\r\n")], strict=True), ()))
    except (UnicodeDecodeError, csv.Error):
        columns = ()
    if columns == STREET_COLUMNS:
        return FileKind.STREET
    if columns == OUTCOMES_COLUMNS:
        return FileKind.OUTCOMES
    raise NotPublishedData(
        f"{path} is neither a street nor an outcomes file of data.police.uk: "
        "its first line does not name their columns."
    )


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines. One that is too long is cut, so that no line can fill the memory."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield number, line


def _fields(raw: bytes, columns: tuple[str, ...]) -> list[str] | str:
    """The row's fields without outer spaces, or why there are none."""
    if len(raw) > LONGEST_LINE:
        return f"longer than {LONGEST_LINE:,} bytes"
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return "not UTF-8 text"
    if CONTROL_CHARACTERS.search(text):
        return "has control characters"
    if '"' in text:
        # Each line has a reader of its own: a quotation mark left open must not swallow the next rows.
        try:
            fields = next(csv.reader([text], strict=True))
        except csv.Error:
            return "has a quotation mark that is not closed"
    else:
        fields = text.split(",")
    if len(fields) != len(columns):
        return f"has {len(fields)} columns instead of {len(columns)}"
    return [field.strip() for field in fields]


def _left_out(line: int, fields: list[str]) -> SetAside | None:
    _, _, reported_by, falls_within, *_ = fields
    if reported_by in OTHER_JURISDICTIONS or falls_within in OTHER_JURISDICTIONS:
        return SetAside(line, SetAsideReason.OTHER_JURISDICTION)
    if not fields[0]:
        return SetAside(line, SetAsideReason.NO_CRIME_ID)
    return None


def _street_row(line: int, fields: list[str], policy: Policy) -> StreetRow | Rejected:
    crime_id, month, *_, crime_type, label, _context = fields
    place = ", ".join(part for part in (fields[6], fields[8]) if part)
    wrong = _wrong_key(crime_id, month)
    if wrong is not None:
        return Rejected(line, wrong)
    if len(place) > LONGEST_PLACE:
        return Rejected(line, f"Location and LSOA name are longer than {LONGEST_PLACE} characters")
    offence = policy.published_category(crime_type)
    if offence is None:
        return Rejected(line, f"unknown Crime type {_quoted(crime_type)}")
    if label and policy.published_label(label) is None:
        return Rejected(line, f"unknown Last outcome category {_quoted(label)}")
    return StreetRow(line, crime_id, month, place, crime_type, offence, label)


def _outcome_row(line: int, fields: list[str], policy: Policy) -> OutcomeRow | Rejected:
    crime_id, month, *_, label = fields
    wrong = _wrong_key(crime_id, month)
    if wrong is not None:
        return Rejected(line, wrong)
    if not label or policy.published_label(label) is None:
        return Rejected(line, f"unknown Outcome type {_quoted(label)}")
    return OutcomeRow(line, crime_id, month, label)


def _wrong_key(crime_id: str, month: str) -> str | None:
    if not A_CRIME_ID.fullmatch(crime_id):
        return f"Crime ID {_quoted(crime_id)} is not up to 64 small letters and digits"
    if not A_MONTH.fullmatch(month):
        return f"Month {_quoted(month)} is not a year and a month such as 2024-01"
    return None


def _quoted(words: str) -> str:
    return repr(words if len(words) <= 80 else words[:80] + "…")
