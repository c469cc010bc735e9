"""A letter to a victim: filled from the case, put into words and read back; and when it may not go. Pure.

What is kept is one text, of which page, print, PDF and e-mail are made: so none of them can differ from it.
Its parts are divided by an empty line: sender, whom it is to, day, greeting, subject, then the paragraphs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vocabulary import Channel, HandedOver, LetterKind, NotSent, Unsafe
from workflow.case_file import CaseFile, Victim
from workflow.policy.letters import HEADING, IN_BRACES, WORDS, Letters, LetterTemplate
from workflow.policy.pack import Policy
from workflow.refusals import FactNotAccepted
from workflow.telling import channels_in_words, channels_that_count, why_unsafe
from workflow.working_days import LONDON

# The channel of contact that each way of handing a letter over is.
CHANNEL_OF = {
    HandedOver.POSTED: Channel.LETTER,
    HandedOver.BY_HAND: Channel.LETTER,
    HandedOver.EMAILED: Channel.EMAIL,
}
LETTERS_IN_WORDS = {
    LetterKind.WRITTEN_CONFIRMATION: "Written confirmation of what they reported",
    LetterKind.UPDATE: "An update",
    LetterKind.DECISION: "A decision, with its reasons",
    LetterKind.UNABLE_TO_CONTACT: "A request to ring us, which says nothing else",
}
HANDED_OVER_IN_WORDS = {
    HandedOver.POSTED: "posted",
    HandedOver.BY_HAND: "given to them by hand",
    HandedOver.EMAILED: "sent by e-mail",
}
NOT_SENT_IN_WORDS = {
    NotSent.NO_LONGER_SAFE: "e-mail is not recorded as safe for them any more",
    NotSent.DECISION_TAKEN_BACK: "the decision that it tells was taken back",
    NotSent.ADDRESS_REFUSED: "the mail server takes nothing for this address",
    NotSent.MESSAGE_REFUSED: "the mail server refused it",
    NotSent.INTERRUPTED: "the mail server fell silent, so it may have arrived: ask them first",
}
MOST_LINES = 5  # of an address, beside the names
BY_LETTER = (Channel.LETTER, Channel.EMAIL)
DIED = (
    "This victim has died: nothing is written to them. Reach whoever is bereaved, in the way that they chose."
)
NO_CONTACT = "They do not want contact. If they have taken that back, record first that it holds no more."


@dataclass(frozen=True)
class LetterAsked:
    """What whoever writes a letter says of it.

    `may_ask_for_review`: whether this victim has the right to ask for the decision to be looked at again;
    None where nobody has worked it out, and then the letter does not speak of it.
    """

    kind: LetterKind
    words: str = ""
    decision_id: int | None = None
    may_ask_for_review: bool | None = None


@dataclass(frozen=True)
class Part:
    """A heading or a paragraph of a letter."""

    text: str
    is_heading: bool = False

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True)
class LetterText:
    """A whole letter, as it is read."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    day: str
    greeting: str
    subject: str
    parts: tuple[Part, ...]

    def as_text(self) -> str:
        """The one text that is kept."""
        return "\n\n".join(
            (
                "\n".join(self.sender),
                "\n".join(self.addressee),
                self.day,
                self.greeting,
                self.subject,
                *(f"{HEADING}{each.text}" if each.is_heading else each.text for each in self.parts),
            )
        )


def read_back(text: str) -> LetterText:
    """The letter whose text was kept."""
    sender, addressee, day, greeting, subject, *parts = text.split("\n\n")
    return LetterText(
        tuple(sender.split("\n")),
        tuple(addressee.split("\n")),
        day,
        greeting,
        subject,
        tuple(
            Part(each.removeprefix(HEADING), True) if each.startswith(HEADING) else Part(each)
            for each in parts
        ),
    )


