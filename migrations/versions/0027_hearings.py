"""when and where a hearing is

Hearings listed before have it in their words alone, and no row.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027_hearings"
down_revision = "0026_who_to_ring"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "hearing"


def _ref(column: str, target: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, KEY, nullable=nullable),
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete="RESTRICT"
        ),
    ]


def _at(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        *_ref("investigation_id", "investigation"),
        _at("takes_place_at"),
        sa.Column("place", sa.Text(), nullable=False),
        *_ref("supersedes_id", TABLE, nullable=True),
        _at("recorded_at"),
        *_ref("recorded_by_id", "person"),
        *_ref("event_id", "case_event"),
        sa.UniqueConstraint("event_id", name=op.f(f"uq_{TABLE}_event_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f(f"uq_{TABLE}_supersedes_id")),
    )
    for column in ("investigation_id", "takes_place_at"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def downgrade() -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(TABLE))):
        raise RuntimeError(f"{TABLE} holds what the revision before cannot: keep this one")
    op.drop_table(TABLE)
