"""Victims' rights: a development that victims are owed word of, and why a right was not given."""

from __future__ import annotations

from forms.base import BaseForm, any_of, one_of, one_of_many, text, words
from forms.fields import WhenField
from forms.victims import CHANNELS

WHY_NOT = [
    ("declined", "The victim does not want it"),
    ("good_reason", "There is a good reason why not"),
    ("unable_to_contact", "They cannot be reached, however often we tried"),
]
HEARD = (
    ("heard_by", "Choose who heard them."),
    ("heard_at", "Enter when they said it."),
    ("how", "Choose how they said it."),
)
NOBODY = ("", "Nobody in particular")
NO_OTHER = ("", "None")


class DevelopmentForm(BaseForm):
    title = "Record a development"
    button = "Record"

    trigger = one_of("What happened?", needed="Choose what happened.")
    happened_at = WhenField(
        "When it happened",
        needed="Enter when it happened.",
    )
    told_to_us_at = WhenField(
        "When we were told of it",
        hint="Only of what a court did or asks. Victims are owed word from then on.",
    )
    suspect = one_of_many("Which suspect?", needed=None)
    victim = one_of_many("Which victim does it concern?", needed=None)
    takes_place_at = WhenField("When the hearing takes place", hint="Only of a hearing that was listed.")
    place = text(
        "Where the hearing is",
        hint="Only of a hearing that was listed. The court, and the courtroom if you know it.",
    )
    instead_of = one_of_many(
        "Which hearing that was listed before?",
        needed=None,
        hint="Only of a hearing that this one is instead of, or that was taken out.",
    )
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
    heard_by = one_of_many("Who heard them?", needed=None, hint="If they do not want it.")
    heard_at = WhenField("When they said it", hint="If they do not want it.")
    how = one_of("How did they say it?", CHANNELS, needed=None, hint="If they do not want it.")

    @property
    def is_declined(self) -> bool:
        return self.why.data == "declined"

    def validate(self, extra_validators=None) -> bool:
        """Who heard the victim, when and how, is asked where they declined."""
        sound = super().validate(extra_validators)
        for name, asked in HEARD if self.is_declined else ():
            if not self[name].data and not self[name].errors:
                self.add_error(name, asked)
                sound = False
        return sound


class WantAgainForm(BaseForm):
    title = "They want it after all"
    button = "Record"

    rights = any_of("What do they want after all?")
    words = words("In their words", needed="Write the victim's own words.", longest=2_000)
    heard_by = one_of_many("Who heard them?", needed="Choose who heard them.")
    heard_at = WhenField("When they said it", needed="Enter when they said it.")
    how = one_of("How did they say it?", CHANNELS, needed="Choose how they said it.")
