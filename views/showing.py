"""What templates may call: times in London, labels, addresses, navigation."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, current_app, g, request, url_for
from flask_login import current_user
from govuk_frontend_wtf.main import merger  # noqa: F401  (the widgets need its template globals registered)

from forms.base import new_submission
from forms.fields import shown_twice
from forms.sign_in import SignOutForm
from insight.people import grade_title
from insight.work_lists import MOST_IN_A_FILE
from views import labels
from views.clock import LONDON, now, our_words, policy, today
from views.enhanced import categories_of
from views.home import navigation_counts
from views.marking import marking
from views.places import address, address_of_item, address_of_requirement
from views.wording import in_a_sentence
from vocabulary import DECIDING_ROLES, OPERATIONAL_ROLES, OVERSEEING_ROLES, READING_ROLES, Actor, Role

STATIC = Path(__file__).resolve().parent.parent / "static"


def moment(at: dt.datetime | None) -> str:
    """For example '18 November 2026 at 10:05am', in London; which of the two, when that time came twice."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    hour = local.hour % 12 or 12
    which = f" {local:%Z}" if shown_twice(local) else ""
    return f"{local.day} {local:%B %Y} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}{which}"


def time_of_day(at: dt.datetime) -> str:
    """For example '2:05pm', in London; of what happened within minutes."""
    local = at.astimezone(LONDON)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def moment_told(at: str) -> str:
    """A time as an event has it, as `moment` says it."""
    return moment(dt.datetime.fromisoformat(at))


def day(at: dt.datetime | dt.date | None) -> str:
    """For example '18 November 2026', in London."""
    if at is None:
        return ""
    if isinstance(at, dt.datetime):
        at = at.astimezone(LONDON).date()
    return f"{at.day} {at:%B %Y}"


def day_told(on: str) -> str:
    """A day as an event has it, as `day` says it."""
    return day(dt.date.fromisoformat(on))


def reported(at: dt.datetime, precision: str) -> str:
    """A published crime has a month only."""
    return f"{at.astimezone(LONDON):%B %Y}" if precision == "month" else moment(at)


def how_long(due_at: dt.datetime) -> str:
    """For example 'overdue by 3 days', 'due in 5 hours'."""
    left = due_at - now()
    return f"overdue by {_so_long(left)}" if left < dt.timedelta(0) else f"due in {_so_long(left)}"


def lost(at: dt.datetime) -> str:
    """For example 'Lost in 5 hours', 'Lost 2 hours ago': of evidence."""
    left = at - now()
    return f"Lost {_so_long(left)} ago" if left < dt.timedelta(0) else f"Lost in {_so_long(left)}"


def waiting(since: dt.datetime) -> str:
    """For example 'waiting 3 days'."""
    return f"waiting {_so_long(now() - since)}"


