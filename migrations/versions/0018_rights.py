"""victims' rights as duties of their own, developments of a case, lawful reasons why a right was not given

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it. Nothing is owed for what happened before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0018_rights"
down_revision = "0017_exceptions_agreed"

NEW = {"case_event": ("development_recorded", "right_excused"), "duty": ("right", "repeated_words")}
IS_OF_A_VICTIM = "(kind = 'right') = (right_key IS NOT NULL) AND (kind <> 'right' OR victim_id IS NOT NULL)"


def _kinds(table: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, kinds: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def upgrade() -> None:
    for table, kinds in NEW.items():
        _allow(table, [*_kinds(table), *kinds])
    with op.batch_alter_table("duty") as batch:
        batch.add_column(sa.Column("right_key", sa.String(40), nullable=True))
        batch.create_check_constraint(op.f("ck_duty_a_right_is_of_a_victim"), IS_OF_A_VICTIM)


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    for table, kinds in NEW.items():
        _refuse_to_lose(table, sa.column("kind", sa.Text).in_(kinds))
    with op.batch_alter_table("duty") as batch:
        batch.drop_constraint(op.f("ck_duty_a_right_is_of_a_victim"), type_="check")
        batch.drop_column("right_key")
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
