"""The demonstration's crimes keep their hours of the day, whenever it is loaded, and none is to come."""

from __future__ import annotations

import datetime as dt

import pytest

from commands.demo_force.cases import record_cases
from commands.demo_force.crimes import last
from workflow.working_days import LONDON

# In winter and in summer, before and after noon, and on the night when the clocks go back.
LOADED = [
    dt.datetime(2026, 11, 26, 4, 8, tzinfo=dt.UTC),
    dt.datetime(2026, 11, 26, 23, 50, tzinfo=dt.UTC),
    dt.datetime(2026, 7, 1, 11, 0, tzinfo=dt.UTC),
    dt.datetime(2026, 7, 1, 10, 59, tzinfo=dt.UTC),
    dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC),
]


@pytest.mark.parametrize("now", LOADED, ids=str)
@pytest.mark.parametrize("clock", ["12:00", "19:20", "03:10"])
def test_when_a_clock_last_showed_something_is_within_a_day_and_not_to_come(now: dt.datetime, clock: str):
    found = last(clock, now)
    assert f"{found.astimezone(LONDON):%H:%M}" == clock
    assert dt.timedelta(0) <= now - found <= dt.timedelta(hours=25)


@pytest.mark.parametrize("now", LOADED, ids=str)
def test_a_crime_begins_at_the_same_hour_whenever_it_is_loaded(now: dt.datetime):
    began = []
    record_cases(None, None, now, [(29.66, lambda telling: began.append(telling.now))])
    assert f"{began[0].astimezone(LONDON):%H:%M}" == "20:09"
    assert began[0] < now