def compose(
    template: LetterTemplate,
    letters: Letters,
    values: Mapping[str, str],
    addressee: tuple[str, ...],
    day: dt.date,
    holding: Collection[str],
) -> LetterText:
    """Fill a template. Raises FactNotAccepted for anything that would stay empty. `holding`: what is so."""
    values = values | {name: letters.sender[name] for name in ("telephone", "support", "rights")}
    parts: list[Part] = []
    for paragraph in template.paragraphs:
        if paragraph.when is not None and paragraph.when not in holding:
            continue
        if paragraph.text == f"{{{WORDS}}}":
            typed = paragraphs_of(_value(values, WORDS))
            if not typed:
                raise FactNotAccepted(*LACKING[WORDS])
            parts += [Part(each) for each in typed]
        else:
            text = _filled(paragraph.text.removeprefix(HEADING), values)
            parts.append(Part(text, paragraph.is_heading))
    return LetterText(
        (
            values["force"],
            *address_lines(letters.sender["address"]),
            f"Telephone {letters.sender['telephone']}",
        ),
        addressee,
        in_words(day),
        _filled(template.greeting, values),
        _filled(template.subject, values),
        tuple(parts),
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    # What is filled in is never filled itself, whatever braces it holds.
    return IN_BRACES.sub(lambda found: _on_one_line(_value(values, found[1])), text)


def _value(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "")
    if not value.strip():
        raise FactNotAccepted(*LACKING.get(name, ("kind", f"This letter cannot be filled: {name} is empty.")))
    return value


# Of what a person can put right: the field, and what to do.
LACKING = {
    WORDS: ("words", "Write what this letter is to tell them."),
    "outcome": ("decision", "Choose the decision that this letter tells."),
    "decided_on": ("decision", "Choose the decision that this letter tells."),
    "offence": ("kind", "The crime is not classified yet. Classify it first."),
}


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def paragraphs_of(words: str) -> list[str]:
    """What somebody typed, paragraph by paragraph; none of it passes for a heading or an empty line."""
    lines = (" ".join(line.split()).lstrip("# ") for line in words.split("\n"))
    return [each.strip("\n") for each in re.split(r"\n{2,}", "\n".join(lines)) if each.strip("\n")]


def address_lines(address: str) -> list[str]:
    """An address typed on one line or several, as an envelope has it: never higher than its window."""
    lines = [line for part in re.split(r"[\n,]", address) if (line := _on_one_line(part))]
    return (
        [*lines[: MOST_LINES - 1], ", ".join(lines[MOST_LINES - 1 :])] if len(lines) > MOST_LINES else lines
    )


def in_words(day: dt.date) -> str:
    """For example: 26 November 2026."""
    return f"{day.day} {day:%B %Y}"


def london_day(at: dt.datetime) -> dt.date:
    """The day in London on which something happened."""
    return at.astimezone(LONDON).date()


def still_tells(case: CaseFile, victim: Victim, policy: Policy, decision_id: int | None) -> bool:
    """Does a letter with this decision tell it? One who was told it in another way gets it in writing."""
    if decision_id is None:
        return False
    return not victim.was_told(decision_id, channels_that_count(case, victim, policy).channels)


def ways_to_send(
    case: CaseFile, victim: Victim, policy: Policy, decision_id: int | None = None
) -> frozenset[Channel]:
    """By letter, by e-mail, by both or by neither: as contacts are judged (workflow/telling.py)."""
    tells = still_tells(case, victim, policy, decision_id)
    return frozenset(
        each
        for each in BY_LETTER
        if why_unsafe(case, victim, policy, each, tells=tells, left_message=False) is None
    )


def why_no_letter(
    case: CaseFile, victim: Victim, policy: Policy, decision_id: int | None = None
) -> str | None:
    """Why this victim is not written to, and what to do instead; None when they are (practice P20, P27)."""
    if victim.died_on is not None:
        return DIED
    if victim.wants_no_contact:
        return NO_CONTACT
    if ways_to_send(case, victim, policy, decision_id):
        return None
    tells = still_tells(case, victim, policy, decision_id)
    whys = {why_unsafe(case, victim, policy, each, tells=tells, left_message=False) for each in BY_LETTER}
    counting = channels_that_count(case, victim, policy)
    if Unsafe.DOES_NOT_COUNT in whys:
        how = channels_in_words(counting.channels)
        return f"A letter alone does not tell this decision. Tell it {how}; then it can be written too. " + (
            counting.rule
        )
    if Unsafe.NOT_ASKED in whys:
        how = channels_in_words(counting.channels)
        return (
            f"No written way is recorded as safe for them, and in this kind of crime it may not be. Ask "
            f"them, {how}, and record how it is safe to contact them. {counting.rule}"
        )
    return "They said that no written way is safe. Reach them in a way that is."


def why_not_by(
    case: CaseFile, victim: Victim, policy: Policy, channel: Channel, decision_id: int | None = None
) -> str | None:
    """Why a letter does not go this way now; None when it may."""
    if (why := why_no_letter(case, victim, policy, decision_id)) is not None:
        return why
    if channel in ways_to_send(case, victim, policy, decision_id):
        return None
    other = "by e-mail" if channel is Channel.LETTER else "on paper"
    mine = "A letter on paper" if channel is Channel.LETTER else "E-mail"
    return f"{mine} is not recorded as safe for them. Send it {other}, or ask them."
