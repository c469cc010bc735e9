"""Packs with one thing wrong each, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def change(pack: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file of the pack."""
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}: the test has to follow the pack"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(pack: Path, file: str, text: str) -> None:
    with (pack / file).open("a", encoding="utf-8") as opened:
        opened.write(f"\n{text}\n")


@dataclass(frozen=True)
class Broken:
    """One thing wrong. `key` and `reason` are parts of what is said; `breaks` does it."""

    name: str
    file: str
    key: str
    reason: str
    breaks: Callable[[Path], None]


def replaced(name: str, file: str, old: str, new: str, key: str, reason: str) -> Broken:
    return Broken(name, file, key, reason, lambda pack: change(pack, file, old, new))


def added(name: str, file: str, text: str, key: str, reason: str) -> Broken:
    return Broken(name, file, key, reason, lambda pack: add(pack, file, text))


def rewritten(name: str, file: str, data: bytes, key: str, reason: str) -> Broken:
    return Broken(name, file, key, reason, lambda pack: void((pack / file).write_bytes(data)))


def void(_: object) -> None:
    return None


def authority(**changes: str) -> str:
    row = {"rank": '"sergeant"', "rule": '"A row."', "source": '"force.authority-table"'} | changes
    return "[[authority]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


def minimum(**changes: str) -> str:
    row = {"category": '"cctv"', "classes": '["theft"]'} | changes
    return "[[minimum]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


def allocation(**changes: str) -> str:
    row = {"needed": '"PIP1"', "classes": '["theft"]', "source": '"force.allocation"'} | changes
    return "[[allocation]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


def outcome(**changes: str) -> str:
    row = {"title": '"Another"', "suspects": '"any"', "ending": '"no_further_action"'} | changes
    return "99 = { " + ", ".join(f"{name} = {value}" for name, value in row.items()) + " }"


def source(**changes: str) -> str:
    row = {"instrument": '"An act"', "mark": '"P"'} | changes
    return '[source."another"]\n' + "\n".join(f"{name} = {value}" for name, value in row.items())


