"""Letters to victims as the pack has them: their templates by kind and version, and how the force is reached.

What a template may be filled with is the closed list here. A letter that tells somebody's neighbour what
happened to them is worse than none: its subject, and the letter that only asks to be rung, say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from vocabulary import DecisionKind, LetterKind
from workflow.policy.entries import CrimeOutcome
from workflow.policy.tables import Tables
from workflow.policy.validator import TEXT, Field, PackRefused, entry, one_of

FILE = "letters.toml"
HEADING = "# "
WORDS = "words"
SENDER = ("address", "telephone", "support", "rights")
# What a paragraph may wait for.
MAY_ASK_FOR_REVIEW = "may_ask_for_review"
IS_A_PERSON = "is_a_person"  # a business is offered no support (practice P24)
CONDITIONS = (MAY_ASK_FOR_REVIEW, IS_A_PERSON)
# Decisions that are told by their kind, whatever their outcome.
TOLD_BY_KIND = (
    DecisionKind.SUSPECT_NO_FURTHER_ACTION,
    DecisionKind.NOT_INVESTIGATED,
    DecisionKind.CANCELLATION,
    DecisionKind.TRANSFER,
)
# Everything that a template may hold in braces, and what it stands for.
PLACEHOLDERS = {
    "addressee": "whom it is to",
    "force": "the force's name",
    "officer": "the name of whoever is responsible for the crime",
    "telephone": "the number on which they are reached",
    "support": "where there is support",
    "rights": "where their rights are explained",
    "reference": "the crime reference number",
    "recorded_on": "the day on which the crime was recorded",
    "offence": "the offence in plain words",
    "outcome": "what was decided",
    "decided_on": "the day on which it was decided",
    WORDS: "what whoever writes the letter typed",
}
SAYS_NOTHING = frozenset({"addressee", "force", "officer", "telephone"})
OF_A_CRIME = SAYS_NOTHING | {"support", "rights", "reference"}
MAY_HOLD: dict[LetterKind, frozenset[str]] = {
    LetterKind.WRITTEN_CONFIRMATION: OF_A_CRIME | {"recorded_on", "offence"},
    LetterKind.UPDATE: OF_A_CRIME | {WORDS},
    LetterKind.DECISION: OF_A_CRIME | {"offence", "outcome", "decided_on", WORDS},
    LetterKind.UNABLE_TO_CONTACT: SAYS_NOTHING,
}
MUST_HOLD: dict[LetterKind, frozenset[str]] = {
    LetterKind.WRITTEN_CONFIRMATION: frozenset({"reference", "offence", "officer", "telephone", "support"}),
    LetterKind.UPDATE: frozenset({"reference", WORDS, "officer", "telephone"}),
    LetterKind.DECISION: frozenset({"reference", "outcome", WORDS, "officer", "telephone", "support"}),
    LetterKind.UNABLE_TO_CONTACT: frozenset({"telephone", "officer"}),
}
LONGEST_VERSION = 20  # every letter stores it
ON_THE_OUTSIDE = frozenset({"force"})
IN_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or heading; `when`: what must hold for it to be there, None when it always is."""

    text: str
    when: str | None = None

    @property
    def is_heading(self) -> bool:
        return self.text.startswith(HEADING)


@dataclass(frozen=True)
class LetterTemplate:
    """One version of one kind of letter."""

    kind: LetterKind
    version: str
    subject: str
    greeting: str
    paragraphs: tuple[Paragraph, ...]
    source: str

    @property
    def takes_words(self) -> bool:
        """Is there something for whoever writes it to say?"""
        return any(each.text == f"{{{WORDS}}}" for each in self.paragraphs)

    @property
    def offers_review(self) -> bool:
        """Does it tell whoever has the right to it that they may ask for a review?"""
        return any(each.when == MAY_ASK_FOR_REVIEW for each in self.paragraphs)

    @property
    def placeholders(self) -> frozenset[str]:
        """Everything that it is filled with."""
        texts = (self.subject, self.greeting, *(each.text for each in self.paragraphs))
        return frozenset(name for text in texts for name in IN_BRACES.findall(text))


@dataclass(frozen=True)
class Letters:
    """The template of each kind in force on the day, the sender, and what decisions are called in letters."""

    templates: Mapping[LetterKind, LetterTemplate]
    sender: Mapping[str, str]
    told_as: Mapping[str, str]


def letters(tables: Tables, titles: Collection[str], outcomes: Mapping[str, CrimeOutcome]) -> Letters:
    """Raises PackRefused. `titles`: those of offences and classes, which no outside names."""
    templates = {}
    fields = {"version": TEXT, "subject": TEXT, "greeting": TEXT, "source": TEXT}
    fields["paragraphs"] = Field(list, words="a list")
    # Also those that are not in force on the day: a version that is refused is refused before it begins.
    for key, whole, found, holds in tables.every_entry(FILE, "letter", fields):
        template = _template(key, whole, found, titles)
        if holds:
            tables.source(FILE, whole, found["source"])
            templates[template.kind] = template
    for kind in LetterKind:
        if kind.value not in tables.held[FILE]["letter"]:
            raise PackRefused(FILE, f"letter.{kind.value}", "is missing")
        if kind not in templates:
            raise PackRefused(FILE, f"letter.{kind.value}", f"has no version in force on {tables.day}")
    sender, told_as = _sender(tables, titles), _told_as(tables, outcomes)
    return Letters(MappingProxyType(templates), MappingProxyType(sender), MappingProxyType(told_as))


