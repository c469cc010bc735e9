"""`flask --app app audit …`: is the record as it was written?"""

from __future__ import annotations

import click
import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from commands import CommandGroup, in_words
from insight.ledger import Verified, verify
from models.session import make_engine, set_only_reads
from workflow.services.read_log import log_waiting_reads

audit_commands = CommandGroup("audit", help="Check the record.")


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
    verified = verify_database(current_app.config["FAIRLEAD"].database_url)
    if verified.fault is not None:
        click.echo(f"Not sound. {verified.fault}")
        raise SystemExit(1)
    if current_app.config["FAIRLEAD"].reads_waiting.exists():
        click.echo("Readings wait for the read log: run `flask --app app audit log-waiting-reads`.")
    click.echo(
        f"Sound: {verified.events} events in {verified.streams} streams, {verified.decisions} decisions."
    )


@audit_commands.command("log-waiting-reads")
def log_waiting_reads_command() -> None:
    """Write to the read log what was read while it could not be written (safeguarding cards)."""
    settings = current_app.config["FAIRLEAD"]
    waiting = settings.reads_waiting
    taken = waiting.with_suffix(".taken")
    # Taken aside first, so that cards read meanwhile go into a new file; one left by a run that was
    # broken off is done first.
    if not taken.exists():
        if not waiting.exists():
            click.echo("No reading waits.")
            return
        waiting.rename(taken)
    engine = make_engine(settings.database_url)
    try:
        with Session(engine, autoflush=False) as session:
            logged = log_waiting_reads(session, taken)
            session.commit()
    except sa.exc.DBAPIError as fault:
        why = in_words(fault) or fault.orig
        raise click.ClickException(f"The read log still cannot be written. {why}") from fault
    finally:
        engine.dispose()
    taken.unlink()
    click.echo(f"{logged} reading{'' if logged == 1 else 's'} logged.")
