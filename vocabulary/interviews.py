"""How a suspect was interviewed under caution, and who was there for them. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class InterviewRecord(StrEnum):
    """How an interview was recorded as it was held."""

    AUDIO = "audio"
    VIDEO = "video"
    BODY_WORN = "body_worn"
    NOTES = "notes"


class LegalAdvice(StrEnum):
    """What became of the suspect's right to legal advice. `NOT_THERE`: asked for, and held without it."""

    PRESENT = "present"
    BY_TELEPHONE = "by_telephone"
    DECLINED = "declined"
    NOT_THERE = "not_there"


class AppropriateAdult(StrEnum):
    """Whether somebody looked after the interests of a suspect who is a child or may be vulnerable."""

    PRESENT = "present"
    NOT_NEEDED = "not_needed"
    ABSENT = "absent"
