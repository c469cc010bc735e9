"""Narrowing a list. A GET: it changes nothing, and its address can be kept."""

from __future__ import annotations

from forms.base import BaseForm, one_of, one_of_many, yes


class NarrowingForm(BaseForm):
    title = "Show only"
    button = "Show"

    class Meta:
        csrf = False

    @property
    def asks_something(self) -> bool:
        """Whether the list is narrowed at all."""
        return any(field.data for field in self.shown_fields())


class CasesForm(NarrowingForm):
    state = one_of_many("Where it stands", needed=None)
    overdue = yes("Something is overdue")
    enhanced = yes("A victim has enhanced rights")


class ToRingForm(NarrowingForm):
    """The choices come with the number of people whom each would show."""

    due = one_of("When it is due", needed=None)
    enhanced = yes("Enhanced rights")
    interpreter = yes("An interpreter is needed")
    unit = one_of_many("Unit", needed=None)
    what = one_of_many("What they are owed", needed=None)