def _template(key: str, whole: str, found: Mapping[str, Any], titles: Collection[str]) -> LetterTemplate:
    kind = one_of(FILE, whole, key, LetterKind)
    paragraphs = tuple(_paragraph(f"{whole}.paragraphs", each) for each in found["paragraphs"])
    if not paragraphs:
        raise PackRefused(FILE, f"{whole}.paragraphs", "has no paragraph")
    if len(found["version"]) > LONGEST_VERSION:
        raise PackRefused(FILE, f"{whole}.version", f"is longer than {LONGEST_VERSION} characters")
    template = LetterTemplate(
        kind, found["version"], found["subject"], found["greeting"], paragraphs, found["source"]
    )
    _refuse_other_placeholders(f"{whole}.subject", template.subject, ON_THE_OUTSIDE)
    _refuse_offences(f"{whole}.subject", template.subject, titles)
    _refuse_other_placeholders(f"{whole}.greeting", template.greeting, SAYS_NOTHING)
    for paragraph in paragraphs:
        _refuse_other_placeholders(f"{whole}.paragraphs", paragraph.text, MAY_HOLD[kind])
        if f"{{{WORDS}}}" in paragraph.text and paragraph.text != f"{{{WORDS}}}":
            raise PackRefused(FILE, f"{whole}.paragraphs", "{words} must stand alone")
        if kind is LetterKind.UNABLE_TO_CONTACT:
            _refuse_offences(f"{whole}.paragraphs", paragraph.text, titles)
    to_a_person = (each for each in paragraphs if each.when in (None, IS_A_PERSON))
    lacking = sorted(
        MUST_HOLD[kind] - {name for each in to_a_person for name in IN_BRACES.findall(each.text)}
    )
    if lacking:
        raise PackRefused(FILE, f"{whole}.paragraphs", f"lacks {{{lacking[0]}}}: {PLACEHOLDERS[lacking[0]]}")
    return template


def _paragraph(whole: str, given: object) -> Paragraph:
    found = entry(FILE, whole, given, {"text": TEXT, "when": Field(str, "", "text")})
    when = one_of(FILE, f"{whole}.when", found["when"], CONDITIONS) if found["when"] else None
    text = found["text"]
    if text != text.strip() or "\n\n" in text or (text.startswith(HEADING) and "\n" in text):
        raise PackRefused(FILE, whole, f"{text[:40]!r} must be one paragraph, without spaces around it")
    return Paragraph(text, when)


def _refuse_other_placeholders(whole: str, text: str, allowed: Collection[str]) -> None:
    for name in IN_BRACES.findall(text):
        if name not in PLACEHOLDERS:
            listed = ", ".join(PLACEHOLDERS)
            raise PackRefused(FILE, whole, f"{{{name}}} is not something that is filled in: {listed}")
        if name not in allowed:
            raise PackRefused(FILE, whole, f"must not hold {{{name}}}: {PLACEHOLDERS[name]}")
    if re.search(r"[{}]", IN_BRACES.sub("", text)):
        raise PackRefused(FILE, whole, f"has a brace that nothing closes: {text[:40]!r}")


def _refuse_offences(whole: str, text: str, titles: Collection[str]) -> None:
    for title in titles:
        if re.search(rf"\b{re.escape(title)}\b", text, re.IGNORECASE):
            raise PackRefused(FILE, whole, f"names an offence, {title!r}, where others may see it")


def _sender(tables: Tables, titles: Collection[str]) -> dict[str, str]:
    found = dict(tables.texts(FILE, "sender"))
    for name in found:
        one_of(FILE, f"sender.{name}", name, SENDER)
    for name in SENDER:
        if name not in found:
            raise PackRefused(FILE, f"sender.{name}", "is missing")
        if "\n" in found[name]:
            raise PackRefused(FILE, f"sender.{name}", "must be on one line")
    _refuse_offences("sender.address", found["address"], titles)
    return found


def _told_as(tables: Tables, outcomes: Mapping[str, CrimeOutcome]) -> dict[str, str]:
    found = dict(tables.texts(FILE, "told_as"))
    known = {*tables.held["outcomes.toml"]["outcome"], *(kind.value for kind in TOLD_BY_KIND)}
    for name in found:
        one_of(FILE, f"told_as.{name}", name, sorted(known))
    asked = [code for code, outcome in outcomes.items() if outcome.ending is not None]
    for name in (*asked, *(kind.value for kind in TOLD_BY_KIND)):
        if name not in found:
            raise PackRefused(FILE, f"told_as.{name}", "is missing: how is a victim told it?")
    return found
