"""Rows of interviews, and what the database refuses of them."""

from __future__ import annotations

from collections.abc import Callable

from models import Interview
from tests.models.rows import NOW, Rows
from vocabulary import AppropriateAdult, InterviewRecord, LegalAdvice


def an_interview(rows: Rows, case: int, **changes: object) -> int:
    """Of a suspect of the case, an adult, by one officer unless `changes` say otherwise."""
    values = {
        "investigation_id": case,
        "suspect_id": rows.suspect(case),
        "interviewed_at": NOW,
        "interviewed_by_id": rows.person(),
        "place": "Northgate",
        "recorded_how": InterviewRecord.AUDIO,
        "legal_advice": LegalAdvice.DECLINED,
        "adult": AppropriateAdult.NOT_NEEDED,
        "lacks_adult": False,
        "recorded_at": NOW,
        "recorded_by_id": rows.person(),
    }
    return rows.add(Interview(**(values | changes)))


def wrong(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: an_interview(rows, rows.investigation(), **changes)


def by_one_person_twice(rows: Rows) -> None:
    by = rows.person()
    an_interview(rows, rows.investigation(), interviewed_by_id=by, second_officer_id=by)


OF_INTERVIEWS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_interview_two_people": [by_one_person_twice],
    "ck_interview_absence_is_marked": [
        wrong(adult=AppropriateAdult.ABSENT),
        wrong(adult=AppropriateAdult.PRESENT, lacks_adult=True),
    ],
    "ck_interview_reason_is_of_an_absence": [wrong(why_no_adult="None came.")],
}
