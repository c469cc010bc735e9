"""How pages put words into a sentence: the force's spelling and names, and a few sentences of their own."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from views import labels

LONDON = ZoneInfo("Europe/London")
A_LINE = re.compile(r"\b(lines? of )[ie](?=nquir(?:y|ies)\b)", re.IGNORECASE)
A_VICTIM_CARE_OFFICER = re.compile(r"\b(v)ictim care officer", re.IGNORECASE)


def in_the_forces_words(words: str, spelling: str, victim_care_officer: str) -> str:
    """Fairlead's own sentence in the force's spelling of inquiry, and with its name for that role.

    Never for what people wrote: that stays as they wrote it.
    """
    spelt = A_LINE.sub(lambda found: found[1] + spelling[0], words)

    def named(found: re.Match[str]) -> str:
        return victim_care_officer if found[1].isupper() else in_a_sentence(victim_care_officer)

    return A_VICTIM_CARE_OFFICER.sub(named, spelt)


def in_a_sentence(words: str) -> str:
    """A title inside a sentence: 'House-to-house' becomes 'house-to-house', and 'CCTV' stays as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def referral_in_words(referral) -> str:
    """For example 'Early advice, 3 November 2026: Rowan Pike'. `referral`: as insight/cps.py shows it."""
    day = referral.referred_at.astimezone(LONDON)
    named = f": {', '.join(referral.suspects)}" if referral.suspects else ""
    return f"{labels.CPS_ASKED[referral.row.asked]}, {day.day} {day:%B %Y}{named}"


def reply_in_words(reply) -> str:
    """For example 'Rowan Pike, 20 November 2026, on the evidence'."""
    day = reply.row.replied_at.astimezone(LONDON)
    return f"{reply.suspect}, {day.day} {day:%B %Y}, {labels.CPS_GROUNDS[reply.row.ground]}"
