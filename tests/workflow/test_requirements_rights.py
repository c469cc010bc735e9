"""Victims' rights at the gates: what is overdue without a reason stands in the way, and nothing else does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workflow.case_files import NOW, Example, a_case, a_victim, policy
from vocabulary import DutyStatus, Outcome, RightSubject
from workflow.case_file import RightOwed
from workflow.requirements import REGISTRY

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
DAY = dt.timedelta(days=1)
BY_SUBJECT = {
    RightSubject.CONFIRMATION: "reports_are_confirmed_in_writing",
    RightSubject.INFORMATION: "victims_are_informed",
    RightSubject.INTERVIEWS: "accounts_are_planned",
    RightSubject.UPDATES: "updates_are_agreed",
    RightSubject.ARREST: "arrests_are_told",
    RightSubject.BAIL: "release_and_bail_are_told",
    RightSubject.CHARGE: "charges_and_resolutions_are_told",
    RightSubject.CPS: "decisions_of_the_cps_are_told",
    RightSubject.COURT: "courts_are_told",
    RightSubject.COMPLAINT: "complaints_are_answered",
}


def of(subject: RightSubject) -> str:
    """A right of the pack that is about this."""
    return next(key for key, right in policy().rights.items() if right.subject is subject)


def owed(key: str, status: DutyStatus, due_at: dt.datetime = NOW + DAY):
    ended = None if status is DutyStatus.RUNNING else NOW - DAY
    right = RightOwed(1, key, status, NOW - 3 * DAY, due_at, ended)
    return a_case(victims=(a_victim(rights=(right,)),))


EXAMPLES = [
    example
    for subject, requirement in BY_SUBJECT.items()
    for example in (
        Example(requirement, "nothing has begun", a_case(), NOT_APPLICABLE, "Nothing has happened"),
        Example(requirement, "given", owed(of(subject), DutyStatus.MET), MET, "Given in time: 1."),
        Example(requirement, "given late", owed(of(subject), DutyStatus.MET_LATE), MET, "Given late: 1."),
        Example(requirement, "excused", owed(of(subject), DutyStatus.EXCUSED), MET, "recorded reason: 1."),
        Example(requirement, "not due yet", owed(of(subject), DutyStatus.RUNNING), UNMET, "not due yet"),
        Example(
            requirement,
            "overdue",
            owed(of(subject), DutyStatus.RUNNING, NOW - DAY),
            UNMET,
            "1 overdue, and no reason recorded",
        ),
    )
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_the_requirement_finds(example: Example):
    example.check()


def test_every_subject_of_a_right_has_a_requirement():
    assert set(BY_SUBJECT) == set(RightSubject)
    assert {right.subject for right in policy().rights.values()} == set(RightSubject)


def test_only_what_is_overdue_stands_in_the_way():
    key = of(RightSubject.ARREST)
    rule = REGISTRY[BY_SUBJECT[RightSubject.ARREST]].rule
    assert rule(owed(key, DutyStatus.RUNNING, NOW - DAY), policy()).stands_in_the_way
    assert not rule(owed(key, DutyStatus.RUNNING), policy()).stands_in_the_way


def test_one_victims_rights_are_no_others():
    key = of(RightSubject.ARREST)
    late = RightOwed(1, key, DutyStatus.RUNNING, NOW - 9 * DAY, NOW - DAY)
    given = RightOwed(2, key, DutyStatus.MET, NOW - 9 * DAY, NOW - DAY, NOW - 2 * DAY)
    case = a_case(victims=(a_victim(rights=(given,)), replace(a_victim(id=301), rights=(late,))))
    finding = Example(BY_SUBJECT[RightSubject.ARREST], "", case, UNMET, "1 overdue").check()
    assert [(item.kind, item.id) for item in finding.items] == [("victim_rights", 301)]
