"""the guards of this time

Guards change with a migration. What a row names is of the row's own case; a chain stays with what it tells of;
on SQLite, no row that stays is replaced by another.
"""

from __future__ import annotations

revision = "0016_guards_of_belonging"
down_revision = "0014_directions"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
