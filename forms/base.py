"""What every form shares: stripped text, refused control characters, submission id, what the page showed."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable, Iterator

from flask import request
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

LINE = 120
SHORT = 300
LONG = 5_000
LONGEST_PASSWORD = 200


UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # what Flask, too, puts for bytes that are no UTF-8


def stripped(text: str | None) -> str:
    """Outer spaces off, line ends as \\n, and a visible mark for what can be neither kept nor shown."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return "".join(UNREADABLE if _is_control(character) else character for character in text)


def _is_control(character: str) -> bool:
    """NUL and its like cannot be stored or shown; tabs and new lines can."""
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"


def holds_unreadable(text: str) -> bool:
    return any(character == UNREADABLE or _is_control(character) for character in text)


def refuse_unreadable(form: FlaskForm, field: Field) -> None:
    """Control characters, and bytes in another encoding than the page's."""
    if holds_unreadable(field.data or ""):
        raise ValidationError(
            f"This holds a character that cannot be kept, shown as {UNREADABLE}. Type it again instead of "
            "pasting it."
        )


NOT_OFFERED = "What was chosen is not offered here, or not any more. Choose from what is listed."


class _PlainWords:
    """What WTForms says of its own accord, as a person would say it."""

    def gettext(self, text: str) -> str:
        return NOT_OFFERED if text.startswith("Not a valid choice") else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        return NOT_OFFERED if "valid choice" in one else (one if number == 1 else many)


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Choices from (stored value, words)."""
    return [SelectChoice(value, label) for value, label in pairs]


def new_submission() -> str:
    """An id of its own for a form that is shown: what it sends twice is done once."""
    return str(uuid.uuid4())


class BaseForm(FlaskForm):
    """`title` is the page's heading, `button` its button; fields are shown in the order declared."""

    title = ""
    button = "Save"
    back = "Cancel"

    submission = HiddenField(default=new_submission)
    seen = HiddenField()

    class Meta:
        def get_translations(self, form):
            return _PlainWords()

        def wrap_formdata(self, form, formdata):
            # Pages send forms. Flask-WTF would take JSON too, whose values need not be text.
            if request.is_json and not request.form:
                return None
            return super().wrap_formdata(form, formdata)

    def shown_fields(self) -> Iterator[Field]:
        """Every field a person sees, in page order. Where there is nothing to choose, nothing is shown."""
        for field in self:
            hidden = isinstance(field, HiddenField) or field.short_name in ("csrf_token", "lapse_accepted")
            if not hidden and getattr(field, "choices", True):
                yield field

    def add_error(self, field_name: str, message: str) -> None:
        """Put a service's refusal beside its field, or at the top when the form has no such field."""
        if field_name in self._fields:
            self[field_name].errors = [*self[field_name].errors, message]
        else:
            self.form_errors.append(message)

    def error_list(self) -> list[dict[str, str]]:
        """For the error summary: text and a link to the field's first input, in page order."""
        listed = [{"text": message} for message in self.form_errors]
        shown = {field.name for field in self.shown_fields()}
        for field in self:
            if field.errors:
                # The first of several radios or checkboxes has the field's own id.
                target = getattr(field, "first_input_id", None) or field.id
                link = {"href": f"#{target}"} if field.name in shown else {}
                listed.append({"text": field.errors[0], **link})
        return listed

    def seen_event_id(self) -> int:
        """The last event the page showed; 0 when the field was lost or tampered with, which is stale."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

    def submission_id(self) -> str | None:
        """The form's own id, for refusing a double submit; None when it is not one of ours."""
        try:
            return str(uuid.UUID(self.submission.data or ""))
        except ValueError:
            return None


class MaterialForm(BaseForm):
    """A form whose act makes a standing proposal lapse: shown and ticked only when one stands."""

    lapse_accepted = BooleanField(
        "I understand: take the proposal back and record this", widget=GovCheckboxInput()
    )


def text(
    label: str, *, needed: str | None = None, longest: int = LINE, hint: str = "", **extra
) -> StringField:
    """One line of text. `needed` is the sentence shown when it is empty."""
    return StringField(
        label,
        widget=extra.pop("widget", GovTextInput()),
        description=hint,
        filters=[stripped],
        validators=_text_rules(label, needed, longest),
        **extra,
    )


def words(label: str, *, needed: str | None = None, longest: int = LONG, hint: str = "") -> TextAreaField:
    """A few lines of text."""
    return TextAreaField(
        label,
        widget=GovTextArea(),
        description=hint,
        filters=[stripped],
        validators=_text_rules(label, needed, longest),
    )


def _text_rules(label: str, needed: str | None, longest: int) -> list:
    # Not Optional() for the others: it would keep a form's own validate_<name> from running on an empty box.
    return [
        *([DataRequired(needed)] if needed else []),
        Length(max=longest, message=f"{label} must be {longest:,} characters or fewer."),
        refuse_unreadable,
    ]


def password(label: str, needed: str, **extra) -> PasswordField:
    """A password: never stripped, never shown again."""
    return PasswordField(
        label,
        widget=GovPasswordInput(),
        validators=[
            DataRequired(needed),
            Length(max=LONGEST_PASSWORD, message=f"{label} is too long."),
            refuse_unreadable,
        ],
        **extra,
    )


def one_of(
    label: str, pairs: Iterable[tuple[str, str]] = (), *, needed: str | None, hint: str = ""
) -> RadioField:
    """Choose one, as radios. Pass no pairs when the view hands the choices in."""
    return RadioField(
        label,
        widget=GovRadioInput(),
        choices=choices(pairs),
        description=hint,
        validators=[InputRequired(needed)] if needed else [Optional()],
        validate_choice=True,
    )


def one_of_many(
    label: str, pairs: Iterable[tuple[str, str]] = (), *, needed: str | None, hint: str = ""
) -> SelectField:
    """Choose one of a longer list, as a select whose first choice is empty."""
    return SelectField(
        label,
        widget=GovSelect(),
        choices=choices(pairs),
        description=hint,
        validators=[DataRequired(needed)] if needed else [Optional()],
    )


def any_of(label: str, pairs: Iterable[tuple[str, str]] = (), *, hint: str = "") -> SelectMultipleField:
    """Choose any, as checkboxes."""
    return SelectMultipleField(label, widget=GovCheckboxesInput(), choices=choices(pairs), description=hint)


def yes(label: str, *, hint: str = "") -> BooleanField:
    """One box to tick."""
    return BooleanField(label, widget=GovCheckboxInput(), description=hint)
