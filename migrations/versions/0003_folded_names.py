"""folded names are as long as they are: folding may lengthen a name"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_folded_names"
down_revision = "0002_lines_kept"

TABLES = ("person", "suspect", "victim")
LONGEST_BEFORE = 120


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(
                "name_search",
                existing_type=sa.String(length=LONGEST_BEFORE),
                type_=sa.Text(),
                existing_nullable=False,
            )


def downgrade() -> None:
    for table in TABLES:
        # A name that does not fit is searched for by its beginning, as far as the column goes.
        op.execute(f"UPDATE {table} SET name_search = substr(name_search, 1, {LONGEST_BEFORE})")  # noqa: S608
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(
                "name_search",
                existing_type=sa.Text(),
                type_=sa.String(length=LONGEST_BEFORE),
                existing_nullable=False,
            )
