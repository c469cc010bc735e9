"""Letters of the invented force: read as they will be, made, and given to whoever they are to."""

from __future__ import annotations

from commands.demo_force.telling import Telling
from vocabulary import HandedOver, LetterKind
from workflow.ledger import sha256
from workflow.letters import LetterAsked
from workflow.reading.letters import draft_letter
from workflow.services.letters import hand_over_letter, make_letter
from workflow.services.opening import policy_at


def write_to_first_victim(t: Telling, by: str, kind: LetterKind, words: str = "") -> int:
    """A letter to the first victim; returns its id."""
    asked, victim, now = LetterAsked(kind, words), t.victims[0], t.later(minutes=10)
    seen = draft_letter(t.session, t.case(), victim, asked, policy_at(now), now).as_text()
    return make_letter(t.session, t.who(by), victim, asked, sha256(seen), now=now)


def give_by_hand(t: Telling, by: str, letter: int) -> None:
    now = t.later(minutes=30)
    hand_over_letter(t.session, t.who(by), letter, HandedOver.BY_HAND, now, now=now)
