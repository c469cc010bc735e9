"""risk and death recorded on a finished case; naming a reviewer and chasing the CPS's review are owed

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it. What was asked before is owed nothing more than it was.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0024_reviews_and_safeguarding"
down_revision = "0023_enhanced_categories"

NEW = {
    "case_event": ("risk_recorded_since", "victim_death_learnt"),
    "duty": ("name_reviewer", "cps_review_chase"),
}


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


def _refuse_to_lose(table: str, kinds: tuple[str, ...]) -> None:
    query = sa.select(sa.func.count()).select_from(sa.table(table))
    if op.get_bind().scalar(query.where(sa.column("kind", sa.Text).in_(kinds))):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    for table, kinds in NEW.items():
        _refuse_to_lose(table, kinds)
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
