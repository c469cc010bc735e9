"""The first page of each role, work lists, health."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import ColumnElement

from forms.lists import CasesForm
from insight import work_lists
from insight.ending_roles import ending_roles
from insight.new_information import with_new_information
from insight.overrides import count_to_look_at
from insight.restricted import count_unreviewed
from insight.ringing import show_ringing
from insight.to_sign import to_sign
from models.session import db
from views.access import access, actor, case_reader
from views.clock import now, policy, today
from views.labels import STATES
from vocabulary import DECIDING_ROLES, FINISHED, OPERATIONAL_ROLES, Role, State
from workflow.restrictions import NOBODY, why_not_review

blueprint = Blueprint("home", __name__)

LISTS = {
    "my-cases": ("My cases", lambda who, _: work_lists.mine(who)),
    "waiting": ("Waiting", lambda who, _: work_lists.waiting(who)),
    "new-information": ("New information on finished cases", lambda who, _: with_new_information(who)),
    "my-team": ("My team's cases", lambda who, _: work_lists.of_team(who)),
    "to-allocate": ("To allocate", lambda who, _: work_lists.to_allocate(who)),
    "to-sign": ("Awaiting my sign-off", to_sign),
}


# What waits in a tray or for a sign-off is short, and waits in one state.
NARROWED = ("my-cases", "my-team")


@blueprint.get("/")
@access(signed_in=True)
def home():
    """Send each role to its first page; people whose roles read no cases get a page that says so."""
    who = actor()
    if who.holds(*OPERATIONAL_ROLES):
        return redirect(url_for("shift.mine"))
    if who.holds(*DECIDING_ROLES):
        return redirect(url_for("home.cases", which="to-sign"))
    if who.holds(Role.AUDITOR):
        return redirect(url_for("shift.auditing"))
    if who.holds(Role.ADMINISTRATOR):
        return redirect(url_for("people.everybody"))
    return render_template("home/no_cases.html")


def page_number() -> int:
    """The page asked for, 1 when it is none."""
    typed = request.args.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


@blueprint.get("/cases/<any('my-cases','waiting','my-team','to-allocate','to-sign','new-information'):which>")
@case_reader
def cases(which: str):
    title, _ = LISTS[which]
    form = cases_form()
    wrong = form.asks_something and not form.validate()
    page = None if wrong else work_lists.cases(db.session, asked_of(which, form), policy(), page_number())
    shown = render_template(
        "home/cases.html",
        title=title,
        which=which,
        page=page,
        form=form,
        narrows=which in NARROWED,
        now=now(),
        ending=_roles_that_end(which),
    )
    return shown, 422 if wrong else 200


def _roles_that_end(which: str) -> list:
    """On the team's list, for whoever supervises: roles that run out with crimes in somebody's hands."""
    units = {unit for role, unit in actor().roles if role is Role.SUPERVISOR}
    if which != "my-team" or not units:
        return []
    return ending_roles(db.session, today(), policy().setting("role_end_seen_days"), units=units)


def cases_form() -> CasesForm:
    """What the address narrows the list to."""
    form = CasesForm(request.args)
    unfinished = [(state.value, STATES[state]) for state in STATES if state not in FINISHED]
    form.state.choices = [("", "Anywhere"), *unfinished]
    return form


def asked_of(which: str, form: CasesForm) -> ColumnElement[bool]:
    """The list's condition, narrowed to what a checked form asks."""
    _, condition = LISTS[which]
    whole = condition(actor(), policy())
    if which not in NARROWED:
        return whole
    state = State(form.state.data) if form.state.data else None
    return work_lists.narrowed(
        whole, now(), state=state, overdue=form.overdue.data, enhanced=form.enhanced.data
    )


@blueprint.get("/owed-to-victims")
@case_reader
def owed():
    page = work_lists.owed_to_victims(db.session, actor(), page_number())
    victims = {row.victim_id: row.victim for row in page.rows}
    ringing = show_ringing(db.session, victims, policy(), now())
    return render_template("home/owed.html", page=page, now=now(), ringing=ringing)


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
    if who.holds(Role.SUPERVISOR, *DECIDING_ROLES):
        counts["to-sign"] = work_lists.count(db.session, to_sign(who, policy()))
    if who.holds(Role.SUPERVISOR):
        counts["new-information"] = work_lists.count(db.session, with_new_information(who))
        counts["to-allocate"] = work_lists.count(db.session, work_lists.to_allocate(who))
        counts["overrides"] = count_to_look_at(db.session, who.id)
    if why_not_review(who, NOBODY, policy()) is None:
        counts["broken-glass"] = count_unreviewed(db.session)
    return counts
