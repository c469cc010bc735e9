"""what was recorded of a victim who was not told is agreed by somebody with no part in the case

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it. What was recorded before it, and counts for no sign-off, waits to be agreed to.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0017_exceptions_agreed"
down_revision = "0016_guards_of_belonging"

NEW = {"case_event": ("telling_exception_agreed",), "duty": ("agree_exception",)}
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "telling_exception_agreed"


def _kinds(table: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, kinds: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{TABLE}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    for table, kinds in NEW.items():
        _allow(table, [*_kinds(table), *kinds])
    op.create_table(
        TABLE,
        sa.Column("exception_id", NUMBER, nullable=False),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.Column("agreed_by_id", NUMBER, nullable=False),
        sa.Column("event_id", NUMBER, nullable=False),
        _refers("exception_id", "telling_exception"),
        _refers("agreed_by_id", "person"),
        _refers("event_id", "case_event"),
        sa.PrimaryKeyConstraint("exception_id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("event_id", name=op.f(f"uq_{TABLE}_event_id")),
    )


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    _refuse_to_lose(TABLE, sa.true())
    for table, kinds in NEW.items():
        _refuse_to_lose(table, sa.column("kind", sa.Text).in_(kinds))
    op.drop_table(TABLE)
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
