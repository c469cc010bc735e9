"""Writing a letter to a victim, recording that it was handed over, and having it sent by e-mail."""

from __future__ import annotations

from wtforms import HiddenField, ValidationError

from forms.base import BaseForm, one_of, words, yes
from forms.fields import WhenField

HOW = [("posted", "Posted it"), ("by_hand", "Gave it to them by hand")]


class ReadFirst(BaseForm):
    """With a box that the view takes away unless something must not be told."""

    def validate_embargo_read(self, field) -> None:
        if not field.data:
            raise ValidationError("Read what must not be told, and tick that you have.")


class WriteLetterForm(ReadFirst):
    title = "Letters"
    button = "Show the letter"

    kind = one_of("What is the letter for?", needed="Choose what the letter is for.")
    decision = one_of("Which decision does it tell?", needed=None, hint="Only for a decision.")
    words = words(
        "What is it to tell them?",
        longest=3_000,
        hint="For an update: what was done, what comes next, and when. For a decision: the reasons, as you "
        "would say them to them. Leave an empty line between paragraphs. The rest is filled from the case.",
    )
    embargo_read = yes("I have read what must not be told")
    as_seen = HiddenField()


class HandOverForm(ReadFirst):
    title = "Record that it was handed over"
    button = "Record"

    how = one_of("What did you do with it?", HOW, needed="Choose what you did with it.")
    happened_at = WhenField("When", needed="Enter when you did.")
    embargo_read = yes("I have read what must not be told")


class EmailLetterForm(ReadFirst):
    title = "Send it by e-mail"
    button = "Send it"

    embargo_read = yes("I have read what must not be told")
