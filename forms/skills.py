"""Acting ranks, accreditations and training, given and ended by date."""

from __future__ import annotations

from forms.base import BaseForm, one_of_many, yes
from forms.fields import DayField

FIRST_DAY_NOT = "The first day on which they no longer hold it."


class ActingRankForm(BaseForm):
    title = "Give an acting rank"
    button = "Give the acting rank"

    rank = one_of_many("Rank", needed="Choose the rank that they act in.")
    is_detective = yes("Detective", hint="Whether they act as a detective.")
    from_on = DayField("From", needed="Enter the first day on which they act.")
    until_on = DayField("Until", hint=f"{FIRST_DAY_NOT} Leave it empty if not known.")


class AccreditationForm(BaseForm):
    title = "Record an accreditation"
    button = "Record the accreditation"

    level = one_of_many(
        "Accreditation",
        needed="Choose an accreditation.",
        hint="Once one with days has begun, only those with days count: record each that they hold.",
    )
    from_on = DayField("From", needed="Enter the day from which they hold it.")
    until_on = DayField("Expires", hint="The first day on which they no longer hold it, if not renewed.")


class TrainingForm(BaseForm):
    title = "Record training"
    button = "Record the training"

    programme = one_of_many("Programme", needed="Choose a programme.")
    mentor = one_of_many(
        "Supervisor of the training",
        needed="Choose who supervises the training.",
        hint="Holds what the programme leads to. On a case given to the trainee they are not independent.",
    )
    from_on = DayField("From", needed="Enter the day on which it began.")
    until_on = DayField("Until", hint="The first day on which it is over. Leave it empty if not known.")


class EndHeldForm(BaseForm):
    title = "End it"
    button = "End it"

    until_on = DayField(
        "Until",
        needed="Enter the first day on which they no longer hold it.",
        hint=f"{FIRST_DAY_NOT} Today ends it at once.",
    )
