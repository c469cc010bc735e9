"""Figures and lists of what victims are owed, asked for as pages ask, over the year in which tests play."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from insight.compliance import Figures, read_figures
from insight.compliance_counted import Asked
from tests.making import NOW
from vocabulary import Figure, FiguresBy
from workflow.months import Month, months_between
from workflow.services.opening import policy_at

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LATER = NOW + 60 * DAY
TELL = "tell_decision"
YEAR = tuple(months_between(Month(2026, 1), Month(2026, 12)))


def asked(now: dt.datetime = LATER, **more: object) -> Asked:
    values = {"months": YEAR, "now": now, "policy": policy_at(now), "units": None} | more
    return Asked(**values)


def figures(session: Session, by: FiguresBy = FiguresBy.KIND, **more: object) -> Figures:
    session.flush()
    return read_figures(session, asked(**more), by)


def numbers(session: Session, what: str = TELL, **more: object) -> dict[Figure, int]:
    """The figures of one kind that are not nought."""
    return dict(figures(session, **more).of(what).numbers)
