"""the language of the interpreter whom a victim needs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026_who_to_ring"
down_revision = "0021_withdrawals"

TABLE, COLUMN = "safe_contact", "interpreter"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column(COLUMN, sa.String(120)))


def downgrade() -> None:
    held = sa.select(sa.func.count()).select_from(sa.table(TABLE)).where(sa.column(COLUMN).is_not(None))
    if op.get_bind().scalar(held):
        raise RuntimeError(f"{TABLE} holds what the revision before cannot: keep this one")
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_column(COLUMN)
