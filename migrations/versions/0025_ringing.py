"""that somebody rings a victim now; whether a letter speaks of the right to review; letters found by their day

The words that the CHECK on kinds allows already are read from the database, so that this revision adds its
own to whatever stands before it. Of letters made before it, nothing is said of what they speak of.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0025_ringing"
down_revision = "0024_reviews_and_safeguarding"

NEW = ("ringing_begun", "ringing_ended")


def _kinds() -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints("case_event")
    [allowed] = [check["sqltext"] for check in checks if check["name"] == "ck_case_event_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(kinds: list[str]) -> None:
    name = op.f("ck_case_event_kind")
    with op.batch_alter_table("case_event") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    _allow([*_kinds(), *NEW])
    with op.batch_alter_table("letter") as batch:
        batch.add_column(sa.Column("speaks_of_review", sa.Boolean()))
        if _is_sqlite():
            batch.create_check_constraint(op.f("ck_letter_speaks_of_review"), "speaks_of_review IN (0, 1)")
    op.create_index("ix_letter_made_at", "letter", ["made_at"])


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    _refuse_to_lose("case_event", sa.column("kind", sa.Text).in_(NEW))
    _refuse_to_lose("letter", sa.column("speaks_of_review", sa.Boolean).is_(sa.true()))
    op.drop_index("ix_letter_made_at", table_name="letter")
    with op.batch_alter_table("letter") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f("ck_letter_speaks_of_review"), type_="check")
        batch.drop_column("speaks_of_review")
    _allow([kind for kind in _kinds() if kind not in NEW])
