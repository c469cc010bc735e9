"""Every template is filled whole, from a closed list; a letter is read back as written; who gets none."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Collection
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.case_files import a_case, a_contact, a_decision, a_victim, policy
from tests.workflow.test_telling import ABUSED, DECISION, RAPE, ways
from vocabulary import Channel, DecisionKind, LetterKind
from workflow.letters import (
    LetterText,
    Part,
    address_lines,
    compose,
    paragraphs_of,
    read_back,
    ways_to_send,
    why_no_letter,
    why_not_by,
)
from workflow.policy.letters import (
    CONDITIONS,
    IS_A_PERSON,
    MAY_HOLD,
    MUST_HOLD,
    ON_THE_OUTSIDE,
    PLACEHOLDERS,
    TOLD_BY_KIND,
)
from workflow.policy.loader import DEFAULT, PolicyBook, load_book
from workflow.policy.pack import Policy
from workflow.refusals import FactNotAccepted

DAY = dt.date(2026, 11, 26)
# For each placeholder something that would be seen anywhere, and would be filled again if that happened.
VALUES = {name: f"«{name} {{reference}}»" for name in PLACEHOLDERS}
ADDRESS = ("Amina Farah", "7 Mill Lane", "AN1 2BC")
LETTERS = policy().letters
BOTH = frozenset({Channel.LETTER, Channel.EMAIL})


def filled(kind: LetterKind, holding: Collection[str] = CONDITIONS, **changes: str) -> LetterText:
    values = {**VALUES, **changes}
    return compose(LETTERS.templates[kind], LETTERS, values, ADDRESS, DAY, holding)


def every_policy() -> list[Policy]:
    days = (dt.date(2021, 4, 1), dt.date(2024, 1, 1), DAY)
    return [load_book().as_of(day) for day in days]


@pytest.mark.parametrize(("kind", "holding"), list(product(LetterKind, ((IS_A_PERSON,), CONDITIONS))))
def test_every_template_is_filled_whole(kind: LetterKind, holding: Collection[str]):
    text = filled(kind, holding).as_text()
    # What is left in braces came in with a value, and is not filled a second time.
    assert set(re.findall(r"\{[^{}]*\}", text)) <= {"{reference}"}
    for name in MUST_HOLD[kind] - {"telephone", "support", "rights"}:
        assert f"«{name} " in text
    for name in ("telephone", "support"):
        assert (LETTERS.sender[name] in text) or name not in MUST_HOLD[kind]


@pytest.mark.parametrize("kind", LetterKind)
def test_nothing_that_is_not_filled_is_ever_sent(kind: LetterKind):
    for name in sorted(LETTERS.templates[kind].placeholders - {"telephone", "support", "rights"}):
        for empty in ("", " \n"):
            with pytest.raises(FactNotAccepted):
                filled(kind, **{name: empty})


@pytest.mark.parametrize("kind", LetterKind)
def test_there_is_a_template_of_every_kind_in_every_policy_that_holds_no_more_than_it_may(kind: LetterKind):
    for held in every_policy():
        template = held.letters.templates[kind]
        assert template.placeholders <= MAY_HOLD[kind] <= PLACEHOLDERS.keys()
        assert {each.when for each in template.paragraphs} <= {None, *CONDITIONS}
        assert held.source(template.source) is not None


def test_a_letter_that_anybody_may_open_says_nothing_of_the_crime():
    text = filled(LetterKind.UNABLE_TO_CONTACT).as_text()
    for name in PLACEHOLDERS.keys() - {"addressee", "force", "officer", "telephone"}:
        assert f"«{name} " not in text


@pytest.mark.parametrize("kind", LetterKind)
def test_no_outside_names_what_happened(kind: LetterKind):
    letter = filled(kind)
    assert letter.addressee == ADDRESS
    for part in (letter.subject, letter.greeting, letter.day, *letter.sender, *letter.addressee):
        for name in PLACEHOLDERS.keys() - ON_THE_OUTSIDE - {"addressee"}:
            assert f"«{name} " not in part


def test_every_ending_has_words_for_whoever_it_happened_to():
    for held in every_policy():
        ends = [each.code for each in held.crime_outcomes if each.ending is not None]
        assert {*ends, *TOLD_BY_KIND} <= held.letters.told_as.keys()
    assert DecisionKind.CLOSURE not in LETTERS.told_as


LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40)


@given(st.lists(LINE, max_size=6).map("\n".join))
def test_a_letter_is_read_back_as_it_was_written(words: str):
    typed = paragraphs_of(words)
    if not typed:
        with pytest.raises(FactNotAccepted, match="Write what this letter"):
            filled(LetterKind.UPDATE, words=words or " ")
        return
    letter = filled(LetterKind.UPDATE, words=words)
    assert read_back(letter.as_text()) == letter
    assert [part for part in letter.parts if part.text in typed]


def test_what_is_typed_is_no_heading_and_keeps_its_lines():
    letter = filled(LetterKind.UPDATE, words="# Shouted\n\n\n  one \n two\n")
    assert Part("Shouted") in letter.parts
    assert Part("one\ntwo") in letter.parts


def test_an_address_is_written_line_by_line():
    assert address_lines("7  Mill Lane, Anytown\n\nAN1 2BC,") == ["7 Mill Lane", "Anytown", "AN1 2BC"]
    assert address_lines(" ,\n") == []
    assert address_lines("1,2,3,4,5,6,7") == ["1", "2", "3", "4", "5, 6, 7"]


@pytest.mark.parametrize(
    ("where", "said", "decision", "open_ways"),
    [
        ({}, ways(), None, BOTH),
        ({}, ways(unsafe=(Channel.LETTER,)), None, {Channel.EMAIL}),
        ({}, ways(unsafe=(Channel.LETTER, Channel.EMAIL)), None, set()),
        (ABUSED, ways(), None, set()),
        (ABUSED, ways(Channel.LETTER), None, {Channel.LETTER}),
        (ABUSED, ways(Channel.LETTER), DECISION, {Channel.LETTER}),
        (RAPE, ways(), None, set()),
        (RAPE, ways(Channel.EMAIL), None, {Channel.EMAIL}),
        (RAPE, ways(Channel.EMAIL), DECISION, set()),
    ],
)
def test_who_is_written_to_follows_the_crime_and_what_they_said(where, said, decision, open_ways):
    case = a_case(decision=a_decision(), victims=(a_victim(ways=said),), **where)
    [victim] = case.victims
    assert ways_to_send(case, victim, policy(), decision) == frozenset(open_ways)
    assert (why_no_letter(case, victim, policy(), decision) is None) is bool(open_ways)
    for channel in BOTH:
        why = why_not_by(case, victim, policy(), channel, decision)
        assert (why is None) is (channel in open_ways)


def test_who_was_told_in_person_gets_it_in_writing_too():
    told = a_contact(channel=Channel.IN_PERSON, decision_id=DECISION)
    victim = a_victim(ways=ways(Channel.LETTER), contacts=(told,))
    case = a_case(decision=a_decision(), victims=(victim,), **RAPE)
    assert why_no_letter(case, victim, policy(), DECISION) is None


def test_who_has_died_is_not_written_to():
    victim = a_victim(died_on=DAY)
    assert "has died" in why_no_letter(a_case(victims=(victim,)), victim, policy())


def test_a_new_version_follows_the_old_on_its_day(tmp_path):
    pack = Path(shutil.copytree(DEFAULT, tmp_path / "pack"))
    file = pack / "letters.toml"
    before, rest = file.read_text("utf-8").split("[letter.unable_to_contact]\n")
    new = rest.replace('version = "1"', 'version = "2"\nfrom = 2027-01-01')
    old = rest.replace('version = "1"', 'version = "1"\nuntil = 2027-01-01')
    both = f"[[letter.unable_to_contact]]\n{old}\n[[letter.unable_to_contact]]\n{new}"
    file.write_text(f"{before}{both}", "utf-8")
    book = PolicyBook(pack)
    for day, version in ((dt.date(2026, 12, 31), "1"), (dt.date(2027, 1, 1), "2")):
        assert book.as_of(day).letters.templates[LetterKind.UNABLE_TO_CONTACT].version == version


@pytest.mark.parametrize("kind", LetterKind)
def test_a_business_is_offered_no_support(kind: LetterKind):
    assert LETTERS.sender["support"] not in filled(kind, ()).as_text()
