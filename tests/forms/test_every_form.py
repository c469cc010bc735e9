"""What every form has: a title, a button, and words for each of its fields."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from wtforms.validators import DataRequired, InputRequired

import forms
from forms.base import BaseForm, MaterialForm
from forms.decisions import ProposeForm
from forms.letters import ReadFirst
from forms.restricting import DetailsForm

IN_COMMON = {BaseForm, MaterialForm, ProposeForm, DetailsForm, ReadFirst}


def every_form() -> list[type[BaseForm]]:
    for module in pkgutil.iter_modules(forms.__path__):
        importlib.import_module(f"forms.{module.name}")
    found, left = set(), [BaseForm]
    while left:
        each = left.pop()
        if each.__module__.startswith("forms."):
            found.add(each)
            left += each.__subclasses__()
    return sorted(found - IN_COMMON, key=lambda each: each.__qualname__)


FORMS = every_form()


def test_the_forms_are_found():
    assert len(FORMS) > 25


@pytest.fixture(params=FORMS, ids=lambda each: each.__name__)
def form(request, bare_app):
    with bare_app.test_request_context():
        yield request.param()


def test_every_form_has_a_title_and_a_button_that_says_what_it_does(form):
    assert form.title[0].isupper()
    assert form.button[0].isupper()
    assert form.title[-1] not in ".:"
    assert form.button not in ("Submit", "OK", "Save")


def fields_of(form: BaseForm) -> list:
    """Every field that may be shown, also one whose choices a page hands in."""
    return [field for field in form if field.type not in ("HiddenField", "CSRFTokenField")]


def test_every_field_has_a_label_of_its_own(form):
    labels = [field.label.text for field in fields_of(form)]
    assert all(label and label[0].isupper() for label in labels)
    assert len(labels) == len(set(labels))


def test_a_field_that_is_needed_asks_in_a_sentence_of_its_own(form):
    for field in fields_of(form):
        asked = [each.message for each in field.validators if isinstance(each, DataRequired | InputRequired)]
        asked += [field.needed] if getattr(field, "needed", None) else []
        for message in asked:
            assert message, field.short_name
            assert message.split()[0] in ("Enter", "Choose", "Write"), message
            assert message.endswith("."), message


def test_no_two_needed_fields_of_a_form_ask_the_same(form):
    messages = [
        each.message
        for field in fields_of(form)
        for each in field.validators
        if isinstance(each, DataRequired | InputRequired)
    ]
    assert len(messages) == len(set(messages))


def test_choices_are_words(form):
    for field in fields_of(form):
        for choice in getattr(field, "choices", None) or []:
            assert choice.label[0].isupper() or choice.label[0].isdigit()
            assert "_" not in choice.label
