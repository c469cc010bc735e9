"""`flask --app app import …`: crimes as published on data.police.uk."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click
from sqlalchemy.exc import OperationalError

from commands import CommandGroup
from models.session import db
from workflow.published_crimes import NotPublishedData, SourceFile, examine
from workflow.refusals import Refusal
from workflow.services.importing import (
    Arrived,
    Batch,
    Tally,
    import_crimes,
    unit_with_code,
    where_they_arrived,
)

import_commands = CommandGroup("import", help="Take in crimes from other sources.")

SET_ASIDE_BECAUSE = {
    "no_crime_id": "published without a Crime ID",
    "other_jurisdiction": "of another jurisdiction",
    "crime_not_held": "outcomes of crimes that are not held here",
}


class NothingImported(click.ClickException):
    """Something is wrong with what was asked, found before anything was written."""

    exit_code = 2


@import_commands.command("crimes")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--holder", "unit_code", required=True, help="Code of the unit whose tray the crimes go to.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing to the database.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON, and nothing else.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Write file, line and reason of bad rows here."
)
def crimes(
    files: tuple[Path, ...], unit_code: str, dry_run: bool, as_json: bool, rejects: Path | None
) -> None:
    """Import street and outcomes FILES of data.police.uk (.csv or .csv.gz).

    Streets are read before outcomes, whatever their order here. Importing the same files again changes
    nothing. A dry run holds the database as the import would, from its beginning to its end.
    """
    try:
        unit_id = unit_with_code(db.session, unit_code)
        db.session.rollback()
        sources = [examine(file) for file in files]
    except (Refusal, NotPublishedData) as refused:
        raise NothingImported(str(refused)) from refused
    with ExitStack() as opened:
        write_rejects = _rejects_writer(opened, rejects, files)
        started, now = time.perf_counter(), dt.datetime.now(dt.UTC)
        batches = import_crimes(db.session, sources, unit_id, now=now)
        total = Tally()
        try:
            for batch in _shown(batches, sources, as_json):
                if not dry_run:
                    db.session.commit()
                total.add(batch.tally)
                write_rejects.writerows((batch.file.path, row.line, row.reason) for row in batch.rejected)
            arrived = where_they_arrived(db.session, unit_id, now=now)
        except Refusal as refusal:
            raise click.ClickException(refusal.why) from refusal
        except OperationalError as error:
            raise click.ClickException(
                "The database did not answer, or is held by somebody else. Rows imported so far are kept; "
                f"run the same import again to go on. ({error.orig})"
            ) from error
        finally:
            db.session.rollback()
        seconds = time.perf_counter() - started
    if as_json:
        click.echo(json.dumps(_as_json(total)))
    else:
        _tell(total, arrived, seconds, dry_run=dry_run, can_see_rejects=rejects is not None)


def _rejects_writer(opened: ExitStack, rejects: Path | None, files: tuple[Path, ...]):
    """A CSV writer to the rejects file, or to nowhere. A file to be imported is never written over."""
    if rejects is None:
        return csv.writer(_Nowhere())
    if rejects.resolve() in {file.resolve() for file in files}:
        raise NothingImported(f"{rejects} is one of the files to import. Name another for the rejects.")
    try:
        file = opened.enter_context(rejects.open("w", encoding="utf-8", newline=""))
    except OSError as error:
        raise NothingImported(f"{rejects} cannot be written: {error.strerror}.") from error
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("file", "line", "reason"))
    return writer


class _Nowhere:
    def write(self, _text: str) -> None:
        """Take the text and keep nothing."""


def _shown(batches: Iterator[Batch], sources: list[SourceFile], as_json: bool) -> Iterator[Batch]:
    """The batches, with a progress bar beside them unless a program is reading."""
    if as_json:
        yield from batches
        return
    rows = sum(source.lines - 1 for source in sources)
    with click.progressbar(length=rows, label="Importing", file=sys.stderr) as bar:
        for batch in batches:
            yield batch
            bar.update(batch.tally.rows_read)


def _as_json(total: Tally) -> dict[str, object]:
    return {
        "rows_read": total.rows_read,
        "created": total.created,
        "updated": total.updated,
        "unchanged": total.unchanged,
        "set_aside": {reason.value: count for reason, count in sorted(total.set_aside.items())},
        "rejected": total.rejected,
    }


def _tell(total: Tally, arrived: Arrived, seconds: float, *, dry_run: bool, can_see_rejects: bool) -> None:
    if dry_run:
        click.echo("A dry run: nothing was written.")
    click.echo(f"{total.rows_read:>9,} rows read")
    click.echo(f"{total.created:>9,} created a case")
    click.echo(f"{total.updated:>9,} changed a label or added an outcome")
    click.echo(f"{total.unchanged:>9,} said nothing new")
    for reason, count in sorted(total.set_aside.items()):
        click.echo(f"{count:>9,} set aside: {SET_ASIDE_BECAUSE[reason]}")
    hint = "" if can_see_rejects or not total.rejected else " (--rejects FILE says which and why)"
    click.echo(f"{total.rejected:>9,} rejected{hint}")
    if total.created:
        click.echo(
            f"Of the new cases {arrived.waiting:,} wait in the tray of {arrived.unit}, to be allocated; "
            f"{arrived.decided:,} were decided before Fairlead."
        )
    click.echo(f"{total.rows_read / max(seconds, 0.001):,.0f} rows a second{_peak_memory()}.")


def _peak_memory() -> str:
    """The process's peak memory, where the system tells it."""
    try:
        import resource
    except ImportError:  # Windows has none
        return ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1 << 20) if sys.platform == "darwin" else peak / (1 << 10)
    return f", peak memory {megabytes:,.0f} MB"
