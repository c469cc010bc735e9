"""Packs with one thing wrong about letters to victims."""

from __future__ import annotations

from tests.workflow.broken_packs import Broken, replaced

FIRST = 'subject = "What you reported to {force}"'
RUNG = '{ text = "We have tried to reach you.'


def wrong(name: str, old: str, new: str, key: str, reason: str) -> Broken:
    return replaced(name, "letters.toml", old, new, key, reason)


BROKEN_LETTERS = [
    wrong("something else to fill in", "{recorded_on}", "{colour}", "paragraphs", "{colour} is not"),
    wrong("an open brace", "{recorded_on}", "{recorded_on", "paragraphs", "nothing closes"),
    wrong("no reference", "number is {reference}", "number is known", "paragraphs", "{reference}"),
    wrong(
        "an offence on the outside",
        FIRST,
        'subject = "Your {offence}"',
        "subject",
        "not hold {offence}",
    ),
    wrong("a crime on the outside", FIRST, 'subject = "Your rape"', "subject", "names an offence"),
    wrong(
        "a reference where it says nothing",
        RUNG,
        '{ text = "About {reference}.',
        "paragraphs",
        "must not hold {reference}",
    ),
    wrong("a crime where it says nothing", RUNG, '{ text = "About the rape.', "paragraphs", "'Rape'"),
    wrong("words within words", '"{words}"', '"So: {words}"', "paragraphs", "stand alone"),
    wrong("another condition", '"may_ask_for_review"', '"it_rains"', "when", "'it_rains'"),
    wrong("a source that is none", '"force.letters"', '"nowhere"', "source", "'nowhere'"),
    wrong("two paragraphs in one", "We have tried", "We\\n\\nhave tried", "paragraphs", "one paragraph"),
    wrong("no version", 'version = "1"', 'version = ""', "version", "must not be empty"),
    wrong("a long version", 'version = "1"', f'version = "{"1" * 21}"', "version", "longer than 20"),
    wrong("a kind that is none", "[letter.update]", "[letter.greeting]", "letter", "'greeting'"),
    wrong(
        "a letter that has ended",
        'version = "1"',
        'version = "1"\nuntil = 2030-01-01',
        "letter.written_confirmation",
        "no version in force on 2030-01-01",
    ),
    wrong("no telephone", 'telephone = "101"', "", "sender.telephone", "is missing"),
    wrong("another sender", 'telephone = "101"', 'fax = "1"\ntelephone = "101"', "sender", "'fax'"),
    wrong("an outcome without words", '18 = "to end', '24 = "to end', "told_as", "'24'"),
    wrong("an ending without words", '18 = "to end', '19 = "to end', "told_as.18", "is missing"),
]
