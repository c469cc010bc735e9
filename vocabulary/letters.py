"""Letters to victims: their kinds, how one is handed over, why one was not sent. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is for."""

    WRITTEN_CONFIRMATION = "written_confirmation"
    UPDATE = "update"
    DECISION = "decision"
    UNABLE_TO_CONTACT = "unable_to_contact"


class LetterLanguage(StrEnum):
    """What a letter is written in."""

    PLAIN_ENGLISH = "plain_english"


class HandedOver(StrEnum):
    """How a letter left the house."""

    POSTED = "posted"
    BY_HAND = "by_hand"
    EMAILED = "emailed"


class Mailing(StrEnum):
    """Where a letter that somebody asked to have sent by e-mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    NOT_SENT = "not_sent"


class NotSent(StrEnum):
    """Why a letter did not go by e-mail. `INTERRUPTED`: nobody knows whether it arrived."""

    NO_LONGER_SAFE = "no_longer_safe"
    DECISION_TAKEN_BACK = "decision_taken_back"
    ADDRESS_REFUSED = "address_refused"
    MESSAGE_REFUSED = "message_refused"
    INTERRUPTED = "interrupted"
