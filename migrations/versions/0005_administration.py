"""who must change their password; and the events of administering people and units

The words that the CHECK on kinds allows already are read from the database, so that this revision adds its
own to whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0005_administration"
down_revision = "0004_further_acts"

NEW_KINDS = ("responsibility_passed", "person_changed", "person_retired", "password_reset", "unit_renamed")
COLUMN, CHECK = "must_change_password", "ck_person_must_change_password"


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
    """Where a boolean is a number, and needs a CHECK."""
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    _allow([*_kinds(), *NEW_KINDS])
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column(COLUMN, sa.Boolean(), nullable=False, server_default=sa.false()))
        if _is_sqlite():
            batch.create_check_constraint(op.f(CHECK), f"{COLUMN} IN (0, 1)")
    with op.batch_alter_table("person") as batch:
        batch.alter_column(COLUMN, existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    event = sa.table("case_event", sa.column("kind", sa.Text))
    there = sa.select(sa.func.count()).select_from(event).where(event.c.kind.in_(NEW_KINDS))
    if op.get_bind().scalar(there):
        raise RuntimeError(
            "events of kinds that the revision before does not know are recorded: keep this one"
        )
    with op.batch_alter_table("person") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f(CHECK), type_="check")
        batch.drop_column(COLUMN)
    _allow([kind for kind in _kinds() if kind not in NEW_KINDS])
