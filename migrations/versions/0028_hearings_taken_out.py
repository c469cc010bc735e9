"""a hearing that was taken out of the list, with none in its place"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028_hearings_taken_out"
down_revision = "0027_hearings"

TABLE = "hearing"
TAKES_PLACE_AT = sa.DateTime(timezone=True)
CHECKS = {
    "when_and_where": "(takes_place_at IS NULL) = (place IS NULL)",
    "says_something": "takes_place_at IS NOT NULL OR supersedes_id IS NOT NULL",
}


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.alter_column("takes_place_at", existing_type=TAKES_PLACE_AT, nullable=True)
        batch.alter_column("place", existing_type=sa.Text(), nullable=True)
        for name, condition in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), condition)


def downgrade() -> None:
    held = sa.select(sa.func.count()).select_from(sa.table(TABLE)).where(sa.column("place").is_(None))
    if op.get_bind().scalar(held):
        raise RuntimeError(f"{TABLE} holds what the revision before cannot: keep this one")
    with op.batch_alter_table(TABLE) as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_{TABLE}_{name}"), type_="check")
        batch.alter_column("takes_place_at", existing_type=TAKES_PLACE_AT, nullable=False)
        batch.alter_column("place", existing_type=sa.Text(), nullable=False)
