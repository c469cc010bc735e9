"""`flask` command groups, as thin as views. What the database would not do is said in a sentence, here."""

from __future__ import annotations

import click
import sqlalchemy as sa
from alembic.util import CommandError
from flask import Flask, current_app
from flask.cli import AppGroup

# How each engine says that a table or a column is not there: SQLite in words, PostgreSQL by number.
SQLITE_LACKS = ("no such table", "no such column", "has no column")
POSTGRESQL_LACKS = ("42P01", "42703")
POSTGRESQL_FORBIDS = ("42501", "25006")  # to this user, or to everybody, as on a standby


class Command(click.Command):
    """A command that fails with a sentence, and without a traceback, when the fault is the database's."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except sa.exc.DBAPIError as fault:
            if (why := in_words(fault)) is None:
                raise  # a fault of the program: whoever mends it needs to see where
            raise click.ClickException(why) from fault
        except CommandError as fault:
            raise click.ClickException(f"The tables cannot be changed or compared: {fault}.") from fault


class CommandGroup(AppGroup):
    """A group of such commands."""

    command_class = Command


def in_words(fault: sa.exc.DBAPIError) -> str | None:
    """Why the database did not do what was asked, and what to do; None when it is the program's fault.

    Never the statement or its values, nor the database's address: they may hold what nobody should read here.
    """
    said = " ".join(str(fault.orig).split()).rstrip(".")
    number = getattr(fault.orig, "sqlstate", None)
    if number in POSTGRESQL_LACKS or any(words in said for words in SQLITE_LACKS):
        return f"The database lacks tables of this Fairlead: run `flask --app app db upgrade` first. ({said})"
    if fault.statement is None:
        return f"The database cannot be opened: {said}. {_where_to_look()}"
    if number in POSTGRESQL_FORBIDS:
        return f"The database forbids this: {said}. DATABASE_URL must name a server and user that may write."
    if type(fault) in (sa.exc.OperationalError, sa.exc.DatabaseError, sa.exc.DataError):
        return f"The database did not do this: {said}. Nothing of it was kept."
    return None


def _where_to_look() -> str:
    url = sa.make_url(current_app.config["FAIRLEAD"].database_url)
    if url.get_backend_name() == "sqlite":
        return (
            f"Its file is {url.database}: see that the folder is there, that you may write to both, and that "
            "the file was made by Fairlead."
        )
    return "See that the server runs, and that DATABASE_URL names the right host, database and user."


def register_commands(app: Flask) -> None:
    """Add every group to the application's command line."""
    from commands.audit import audit_commands
    from commands.database import database_commands
    from commands.demo import demo_commands
    from commands.importing import import_commands
    from commands.letters import letters_commands
    from commands.people import people_commands
    from commands.policy import policy_commands

    for group in (
        audit_commands,
        database_commands,
        demo_commands,
        import_commands,
        letters_commands,
        people_commands,
        policy_commands,
    ):
        app.cli.add_command(group)
