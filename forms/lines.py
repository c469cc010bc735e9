"""Lines of inquiry: add, result, not pursued, answered on another crime, superseded, none at all."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import MaterialForm, any_of, one_of, one_of_many, text, words
from forms.fields import WhenField

BEARINGS = [
    ("towards", "Towards a suspect"),
    ("away", "Away from a suspect"),
    ("neutral", "Neither"),
]
NOT_PURSUED = [
    ("disproportionate", "Not proportionate to the crime"),
    ("not_possible", "Not possible, for example overwritten or refused"),
    ("not_relevant", "Not relevant to this crime"),
]


class AddLineForm(MaterialForm):
    title = "Add a line of inquiry"
    button = "Add the line"

    category = one_of_many("Kind of line", needed="Choose the kind of line.")
    objective = words(
        "What is it meant to find out?", needed="Write what this line is meant to find out.", longest=1_000
    )
    owner = one_of_many("Who will follow it?", needed="Choose who will follow this line.")
    # Asked only where the crime has suspects; the view hands them in.
    suspect = one_of_many("About which suspect?", needed=None, hint="Only if it is about one of them.")
    evidence_expires_at = WhenField(
        "Evidence is lost after", hint="For example, when CCTV is overwritten. May be left empty."
    )


class MinimumLinesForm(MaterialForm):
    title = "Add the minimum lines of inquiry"
    button = "Add these lines"

    categories = any_of("Which lines?", hint="The minimum for this kind of crime that is not recorded yet.")
    owner = one_of_many("Who will follow them?", needed="Choose who will follow these lines.")
    evidence_expires_at = WhenField(
        "Evidence is lost after",
        hint="Of all that are ticked. Leave it empty, and add a line by itself, where it is another day.",
    )

    def validate_categories(self, field) -> None:
        if not field.data:
            raise ValidationError("Choose at least one line.")


class ResultLineForm(MaterialForm):
    title = "Record the result"
    button = "Record the result"

    result = words("What did it find?", needed="Write what this line found, even when it found nothing.")
    bearing = one_of("Where does it point?", BEARINGS, needed="Choose where the result points.")


class NotPursuedForm(MaterialForm):
    title = "Do not pursue this line"
    button = "Record the reason"

    reason = one_of("Why not?", NOT_PURSUED, needed="Choose why this line is not pursued.")
    words = words("In your own words", needed="Write why this line is not pursued.", longest=1_000)


class AnsweredElsewhereForm(MaterialForm):
    title = "Answered on another crime"
    button = "Point to the other crime"

    other_reference = text(
        "Reference of the other crime", needed="Enter the reference of the other crime.", longest=40
    )
    # Asked only where that crime has several lines of the kind; the view hands them in.
    other_line = one_of_many("Which of its lines?", needed=None)
    words = words("What to know", longest=1_000, hint="May be left empty.")


class SupersedeLineForm(MaterialForm):
    title = "Supersede this line"
    button = "Put the new line in its place"

    why = words("What was wrong with it?", needed="Write what was wrong with the line.", longest=1_000)
    category = one_of_many("Kind of the new line", needed="Choose the kind of line.")
    objective = words(
        "What is the new line meant to find out?",
        needed="Write what the new line is meant to find out.",
        longest=1_000,
    )
    owner = one_of_many("Who will follow it?", needed="Choose who will follow this line.")


class NoLinesForm(MaterialForm):
    title = "Agree that no line is reasonable"
    button = "Agree"

    reason = words(
        "Why is no line of inquiry reasonable here?", needed="Write why no line is reasonable.", longest=2_000
    )
