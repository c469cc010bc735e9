"""`flask --app app db …`: Alembic used directly."""

from __future__ import annotations

from pathlib import Path

import click
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup

from models.session import make_engine

FOLDER = Path(__file__).resolve().parent.parent / "migrations"

database_commands = AppGroup("db", help="Create and change the database's tables.")


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration for this project, on a ready connection when one is given."""
    config = Config(str(FOLDER / "alembic.ini"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade_database(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            command.upgrade(configuration(connection), revision)
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
    engine = make_engine(current_app.config["FAIRLEAD"].database_url)
    with engine.connect() as connection:
        command.downgrade(configuration(connection), revision)
        connection.commit()
    engine.dispose()


@database_commands.command("check")
def check() -> None:
    """Fail when the models and the migrations differ."""
    engine = make_engine(current_app.config["FAIRLEAD"].database_url)
    with engine.connect() as connection:
        command.check(configuration(connection))
    engine.dispose()
