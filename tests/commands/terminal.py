"""Fairlead's command line on one database, as somebody types at it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from app import create_app
from models.session import db, make_engine
from settings import Mode, Settings


@dataclass
class Terminal:
    """Commands typed here reach the database at `url`."""

    app: Flask
    url: str

    def type(self, *arguments: object, answers: str | None = None) -> Result:
        """What a command did. One that ends in a traceback fails the test."""
        result = self.app.test_cli_runner().invoke(args=[*map(str, arguments)], input=answers)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise AssertionError(f"{arguments} ended in a traceback") from result.exception
        return result

    def done(self, *arguments: object, answers: str | None = None) -> str:
        """What a command that succeeded said."""
        result = self.type(*arguments, answers=answers)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout

    def refused(self, *arguments: object) -> str:
        """The one line that a command said when it failed, without its `Error:`."""
        result = self.type(*arguments)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1, result.stderr
        return result.stderr.removeprefix("Error: ").rstrip("\n")

    def ask(self, statement: str) -> list[tuple]:
        """Rows of a plain query, read beside the application."""
        engine = make_engine(self.url)
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(sa.text(statement))]
        finally:
            engine.dispose()

    def tables(self) -> set[str]:
        engine = make_engine(self.url)
        try:
            return set(sa.inspect(engine).get_table_names())
        finally:
            engine.dispose()


@contextmanager
def open_terminal(url: str, folder: Path, mode: Mode = Mode.TEST, **settings: object) -> Iterator[Terminal]:
    """The application's own commands on this database; what it keeps in files goes to `folder`."""
    kept = {"secret_key": secrets.token_hex(32), "reads_waiting": folder / "reads-waiting.jsonl"}
    terminal = Terminal(create_app(Settings(mode=mode, database_url=url, **kept, **settings)), url)
    try:
        yield terminal
    finally:
        with terminal.app.app_context():
            db.engine.dispose()
