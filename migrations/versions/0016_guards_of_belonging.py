"""the guards of this time; and two indexes by which lists are read

Guards change with a migration. What a row names is of the row's own case; a chain stays with what it tells of;
what is owed by a time is not put off; on SQLite, no row that stays is replaced by another.
"""

from __future__ import annotations

from alembic import op

revision = "0016_guards_of_belonging"
down_revision = "0015_interviews"

INDEXES = (
    ("ix_duty_kind_status_investigation_id", "duty", ["kind", "status", "investigation_id"]),
    ("ix_investigation_reported_at_id", "investigation", ["reported_at", "id"]),
)


def upgrade() -> None:
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table_name=table)
