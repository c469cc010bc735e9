"""What text may be: stripped, of a length, and readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.base import UNREADABLE, BaseForm, password, stripped, text, words

UNSTORABLE = (
    f"This holds a character that cannot be kept, shown as {UNREADABLE}. Type it again instead of pasting it."
)


class TextForm(BaseForm):
    name = text("Name", needed="Enter a name.", longest=10)
    story = words("Story", longest=20)
    secret = password("Secret", "Enter the secret.")


def typed(**fields: str) -> dict[str, str]:
    return {"name": "Ada", "story": "", "secret": "s", **fields}


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("  Ada ", "Ada"),
        ("Ada\r\nLove", "Ada\nLove"),
        ("Ada\rLove", "Ada\nLove"),
        ("Siân ⚖", "Siân ⚖"),
        ("a\tb", "a\tb"),
    ],
)
def test_text_is_kept_without_outer_spaces_and_with_plain_line_ends(sent, given_, kept):
    form = sent(TextForm, typed(name=given_))
    assert (form.name.data, form.name.errors) == (kept, [])


@pytest.mark.parametrize("unreadable", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", UNREADABLE])
@pytest.mark.parametrize("field", ["name", "story", "secret"])
def test_what_cannot_be_kept_is_refused_where_it_is(sent, field, unreadable):
    form = sent(TextForm, typed(**{field: f"a{unreadable}b"}))
    assert form.errors == {field: [UNSTORABLE]}


def test_text_shows_where_the_unreadable_character_is(sent):
    assert sent(TextForm, typed(name="a\x00b")).name.data == f"a{UNREADABLE}b"


@pytest.mark.parametrize("empty", ["", "   ", "\r\n\t"])
def test_spaces_are_no_answer(sent, empty):
    form = sent(TextForm, typed(name=empty, story=empty))
    assert form.errors == {"name": ["Enter a name."]}


def test_a_field_that_was_not_sent_at_all_is_asked_for(sent):
    assert sent(TextForm, {}).errors == {"name": ["Enter a name."], "secret": ["Enter the secret."]}


def test_length_is_counted_after_stripping_and_a_line_end_is_one_character(sent):
    assert sent(TextForm, typed(name=" " * 50 + "x" * 10, story="ab\r\n" * 6 + "ab")).errors == {}
    form = sent(TextForm, typed(name="é" * 11, story="x" * 21))
    assert form.errors == {
        "name": ["Name must be 10 characters or fewer."],
        "story": ["Story must be 20 characters or fewer."],
    }


def test_a_password_is_taken_as_it_is(sent):
    assert sent(TextForm, typed(secret=" two spaces ")).secret.data == " two spaces "


@given(st.text())
def test_stripping_twice_changes_nothing_more_and_leaves_nothing_unprintable(given_):
    once = stripped(given_)
    assert stripped(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


@pytest.mark.parametrize("seen", ["", "x", "-1", "1" * 16, "٣", "1.0"])
def test_a_lost_or_forged_last_event_is_stale(sent, seen):
    assert sent(TextForm, typed(seen=seen)).seen_event_id() == 0


def test_the_last_event_that_the_page_showed_is_read(sent):
    assert sent(TextForm, typed(seen="4711")).seen_event_id() == 4711


@pytest.mark.parametrize("submission", ["", "x", "0" * 31, "' OR 1=1"])
def test_a_submission_id_that_is_not_ours_is_none(sent, submission):
    assert sent(TextForm, typed(submission=submission)).submission_id() is None


def test_each_form_that_is_opened_has_an_id_of_its_own(bare_app):
    with bare_app.test_request_context():
        assert TextForm().submission_id() != TextForm().submission_id()


@pytest.mark.parametrize("body", ["[]", '"x"', "5", '{"name": 5}', '{"name": {"a": 1}}', '{"name": "Ada"}'])
def test_json_is_no_form(bare_app, body):
    with bare_app.test_request_context(method="POST", data=body, content_type="application/json"):
        form = TextForm()
        assert not form.validate()
        assert form.errors["name"] == ["Enter a name."]
