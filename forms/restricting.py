"""Restricting a case, who else reads it, breaking the glass and reviewing that, hiding contact details."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import BaseForm, any_of, one_of, one_of_many, words
from forms.fields import DayField, WhenField

RESTRICTIONS = [
    ("restricted", "Restricted: others see that it exists, and whom to contact"),
    ("covert", "Covert: others are not told that it exists"),
]
GLASS_REASONS = [
    ("danger", "Somebody may be in danger now"),
    ("arrest", "A suspect is being arrested or is in custody"),
    ("victim_asks", "The victim has come to us"),
    ("linked_crime", "Another crime or incident leads here"),
    ("other", "Something else"),
]
GLASS_FINDINGS = [("justified", "There was good reason"), ("not_justified", "There was no good reason")]


class RestrictForm(BaseForm):
    title = "Restrict this case"
    button = "Restrict"

    kind = one_of("How?", RESTRICTIONS, needed="Choose how the case is restricted.")
    review_on = DayField(
        "Look at it again on",
        needed="Enter the day to look at it again.",
        hint="The restriction stands until somebody lifts it. It never ends by itself.",
    )
    reason = words("Why?", needed="Write why not everybody may read this case.", longest=2_000)
    # Asked only where somebody who owes something would not read it any more; the view hands them in.
    readers = any_of("Who owes something on it, and goes on reading it?")


class LiftRestrictionForm(BaseForm):
    title = "Lift the restriction"
    button = "Lift it"

    reason = words(
        "Why?",
        needed="Write why everybody may read this case again.",
        longest=2_000,
        hint="Everybody with a role that reads cases will read all of it.",
    )


class NameReaderForm(BaseForm):
    title = "Who else reads this case"
    button = "Name them"

    person = one_of_many("Name a reader", needed="Choose who may read this case.")
    until_at = WhenField("Until", hint="Leave empty when it is not known yet.")
    reason = words("Why do they need it?", needed="Write why they need to read this case.", longest=1_000)


class EndReaderForm(BaseForm):
    title = "End their reading"
    button = "End it now"


class BreakGlassForm(BaseForm):
    title = "Break the glass"
    button = "Break the glass"

    reason = one_of("Why do you need it now?", GLASS_REASONS, needed="Choose why you need it now.")
    words = words(
        "In your words",
        needed="Write why you need to read this now.",
        longest=2_000,
        hint="What you are dealing with, and what you need to know. Somebody else will review it.",
    )


class ReviewGlassForm(BaseForm):
    title = "Review a breaking of the glass"
    button = "Record the review"

    finding = one_of("What do you find?", GLASS_FINDINGS, needed="Choose what you find.")
    words = words("Why?", needed="Write what you looked at and why you find so.", longest=2_000)


class DetailsForm(BaseForm):
    reason = words("Why?", longest=1_000)

    def validate_reason(self, field) -> None:
        if not field.data:
            raise ValidationError("Write why.")


class HideDetailsForm(DetailsForm):
    title = "Hide this victim's contact details"
    button = "Hide them"


class ShowDetailsForm(DetailsForm):
    title = "Show this victim's contact details again"
    button = "Show them again"
