"""interviews: who else held them, who was there for the suspect; the review of a restriction is owed

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0015_interviews"
down_revision = "0014_directions"

NEW = {
    "case_event": ("suspect_interview_joined",),
    "duty": ("interview_without_adult", "review_restriction"),
}
RECORDED = ("audio", "video", "body_worn", "notes")
ADVICE = ("present", "by_telephone", "declined", "not_there")
ADULT = ("present", "not_needed", "absent")
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


def _is_sqlite() -> bool:
    """Where a boolean is a number, and needs a CHECK."""
    return op.get_bind().dialect.name == "sqlite"


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_interview_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def _one_of(column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_(words), name=op.f(f"ck_interview_{column}"))


def upgrade() -> None:
    for table, kinds in NEW.items():
        _allow(table, [*_kinds(table), *kinds])
    with op.batch_alter_table("suspect") as batch:
        batch.add_column(sa.Column("is_vulnerable", sa.Boolean(), nullable=False, server_default=sa.false()))
        if _is_sqlite():
            batch.create_check_constraint(op.f("ck_suspect_is_vulnerable"), "is_vulnerable IN (0, 1)")
    with op.batch_alter_table("suspect") as batch:
        batch.alter_column(
            "is_vulnerable", existing_type=sa.Boolean(), existing_nullable=False, server_default=None
        )
    op.create_table(
        "interview",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("investigation_id", NUMBER, nullable=False),
        sa.Column("suspect_id", NUMBER, nullable=False),
        sa.Column("interviewed_at", MOMENT, nullable=False),
        sa.Column("interviewed_by_id", NUMBER, nullable=False),
        sa.Column("second_officer_id", NUMBER, nullable=True),
        sa.Column("place", sa.String(120), nullable=True),
        sa.Column("recorded_how", sa.String(40), nullable=False),
        sa.Column("legal_advice", sa.String(40), nullable=False),
        sa.Column("adult", sa.String(40), nullable=False),
        sa.Column("lacks_adult", sa.Boolean(), nullable=False),
        sa.Column("why_no_adult", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.String(120), nullable=True),
        sa.Column("others_present", sa.String(300), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by_id", NUMBER, nullable=False),
        sa.CheckConstraint(
            "second_officer_id IS NULL OR second_officer_id <> interviewed_by_id",
            name=op.f("ck_interview_two_people"),
        ),
        sa.CheckConstraint(
            "adult = 'not_needed' OR (adult = 'absent' AND lacks_adult)"
            " OR (adult = 'present' AND NOT lacks_adult)",
            name=op.f("ck_interview_absence_is_marked"),
        ),
        sa.CheckConstraint(
            "why_no_adult IS NULL OR lacks_adult", name=op.f("ck_interview_reason_is_of_an_absence")
        ),
        _one_of("recorded_how", RECORDED),
        _one_of("legal_advice", ADVICE),
        _one_of("adult", ADULT),
        *(
            [sa.CheckConstraint("lacks_adult IN (0, 1)", name=op.f("ck_interview_lacks_adult"))]
            if _is_sqlite()
            else []
        ),
        _refers("investigation_id", "investigation"),
        _refers("suspect_id", "suspect"),
        _refers("interviewed_by_id", "person"),
        _refers("second_officer_id", "person"),
        _refers("recorded_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    op.create_index(op.f("ix_interview_investigation_id"), "interview", ["investigation_id"])
    op.create_index(op.f("ix_interview_suspect_id"), "interview", ["suspect_id"])


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    _refuse_to_lose("interview", sa.true())
    for table, kinds in NEW.items():
        _refuse_to_lose(table, sa.column("kind", sa.Text).in_(kinds))
    op.drop_table("interview")
    with op.batch_alter_table("suspect") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f("ck_suspect_is_vulnerable"), type_="check")
        batch.drop_column("is_vulnerable")
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
