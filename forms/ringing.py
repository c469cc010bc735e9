"""Saying that one rings a victim now, or did not ring: a button each."""

from __future__ import annotations

from forms.base import BaseForm


class RingingForm(BaseForm):
    title = "Ring them now"
    button = "I am ringing now"


class NotRungForm(BaseForm):
    title = "You did not ring"
    button = "I did not ring"
