"""What the address of a list of whom to ring narrows it to."""

from __future__ import annotations

from dataclasses import replace

from flask import request

from forms.lists import ToRingForm
from insight.listing import Asked, DueBy, Listing, Only
from insight.shift.counts import Counts, count_to_ring, titles_of_what
from models.session import db

DUE_BY = {
    None: "At any time",
    DueBy.OVERDUE: "Overdue",
    DueBy.TODAY: "Today, or overdue",
    DueBy.WEEK: "Within 7 days, or overdue",
}


def narrowed(listing: Listing, question: Asked) -> tuple[ToRingForm, Asked, Counts]:
    """What can be chosen, what is asked with it, and the numbers, which stand beside the choices too.

    What cannot be asked is asked of no list: the form says so when it is checked.
    """
    form = ToRingForm(request.args)
    due, unit, what = form.due.data, form.unit.data or "", form.what.data
    only = Only(
        DueBy(due) if due in list(DueBy) else None,
        form.enhanced.data,
        form.interpreter.data,
        int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 16 else None,
        what if what in titles_of_what(question.policy) else "",
    )
    question = replace(question, only=only)
    counts = count_to_ring(db.session, question, safe=listing.key == "safe-to-ring")
    form.due.choices = [(by or "", f"{DUE_BY[by]} ({number:,})") for by, number in counts.due.items()]
    form.due.data = due or ""
    form.enhanced.label.text = f"Enhanced rights ({counts.enhanced:,})"
    form.interpreter.label.text = f"An interpreter is needed ({counts.interpreter:,})"
    form.unit.choices = [("", "Any"), *((str(unit), f"{name} ({n:,})") for unit, name, n in counts.units)]
    form.what.choices = [("", "Anything"), *((what, f"{title} ({n:,})") for what, title, n in counts.what)]
    return form, question, counts
