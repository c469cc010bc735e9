"""Giving a direction, and saying that it is done."""

from __future__ import annotations

from forms.base import BaseForm, one_of_many, words
from forms.fields import WhenField

WITHOUT_A_TIME = "Leave it empty for the force's usual limit. For example, 27 3 2026 and 14:05"


class GiveDirectionForm(BaseForm):
    title = "Give a direction"
    button = "Give the direction"

    to = one_of_many("Who is to do it?", needed="Choose who is to do it.")
    what = words("What is to be done?", needed="Write what is to be done.", longest=3_000)
    due_at = WhenField("By when?", hint=WITHOUT_A_TIME)


class DirectionDoneForm(BaseForm):
    title = "Mark a direction as done"
    button = "Mark as done"

    words = words(
        "What was done?",
        needed="Write what was done.",
        longest=3_000,
        hint="A result, a contact or a risk is recorded on its own page too.",
    )
