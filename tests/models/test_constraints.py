"""Every constraint of the tables, by name: what the database refuses even from our own code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Base,
    RoleHolding,
)
from tests.models import corrected
from tests.models.constraints_cps import CHECKS_OF_CPS
from tests.models.constraints_telling import CHECKS_TELLING
from tests.models.interview_rows import OF_INTERVIEWS
from tests.models.letter_rows import OF_LETTERS
from tests.models.overriding import CHECKS_BY_DATE
from tests.models.remaining_rows import REMAINING_CHECKS
from tests.models.restricted_rows import OF_READERS
from tests.models.review_rows import CHECKS_OF_REVIEWS
from tests.models.rows import NOW, Rows
from tests.models.withdrawal_rows import CHECKS_OF_WITHDRAWALS
from vocabulary import (
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    LineStatus,
    NotPursuedReason,
    Origin,
    Rank,
    Role,
    SupportReferral,
    SuspectDecision,
    VictimView,
)

LATER = NOW + dt.timedelta(minutes=1)


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


def line(status: LineStatus, **changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.line(rows.investigation(), status, **changes)


def case(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.investigation(**changes)


def victim(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.victim(rows.investigation(), **changes)


def suspect(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.suspect(rows.investigation(), **changes)


def person(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.person(**changes)


def contact(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        rows.contact(ready.id, ready.victim, ready.decision, **changes)

    return add


def itself(rows: Rows) -> None:
    made = rows.line(rows.investigation(), LineStatus.OPEN)
    rows.session.execute(
        sa.text(
            "UPDATE line_of_inquiry SET status = 'answered_elsewhere', answered_on_line_id = id,"
            " result = 'r', answered_at = added_at, answered_by_id = added_by_id WHERE id = :id"
        ),
        {"id": made},
    )


def decision(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        made = rows.investigation()
        if changes.get("suspect_id"):
            changes["suspect_id"] = rows.suspect(made)
        rows.decision(made, rows.person(), **changes)

    return add


def duty(rows: Rows) -> None:
    made = rows.investigation()
    rows.duty(made, rows.event(made, EventKind.CRIME_RECORDED), status=DutyStatus.MET)


def a_right(**changes: object):
    """A victim's right without what makes it one."""

    def add(rows: Rows) -> None:
        made = rows.investigation()
        values = {"kind": DutyKind.RIGHT, "right_key": "arrest", "victim_id": rows.victim(made)} | changes
        rows.duty(made, rows.event(made, EventKind.SUSPECT_INTERVIEWED), **values)

    return add


def role(rows: Rows) -> None:
    day = NOW.date()
    rows.add(
        RoleHolding(
            person_id=rows.person(), unit_id=rows.unit_id, role=Role.AUDITOR, from_on=day, until_on=day
        )
    )


CHECKS: dict[str, list[Callable[[Rows], object]]] = {
    **CHECKS_OF_CPS,
    "ck_decision_needs_a_sign_off": [decision(sign_offs_needed=0)],
    "ck_decision_second_look_is_a_sign_off": [decision(second_rank_needed=Rank.INSPECTOR)],
    "ck_decision_suspect_is_named": [decision(kind=DecisionKind.CLOSURE, suspect_id=1)],
    "ck_direction_done_is_whole": [
        lambda rows: rows.direction(rows.investigation(), done_at=NOW),
        lambda rows: rows.direction(rows.investigation(), done_words="Asked."),
    ],
    "ck_duty_ended_when_not_running": [duty],
    "ck_duty_a_right_is_of_a_victim": [
        a_right(right_key=None),
        a_right(victim_id=None),
        a_right(kind=DutyKind.LATER_CONTACT, right_key=None),
        a_right(kind=DutyKind.PROMISE),
    ],
    "ck_investigation_occurred_in_order": [case(occurred_from_at=LATER)],
    "ck_investigation_no_lines_reason_is_agreed": [case(no_lines_reason_digest="d" * 64)],
    "ck_investigation_round": [case(round=0)],
    "ck_investigation_published_has_an_id": [
        case(origin=Origin.PUBLISHED_DATA),
        case(published_crime_id="p"),
    ],
    "ck_line_of_inquiry_answer_is_whole": [
        line(LineStatus.OPEN, result="r"),
        line(LineStatus.RESULTED, result=None),
        line(LineStatus.RESULTED, answered_at=None),
        line(LineStatus.NOT_PURSUED, answered_by_id=None),
    ],
    "ck_line_of_inquiry_result_points_somewhere": [line(LineStatus.RESULTED, bearing=None)],
    "ck_line_of_inquiry_not_pursued_has_reason": [
        line(LineStatus.NOT_PURSUED, not_pursued_reason=None),
        line(LineStatus.RESULTED, not_pursued_reason=NotPursuedReason.NOT_RELEVANT),
    ],
    "ck_line_of_inquiry_answered_elsewhere_names_line": [line(LineStatus.ANSWERED_ELSEWHERE)],
    "ck_line_of_inquiry_superseded_names_line": [line(LineStatus.SUPERSEDED)],
    "ck_line_of_inquiry_not_answered_by_itself": [itself],
    "ck_person_username_lower": [person(username="ABC"), person(username="")],
    "ck_person_accreditation": [person(accreditation=4), person(accreditation=-1)],
    "ck_role_holding_until_after_from": [role],
    "ck_suspect_decision_is_whole": [
        suspect(decision=SuspectDecision.ELIMINATED),
        suspect(decision_reason="r", decided_at=NOW, decision=None),
    ],
    "ck_suspect_interview_is_whole": [suspect(interviewed_at=NOW)],
    "ck_victim_assessment_is_whole": [victim(needs="n"), victim(needs_assessed_at=NOW)],
    "ck_victim_view_is_dated": [victim(view=VictimView.SUPPORTS)],
    "ck_victim_referral_is_dated": [victim(support_referral=SupportReferral.DECLINED)],
    "ck_contact_not_in_the_future": [contact(happened_at=LATER)],
    "ck_contact_telling_reaches": [contact(result="attempted")],
    **CHECKS_BY_DATE,
    **REMAINING_CHECKS,
    **corrected.CHECKS,
    "ck_victim_who_heard_the_view_is_dated": [victim(view_heard_at=NOW)],
    **CHECKS_TELLING,
    **CHECKS_OF_WITHDRAWALS,
    **OF_READERS,
    **CHECKS_OF_REVIEWS,
    **OF_INTERVIEWS,
    **OF_LETTERS,
}


def named_checks() -> set[str]:
    """Checks written by hand; those of enums and booleans are held to the enum by the migrations' tests."""
    return {
        str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint) and not getattr(constraint, "_type_bound", False)
    }


def test_every_check_has_an_example():
    assert named_checks() == set(CHECKS)


@pytest.mark.parametrize(
    ("name", "breaks"), [(name, breaks) for name, examples in CHECKS.items() for breaks in examples]
)
def test_a_check_refuses(rows: Rows, name: str, breaks: Callable[[Rows], object]):
    with pytest.raises(sa.exc.IntegrityError) as caught:
        breaks(rows)
    # Whatever else is wrong with the row, this is what the database names.
    assert name in str(caught.value.orig)
