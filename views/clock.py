"""The only place where the application asks the time. Everything below is told."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import current_app, g

from views.wording import in_the_forces_words
from workflow.policy.pack import Policy
from workflow.services.opening import policy_at

LONDON = ZoneInfo("Europe/London")


def now() -> dt.datetime:
    """This request's time, UTC: asked once, the same throughout."""
    if "now" not in g:
        clock = current_app.config.get("FAIRLEAD_CLOCK") or (lambda: dt.datetime.now(dt.UTC))
        g.now = clock()
    return g.now


def today() -> dt.date:
    """Today in London."""
    return now().astimezone(LONDON).date()


def our_words(words: str) -> str:
    """Fairlead's own sentence in the words of the force's policy."""
    held = policy()
    return in_the_forces_words(words, held.word("inquiry"), held.word("role.victim_care_officer"))


def policy() -> Policy:
    """The policy in force today."""
    return policy_at(now())
