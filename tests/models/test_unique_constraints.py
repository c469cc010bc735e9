"""What is there once, and what stays while something points at it: the database refuses the rest."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Base,
    PublishedFile,
    PublishedOutcome,
    SignInSession,
    Stream,
    TransferAcceptance,
    Unit,
)
from tests.models import corrected
from tests.models.constraints_cps import UNIQUE_OF_CPS
from tests.models.constraints_telling import UNIQUE_TELLING
from tests.models.letter_rows import UNIQUE_OF_LETTERS
from tests.models.overriding import two_on_one_event
from tests.models.remaining_rows import answered_twice
from tests.models.review_rows import UNIQUE_OF_REVIEWS, acknowledged_twice, named_twice
from tests.models.rows import NOW, Rows
from tests.models.withdrawal_rows import UNIQUE_OF_WITHDRAWALS
from vocabulary import (
    DecisionKind,
    EventKind,
    Origin,
    StreamKind,
)


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


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
    **UNIQUE_OF_LETTERS,
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
    **UNIQUE_OF_REVIEWS,
    **UNIQUE_OF_WITHDRAWALS,
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


def test_a_request_for_a_review_is_acknowledged_once_and_given_to_one_reviewer_after_another(rows: Rows):
    assert named_twice(rows) == 2
    with pytest.raises(sa.exc.IntegrityError):
        acknowledged_twice(rows)
