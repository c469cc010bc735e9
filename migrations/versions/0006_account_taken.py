"""that a victim's account was taken in a contact is an event

The words that the CHECK on kinds allows already are read from the database, so that this revision adds its
own to whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0006_account_taken"
down_revision = "0005_administration"

NEW_KINDS = ("victim_account_taken",)


def _kinds() -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints("case_event")
    [allowed] = [check["sqltext"] for check in checks if check["name"] == "ck_case_event_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(kinds: list[str]) -> None:
    name = op.f("ck_case_event_kind")
    with op.batch_alter_table("case_event") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def upgrade() -> None:
    _allow([*_kinds(), *NEW_KINDS])


def downgrade() -> None:
    event = sa.table("case_event", sa.column("kind", sa.Text))
    there = sa.select(sa.func.count()).select_from(event).where(event.c.kind.in_(NEW_KINDS))
    if op.get_bind().scalar(there):
        raise RuntimeError(
            "events of kinds that the revision before does not know are recorded: keep this one"
        )
    _allow([kind for kind in _kinds() if kind not in NEW_KINDS])
