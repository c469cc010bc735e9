"""Files in the form of data.police.uk, made up for a test; and where the real ones are."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from workflow.published_crimes import OUTCOMES_COLUMNS, STREET_COLUMNS

DATA = Path(__file__).parent / "data" / "police-uk"
CITY_OF_LONDON = sorted((DATA / "city-of-london").glob("2016-*.csv.gz"))
SNAPSHOT_1, SNAPSHOT_2 = sorted((DATA / "two-snapshots").glob("*/*.csv.gz"))

NO_SUSPECT = "Investigation complete; no suspect identified"
UNABLE = "Unable to prosecute suspect"
SILENT = "Status update unavailable"
OPEN = "Under investigation"
FORCE = "Anyshire Police"


def crime_id(name: str) -> str:
    """A published id as long as real ones are."""
    return hashlib.sha256(name.encode()).hexdigest()


def street(
    name: str | None,
    label: str = NO_SUSPECT,
    *,
    month: str = "2021-07",
    force: str = FORCE,
    place: str = "On or near High Street",
    category: str = "Burglary",
) -> str:
    """A line of a street file; a crime without a name has no Crime ID."""
    published = crime_id(name) if name else ""
    return (
        f"{published},{month},{force},{force},-0.1,51.5,{place},E01000001,Anyshire 001A,{category},{label},"
    )


def outcome(name: str, label: str = NO_SUSPECT, *, month: str = "2021-07") -> str:
    """A line of an outcomes file."""
    return f"{crime_id(name)},{month},{FORCE},{FORCE},,,No location,,,{label}"


def write_street(path: Path, *lines: str | bytes, **form: str) -> Path:
    """A street file with these lines."""
    return write(path, ",".join(STREET_COLUMNS), *lines, **form)


def write_outcomes(path: Path, *lines: str | bytes, **form: str) -> Path:
    """An outcomes file with these lines."""
    return write(path, ",".join(OUTCOMES_COLUMNS), *lines, **form)


def write(path: Path, *lines: str | bytes, end: str = "\n", start: str = "") -> Path:
    """Lines to a file, compressed when its name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [line if isinstance(line, bytes) else line.encode() for line in lines]
    content = start.encode() + b"".join(row + end.encode() for row in rows)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return path
