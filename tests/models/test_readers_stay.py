"""That somebody was named or broke the glass stays as it was; a review is written once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.models.filled import fill
from tests.models.rows import Rows
from tests.stores import refused

REVIEWED = "UPDATE break_glass SET reviewed_at = opened_at, reviewed_by_id = :by, finding = 'justified'"


@pytest.fixture
def rows(session: Session) -> Rows:
    made = Rows(session)
    fill(made)
    return made


@pytest.mark.parametrize(
    "change",
    ["person_id = person_id + 1", "opened_at = reviewed_at", "until_at = '2030-01-01'", "reason = 'other'"],
)
def test_the_glass_is_not_broken_otherwise_afterwards(rows: Rows, change: str):
    by = rows.person()
    rows.session.execute(sa.text(REVIEWED), {"by": by})
    assert "reviewed once" in refused(rows.session, f"UPDATE break_glass SET {change}")


def test_not_even_before_its_review(rows: Rows):
    assert "reviewed once" in refused(rows.session, "UPDATE break_glass SET reason = 'other'")


def test_a_review_is_not_written_over(rows: Rows):
    by = rows.person()
    rows.session.execute(sa.text(REVIEWED), {"by": by})
    said = refused(rows.session, "UPDATE break_glass SET finding = 'not_justified'")
    assert "reviewed once" in said


def test_who_was_named_is_not_exchanged_and_ends_all_the_same(rows: Rows):
    rows.session.execute(sa.text("UPDATE named_reader SET until_at = from_at"))
    other = rows.person()
    said = refused(rows.session, "UPDATE named_reader SET person_id = :other", other=other)
    assert "stays as it was" in said
