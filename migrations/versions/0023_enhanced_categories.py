"""why a victim has enhanced rights, and when they were born

Who was assessed before has enhanced rights without a category; nothing is taken from them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023_enhanced_categories"
down_revision = "0022_updates_agreed"

NEW = ("born_on", "categories", "discretion_reason")


def upgrade() -> None:
    with op.batch_alter_table("victim") as batch:
        batch.add_column(sa.Column("born_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("categories", sa.JSON(none_as_null=True), nullable=True))
        batch.add_column(sa.Column("discretion_reason", sa.Text(), nullable=True))


def downgrade() -> None:
    held = sa.or_(*(sa.column(name).is_not(None) for name in NEW))
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table("victim")).where(held)):
        raise RuntimeError("victim holds what the revision before cannot: keep this one")
    with op.batch_alter_table("victim") as batch:
        for name in NEW:
            batch.drop_column(name)