AUTHORITY, MINIMUM, ALLOCATION = "authority.toml", "lines.toml", "allocation.toml"
OUTCOMES, SOURCES, DUTIES, WORDS = "outcomes.toml", "sources.toml", "duties.toml", "words.toml"
ALLOCATE = 'title = "Allocate the crime"'
STANDARD = "standard = 5\nenhanced = 1"
BROKEN = [
    Broken("missing file", DUTIES, "", "missing", lambda pack: (pack / DUTIES).unlink()),
    Broken("missing head", "pack.toml", "", "missing", lambda pack: (pack / "pack.toml").unlink()),
    rewritten("bad UTF-8", WORDS, b"[word]\nname = '\xff'\n", "", "not UTF-8"),
    rewritten("bad TOML", DUTIES, b"[duty\n", "", "not TOML"),
    rewritten("table left out", "published.toml", b'[label]\n"" = {}\n', "category", "missing or empty"),
    added("unknown table", DUTIES, "[speed]\nfast = true", "speed", "not a known table"),
    added("unknown key of the head", "pack.toml", 'colour = "red"', "pack.colour", "not a known key"),
    rewritten(
        "head without version", "pack.toml", b'name = "x"\nfrom = 2021-04-01\n', "pack.version", "missing"
    ),
    replaced(
        "unknown key", DUTIES, ALLOCATE, f'{ALLOCATE}\ncolour = "red"', "duty.allocate.colour", "not a known"
    ),
    replaced("key left out", DUTIES, ALLOCATE, "", "duty.allocate.title", "is missing"),
    replaced(
        "wrong type",
        DUTIES,
        STANDARD,
        'standard = "5"\nenhanced = 1',
        "tell_decision.standard",
        "whole number",
    ),
    replaced(
        "bool for int",
        DUTIES,
        STANDARD,
        "standard = 5\nenhanced = true",
        "tell_decision.enhanced",
        "not True",
    ),
    replaced("empty text", DUTIES, ALLOCATE, 'title = "  "', "duty.allocate.title", "not be empty"),
    replaced("enhanced is longer", DUTIES, STANDARD, "standard = 5\nenhanced = 6", "enhanced", "longer than"),
    replaced("negative limit", DUTIES, STANDARD, "standard = 5\nenhanced = -1", "enhanced", "1 or more"),
    replaced(
        "no limit", DUTIES, STANDARD, "standard = 0\nenhanced = 0", "tell_decision.standard", "1 or more"
    ),
    replaced("missing duty", DUTIES, "[duty.promise]", "[duty.allocate2]", "duty.allocate2", "is not one of"),
    Broken(
        "a kind of duty left out",
        DUTIES,
        "duty.promise",
        "is missing",
        lambda pack: void(
            (pack / DUTIES).write_text(
                re.sub(r"\[duty\.promise\][^\[]*", "", (pack / DUTIES).read_text(encoding="utf-8")),
                encoding="utf-8",
            )
        ),
    ),
    replaced("unit of a limit", DUTIES, 'unit = "hours"', 'unit = "weeks"', "unit", "'weeks' is not one of"),
    replaced("role of a duty", DUTIES, 'owed_by = "supervisor"', 'owed_by = "chief"', "owed_by", "'chief'"),
    replaced("source of a duty", DUTIES, '"force.promises"', '"nowhere"', "duty.promise.source", "'nowhere'"),
    added("mark", SOURCES, source(mark='"X"'), "source.another.mark", "'X' is not one of P, S, U, D"),
    added("link not https", SOURCES, source(link='"http://a"'), "source.another.link", "https://"),
    added(
        "until before from",
        SOURCES,
        source(**{"from": "2026-04-01", "until": "2026-03-31"}),
        "until",
        "after from",
    ),
    added(
        "date as text", SOURCES, source(**{"from": '"2026-04-01"'}), "source.another.from", "must be a date"
    ),
    added(
        "date with a time",
        SOURCES,
        source(until="2026-04-01T00:00:00"),
        "source.another.until",
        "must be a date",
    ),
    added(
        "class of an offence", "offences.toml", 'x = { title = "X", class = "y" }', "offence.x.class", "'y'"
    ),
    added("entry is no table", "offences.toml", 'x = "X"', "offence.x", "must be a table"),
    replaced("title of a class", "offences.toml", '"Robbery"', '""', "class.robbery", "not empty"),
    replaced(
        "class without accreditation",
        "offences.toml",
        "[class]",
        '[class]\nnew = "New"',
        "class new",
        "which accreditation",
    ),
    replaced(
        "evidential in words",
        MINIMUM,
        "evidential = true",
        'evidential = "yes"',
        "evidential",
        "true or false",
    ),
    replaced(
        "perishes at once",
        MINIMUM,
        "perishes_after_hours = 24",
        "perishes_after_hours = 0",
        "perishes",
        "more than 0",
    ),
    added("category of a minimum", MINIMUM, minimum(category='"aura"'), "category", "'aura'"),
    added("class of a minimum", MINIMUM, minimum(classes='["arson"]'), "classes", "'arson'"),
    added("flag of a minimum", MINIMUM, minimum(flags='["rude"]'), "flags", "'rude'"),
    added("circumstance of a minimum", MINIMUM, minimum(when='"full_moon"'), "when", "'full_moon'"),
    added("rank", AUTHORITY, authority(rank='"king"'), "rank", "'king'"),
    added("kind of decision", AUTHORITY, authority(kinds='["pardon"]'), "kinds", "'pardon'"),
    added("class of an authority", AUTHORITY, authority(classes='["arson"]'), "classes", "'arson'"),
    added("flag of an authority", AUTHORITY, authority(flags='["rude"]'), "flags", "'rude'"),
    added("outcome of an authority", AUTHORITY, authority(outcomes='["99"]'), "outcomes", "'99'"),
    added("twice in a list", AUTHORITY, authority(outcomes='["14", "16", "14"]'), "outcomes", "twice"),
    added("no sign-off", AUTHORITY, authority(sign_offs="0"), "sign_offs", "1 or more"),
    added("source of an authority", AUTHORITY, authority(source='"nowhere"'), "source", "'nowhere'"),
    replaced(
        "class without authority",
        AUTHORITY,
        'rank = "sergeant"',
        'rank = "sergeant"\nclasses = ["drugs"]',
        "",
        "no row says who signs",
    ),
    added("level", ALLOCATION, allocation(needed='"PIP9"'), "needed", "'PIP9'"),
    added("class of an allocation", ALLOCATION, allocation(classes='["arson"]'), "classes", "'arson'"),
    added("flag of an allocation", ALLOCATION, allocation(flags='["rude"]'), "flags", "'rude'"),
    added("source of an allocation", ALLOCATION, allocation(source='"nowhere"'), "source", "'nowhere'"),
    added(
        "closes without formal action",
        OUTCOMES,
        outcome(ending='"closure"'),
        "99.formal_action",
        "formal action",
    ),
    added(
        "formal action without closing",
        OUTCOMES,
        outcome(formal_action="true"),
        "99.formal_action",
        "formal action",
    ),
    added("ending", OUTCOMES, outcome(ending='"pardon"'), "outcome.99.ending", "'pardon'"),
    added(
        "suspects of an outcome", OUTCOMES, outcome(suspects='"guilty"'), "outcome.99.suspects", "'guilty'"
    ),
    added(
        "victims of an outcome", OUTCOMES, outcome(victim_view='"angry"'), "outcome.99.victim_view", "'angry'"
    ),
    added("source of an outcome", OUTCOMES, outcome(source='"nowhere"'), "outcome.99.source", "'nowhere'"),
    added(
        "a fault not yet in force",
        OUTCOMES,
        outcome(suspects='"x"', **{"from": "2031-01-01"}),
        "outcome.99",
        "'x'",
    ),
    replaced(
        "a source ends before its rules",
        SOURCES,
        '[source."force.promises"]',
        '[source."force.promises"]\nuntil = 2031-01-01',
        "",
        "not in force",
    ),
    replaced("word left out", WORDS, "still_needed", "still_wanted", "word.still_wanted", "is not one of"),
    replaced(
        "no words for a role", WORDS, '"role.auditor" = "Auditor"', "", "word.role.auditor", "is missing"
    ),
    replaced(
        "setting left out", WORDS, "sign_in_attempts = 5", "", "setting.sign_in_attempts", "whole number"
    ),
    replaced(
        "setting of 0",
        WORDS,
        "sign_in_attempts = 5",
        "sign_in_attempts = 0",
        "setting.sign_in_attempts",
        "1 or more",
    ),
    replaced(
        "setting is a bool",
        WORDS,
        "sign_in_attempts = 5",
        "sign_in_attempts = true",
        "sign_in_attempts",
        "whole",
    ),
    added("unknown setting", WORDS, "luck = 7", "setting.luck", "is not one of"),
    replaced(
        "offence of a published category",
        "published.toml",
        '"drugs_published"',
        '"gone"',
        "category.Drugs",
        "'gone'",
    ),
    replaced("open in words", "published.toml", "open = true", 'open = "yes"', "open", "true or false"),
    added("a list in a list", AUTHORITY, authority(classes='[["theft"]]'), "classes", "is not one of"),
    added(
        "a list for a word", "published.toml", '"Fog" = ["drugs_published"]', "category.Fog", "is not one of"
    ),
    added("neither classes nor flags", MINIMUM, '[[minimum]]\ncategory = "cctv"', "minimum[", "neither"),
    rewritten("a number for a table", WORDS, b"word = 5\nsetting = 6\n", "word", "must be"),
    rewritten(
        "rows for a table", OUTCOMES, b'[[outcome]]\ntitle = "T"\nsuspects = "any"\n', "outcome", "must be"
    ),
    rewritten("a table for rows", AUTHORITY, b'[authority]\nrank = "sergeant"\n', "authority", "must be"),
]
# Where the fault is found in another file than the one that was changed.
FOUND_IN = {"class without accreditation": ALLOCATION, "a source ends before its rules": DUTIES}
