"""Rows of corrections and resolutions that the database must refuse, by the constraint that refuses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from tests.models.filled import resolution
from tests.models.rows import NOW, Rows
from vocabulary import DiversionResult, ResolutionCheck, ResolutionKind, SuspectDecision

LATER = NOW + dt.timedelta(hours=1)
Add = Callable[[Rows], object]


def given(**changes: object) -> Add:
    return lambda rows: resolution(rows, rows.investigation(), **changes)


def suspect(**changes: object) -> Add:
    return lambda rows: rows.suspect(rows.investigation(), **changes)


def contact(**changes: object) -> Add:
    def add(rows: Rows) -> int:
        case = rows.investigation()
        return rows.contact(case, rows.victim(case), **changes)

    return add


def corrects_itself(rows: Rows) -> None:
    case = rows.investigation()
    victim = rows.victim(case)
    first = rows.contact(case, victim)
    free = rows.session.scalar(sa.text("SELECT max(id) FROM contact")) + 1
    assert free > first
    # The guard asks that the other is there, and is set aside: the constraint stands by itself.
    for statement in SET_ASIDE[rows.session.connection().dialect.name]:
        rows.session.execute(sa.text(statement))
    rows.contact(case, victim, id=free, supersedes_id=free, correction_reason="Wrong.")


SET_ASIDE = {
    "sqlite": ["DROP TRIGGER guard_contact_corrects_its_own_victims_insert"],
    "postgresql": ["DROP TRIGGER guard_contact_corrects_its_own_victims_insert ON contact"],
}


def corrected_twice(rows: Rows) -> None:
    case = rows.investigation()
    victim = rows.victim(case)
    first = rows.contact(case, victim)
    for _ in "ab":
        rows.contact(case, victim, supersedes_id=first, correction_reason="Wrong.")


DIVERTED = {"kind": ResolutionKind.DIVERSION}
CHECKS: dict[str, list[Add]] = {
    "ck_contact_correction_has_a_reason": [contact(correction_reason="Wrong.")],
    "ck_contact_not_corrected_by_itself": [corrects_itself],
    "ck_suspect_proof_is_of_a_death": [
        suspect(death_proof="Seen."),
        suspect(
            death_proof="Seen.",
            decision=SuspectDecision.WANTED,
            decision_reason="r",
            decided_at=NOW,
            decided_by_id=1,
        ),
    ],
    "ck_suspect_error_is_whole": [
        suspect(recorded_in_error_at=NOW),
        suspect(recorded_in_error_reason="Her own name."),
    ],
    "ck_out_of_court_resolution_not_in_the_future": [given(given_at=LATER)],
    "ck_out_of_court_resolution_check_is_whole": [
        given(checked_at=NOW),
        given(check_result=ResolutionCheck.RIGHT),
    ],
    "ck_out_of_court_resolution_only_a_diversion_runs": [given(diversion_ends_on=NOW.date())],
    "ck_out_of_court_resolution_diversion_end_is_dated": [
        given(**DIVERTED, diversion_result=DiversionResult.COMPLETED),
        given(**DIVERTED, diversion_ended_at=NOW),
    ],
}
