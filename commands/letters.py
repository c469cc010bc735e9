"""`flask --app app letters …`: send the letters that wait to go by e-mail."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

import click
from flask import current_app

from commands import CommandGroup
from commands.mailing import AddressRefused, CannotSend, Interrupted, MessageRefused, Post, open_post
from models.session import db
from vocabulary import NotSent
from workflow.services.letters_by_email import (
    fallen_silent,
    record_not_sent,
    record_sent,
    take_up,
    waiting_to_be_sent,
)

letters_commands = CommandGroup("letters", help="Letters to victims: send those that wait to go by e-mail.")
ANOTHER = object()  # another round has taken it up
WHY_NOT = {
    AddressRefused: NotSent.ADDRESS_REFUSED,
    MessageRefused: NotSent.MESSAGE_REFUSED,
    Interrupted: NotSent.INTERRUPTED,
}


def _now() -> dt.datetime:
    clock: Callable[[], dt.datetime] | None = current_app.config.get("FAIRLEAD_CLOCK")
    return clock() if clock else dt.datetime.now(dt.UTC)


@letters_commands.command("send")
def send() -> None:
    """Send what waits, each once; run it every few minutes. Says how many went and how many did not."""
    counts = Counter({"sent": 0, "not sent": 0})
    for email_id in fallen_silent(db.session, _now()):
        # Whoever took it up fell silent, and may have sent it: it is not sent again.
        record_not_sent(db.session, email_id, NotSent.INTERRUPTED, now=_now())
        db.session.commit()
        counts["not sent"] += 1
    waiting = waiting_to_be_sent(db.session)
    db.session.rollback()
    if waiting:
        settings = current_app.config["FAIRLEAD"]
        if not settings.sends_mail:
            raise click.ClickException(
                f"{_letters(len(waiting))} to be sent, and no mail server is set: set FAIRLEAD_SMTP_HOST and "
                "FAIRLEAD_SMTP_FROM."
            )
        try:
            with open_post(settings, settings.force_name) as post:
                for email_id in waiting:
                    outcome = _send_one(post, email_id)
                    counts["sent" if outcome is None else "not sent"] += outcome is not ANOTHER
                    if outcome is NotSent.INTERRUPTED:
                        break  # the rest waits for the next round
        except CannotSend as fault:
            raise click.ClickException(f"{fault}. {_letters(len(waiting))} to be sent.") from fault
    click.echo(f"{counts['sent']} sent, {counts['not sent']} not sent.")


def _letters(number: int) -> str:
    return f"{number} letter{' waits' if number == 1 else 's wait'}"


def _send_one(post: Post, email_id: int) -> NotSent | object | None:
    """Take it up and keep that, send it, and keep what became of it: why it was not sent, or None."""
    taken = take_up(db.session, email_id, now=_now())
    db.session.commit()
    if taken is None:
        return ANOTHER
    if isinstance(taken, NotSent):
        return taken
    try:
        post.send(taken)
    except tuple(WHY_NOT) as fault:
        why = WHY_NOT[type(fault)]
        record_not_sent(db.session, email_id, why, now=_now())
        db.session.commit()
        return why
    record_sent(db.session, email_id, now=_now())
    db.session.commit()
    return None
