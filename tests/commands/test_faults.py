"""What the database cannot do is said in one sentence, by every command, and ends with 1."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

import start
from commands import in_words
from models.session import make_engine
from tests.commands.terminal import Terminal, open_terminal
from tests.databases import Server
from tests.published_files import street, write_street
from tests.stores import Store, sqlite_url
from workflow.services.read_log import keep_read_waiting

ROOT = Path(__file__).resolve().parents[2]
ADD = ("people", "add-administrator", "--username", "9001", "--name", "Nadia Haq", "--password", "x" * 12)
NOWHERE = "postgresql+psycopg://fairlead:hunter2hunter2@127.0.0.1:1/fairlead"
UPGRADE_FIRST = "run `flask --app app db upgrade` first"
READ_AT = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def asking_everything(folder: Path) -> dict[str, tuple[object, ...]]:
    """Every command that opens the database, so that it has something to do there."""
    waiting = folder / "reads-waiting.jsonl"
    keep_read_waiting(waiting, 1, "investigations.safeguarding", {"victim": [1]}, now=READ_AT)
    streets = write_street(folder / "streets.csv", street("a"))
    return {
        "people add-administrator": ADD,
        "demo load": ("demo", "load"),
        "demo load --if-empty": ("demo", "load", "--if-empty"),
        "import crimes": ("import", "crimes", streets, "--holder", "NG"),
        "audit verify": ("audit", "verify"),
        "audit anchor": ("audit", "anchor", folder / "anchors.jsonl"),
        "audit log-waiting-reads": ("audit", "log-waiting-reads"),
        "policy adopt": ("policy", "adopt"),
        "letters send": ("letters", "send"),
    }


CHANGING_TABLES = {
    "db upgrade": ("db", "upgrade"),
    "db downgrade": ("db", "downgrade", "base"),
    "db check": ("db", "check"),
}


def test_every_command_that_there_is_has_been_thought_of(fresh: Terminal, tmp_path: Path):
    groups = {name: group for name, group in fresh.app.cli.commands.items() if hasattr(group, "commands")}
    there = {f"{name} {command}" for name, group in groups.items() for command in group.commands}
    without_a_database = {"policy check", "policy due"}
    assert (
        there
        == ({*asking_everything(tmp_path)} - {"demo load --if-empty"})
        | {*CHANGING_TABLES}
        | without_a_database
    )


def test_without_tables_every_command_says_to_upgrade_first(fresh: Terminal, tmp_path: Path):
    for arguments in asking_everything(tmp_path).values():
        assert UPGRADE_FIRST in fresh.refused(*arguments), arguments
    assert (tmp_path / "reads-waiting.taken").exists(), "what waits to be logged still waits"
    fresh.done("db", "upgrade")
    fresh.done(*ADD)


def test_with_older_tables_too(terminal: Terminal, tmp_path: Path):
    engine = make_engine(terminal.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN locked_until_at")
    engine.dispose()
    assert UPGRADE_FIRST in terminal.refused(*ADD)


@pytest.mark.parametrize("url", [NOWHERE, "sqlite:////proc/nowhere/fairlead.sqlite"])
def test_a_database_that_cannot_be_reached_is_said_so_by_every_command(tmp_path: Path, url: str):
    with open_terminal(url, tmp_path, "demo") as terminal:
        for arguments in (asking_everything(tmp_path) | CHANGING_TABLES).values():
            said = terminal.refused(*arguments)
            assert "The database cannot be opened: " in said, arguments
            assert "hunter2" not in said
            assert ("port 1" if url == NOWHERE else "/proc/nowhere/fairlead.sqlite") in said


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (NOWHERE, "See that the server runs"),
        ("sqlite:////proc/nowhere/fairlead.sqlite", "see that the folder"),
    ],
)
def test_as_typed_in_a_shell_the_fault_is_one_line_and_the_exit_code_one(
    tmp_path: Path, url: str, words: str
):
    environment = os.environ | {
        "FAIRLEAD_MODE": "test",
        "DATABASE_URL": url,
        "FAIRLEAD_READS_WAITING": str(tmp_path / "reads-waiting.jsonl"),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "db", "upgrade"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    [line] = ended.stderr.splitlines()
    assert words in line


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_is_named(postgres_server: Server, tmp_path: Path):
    url = sa.make_url(postgres_server.url).set(database="fairlead_test_never_made")
    with open_terminal(url.render_as_string(hide_password=False), tmp_path) as terminal:
        assert '"fairlead_test_never_made" does not exist' in terminal.refused("db", "upgrade")


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path):
    file = tmp_path / "fairlead.sqlite"
    file.write_text("Minutes of the parish council. " * 100)
    before = file.read_bytes()
    with open_terminal(sqlite_url(tmp_path), tmp_path) as terminal:
        said = terminal.refused("db", "upgrade")
    assert "file is not a database" in said
    assert str(file) in said
    assert file.read_bytes() == before


def test_a_folder_that_does_not_exist_is_named_and_not_made(tmp_path: Path):
    with open_terminal(sqlite_url(tmp_path / "nowhere"), tmp_path) as terminal:
        assert str(tmp_path / "nowhere") in terminal.refused("db", "upgrade")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_may_only_be_read_is_not_written(own_sqlite: Store, tmp_path: Path):
    url = f"sqlite:///file:{tmp_path / 'fairlead.sqlite'}?mode=ro&uri=true"
    with open_terminal(url, tmp_path) as terminal:
        assert "readonly database" in terminal.refused(*ADD)
        assert "readonly database" in terminal.refused("db", "downgrade", "base")


@pytest.mark.postgres
def test_a_user_who_may_not_write_is_told_so(own_postgres: Store, tmp_path: Path):
    with own_postgres.engine.begin() as connection:
        database = connection.engine.url.database
        connection.exec_driver_sql(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on')
    with open_terminal(own_postgres.url, tmp_path) as terminal:
        assert "read-only transaction" in terminal.refused(*ADD)


@pytest.mark.postgres
def test_a_name_that_grows_when_it_is_folded_is_kept_whole(own_postgres: Store, tmp_path: Path):
    with open_terminal(own_postgres.url, tmp_path) as terminal:
        said = terminal.done(*ADD[:5], "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 120, *ADD[6:])
    assert "can now sign in as 9001" in said


def test_a_held_database_is_said_in_the_words_that_start_py_knows():
    held = sa.exc.OperationalError("SELECT 'secret'", {}, sqlite3.OperationalError("database is locked"))
    assert in_words(held) == "The database did not do this: database is locked. Nothing of it was kept."
    assert [sign for sign in start.WHAT_TO_DO if sign in in_words(held)] == ["database is locked"]


def test_a_fault_of_the_program_keeps_its_traceback(terminal: Terminal):
    @terminal.app.cli.commands["audit"].command("break")
    def break_command() -> None:
        engine = make_engine(terminal.url)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("INSERT INTO unit (id, code) VALUES (1, 'X')")
        finally:
            engine.dispose()

    try:
        with pytest.raises(AssertionError, match="traceback") as caught:
            terminal.type("audit", "break")
    finally:
        del terminal.app.cli.commands["audit"].commands["break"]
    assert isinstance(caught.value.__cause__, sa.exc.IntegrityError)
