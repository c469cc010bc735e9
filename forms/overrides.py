"""Granting and ending an override, and looking for overrides in the register."""

from __future__ import annotations

from forms.base import BaseForm, MaterialForm, one_of_many, words
from forms.fields import DayField


class GrantOverrideForm(MaterialForm):
    title = "Override a requirement"
    button = "Grant the override"

    requirement = one_of_many("What may go unmet?", needed="Choose what may go unmet.")
    ground = one_of_many("On what ground?", needed="Choose a ground.")
    officer = one_of_many(
        "Which officer?", needed=None, hint="Only for an allocation: it holds for this officer alone."
    )
    suspect = one_of_many(
        "Which suspect?", needed=None, hint="Only for a decision on one suspect: it holds for them alone."
    )
    reason = words(
        "Why?",
        needed="Write why the requirement may go unmet here.",
        longest=2_000,
        hint="What the ground rests on in this case. The register and the decision record keep it.",
    )
    until_on = DayField(
        "Until", needed="Enter the last day on which it holds.", hint="The last day on which it holds."
    )


class EndOverrideForm(MaterialForm):
    title = "End the override"
    button = "End it"

    reason = words("Why does it end?", needed="Write why it ends.", longest=2_000)


class RegisterForm(BaseForm):
    title = "Overrides"
    button = "Show"

    class Meta:
        csrf = False  # a search is a GET and changes nothing

    standing = one_of_many("How it stands", needed=None)
    ground = one_of_many("Ground", needed=None)
    unit = one_of_many("Unit", needed=None)
    granted_by = one_of_many("Granted by", needed=None)
