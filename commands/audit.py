"""`flask --app app audit …`: is the record as it was written?"""

from __future__ import annotations

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from insight.ledger import Verified, verify
from models.session import make_engine, set_only_reads

audit_commands = AppGroup("audit", help="Check the record.")


def verify_database(url: str) -> Verified:
    """Verify everything at `url` in one transaction that only reads."""
    engine = make_engine(url)
    set_only_reads(True)
    try:
        with Session(engine) as session:
            return verify(session)
    finally:
        set_only_reads(False)
        engine.dispose()


@audit_commands.command("verify")
def verify_command() -> None:
    """Walk every chain of events and every decision. Names the first row that is not as it was written."""
    try:
        verified = verify_database(current_app.config["FAIRLEAD"].database_url)
    except sa.exc.OperationalError as fault:
        raise click.ClickException(f"The database cannot be read: {fault.orig}") from fault
    if verified.fault is not None:
        click.echo(f"Not sound. {verified.fault}")
        raise SystemExit(1)
    click.echo(
        f"Sound: {verified.events} events in {verified.streams} streams, {verified.decisions} decisions."
    )
