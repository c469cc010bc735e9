"""Who looked at what: written after the page is built and before it is released (design §5.8)."""

from __future__ import annotations

import datetime as dt

from flask import Response, current_app, g, make_response, request
from flask_login import current_user

from models.session import db, set_only_reads, writing
from views.access import declared_access
from views.clock import now
from views.errors import busy_page
from workflow.reading import noted_reads
from workflow.services.read_log import keep_read_waiting, log_read, note_seen

SEEN_EVERY = dt.timedelta(minutes=1)


def choose_transactions() -> None:
    """First of all hooks: safe methods read only; the others may write."""
    set_only_reads(request.method in ("GET", "HEAD", "OPTIONS"))


def end_transactions(_fault: BaseException | None) -> None:
    """Last of all: what this thread does next, outside a request, is not held to reading."""
    set_only_reads(False)


def log_what_was_read(response: Response) -> Response:
    """One row for a page that showed people; without the row there is no page."""
    if g.get("bare"):
        # A fault's page shows nobody, and who is signed in cannot be asked of a database that is busy.
        return response
    declared = declared_access(request.endpoint)
    if declared is None or declared.public or not current_user.is_authenticated:
        return response
    person = current_user.person
    read = noted_reads(db.session) if response.status_code not in (301, 302, 303, 304) else {}
    seen_long_ago = now() - person.last_seen_at >= SEEN_EVERY
    if not read and not seen_long_ago:
        return response
    try:
        db.session.rollback()
        with writing():
            if read:
                log_read(db.session, person.actor.id, request.endpoint, read, now=now())
            if seen_long_ago:
                note_seen(db.session, person.session_id, now=now())
            db.session.commit()
    except Exception:
        current_app.logger.exception("the read log could not be written")
        db.session.rollback()
        if read and not (declared.safeguards and _waits(person.actor.id, read)):
            return make_response(busy_page())
    return response


def _waits(person_id: int, read: dict[str, list[int]]) -> bool:
    """Whether the reading is kept in a file, to be logged later: without that no card is shown."""
    try:
        keep_read_waiting(
            current_app.config["FAIRLEAD"].reads_waiting, person_id, request.endpoint, read, now=now()
        )
    except OSError:
        current_app.logger.exception("a reading could not be kept for the read log")
        return False
    return True
