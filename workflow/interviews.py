"""Whether a suspect needed an appropriate adult, and had one; and how an interview is told. Pure."""

from __future__ import annotations

import datetime as dt

from vocabulary import AppropriateAdult, InterviewRecord, LegalAdvice
from workflow.ages import was_child

RECORDED_IN_WORDS = {
    InterviewRecord.AUDIO: "Audio recorded",
    InterviewRecord.VIDEO: "Audio and video recorded",
    InterviewRecord.BODY_WORN: "Recorded on body-worn video",
    InterviewRecord.NOTES: "Written notes only",
}
ADVICE_IN_WORDS = {
    LegalAdvice.PRESENT: "Legal representative there",
    LegalAdvice.BY_TELEPHONE: "Legal advice by telephone",
    LegalAdvice.DECLINED: "Legal advice declined",
    LegalAdvice.NOT_THERE: "Legal advice asked for, and not there",
}
ADULTS_IN_WORDS = {
    AppropriateAdult.PRESENT: "Appropriate adult there",
    AppropriateAdult.NOT_NEEDED: "No appropriate adult needed",
    AppropriateAdult.ABSENT: "No appropriate adult",
}


def needs_adult(born_on: dt.date | None, is_vulnerable: bool, at: dt.datetime) -> bool:
    """By what is recorded: under 18 then, or somebody who is or may be vulnerable."""
    return is_vulnerable or (born_on is not None and was_child(born_on, at))


def lacks_adult(adult: AppropriateAdult, is_needed: bool) -> bool:
    """Whoever says that one was absent says that one was needed, whatever the date of birth."""
    return adult is AppropriateAdult.ABSENT or (is_needed and adult is AppropriateAdult.NOT_NEEDED)
