"""Searching for a case, and the address by which one was found before."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, redirect, render_template, request, url_for

from forms.search import SearchForm
from insight.people import units
from insight.search import Search, find_cases, find_reference
from models.session import db
from views import labels
from views.access import access, case_reader
from views.clock import LONDON, now, policy
from views.home import page_number
from views.showing import day, with_the_same_question
from vocabulary import READING_ROLES, State

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@case_reader
def search():
    form = asked_form()
    if not form.asks_something:
        return render_template("search/search.html", form=form, found=None)
    if not form.validate():
        return render_template("search/search.html", form=form, found=None), 422
    exact = find_reference(db.session, form.reference.data) if form.reference.data else None
    if exact is not None:
        return redirect(url_for("investigations.show", investigation_id=exact))
    found = find_cases(db.session, asked(form), policy(), page_number())
    return render_template(
        "search/search.html", form=form, found=found, page=found.page, now=now(), said=in_words(form)
    )


@blueprint.get("/find")
@access(*READING_ROLES)
def find():
    """The address of the search before there was one by anything but the reference."""
    return redirect(with_the_same_question(url_for("search.search")))


def asked_form() -> SearchForm:
    """What was typed into the address, with what can be chosen."""
    form = SearchForm(request.args)
    offences = sorted((each.title, each.key) for each in policy().offences)
    form.offence.choices = [("", "Any"), *((key, title) for title, key in offences)]
    form.state.choices = [("", "Any"), *((state.value, words) for state, words in labels.STATES.items())]
    form.unit.choices = [("", "Any"), *((str(unit), name) for unit, name in units(db.session))]
    return form


def asked(form: SearchForm) -> Search:
    """A checked form as what is looked for. Days are London's, the last one included."""
    last = form.reported_until_on.data
    return Search(
        reference=form.reference.data or "",
        name=form.name.data or "",
        offence=form.offence.data or "",
        state=State(form.state.data) if form.state.data else None,
        unit_id=int(form.unit.data) if form.unit.data else None,
        reported_from=_begins(form.reported_from_on.data),
        reported_before=_begins(last + dt.timedelta(days=1)) if last and last < dt.date.max else None,
    )


def _begins(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), LONDON).astimezone(dt.UTC) if day else None


def in_words(form: SearchForm) -> list[tuple[str, str]]:
    """What was asked, a condition at a time: (label, words)."""
    said = []
    for field in form.shown_fields():
        if field.data:
            words = dict(getattr(field, "choices", ())).get(field.data, field.data)
            said.append((field.label.text, day(words) if isinstance(words, dt.date) else words))
    return said
