"""Adding and changing people, their roles and their units."""

from __future__ import annotations

import re

from wtforms import ValidationError

from forms.base import LINE, BaseForm, one_of_many, text, words, yes
from forms.fields import DayField
from forms.sign_in import LONGEST_NUMBER

LONGEST_CODE = 20
# What can be typed on any keyboard, and read out over a radio.
NUMBER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9 ./_-]*[A-Za-z0-9])?")


class FindPeopleForm(BaseForm):
    title = "People"
    button = "Find"

    class Meta:
        csrf = False  # a search is a GET and changes nothing

    find = text("Name or number", longest=LINE)


class AddPersonForm(BaseForm):
    title = "Add a person"
    button = "Add the person"

    username = text(
        "Collar or staff number",
        needed="Enter their collar or staff number.",
        longest=LONGEST_NUMBER,
        hint="They sign in with it. It is never given to anybody else.",
    )
    full_name = text("Name", needed="Enter their name.", hint="As colleagues know it, without the rank.")
    rank = one_of_many("Rank", needed="Choose their rank, or police staff.")
    is_detective = yes("Detective")
    accreditation = one_of_many(
        "Accreditation",
        needed="Choose their accreditation, or none.",
        hint="Decides which crimes they can be given.",
    )

    grade = one_of_many(
        "Grade",
        needed=None,
        hint="Of police staff alone. It stands for a rank when they sign or grant something.",
    )

    def validate_username(self, field) -> None:
        if field.data and not NUMBER.fullmatch(field.data):
            raise ValidationError("A number has letters, digits, and between them dots, dashes or spaces.")


class ChangePersonForm(AddPersonForm):
    title = "Change what they are"
    button = "Change it from now on"

    username = None  # theirs for good


class ResetPasswordForm(BaseForm):
    title = "Reset their password"
    button = "Reset the password"

    asked_how = words(
        "How do you know that they asked for it?",
        needed="Write how you know that they asked for it themselves.",
        longest=300,
        hint="For example: came to the desk with their warrant card.",
    )


class RetireForm(BaseForm):
    title = "Close their account"
    button = "Close the account"


class GiveRoleForm(BaseForm):
    title = "Give a role"
    button = "Give the role"

    role = one_of_many("Role", needed="Choose a role.")
    unit = one_of_many("Unit", needed="Choose a unit.")
    from_on = DayField("From", needed="Enter the first day of the role.")
    until_on = DayField(
        "Until", hint="The first day on which they no longer hold it. Leave it empty if not known."
    )


class EndRoleForm(BaseForm):
    title = "End a role"
    button = "End the role"

    until_on = DayField(
        "Until",
        needed="Enter the first day on which they no longer hold it.",
        hint="The first day on which they no longer hold it. Today ends it at once.",
    )


class AddUnitForm(BaseForm):
    title = "Add a unit"
    button = "Add the unit"

    code = text("Code", needed="Enter a short code.", longest=LONGEST_CODE, hint="For example, NG. It stays.")
    name = text("Name", needed="Enter the unit's name.")


class RenameUnitForm(BaseForm):
    title = "Rename the unit"
    button = "Rename it"

    name = text("Name", needed="Enter the unit's new name.")


class TrayHolderForm(BaseForm):
    title = "Name who holds the tray"
    button = "Name them"

    person = one_of_many(
        "Duty sergeant",
        needed="Choose a supervisor of this unit.",
        hint="Answers for the unit's new crimes until each is allocated, and for those in the tray now.",
    )
