"""Rows of letters, and what the database refuses of them."""

from __future__ import annotations

from collections.abc import Callable

from models import Letter, LetterEmail, LetterHandedOver
from tests.models.rows import NOW, ReadyCase, Rows
from vocabulary import HandedOver, LetterKind, LetterLanguage, Mailing, NotSent


def a_letter(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    """An update to the victim of a case, unless `changes` say otherwise."""
    values = {
        "investigation_id": ready.id,
        "victim_id": ready.victim,
        "kind": LetterKind.UPDATE,
        "template_version": "1",
        "policy_version": "2026.1",
        "language": LetterLanguage.PLAIN_ENGLISH,
        "text": "Dear Amina",
        "sha256": "f" * 64,
        "nonce": "n" * 32,
        "told": "The film has come.",
        "made_at": NOW,
        "made_by_id": ready.officer,
    }
    return rows.add(Letter(**(values | changes)))


def handed_over(rows: Rows, ready: ReadyCase, letter: int, **changes: object) -> int:
    values = {
        "investigation_id": ready.id,
        "letter_id": letter,
        "how": HandedOver.POSTED,
        "handed_over_at": NOW,
        "recorded_at": NOW,
        "recorded_by_id": ready.officer,
    }
    if "contact_id" not in changes:
        values["contact_id"] = rows.contact(ready.id, ready.victim)
    return rows.add(LetterHandedOver(**(values | changes)))


def an_email(rows: Rows, ready: ReadyCase, letter: int, **changes: object) -> int:
    values = {
        "investigation_id": ready.id,
        "letter_id": letter,
        "address": "amina@example.org",
        "nonce": "n" * 32,
        "embargo_read": False,
        "asked_at": NOW,
        "asked_by_id": ready.officer,
        "standing": Mailing.WAITING,
    }
    return rows.add(LetterEmail(**(values | changes)))


def fill_letters(rows: Rows, ready: ReadyCase) -> None:
    """A row in each of their tables, on a case that is there."""
    letter = a_letter(rows, ready)
    handed_over(rows, ready, letter)
    an_email(rows, ready, a_letter(rows, ready))


def wrong_letter(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: a_letter(rows, rows.ready(), **changes)


def wrong_email(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        an_email(rows, ready, a_letter(rows, ready), **changes)

    return add


def before_it_happened(rows: Rows) -> None:
    ready = rows.ready()
    handed_over(rows, ready, a_letter(rows, ready), recorded_at=NOW.replace(year=2020))


def one_letter_twice(rows: Rows) -> None:
    ready = rows.ready()
    letter = a_letter(rows, ready)
    for _ in "ab":
        handed_over(rows, ready, letter)


def two_letters_by_one_contact(rows: Rows) -> None:
    ready = rows.ready()
    contact = rows.contact(ready.id, ready.victim)
    for _ in "ab":
        handed_over(rows, ready, a_letter(rows, ready), contact_id=contact)


OF_LETTERS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_letter_names_what_it_tells": [wrong_letter(kind=LetterKind.DECISION)],
    "ck_letter_says_nothing_or_tells": [
        wrong_letter(kind=LetterKind.UNABLE_TO_CONTACT),
        wrong_letter(told=""),
    ],
    "ck_letter_handed_over_not_in_the_future": [before_it_happened],
    "ck_letter_email_ended_when_not_waiting": [
        wrong_email(ended_at=NOW),
        wrong_email(standing=Mailing.SENT),
    ],
    "ck_letter_email_why_it_was_not_sent": [
        wrong_email(standing=Mailing.NOT_SENT, ended_at=NOW),
        wrong_email(why_not=NotSent.INTERRUPTED),
    ],
}
UNIQUE_OF_LETTERS: dict[str, Callable[[Rows], object]] = {
    "letter_handed_over (letter_id)": one_letter_twice,
    "letter_handed_over (contact_id)": two_letters_by_one_contact,
}
