"""Fields of our own: a day, a moment (day and time in London), and an offence chosen by class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask import render_template
from markupsafe import Markup
from wtforms import Field, ValidationError

from forms.base import stripped

LONDON = ZoneInfo("Europe/London")
PARTS = ("day", "month", "year")
# Boxes beside the day's: the time, and which of the two when that time came twice.
BESIDE = ("time", "which")
WHICH = ("first", "second")


class _PartsWidget:
    def __call__(self, field: Field, **_: object) -> Markup:
        # Our own template, which escapes what was typed.
        return Markup(render_template("components/when.html", field=field))  # noqa: S704


class DayField(Field):
    """A date in three boxes. `data` is a date or None; each fault has its own sentence."""

    widget = _PartsWidget()
    has_time = False

    def __init__(self, label: str, *, needed: str | None = None, hint: str = "", **extra):
        super().__init__(label, description=hint, **extra)
        self.needed = needed
        self.typed = dict.fromkeys((*PARTS, *BESIDE), "")
        self.wrong: tuple[str, ...] = ()
        self.fault: str | None = None

    @property
    def first_input_id(self) -> str:
        """Where an error links to: the first wrong box."""
        return f"{self.id}-{self.wrong[0] if self.wrong else 'day'}"

    def process(self, formdata, data=None, extra_filters=None) -> None:
        super().process(None, data)
        if self.data is not None:
            self._show(self.data)
        boxes = (*PARTS, *BESIDE)
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in boxes):
            self.typed = {part: stripped(formdata.get(f"{self.name}-{part}"))[:20] for part in boxes}
            self.data = self._read()

    def _show(self, value: dt.date) -> None:
        self.typed.update(day=str(value.day), month=str(value.month), year=str(value.year))

    def _read(self) -> dt.date | None:
        names = self._names()
        filled = [part for part in names if self.typed[part]]
        if not filled:
            return self._fail(self.needed, names) if self.needed else None
        missing = [part for part in names if not self.typed[part]]
        if missing:
            return self._fail(f"{self.label.text} must include a {' and a '.join(missing)}.", missing)
        return self._whole()

    def _names(self) -> tuple[str, ...]:
        return PARTS

    def _fail(self, message: str | None, wrong: Sequence[str]) -> None:
        self.fault, self.wrong = message, tuple(wrong)
        return None

    def _whole(self) -> dt.date | None:
        numbers = {}
        for part in PARTS:
            typed = self.typed[part]
            if not (typed.isascii() and typed.isdigit()):
                return self._fail(f"{self.label.text}: the {part} must be a number.", [part])
            numbers[part] = int(typed)
        if len(self.typed["year"]) != 4:
            return self._fail(f"{self.label.text}: the year must have 4 numbers.", ["year"])
        if numbers["year"] < 1900:
            return self._fail(f"{self.label.text}: the year must be 1900 or later.", ["year"])
        try:
            return dt.date(numbers["year"], numbers["month"], numbers["day"])
        except (ValueError, OverflowError):
            return self._fail(f"{self.label.text} must be a real date.", PARTS)

    def pre_validate(self, form) -> None:
        if self.fault:
            raise ValidationError(self.fault)
        if self.data is None and self.needed:
            raise ValidationError(self.needed)


class WhenField(DayField):
    """A date and a time of day in London. `data` is an aware datetime in UTC, or None.

    A time of the hour that comes twice, when the clocks go back, is not guessed: the field asks which of
    the two is meant, and a moment that is shown has it chosen. Sent unchanged, it is the same moment.
    """

    has_time = True
    came_twice = False  # what is shown or was typed: the page then asks which

    def _names(self) -> tuple[str, ...]:
        return (*PARTS, "time")

    def _show(self, value: dt.datetime) -> None:
        local = value.astimezone(LONDON)
        super()._show(local)
        self.typed["time"] = f"{local:%H:%M}"
        self.came_twice = shown_twice(local)
        self.typed["which"] = WHICH[local.fold] if self.came_twice else ""

    def _whole(self) -> dt.datetime | None:
        day = super()._whole()
        if day is None:
            return None
        time = self._time()
        if time is None:
            return self._fail(f"{self.label.text}: the time must be like 14:05 or 09:30.", ["time"])
        local = dt.datetime.combine(day, time, LONDON)
        if local.astimezone(dt.UTC).astimezone(LONDON).time() != time:
            return self._fail(
                f"{self.label.text}: that time did not exist, because the clocks went forward.", ["time"]
            )
        self.came_twice = shown_twice(local)
        if not self.came_twice:
            return local.astimezone(dt.UTC)
        if self.typed["which"] not in WHICH:
            return self._fail(
                f"{self.label.text}: the clocks went back, so that time came twice. Choose which is meant.",
                ["which"],
            )
        return local.replace(fold=WHICH.index(self.typed["which"])).astimezone(dt.UTC)

    def _time(self) -> dt.time | None:
        typed = self.typed["time"].replace(".", ":")
        if typed.isascii() and typed.isdigit() and len(typed) == 4:
            typed = f"{typed[:2]}:{typed[2:]}"
        hours, _, minutes = typed.partition(":")
        if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
            return None
        try:
            return dt.time(int(hours), int(minutes))
        except (ValueError, OverflowError):
            return None


def shown_twice(local: dt.datetime) -> bool:
    """Whether the clocks in London showed this time twice. It is a time that they did show."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


class _OffenceWidget:
    def __call__(self, field: Field, **_: object) -> Markup:
        return Markup(render_template("components/offence.html", field=field))  # noqa: S704


class OffenceField(Field):
    """An offence, chosen by its class first. `groups` is handed in: [(class, title, [(offence, title)])]."""

    widget = _OffenceWidget()

    def __init__(self, label: str, *, needed: str, hint: str = "", **extra):
        super().__init__(label, description=hint, **extra)
        self.needed = needed
        self.groups: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.chosen_class = ""
        self.chosen: dict[str, str] = {}  # class → the offence chosen of it, of whichever class

    @property
    def first_input_id(self) -> str:
        return f"{self.id}-class-0"

    def process(self, formdata, data=None, extra_filters=None) -> None:
        super().process(None, data)
        if formdata is not None:
            prefix = f"{self.name}-"
            self.chosen = {
                name.removeprefix(prefix): formdata.get(name) for name in formdata if name.startswith(prefix)
            }
            self.chosen_class = self.chosen.pop("class", "")
            self.data = self.chosen.get(self.chosen_class, self.data)

    def pre_validate(self, form) -> None:
        if not self.chosen_class:
            raise ValidationError(self.needed)
        for key, title, offences in self.groups:
            if key == self.chosen_class:
                if self.data not in {offence for offence, _ in offences}:
                    raise ValidationError(f"Choose which offence of {title.lower()} it is.")
                return
        raise ValidationError(self.needed)