def _so_long(time: dt.timedelta) -> str:
    time = abs(time)
    if time >= dt.timedelta(days=1):
        return f"{time.days} day{'s' if time.days != 1 else ''}"
    minutes = int(time.total_seconds() // 60)
    if minutes == 0:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    hours = round(minutes / 60)
    return f"{hours} hour{'s' if hours != 1 else ''}"


@lru_cache
def _fingerprint(name: str) -> str:
    path = STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "none"


def static_address(name: str) -> str:
    """A static file's address; changes when the file does, so that it can be kept for long."""
    return url_for("static", filename=name, v=_fingerprint(name))


def turned_to(number: int) -> str:
    """This page's address at another page of its list; whatever else was asked is kept."""
    return with_the_same_question(request.path, page=str(number))


def with_the_same_question(path: str, **more: str) -> str:
    """An address that asks what this page was asked, whichever page of the list it is."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != "page"]
    return f"{path}?{urlencode([*kept, *more.items()])}"


def navigation() -> list[dict[str, object]]:
    """Entries of the service navigation for whoever is signed in, with counts."""
    if g.get("bare") or not current_user.is_authenticated:
        return []
    who = current_user.person.actor
    if current_user.person.must_change_password:
        return []
    entries = _of_readers(who) if who.holds(*READING_ROLES) else []
    if who.holds(Role.ADMINISTRATOR):
        entries.append(("People", url_for("people.everybody"), None))
        entries.append(("Units", url_for("units.everywhere"), None))
    here = request.path
    return [
        {"text": f"{text} ({count})" if count is not None else text, "href": href, "active": href == here}
        for text, href, count in entries
    ]


def _of_readers(who: Actor) -> list[tuple[str, str, int | None]]:
    """(words, address, count) for those who read cases."""
    counts = navigation_counts()
    entries = []
    if who.holds(*OPERATIONAL_ROLES):
        entries.append(("My shift", url_for("shift.mine"), None))
    if who.holds(Role.AUDITOR):
        entries.append(("Auditing", url_for("shift.auditing"), None))
    if who.holds(Role.INVESTIGATOR, Role.SUPERVISOR):
        entries.append(("My cases", url_for("home.cases", which="my-cases"), counts.get("my-cases")))
    entries.append(("My team", url_for("home.cases", which="my-team"), None))
    if who.holds(Role.SUPERVISOR):
        entries.append(("To allocate", url_for("home.cases", which="to-allocate"), counts["to-allocate"]))
    if who.holds(Role.SUPERVISOR, *DECIDING_ROLES):
        entries.append(("To sign off", url_for("home.cases", which="to-sign"), counts["to-sign"]))
    if who.holds(Role.SUPERVISOR):
        new = url_for("home.cases", which="new-information")
        entries.append(("New information", new, counts["new-information"]))
    entries.append(("Owed to victims", url_for("home.owed"), counts["owed"]))
    if who.holds(Role.INVESTIGATOR, Role.SUPERVISOR):
        entries.append(("Record a crime", url_for("investigations.record"), None))
    if who.holds(Role.CRIME_REGISTRAR, Role.AUDITOR):
        entries.append(("Cancellations", url_for("registers.cancellations"), None))
    entries.append(("Overrides", url_for("overrides.register"), counts.get("overrides")))
    if who.holds(*OVERSEEING_ROLES):
        entries.append(("Oversight", url_for("oversight.figures"), None))
    entries.append(("Search", url_for("search.search"), None))
    if "broken-glass" in counts:
        entries.append(("Broken glass", url_for("glass.break_glass"), counts["broken-glass"]))
    return entries


def register(app: Flask) -> None:
    """Hand all of this to the templates."""
    app.jinja_env.filters.update(
        moment=moment,
        moment_told=moment_told,
        time_of_day=time_of_day,
        day=day,
        day_told=day_told,
        how_long=how_long,
        lost=lost,
        waiting=waiting,
        in_a_sentence=in_a_sentence,
        our_words=our_words,
    )
    app.jinja_env.globals.update(
        reported=reported,
        static_address=static_address,
        address=address,
        address_of_item=address_of_item,
        address_of_requirement=address_of_requirement,
        grade_label=lambda grade: grade_title(grade, today()),
        role_label=lambda role: policy().word(f"role.{role.value}"),
        state_label=lambda state: labels.STATES[state],
        state_colour=lambda state: labels.STATE_COLOURS[state],
        labels=labels,
        categories_of=categories_of,
        turned_to=turned_to,
        new_submission=new_submission,
        with_the_same_question=with_the_same_question,
        most_in_a_file=MOST_IN_A_FILE,
        reading_roles=READING_ROLES,
    )

    @app.context_processor
    def common() -> dict[str, object]:
        settings = current_app.config["FAIRLEAD"]
        return {
            "cspNonce": g.get("nonce", ""),
            # After a fault of the database a page must not ask it anything.
            "person": None if g.get("bare") or not current_user.is_authenticated else current_user.person,
            "force_name": settings.force_name,
            "is_demo": settings.mode == "demo",
            "navigation": navigation,
            "sign_out_form": SignOutForm,
            "policy_now": policy,
            "marking": marking,
        }
