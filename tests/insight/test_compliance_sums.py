"""Figures of cases in many states add up, and behind each are as many duties as it says."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.compliance import read_figures
from insight.compliance_duties import count_duties, duties_behind, duties_to_export
from tests.insight.asking_figures import DAY, LATER, YEAR, asked
from tests.insight.filled import Filled, session_on_it  # noqa: F401
from tests.making import NOW
from vocabulary import (
    Figure,
    FiguresBy,
)


@pytest.mark.parametrize("by", FiguresBy)
def test_figures_add_up(session: Session, filled: Filled, by: FiguresBy):
    """On cases in many states: on 4 March some of what they owe runs still."""
    for now in (NOW + 2 * DAY, LATER):
        found = read_figures(session, asked(now), by)
        assert found.of().numbers[Figure.OWED] > 20
        for tally in found.tallies.values():
            of = tally.numbers
            assert of[Figure.OWED] == of[Figure.HAD_TO_BE_MET] + of[Figure.EXCUSED] + of[Figure.RUNNING]
            assert of[Figure.HAD_TO_BE_MET] == (of[Figure.MET_IN_TIME] + of[Figure.LATE] + of[Figure.OVERDUE])
            assert of[Figure.TOLD_IN_TIME] <= of[Figure.TRIED_IN_TIME] <= of[Figure.HAD_TO_BE_TOLD]
        rows = {key for key, month in found.tallies if key is not None and month is None}
        for figure in Figure:
            whole = found.of().numbers[figure]
            assert whole == sum(found.of(key).numbers[figure] for key in rows)
            assert whole == sum(found.of(None, month).numbers[figure] for month in YEAR)


def test_behind_every_figure_are_as_many_duties_as_it_says(session: Session, filled: Filled):
    found = read_figures(session, asked(), FiguresBy.KIND)
    for (what, month), tally in found.tallies.items():
        months = YEAR if month is None else tuple(each for each in YEAR if str(each) == month)
        # All figures of everything together; of its parts one each.
        for figure in Figure if (what, month) == (None, None) else (Figure.HAD_TO_BE_MET,):
            behind = duties_behind(session, asked(what=what, months=months), figure, size=1)
            assert behind.total == tally.numbers[figure], (what, month, figure)
    assert count_duties(session, asked()) == found.of().numbers[Figure.OWED]
    assert len(duties_to_export(session, asked())) == found.of().numbers[Figure.OWED]


def test_a_page_of_duties_goes_on_without_losing_or_repeating_one(session: Session, filled: Filled):
    whole = duties_behind(session, asked(), Figure.OWED, size=1_000).page.rows
    turned = [
        row
        for number in range(1, len(whole) // 7 + 2)
        for row in duties_behind(session, asked(), Figure.OWED, number, size=7).page.rows
    ]
    assert turned == whole
    assert (
        duties_behind(session, asked(), Figure.OWED, 999, size=7).page.rows == whole[-(len(whole) % 7 or 7) :]
    )
