"""`flask --app app db …`: Alembic used directly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from flask import current_app

from commands import CommandGroup
from models.session import make_engine

FOLDER = Path(__file__).resolve().parent.parent / "migrations"

database_commands = CommandGroup("db", help="Create and change the database's tables.")


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration for this project, on a ready connection when one is given."""
    config = Config(str(FOLDER / "alembic.ini"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade_database(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`."""
    with _configured(url) as config:
        command.upgrade(config, revision)


@contextmanager
def _configured(url: str) -> Iterator[Config]:
    """Alembic's configuration on a connection to `url`, committed at the end and let go of in any case."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            yield configuration(connection)
            connection.commit()
    finally:
        engine.dispose()


@database_commands.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to REVISION (the newest when none is given)."""
    upgrade_database(current_app.config["FAIRLEAD"].database_url, revision)
    click.echo("The database is up to date.")


@database_commands.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to REVISION. Loses what newer tables hold."""
    with _configured(current_app.config["FAIRLEAD"].database_url) as config:
        command.downgrade(config, revision)
    click.echo(f"The database was taken back to {revision}.")


@database_commands.command("check")
def check() -> None:
    """Fail when the models and the migrations differ."""
    with _configured(current_app.config["FAIRLEAD"].database_url) as config:
        command.check(config)
    click.echo("The database is as the models are.")
