"""Lines of inquiry: recorded, answered, and the minimum for the kind of crime."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import (
    NOW,
    SUPERVISOR,
    Example,
    a_case,
    a_line,
    a_suspect,
    an_open_line,
    policy,
)
from vocabulary import LineStatus, Outcome, RiskFlag
from workflow.requirements import REGISTRY

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE


def elsewhere(status: LineStatus):
    """A line that points at a line of another crime, which stands at `status`."""
    return a_line(
        status=LineStatus.ANSWERED_ELSEWHERE,
        bearing=None,
        answered_on_line_id=7,
        answered_on_status=status,
        answered_on_reference="ANY/7/26",
    )


SUPERSEDED = a_line(id=109, status=LineStatus.SUPERSEDED, bearing=None)
EXAMPLES = [
    Example("lines_are_recorded", "there are two", a_case(), MET, "2 recorded"),
    Example(
        "lines_are_recorded",
        "a supervisor agreed that none is reasonable",
        a_case(lines=(), no_lines_agreed_by_id=SUPERVISOR),
        MET,
        "agreed by a supervisor",
    ),
    Example("lines_are_recorded", "there is none", a_case(lines=()), UNMET, "No line of inquiry"),
    Example("lines_are_recorded", "the only one is superseded", a_case(lines=(SUPERSEDED,)), UNMET),
    Example("every_line_is_answered", "all have results", a_case(), MET, "All 2"),
    Example(
        "every_line_is_answered",
        "one has a reason instead of a result",
        a_case(lines=(a_line(status=LineStatus.NOT_PURSUED, bearing=None),)),
        MET,
    ),
    Example(
        "every_line_is_answered",
        "the line of the other crime has a result",
        a_case(lines=(elsewhere(LineStatus.RESULTED),)),
        MET,
    ),
    Example(
        "every_line_is_answered",
        "a superseded line has no answer",
        a_case(lines=(a_line(), SUPERSEDED)),
        MET,
        "All 1",
    ),
    Example(
        "every_line_is_answered", "one is open", a_case(lines=(a_line(), an_open_line(id=5))), UNMET, "1 of 2"
    ),
    Example(
        "every_line_is_answered",
        "the line of the other crime is open",
        a_case(lines=(elsewhere(LineStatus.OPEN),)),
        UNMET,
    ),
    Example(
        "every_line_is_answered",
        "the line of the other crime is superseded",
        a_case(lines=(elsewhere(LineStatus.SUPERSEDED),)),
        UNMET,
    ),
    Example(
        "every_line_is_answered",
        "the line of the other crime itself points to a third",
        a_case(lines=(elsewhere(LineStatus.ANSWERED_ELSEWHERE),)),
        UNMET,
    ),
    Example("every_line_is_answered", "there is none", a_case(lines=()), NOT_APPLICABLE),
    Example("minimum_lines_are_answered", "all are answered", a_case(), MET, "All 2"),
    Example("minimum_lines_are_answered", "one is missing", a_case(lines=(a_line(),)), UNMET, "1 of 2"),
    Example(
        "minimum_lines_are_answered",
        "a suspect adds the suspect's account",
        a_case(suspects=(a_suspect(),)),
        UNMET,
        "1 of 3",
    ),
    Example(
        "minimum_lines_are_answered",
        "hate crime adds lines of its own",
        a_case(flags=frozenset({RiskFlag.HATE_CRIME})),
        UNMET,
    ),
    Example(
        "minimum_lines_are_answered",
        "no set is laid down for the class",
        a_case(offence_class="unclassified"),
        NOT_APPLICABLE,
    ),
    Example(
        "minimum_lines_are_answered",
        "a supervisor agreed that no line is reasonable: one word does not waive the set",
        a_case(lines=(), no_lines_agreed_by_id=SUPERVISOR),
        UNMET,
        "2 of 2 not answered. That no line is reasonable was agreed, and does not take the minimum away",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def items_of(key, case):
    return [item.text for item in REGISTRY[key].rule(case, policy()).items]


def test_each_unanswered_line_is_named_with_what_becomes_of_its_evidence():
    lines = (
        an_open_line(id=1, category="cctv", evidence_expires_at=NOW - dt.timedelta(days=1)),
        an_open_line(id=2, category="witnesses", evidence_expires_at=NOW + dt.timedelta(days=2)),
        an_open_line(id=3, category="forensic"),
    )
    assert items_of("every_line_is_answered", a_case(lines=lines)) == [
        "CCTV: no answer; evidence lost on 23 November 2026",
        "Witnesses and 999 recording: no answer; evidence will be lost on 26 November 2026",
        "Forensic recovery: no answer",
    ]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (LineStatus.OPEN, "still open"),
        (LineStatus.SUPERSEDED, "superseded"),
        (LineStatus.ANSWERED_ELSEWHERE, "itself answered on another crime: point at that one"),
    ],
)
def test_a_line_answered_elsewhere_says_what_the_other_line_lacks(status, words):
    case = a_case(lines=(elsewhere(status),))
    assert items_of("every_line_is_answered", case) == [f"CCTV: the line on ANY/7/26 is {words}"]


def test_the_minimum_says_which_lines_are_missing_and_which_wait_for_an_answer():
    case = a_case(lines=(an_open_line(category="cctv"),))
    assert sorted(items_of("minimum_lines_are_answered", case)) == [
        "CCTV: recorded, no answer yet",
        "Victim's account: not recorded",
    ]


def test_the_day_on_which_evidence_is_lost_is_that_of_london():
    in_summer_after_midnight = dt.datetime(2026, 8, 5, 23, 30, tzinfo=dt.UTC)
    line = an_open_line(evidence_expires_at=in_summer_after_midnight)
    [item] = REGISTRY["every_line_is_answered"].rule(a_case(lines=(line,)), policy()).items
    assert item.text.endswith("6 August 2026")
