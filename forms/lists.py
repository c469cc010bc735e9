"""Narrowing a list of cases. A GET: it changes nothing, and its address can be kept."""

from __future__ import annotations

from forms.base import BaseForm, one_of_many, yes


class CasesForm(BaseForm):
    title = "Show only"
    button = "Show"

    class Meta:
        csrf = False

    state = one_of_many("Where it stands", needed=None)
    overdue = yes("Something is overdue")
    enhanced = yes("A victim has enhanced rights")

    @property
    def asks_something(self) -> bool:
        """Whether the list is narrowed at all."""
        return any(field.data for field in self.shown_fields())
