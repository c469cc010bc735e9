"""`flask import crimes`: what is typed, what is printed, what is written, and the exit code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from commands.importing import import_commands
from models import CaseEvent, Duty, Investigation, PublishedFile, PublishedOutcome
from models.session import db, engine_options, prepare
from tests.published_files import (
    CITY_OF_LONDON,
    OPEN,
    SNAPSHOT_1,
    SNAPSHOT_2,
    outcome,
    street,
    write,
    write_outcomes,
    write_street,
)
from tests.services.importing import add_person, add_unit, count
from tests.stores import Store
from vocabulary import State


class Command:
    """The command on one database."""

    def __init__(self, app: Flask, store: Store) -> None:
        self.app, self.store = app, store

    def __call__(self, *arguments: object, holder: str = "IMPORT") -> Result:
        runner = self.app.test_cli_runner()
        return runner.invoke(import_commands, ["crimes", *map(str, arguments), "--holder", holder])

    def json(self, *arguments: object) -> dict[str, object]:
        result = self(*arguments, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        return json.loads(result.stdout)

    def rows(self) -> int:
        tables = (Investigation, CaseEvent, Duty, PublishedOutcome, PublishedFile)
        with self.store.session() as session:
            return sum(count(session, table) for table in tables)


@pytest.fixture
def command(own_store: Store) -> Iterator[Command]:
    with own_store.session() as session:
        add_unit(session, add_person(session))
        add_unit(session, None, "EMPTY")
        session.commit()
    app = Flask(__name__)
    options = {"url": own_store.url, **engine_options(own_store.url)}
    app.config["SQLALCHEMY_ENGINES"] = {"default": options}
    db.init_app(app)
    with app.app_context():
        engine = prepare(db.engine)
    yield Command(app, own_store)
    engine.dispose()


def test_the_counts_as_json_and_again(command: Command) -> None:
    assert command.json(*CITY_OF_LONDON) == {
        "rows_read": 6_002,
        "created": 2_517,
        "updated": 1_968,
        "unchanged": 0,
        "set_aside": {"crime_not_held": 1_110, "no_crime_id": 407},
        "rejected": 0,
    }
    before = command.rows()
    again = command.json(*reversed(CITY_OF_LONDON))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 4_485)
    assert command.rows() == before


def test_two_dates_in_one_command(command: Command) -> None:
    total = command.json(SNAPSHOT_2, SNAPSHOT_1)
    assert (total["created"], total["updated"], total["unchanged"]) == (547, 217, 332)


def test_a_dry_run_counts_the_same_and_writes_nothing(command: Command, tmp_path: Path) -> None:
    before = command.rows()
    told = command.json(*CITY_OF_LONDON[:4], "--dry-run")
    assert command.rows() == before
    assert command.json(*CITY_OF_LONDON[:4]) == told
    result = command(*CITY_OF_LONDON[:4], "--dry-run")
    assert "A dry run: nothing was written." in result.stdout


def test_what_a_person_sees(command: Command, tmp_path: Path) -> None:
    streets = write_street(tmp_path / "s.csv", street("a"), street("b", OPEN), street(None), "bad")
    outcomes = write_outcomes(tmp_path / "o.csv", outcome("a"), outcome("z"))
    result = command(outcomes, streets)
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert words.startswith(
        "6 rows read 2 created a case 1 changed a label or added an outcome 0 said nothing new "
        "1 set aside: outcomes of crimes that are not held here 1 set aside: published without a Crime ID "
        "1 rejected (--rejects FILE says which and why) "
    )
    assert "Of the new cases 1 wait in the tray of Unit IMPORT, to be allocated; 1 were decided" in words
    assert "rows a second, peak memory" in words
    assert "Importing" in result.stderr


@pytest.mark.parametrize("more", [(), pytest.param(("--dry-run",), marks=pytest.mark.long)])
def test_where_the_new_cases_went_is_said_and_adds_up(command: Command, more: tuple[str, ...]) -> None:
    command(CITY_OF_LONDON[0])
    created = command.json(*CITY_OF_LONDON, "--dry-run")["created"]
    words = command(*CITY_OF_LONDON, *more).stdout
    waiting, decided = re.search(r"Of the new cases ([\d,]+) wait .*; ([\d,]+) were decided", words).groups()
    assert int(waiting.replace(",", "")) + int(decided.replace(",", "")) == created
    if not more:
        with command.store.session() as session:
            in_tray = sa.select(sa.func.count()).where(Investigation.state == State.RECORDED)
            assert session.scalar(in_tray) >= int(waiting.replace(",", "")) > 0
    nothing_new = command(*CITY_OF_LONDON).stdout if not more else ""
    assert "Of the new cases" not in nothing_new


def test_rejected_rows_are_listed_with_file_line_and_reason(command: Command, tmp_path: Path) -> None:
    path = write_street(tmp_path / "s.csv", street("a"), "bad", street("b", month="2021-00"))
    rejects = tmp_path / "rejects.csv"
    assert command.json(path, "--rejects", rejects)["rejected"] == 2
    assert rejects.read_text().splitlines() == [
        "file,line,reason",
        f"{path},3,has 1 columns instead of 12",
        f"{path},4,Month '2021-00' is not a year and a month such as 2024-01",
    ]


def test_what_is_wrong_is_said_before_anything_is_written(command: Command, tmp_path: Path) -> None:
    good = write_street(tmp_path / "good.csv", street("a"))
    foreign = write(tmp_path / "foreign.csv", "one,two")
    packed = write_street(tmp_path / "packed.csv.gz", street("b"))
    packed.write_bytes(packed.read_bytes()[:-4])
    before = command.rows()
    for arguments, words in (
        ([good, tmp_path / "missing.csv"], "There is no file"),
        ([good, foreign], "is neither a street nor an outcomes file"),
        ([good, packed], "cannot be read"),
        ([good, tmp_path], "cannot be read"),
        ([good, "--rejects", tmp_path / "nowhere" / "rejects.csv"], "cannot be written"),
        ([good, "--rejects", good], "is one of the files to import"),
    ):
        result = command(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: ")
        assert words in result.stderr
        assert result.stderr.count("\n") == 1
    assert command.rows() == before
    assert good.read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("code", "words"),
    [("NOWHERE", "There is no unit with the code NOWHERE."), ("EMPTY", "Nobody holds the tray")],
)
def test_the_unit_must_have_somebody(command: Command, tmp_path: Path, code: str, words: str) -> None:
    path = write_street(tmp_path / "a.csv", street("a"))
    result = command(path, holder=code)
    assert result.exit_code == 2
    assert words in result.stderr
