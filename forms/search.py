"""Searching for a case. A search is a GET: it changes nothing, and its address can be kept."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import LINE, BaseForm, one_of_many, text
from forms.fields import DayField

FEWEST_LETTERS = 2


class SearchForm(BaseForm):
    title = "Search for a case"
    button = "Search"

    class Meta:
        csrf = False

    reference = text("Crime reference", longest=40, hint="All of it leads straight to the case.")
    name = text(
        "Name of a victim or suspect",
        longest=LINE,
        hint="The beginnings of names are enough. Capitals and accents do not matter.",
    )
    offence = one_of_many("Offence", needed=None)
    state = one_of_many("Where it stands", needed=None)
    unit = one_of_many("Unit", needed=None)
    reported_from_on = DayField("Reported from")
    reported_until_on = DayField("Reported until", hint="This day included. For example, 27 3 2026")

    def validate_name(self, field) -> None:
        letters = sum(character.isalnum() for character in field.data or "")
        if field.data and letters < FEWEST_LETTERS:
            raise ValidationError(f"Type at least {FEWEST_LETTERS} letters of the name.")

    def validate_reported_until_on(self, field) -> None:
        begins = self.reported_from_on.data
        if begins and field.data and field.data < begins:
            raise ValidationError("Reported until must be the same day as reported from, or later.")

    @property
    def asks_something(self) -> bool:
        """Whether anything at all was typed or chosen, right or wrong."""
        return any(
            any(field.typed.values()) if isinstance(field, DayField) else field.data
            for field in self.shown_fields()
        )
