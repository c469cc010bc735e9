"""How often and in which way a victim is kept informed, as agreed with them."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import BaseForm, one_of, one_of_many, text
from forms.base import words as in_words
from forms.fields import WhenField
from forms.victims import CHANNELS

REGULARLY, ONLY_EVENTS = "regularly", "when_something_happens"
AGREED = [
    (REGULARLY, "To hear from us regularly"),
    (ONLY_EVENTS, "To hear only when something happens"),
]
LONGEST_NUMBER = 4


class AgreeUpdatesForm(BaseForm):
    title = "Agree how often they are kept informed"
    button = "Record what was agreed"

    agreed = one_of("What do they want?", AGREED, needed="Choose what they want.")
    every_days = text(
        "Every how many days?",
        longest=LONGEST_NUMBER,
        hint="For example 7 for every week, 28 for every four weeks. Only if they want to hear regularly.",
    )
    method = one_of("In which way?", CHANNELS, needed=None, hint="Only if they want to hear regularly.")
    quiet_times = in_words(
        "What happens while there is nothing new?",
        needed="Write what happens while there is nothing new.",
        longest=1_000,
        hint="For example: a text message that says so. Or: we do not ring.",
    )
    words = in_words(
        "In their words",
        needed="Write what they said.",
        longest=2_000,
        hint="If something they asked for cannot be done: what, and the reason that they were given.",
    )
    heard_by = one_of_many("Who agreed it with them?", needed="Choose who agreed it with them.")
    heard_at = WhenField("When it was agreed", needed="Enter when it was agreed.")

    @property
    def is_regular(self) -> bool:
        return self.agreed.data == REGULARLY

    def validate_every_days(self, field) -> None:
        typed = field.data or ""
        if self.is_regular and not (typed.isascii() and typed.isdigit()):
            raise ValidationError("Enter after how many days they want to hear, as a number.")

    def validate(self, extra_validators=None) -> bool:
        sound = super().validate(extra_validators)
        if self.is_regular and not self.method.data:
            self.add_error("method", "Choose how they want to hear.")
            return False
        return sound
