"""Every constraint of the tables, by name: what the database refuses even from our own code."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Base,
    PublishedFile,
    PublishedOutcome,
    RoleHolding,
    SignInSession,
    Stream,
    TransferAcceptance,
    Unit,
)
from tests.models import corrected
from tests.models.constraints_cps import CHECKS_OF_CPS, UNIQUE_OF_CPS
from tests.models.constraints_telling import CHECKS_TELLING, UNIQUE_TELLING
from tests.models.overriding import CHECKS_BY_DATE, two_on_one_event
from tests.models.remaining_rows import REMAINING_CHECKS, answered_twice
from tests.models.restricted_rows import OF_READERS
from tests.models.rows import NOW, Rows
from vocabulary import (
    DecisionKind,
    DutyStatus,
    EventKind,
    LineStatus,
    NotPursuedReason,
    Origin,
    Rank,
    Role,
    StreamKind,
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
        rows.decision(made, rows.person(), **changes)

    return add


def duty(rows: Rows) -> None:
    made = rows.investigation()
    rows.duty(made, rows.event(made, EventKind.CRIME_RECORDED), status=DutyStatus.MET)


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
    **OF_READERS,
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


def twice(make: Callable[[Rows], Base]) -> Callable[[Rows], None]:
    def add(rows: Rows) -> None:
        rows.add(make(rows))
        rows.add(make(rows))

    return add


def published_outcome(rows: Rows) -> PublishedOutcome:
    made = getattr(rows, "published", None) or rows.investigation()
    rows.published = made
    return PublishedOutcome(investigation_id=made, month="2026-01", label="L", repeat=1, line_number=1)


def two_decisions_on_one_event(rows: Rows) -> None:
    made, by = rows.investigation(), rows.person()
    event = rows.event(made, EventKind.DECISION_PROPOSED, by)
    rows.decision(made, by, event_id=event)
    rows.decision(made, by, event_id=event)


def one_acceptance_for_two_transfers(rows: Rows) -> None:
    made, by = rows.investigation(), rows.person()
    event = rows.event(made, EventKind.TRANSFER_ACCEPTED, by)
    for _ in range(2):
        transfer = rows.decision(made, by, kind=DecisionKind.TRANSFER)
        rows.add(TransferAcceptance(decision_id=transfer, accepted_at=NOW, recorded_by_id=by, event_id=event))


def one_sign_off_event_for_two_decisions(rows: Rows) -> None:
    made, by, signer = rows.investigation(), rows.person(), rows.person()
    event = rows.event(made, EventKind.DECISION_SIGNED_OFF, signer)
    rows.sign_off(made, rows.decision(made, by), signer, event_id=event)
    rows.sign_off(made, rows.decision(made, by), signer, event_id=event)


def signed_twice(rows: Rows) -> None:
    made, signer = rows.investigation(), rows.person()
    signed = rows.decision(made, rows.person())
    rows.sign_off(made, signed, signer)
    rows.sign_off(made, signed, signer)


def event_again(same: str) -> Callable[[Rows], None]:
    def add(rows: Rows) -> None:
        made = rows.investigation()
        event = rows.event(made, EventKind.CRIME_RECORDED, submission_id="s" * 32)
        sequence = "sequence" if same == "sequence" else "sequence + 1"
        submission = "submission_id" if same == "submission_id" else "NULL"
        rows.session.execute(
            sa.text(
                "INSERT INTO case_event (stream_id, sequence, kind, recorded_at, submission_id, canonical,"
                f" previous_hash, hash) SELECT stream_id, {sequence}, kind, recorded_at, {submission},"
                " canonical, previous_hash, hash FROM case_event WHERE id = :id"
            ),
            {"id": event},
        )

    return add


UNIQUE: dict[str, Callable[[Rows], object]] = {
    **UNIQUE_OF_CPS,
    "unit (code)": lambda rows: rows.add(Unit(code="ROWS", name="Another")),
    "unit (name)": lambda rows: rows.add(Unit(code="ANOTHER", name="Rows")),
    "person (username)": lambda rows: [rows.person(username="same") for _ in "ab"],
    "sign_in_session (token_hash)": twice(
        lambda rows: SignInSession(
            token_hash="t" * 64, person_id=rows.person(), created_at=NOW, last_seen_at=NOW
        )
    ),
    "stream (kind, subject_id)": twice(
        lambda rows: Stream(kind=StreamKind.OFFENDER, subject_id=7, head_hash="0" * 64)
    ),
    "case_event (stream_id, sequence)": event_again("sequence"),
    "case_event (submission_id)": event_again("submission_id"),
    "decision (event_id)": two_decisions_on_one_event,
    "sign_off (decision_id, signed_by_id)": signed_twice,
    "sign_off (event_id)": one_sign_off_event_for_two_decisions,
    "transfer_acceptance (event_id)": one_acceptance_for_two_transfers,
    "investigation (reference_search)": lambda rows: [rows.investigation(reference=each) for each in "aA"],
    "investigation (published_crime_id)": lambda rows: [
        rows.investigation(origin=Origin.PUBLISHED_DATA, published_crime_id="p") for _ in "ab"
    ],
    "risk_that_remains (suspect_id, question)": answered_twice,
    "published_outcome (investigation_id, month, label, repeat)": twice(published_outcome),
    "override (event_id)": two_on_one_event,
    "contact (supersedes_id)": corrected.corrected_twice,
    "published_file (sha256)": twice(
        lambda rows: PublishedFile(sha256="f" * 64, name="n", rows=1, imported_at=NOW)
    ),
    **UNIQUE_TELLING,
}


def unique_constraints() -> set[str]:
    return {
        f"{table.name} ({', '.join(column.name for column in constraint.columns)})"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
    }


def test_every_unique_constraint_has_an_example():
    assert unique_constraints() == set(UNIQUE)


@pytest.mark.parametrize("what", list(UNIQUE))
def test_nothing_unique_is_there_twice(rows: Rows, what: str):
    with pytest.raises(sa.exc.IntegrityError) as caught:
        UNIQUE[what](rows)
    table, columns = re.fullmatch(r"(\w+) \((.*)\)", what).groups()
    first = columns.split(", ", maxsplit=1)[0]
    # PostgreSQL says the constraint's name; SQLite table.column, or the guard's own words.
    assert any(
        words in str(caught.value.orig)
        for words in (f"uq_{table}_{first}", f"{table}.{first}", f"{table} with this {columns}")
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table.name, foreign.parent.name)
        for table in Base.metadata.sorted_tables
        for foreign in sorted(table.foreign_keys, key=lambda each: each.parent.name)
    ],
)
def test_what_a_row_points_at_stays(session: Session, table: str, column: str):
    """Every foreign key is RESTRICT, in the database as in the models."""
    (found,) = [
        foreign
        for foreign in sa.inspect(session.connection()).get_foreign_keys(table)
        if foreign["constrained_columns"] == [column]
    ]
    assert found["options"].get("ondelete") == "RESTRICT"
