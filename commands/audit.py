"""`flask --app app audit …`: is the record as it was written?"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from commands import CommandGroup, in_words
from insight.ledger import Verified, verify
from insight.ledger_anchor import Anchors, anchor_faults, new_anchor
from models.session import make_engine, set_only_reads
from workflow.refusals import Refusal
from workflow.services.read_log import log_waiting_reads

audit_commands = CommandGroup("audit", help="Check the record.")


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """One transaction that only reads what is at `url`."""
    engine = make_engine(url)
    set_only_reads(True)
    try:
        with Session(engine) as session:
            yield session
    finally:
        set_only_reads(False)
        engine.dispose()


def verify_database(url: str) -> Verified:
    """Verify everything at `url`."""
    with reading(url) as session:
        return verify(session)


@audit_commands.command("verify")
@click.option(
    "--anchor",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also compare every chain with the anchors in this file.",
)
def verify_command(file: Path | None) -> None:
    """Walk every chain of events and every decision. Names the first row that is not as it was written."""
    with reading(current_app.config["FAIRLEAD"].database_url) as session:
        verified, anchors = _verify_with(session, file)
    if current_app.config["FAIRLEAD"].reads_waiting.exists():
        click.echo("Readings wait for the read log: run `flask --app app audit log-waiting-reads`.")
    click.echo(
        f"Sound: {verified.events} events in {verified.streams} streams, {verified.decisions} decisions."
    )
    if file is not None:
        click.echo(f"As anchored {anchors.count} time{'' if anchors.count == 1 else 's'} in {file}.")


@audit_commands.command("anchor")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def anchor_command(file: Path) -> None:
    """Verify, then add to FILE how long every chain is now.

    Keep FILE where the database's owner cannot write. Nothing is added when the record is not sound, or not
    as FILE says it was.
    """
    with reading(current_app.config["FAIRLEAD"].database_url) as session:
        _, anchors = _verify_with(session, file if file.exists() else None)
        try:
            with file.open("a", encoding="utf-8", newline="\n") as written:
                written.writelines(new_anchor(session, anchors, dt.datetime.now(dt.UTC)))
                written.flush()
                os.fsync(written.fileno())
        except OSError as fault:
            why = f"{file} cannot be written and kept: {fault.strerror}. Nothing counts as anchored."
            raise click.ClickException(why) from fault
    click.echo(f"Anchored in {file}. Digest of the file: {anchors.digest.hexdigest()}")


def _verify_with(session: Session, file: Path | None) -> tuple[Verified, Anchors]:
    """Verify, and compare with a file of anchors; ends the command at the first fault."""
    verified, anchors = verify(session), Anchors()
    fault = verified.fault
    if fault is None and file is not None:
        with file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            fault = next(anchor_faults(session, anchors, lines), None)
    if fault is not None:
        click.echo(f"Not sound. {fault}")
        raise SystemExit(1)
    return verified, anchors


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
    except Refusal as refusal:
        raise click.ClickException(refusal.why) from refusal
    except sa.exc.DBAPIError as fault:
        why = in_words(fault) or fault.orig
        raise click.ClickException(f"The read log still cannot be written. {why}") from fault
    finally:
        engine.dispose()
    taken.unlink()
    click.echo(f"{logged} reading{'' if logged == 1 else 's'} logged.")
