"""How a victim is safely reached, and why one was not told. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class AdviserKind(StrEnum):
    """Who speaks for a victim, or stands beside them."""

    SPOKESPERSON = "spokesperson"
    PARENT = "parent"
    ISVA = "isva"
    IDVA = "idva"
    SOLO = "solo"
    FAMILY_LIAISON = "family_liaison"
    ANOTHER = "another"


class ExceptionKind(StrEnum):
    """Why a decision may be final for a victim who has not been told it (practice P18).

    That there is no identifiable victim is a reason on the case, not on a victim.
    """

    DOES_NOT_WANT_CONTACT = "does_not_want_contact"
    UNABLE_TO_CONTACT = "unable_to_contact"
    NOT_TOLD_YET = "not_told_yet"
    TOLD_BY_ANOTHER_BODY = "told_by_another_body"


# Recorded by whoever agrees. The others anybody records: they count once somebody independent has seen them,
# by signing the decision off afterwards, or by agreeing.
AGREED_EXCEPTIONS = frozenset({ExceptionKind.UNABLE_TO_CONTACT, ExceptionKind.NOT_TOLD_YET})


class OtherBody(StrEnum):
    """Who told a victim instead of this force's officers."""

    CPS = "cps"
    WITNESS_CARE = "witness_care"
    ISVA = "isva"
    FAMILY_LIAISON = "family_liaison"
    OTHER_FORCE = "other_force"


class Unsafe(StrEnum):
    """Why a contact was marked when it was recorded: kept, and looked at in the same shift (practice P4)."""

    NO_CONTACT_WANTED = "no_contact_wanted"
    MARKED_UNSAFE = "marked_unsafe"
    MESSAGE_LEFT = "message_left"
    NOT_ASKED = "not_asked"
    DOES_NOT_COUNT = "does_not_count"
