"""Victims' rights: a development that victims are owed word of, and why a right was not given."""

from __future__ import annotations

from forms.base import BaseForm, any_of, one_of, one_of_many, words
from forms.fields import WhenField

WHY_NOT = [
    ("declined", "The victim does not want it"),
    ("good_reason", "There is a good reason why not"),
    ("unable_to_contact", "They cannot be reached, however often we tried"),
]
NOBODY = ("", "Nobody in particular")


class DevelopmentForm(BaseForm):
    title = "Record a development"
    button = "Record"

    trigger = one_of("What happened?", needed="Choose what happened.")
    happened_at = WhenField(
        "When it happened",
        needed="Enter when it happened.",
        hint="Of what a court did: when we were told of it.",
    )
    suspect = one_of_many("Which suspect?", needed=None)
    victim = one_of_many("Which victim does it concern?", needed=None)
    words = words(
        "What may victims be told of it?",
        needed="Write what happened, as a victim may be told it.",
        longest=2_000,
        hint="For example: bailed until 4 May; must not go to her street or contact her.",
    )


class WhyNotGivenForm(BaseForm):
    title = "Why they were not given it"
    button = "Record"

    rights = any_of("What was not given?")
    why = one_of(
        "Why not?",
        WHY_NOT,
        needed="Choose why it was not given.",
        hint="That they do not want it, anybody records before it is overdue. All else, a supervisor of the "
        "unit who has no part in the case.",
    )
    words = words(
        "In their words, or the reason",
        needed="Write the victim's own words, or the reason.",
        longest=2_000,
    )
