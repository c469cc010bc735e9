"""directions, each with its duty; and indexes by which first pages and auditors' lists are read

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0014_directions"
down_revision = "0013_risk_that_remains"

NEW = {
    "case_event": ("direction_given", "direction_done"),
    "duty": ("direction",),
}
INDEXES = (
    ("ix_line_of_inquiry_status_evidence_expires_at", "line_of_inquiry", ["status", "evidence_expires_at"]),
    ("ix_case_event_kind_recorded_at", "case_event", ["kind", "recorded_at"]),
    ("ix_contact_recorded_at", "contact", ["recorded_at"]),
    ("ix_read_log_read_at_person_id", "read_log", ["read_at", "person_id"]),
)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _kinds(table: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, kinds: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_direction_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.create_table(
        "direction",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("investigation_id", NUMBER, nullable=False),
        sa.Column("to_person_id", NUMBER, nullable=False),
        sa.Column("given_by_id", NUMBER, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by_id", NUMBER, nullable=True),
        sa.Column("done_words", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by_id IS NULL) AND (done_at IS NULL) = (done_words IS NULL)",
            name=op.f("ck_direction_done_is_whole"),
        ),
        _refers("investigation_id", "investigation"),
        _refers("to_person_id", "person"),
        _refers("given_by_id", "person"),
        _refers("done_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_direction")),
    )
    op.create_index(op.f("ix_direction_investigation_id"), "direction", ["investigation_id"])
    op.create_index("ix_direction_to_person_id_done_at", "direction", ["to_person_id", "done_at"])
    op.create_index("ix_direction_given_by_id_done_at", "direction", ["given_by_id", "done_at"])
    with op.batch_alter_table("duty") as batch:
        batch.add_column(sa.Column("direction_id", NUMBER, nullable=True))
        batch.create_foreign_key(
            op.f("fk_duty_direction_id"), "direction", ["direction_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_index(op.f("ix_duty_direction_id"), ["direction_id"])
    for table, kinds in NEW.items():
        _allow(table, [*_kinds(table), *kinds])
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for table, kinds in NEW.items():
        held = sa.table(table, sa.column("kind", sa.Text))
        if op.get_bind().scalar(sa.select(sa.func.count()).select_from(held).where(held.c.kind.in_(kinds))):
            raise RuntimeError(
                "directions are recorded, which the revision before cannot hold: keep this one"
            )
    for name, table, _ in INDEXES:
        op.drop_index(name, table_name=table)
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
    with op.batch_alter_table("duty") as batch:
        batch.drop_index(op.f("ix_duty_direction_id"))
        batch.drop_constraint(op.f("fk_duty_direction_id"), type_="foreignkey")
        batch.drop_column("direction_id")
    op.drop_table("direction")
