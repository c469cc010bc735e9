"""The first page of each role, work lists, health."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for

from insight import work_lists
from insight.to_sign import to_sign
from models.session import db
from views.access import access, actor, case_reader
from views.clock import now, policy
from vocabulary import OPERATIONAL_ROLES, Role

blueprint = Blueprint("home", __name__)

LISTS = {
    "my-cases": ("My cases", lambda who, _: work_lists.mine(who)),
    "my-team": ("My team's cases", lambda who, _: work_lists.of_team(who)),
    "to-allocate": ("To allocate", lambda who, _: work_lists.to_allocate(who)),
    "to-sign": ("Awaiting my sign-off", to_sign),
}


@blueprint.get("/")
@access(signed_in=True)
def home():
    """Send each role to its first page; people whose roles read no cases get a page that says so."""
    who = actor()
    if who.holds(*OPERATIONAL_ROLES):
        return redirect(url_for("shift.mine"))
    if who.holds(Role.AUDITOR):
        return redirect(url_for("shift.auditing"))
    if who.holds(Role.ADMINISTRATOR):
        return redirect(url_for("people.everybody"))
    return render_template("home/no_cases.html")


def page_number() -> int:
    """The page asked for, 1 when it is none."""
    typed = request.args.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


@blueprint.get("/cases/<any('my-cases','my-team','to-allocate','to-sign'):which>")
@case_reader
def cases(which: str):
    title, condition = LISTS[which]
    page = work_lists.cases(db.session, condition(actor(), policy()), policy(), page_number())
    return render_template("home/cases.html", title=title, which=which, page=page, now=now())


@blueprint.get("/owed-to-victims")
@case_reader
def owed():
    page = work_lists.owed_to_victims(db.session, actor(), page_number())
    return render_template("home/owed.html", page=page, now=now())


@blueprint.get("/health")
@access(public=True)
def health():
    """For a load balancer: the database answers."""
    db.session.execute(sa.text("SELECT 1"))
    return {"status": "ok"}


def navigation_counts() -> dict[str, int]:
    """Counts beside the navigation's entries, each one query."""
    who = actor()
    counts = {
        "my-cases": work_lists.count(db.session, work_lists.mine(who)),
        "owed": work_lists.count_owed(db.session, who),
    }
    if who.holds(Role.SUPERVISOR):
        counts["to-sign"] = work_lists.count(db.session, to_sign(who, policy()))
        counts["to-allocate"] = work_lists.count(db.session, work_lists.to_allocate(who))
    return counts
