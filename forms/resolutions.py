"""Resolutions out of court: given, checked, and the end of a diversion."""

from __future__ import annotations

from forms.base import BaseForm, MaterialForm, one_of, one_of_many, words
from forms.fields import DayField, WhenField

YES_OR_NO = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]
CHECKS = [("right", "It was right"), ("to_scrutiny", "It goes to the scrutiny panel")]
RESULTS = [("completed", "Completed"), ("failed", "Failed: the suspect is to be decided again")]


class ResolutionForm(MaterialForm):
    title = "Record an out-of-court resolution"
    button = "Record the resolution"

    kind = one_of("What was given?", needed="Choose what was given.")
    given_at = WhenField("Given", needed="Enter when it was given.")
    given_by = one_of_many("Given by", needed="Choose who gave it.")
    conditions = words(
        "Conditions, or what was agreed",
        longest=2_000,
        hint="May be left empty: whoever checks it sees.",
    )
    admitted = one_of("Did the suspect admit it?", YES_OR_NO, needed="Choose whether they admitted it.")
    victim_consulted = one_of(
        "Was the victim asked first?", YES_OR_NO, needed="Choose whether the victim was asked."
    )
    diversion_ends_on = DayField("It ends on", hint="For a diversion or a deferred prosecution.")


class CheckResolutionForm(BaseForm):
    title = "Check the resolution"
    button = "Record the check"

    result = one_of("What did you find?", CHECKS, needed="Choose what you found.")
    words = words("Reasons", longest=2_000, hint="What the scrutiny panel should look at.")


class EndDiversionForm(MaterialForm):
    title = "Record how the diversion ended"
    button = "Record"

    result = one_of("How did it end?", RESULTS, needed="Choose how it ended.")
    ended_at = WhenField("When it ended", needed="Enter when it ended.")
    words = words("What was done, or in what it failed", longest=2_000)
