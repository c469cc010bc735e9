"""Which figures of oversight are shown. A GET: it changes nothing, and its address can be kept."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import BaseForm, one_of_many
from vocabulary import FiguresBy

LONGEST = 12  # months beside each other


class FiguresForm(BaseForm):
    title = "Show other figures"
    button = "Show"

    class Meta:
        csrf = False

    since = one_of_many("First month", needed="Choose the first month.")
    until = one_of_many(
        "Last month", needed="Choose the last month.", hint=f"At most {LONGEST} months, this one included."
    )
    unit = one_of_many("Unit", needed=None)
    what = one_of_many("What is owed", needed=None)
    by = one_of_many(
        "A row for each",
        [(FiguresBy.KIND.value, "Kind of duty"), (FiguresBy.UNIT.value, "Unit")],
        needed="Choose what the rows are.",
    )
    figure = one_of_many("Month by month", needed="Choose what is shown month by month.")

    def validate_until(self, field) -> None:
        months = [value for value, _ in field.choices]
        if self.since.data not in months or field.data not in months:
            return
        length = months.index(field.data) - months.index(self.since.data) + 1
        if length < 1:
            raise ValidationError("The last month must be the first month, or a later one.")
        if length > LONGEST:
            raise ValidationError(f"Choose at most {LONGEST} months: these are {length}.")
