"""the language of the interpreter whom a victim needs; an index for what runs for one victim"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026_who_to_ring"
down_revision = "0025_ringing"

WHAT_RUNS, OF_A_VICTIM = "ix_duty_victim_id_status_due_at", "ix_duty_victim_id"
TABLE, COLUMN = "safe_contact", "interpreter"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column(COLUMN, sa.String(120)))
    op.create_index(WHAT_RUNS, "duty", ["victim_id", "status", "due_at"])
    op.drop_index(OF_A_VICTIM, "duty")


def downgrade() -> None:
    held = sa.select(sa.func.count()).select_from(sa.table(TABLE)).where(sa.column(COLUMN).is_not(None))
    if op.get_bind().scalar(held):
        raise RuntimeError(f"{TABLE} holds what the revision before cannot: keep this one")
    op.create_index(OF_A_VICTIM, "duty", ["victim_id"])
    op.drop_index(WHAT_RUNS, "duty")
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_column(COLUMN)
