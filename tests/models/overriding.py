"""Overrides and what people hold by date, put in by hand: right ones and wrong ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models import AccreditationHeld, ActingRank, Base, Override, TraineeProgramme
from tests.models.rows import NOW, Rows
from vocabulary import EventKind, Programme, Rank


def an_override(rows: Rows, case: int, by: int | None = None, **changes: object) -> int:
    """One for two weeks, granted with its event by somebody who did nothing else."""
    by = by or rows.person()
    values = {
        "investigation_id": case,
        "requirement": "needs_are_assessed",
        "ground": "unsafe_to_ask",
        "granted_by_id": by,
        "rank_then": Rank.INSPECTOR,
        "was_detective": False,
        "granted_at": NOW,
        "expires_at": NOW + dt.timedelta(days=14),
        "policy_version": "test",
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(case, EventKind.OVERRIDE_GRANTED, by)
    return rows.add(Override(**(values | changes)))


def wrong(**changes: object) -> Callable[[Rows], object]:
    """An override with something that cannot be."""

    def add(rows: Rows) -> None:
        case, by = rows.investigation(), rows.person()
        an_override(
            rows, case, by, **{name: by if value == "me" else value for name, value in changes.items()}
        )

    return add


def held(model: type[Base], **values: object) -> Callable[[Rows], object]:
    """A row of what somebody holds from a day; `me`: that person."""

    def add(rows: Rows) -> None:
        person = rows.person()
        given = {name: person if value == "me" else value for name, value in values.items()}
        rows.add(model(**({"person_id": person, "from_on": NOW.date()} | given)))

    return add


def two_on_one_event(rows: Rows) -> None:
    case, by = rows.investigation(), rows.person()
    event = rows.event(case, EventKind.OVERRIDE_GRANTED, by)
    for _ in "ab":
        an_override(rows, case, by, event_id=event)


ACTING = {"rank": Rank.INSPECTOR, "is_detective": False}
NO_DAY = {"until_on": NOW.date()}
CHECKS_BY_DATE = {
    "ck_override_expires_after_granted": [wrong(expires_at=NOW)],
    "ck_override_favours_another": [wrong(officer_id="me")],
    "ck_acting_rank_until_after_from": [held(ActingRank, **ACTING, **NO_DAY)],
    "ck_accreditation_held_until_after_from": [held(AccreditationHeld, level=2, **NO_DAY)],
    "ck_accreditation_held_level": [held(AccreditationHeld, level=level) for level in (0, 4)],
    "ck_trainee_programme_until_after_from": [
        lambda rows: held(TraineeProgramme, programme=Programme.PIP2, mentor_id=rows.person(), **NO_DAY)(rows)
    ],
    "ck_trainee_programme_mentor_is_another": [
        held(TraineeProgramme, programme=Programme.PIP2, mentor_id="me")
    ],
}
