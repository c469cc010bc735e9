"""Whether a letter told of the right to review follows from what it said, not from the templates of today."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models import Contact
from tests import making_letters
from tests.insight.filled import behind_its_back
from tests.making import Force
from tests.services.prepared import Cases, facts_of, last_event_of
from vocabulary import HandedOver
from workflow.policy.loader import DEFAULT, PolicyBook
from workflow.services import opening

HEADING = "# Asking us to look at it again"


@pytest.fixture
def other_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """From here on letters are made from templates in other words."""

    def change() -> None:
        copy = Path(shutil.copytree(DEFAULT, tmp_path / "pack"))
        letters = copy / "letters.toml"
        text = letters.read_text(encoding="utf-8")
        assert HEADING in text
        letters.write_text(text.replace(HEADING, "# If you do not agree"), encoding="utf-8")
        monkeypatch.setattr(opening, "load_book", lambda: PolicyBook(copy))

    return change


def a_decision(session: Session, force: Force, cases: Cases, *, right: bool | None) -> int:
    [victim] = cases.signed.victims
    making_letters.lives_at(session, victim)
    asked = replace(making_letters.a_decision(cases.signed), may_ask_for_review=right)
    return making_letters.made(session, force, victim, asked)


def told_of_review(session: Session, force: Force, letter: int) -> bool | None:
    contact = making_letters.handed_over(session, force, letter, HandedOver.BY_HAND)
    return session.get_one(Contact, contact).told_of_review


@pytest.mark.parametrize("right", [True, False, None])
def test_it_is_kept_with_the_letter_and_in_its_event(session: Session, force: Force, cases: Cases, right):
    letter = a_decision(session, force, cases, right=right)
    made = last_event_of(session, cases.signed.id)
    assert making_letters.row_of(session, letter).speaks_of_review is bool(right)
    assert facts_of(made)["speaks_of_review"] is bool(right)
    assert told_of_review(session, force, letter) is bool(right)


def test_a_letter_of_another_kind_speaks_of_none(session: Session, force: Force, cases: Cases):
    [victim] = cases.signed.victims
    making_letters.lives_at(session, victim)
    asked = replace(making_letters.AN_UPDATE, may_ask_for_review=True)
    letter = making_letters.made(session, force, victim, asked)
    assert making_letters.row_of(session, letter).speaks_of_review is False


@pytest.mark.parametrize("right", [True, False])
def test_a_change_of_the_template_changes_nothing_of_what_was_made(
    session: Session, force: Force, cases: Cases, other_templates, right
):
    letter = a_decision(session, force, cases, right=right)
    other_templates()
    assert told_of_review(session, force, letter) is right


@pytest.mark.parametrize("right", [True, False])
def test_of_an_older_letter_the_template_of_its_day_says_it(
    session: Session, force: Force, cases: Cases, right
):
    letter = a_decision(session, force, cases, right=right)
    with behind_its_back(session) as change:
        change("UPDATE letter SET speaks_of_review = NULL WHERE id = :letter", letter=letter)
    session.expire_all()
    assert told_of_review(session, force, letter) is right
