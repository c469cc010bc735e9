"""Whether enough bank holidays to come are known, and what is said where they are not."""

from __future__ import annotations

import datetime as dt

import pytest

from app import create_app, warn_of_holidays
from settings import Mode, Settings
from tests.workflow.case_files import policy
from workflow.working_days import future_holidays_known_until, why_too_few_holidays

NOW = dt.datetime(2026, 11, 26, 10, 0, tzinfo=dt.UTC)
KNOWN_UNTIL = dt.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("today", "enough"),
    [
        (dt.date(2026, 11, 26), True),
        (dt.date(2026, 12, 1), True),
        (dt.date(2026, 12, 31), True),
        (dt.date(2027, 1, 1), False),
        (dt.date(2027, 6, 15), False),
    ],
)
def test_twelve_months_ahead_are_known_or_it_is_said_what_to_do(today: dt.date, enough: bool):
    said = why_too_few_holidays(today, policy().setting("holidays_known_months"), KNOWN_UNTIL)
    assert (said is None) is enough
    if said is not None:
        assert "until 31 December 2027 only" in said
        assert "package holidays" in said


def test_the_package_installed_knows_them():
    assert policy().setting("holidays_known_months") >= 12
    assert why_too_few_holidays(NOW.date(), policy().setting("holidays_known_months")) is None


def test_it_is_said_in_the_log_at_every_start(caplog: pytest.LogCaptureFixture):
    app = create_app(Settings(mode=Mode.TEST, database_url="sqlite://", secret_key="x" * 40))
    caplog.clear()
    warn_of_holidays(app, NOW)
    assert caplog.messages == []
    warn_of_holidays(app, dt.datetime.combine(future_holidays_known_until(), dt.time(), dt.UTC))
    assert "installs a newer version" in caplog.text
