"""restricted and covert cases: who reads them, the glass broken, victims' details hidden

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0012_restricted_records"
down_revision = "0011_overrides_and_ranks"

NEW_KINDS = (
    "case_restricted",
    "restriction_lifted",
    "reader_named",
    "reader_ended",
    "glass_broken",
    "glass_reviewed",
    "details_hidden",
    "details_shown",
)
NEW_DUTIES = ("review_break_glass",)
RESTRICTIONS = ("restricted", "covert")
REASONS = ("danger", "arrest", "victim_asks", "linked_crime", "other")
FINDINGS = ("justified", "not_justified")
WHOLE = (
    "(restriction IS NULL) = (restricted_by_id IS NULL)"
    " AND (restriction IS NULL) = (restriction_review_on IS NULL)"
)


def _words(table: str, check: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [each["sqltext"] for each in checks if each["name"] == check]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, words: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(words))


def _id() -> sa.types.TypeEngine:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _is_sqlite() -> bool:
    """Where a boolean is a number, and needs a CHECK."""
    return op.get_bind().dialect.name == "sqlite"


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT"
    )


def _one_of(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_(words), name=op.f(f"ck_{table}_{column}"))


def upgrade() -> None:
    _allow("case_event", [*_words("case_event", "ck_case_event_kind"), *NEW_KINDS])
    _allow("duty", [*_words("duty", "ck_duty_kind"), *NEW_DUTIES])
    with op.batch_alter_table("investigation") as batch:
        batch.add_column(sa.Column("restriction", sa.String(40), nullable=True))
        batch.add_column(sa.Column("restricted_by_id", _id(), nullable=True))
        batch.add_column(sa.Column("restriction_review_on", sa.Date(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_investigation_restricted_by_id"),
            "person",
            ["restricted_by_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch.create_check_constraint(
            op.f("ck_investigation_restriction"), sa.column("restriction").in_(RESTRICTIONS)
        )
        batch.create_check_constraint(op.f("ck_investigation_restriction_is_whole"), WHOLE)
    with op.batch_alter_table("victim") as batch:
        batch.add_column(sa.Column("address", sa.String(300), nullable=True))
        batch.add_column(sa.Column("details_hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
        if _is_sqlite():
            batch.create_check_constraint(op.f("ck_victim_details_hidden"), "details_hidden IN (0, 1)")
    with op.batch_alter_table("victim") as batch:
        batch.alter_column(
            "details_hidden", existing_type=sa.Boolean(), existing_nullable=False, server_default=None
        )
    _create_named_reader()
    _create_break_glass()


def _create_named_reader() -> None:
    table = "named_reader"
    op.create_table(
        table,
        sa.Column("id", _id(), nullable=False),
        sa.Column("investigation_id", _id(), nullable=False),
        sa.Column("person_id", _id(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("named_by_id", _id(), nullable=False),
        sa.CheckConstraint(
            "until_at IS NULL OR until_at >= from_at", name=op.f("ck_named_reader_ends_after_it_begins")
        ),
        _refers(table, "investigation_id", "investigation"),
        _refers(table, "person_id", "person"),
        _refers(table, "named_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_reader")),
    )
    op.create_index(op.f("ix_named_reader_investigation_id"), table, ["investigation_id"])
    op.create_index(op.f("ix_named_reader_person_id"), table, ["person_id"])


def _create_break_glass() -> None:
    table = "break_glass"
    op.create_table(
        table,
        sa.Column("id", _id(), nullable=False),
        sa.Column("investigation_id", _id(), nullable=False),
        sa.Column("person_id", _id(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duty_id", _id(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", _id(), nullable=True),
        sa.Column("finding", sa.String(40), nullable=True),
        _one_of(table, "reason", REASONS),
        _one_of(table, "finding", FINDINGS),
        sa.CheckConstraint("until_at > opened_at", name=op.f("ck_break_glass_ends_after_it_begins")),
        sa.CheckConstraint(
            "(reviewed_at IS NULL) = (reviewed_by_id IS NULL) AND (reviewed_at IS NULL) = (finding IS NULL)",
            name=op.f("ck_break_glass_review_is_whole"),
        ),
        sa.CheckConstraint(
            "reviewed_by_id IS NULL OR reviewed_by_id <> person_id",
            name=op.f("ck_break_glass_not_by_oneself"),
        ),
        _refers(table, "investigation_id", "investigation"),
        _refers(table, "person_id", "person"),
        _refers(table, "duty_id", "duty"),
        _refers(table, "reviewed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass")),
    )
    op.create_index(op.f("ix_break_glass_investigation_id"), table, ["investigation_id"])
    op.create_index("ix_break_glass_person_id_until_at", table, ["person_id", "until_at"])
    op.create_index("ix_break_glass_reviewed_at_opened_at", table, ["reviewed_at", "opened_at"])


def downgrade() -> None:
    event = sa.table("case_event", sa.column("kind", sa.Text))
    there = sa.select(sa.func.count()).select_from(event).where(event.c.kind.in_(NEW_KINDS))
    if op.get_bind().scalar(there):
        raise RuntimeError(
            "events of kinds that the revision before does not know are recorded: keep this one"
        )
    op.drop_table("break_glass")
    op.drop_table("named_reader")
    with op.batch_alter_table("victim") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f("ck_victim_details_hidden"), type_="check")
        batch.drop_column("details_hidden")
        batch.drop_column("address")
    with op.batch_alter_table("investigation") as batch:
        batch.drop_constraint(op.f("ck_investigation_restriction_is_whole"), type_="check")
        batch.drop_constraint(op.f("ck_investigation_restriction"), type_="check")
        batch.drop_constraint(op.f("fk_investigation_restricted_by_id"), type_="foreignkey")
        batch.drop_column("restriction_review_on")
        batch.drop_column("restricted_by_id")
        batch.drop_column("restriction")
    _allow("duty", [word for word in _words("duty", "ck_duty_kind") if word not in NEW_DUTIES])
    _allow("case_event", [w for w in _words("case_event", "ck_case_event_kind") if w not in NEW_KINDS])
