"""A supervisor's review, and the death of a victim."""

from __future__ import annotations

from forms.base import SHORT, BaseForm, MaterialForm, one_of, text, words
from forms.fields import DayField

INQUESTS = [
    ("not_expected", "No inquest is expected"),
    ("open", "An inquest is expected or open"),
    ("concluded", "The inquest has concluded"),
]


class ReviewForm(BaseForm):
    title = "Record a review"
    button = "Record the review"

    directions = words(
        "Directions",
        needed="Write your directions, or that nothing more is to be done.",
        hint="What you looked at, what is to be done, by whom and by when.",
    )
    next_on = DayField("Next review", hint="Leave empty for the force's own limit. For example, 27 3 2026.")


class DeathForm(MaterialForm):
    title = "Record that this victim has died"
    button = "Record"

    died_on = DayField("Day of death", needed="Enter the day of death.")
    bereaved_contact = text(
        "Bereaved relative or family liaison officer",
        longest=SHORT,
        hint="Who is told in the victim's place, and how to reach them. May be left empty until known.",
    )
    coroner_told_on = DayField("Coroner told on", hint="Leave empty while the coroner is not told.")
    inquest = one_of("Inquest", INQUESTS, needed="Choose where the inquest stands.")
