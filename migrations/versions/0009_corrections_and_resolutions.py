"""corrections of contacts and suspects, proof of a death, and resolutions out of court

The words that CHECKs allow already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0009_corrections_and_resolutions"
down_revision = "0008_cps_and_waiting"

NEW_WORDS = {
    ("case_event", "kind"): (
        "unit_transferred",
        "resolution_given",
        "resolution_checked",
        "diversion_ended",
        "contact_corrected",
        "suspect_corrected",
        "suspect_recorded_in_error",
    ),
    ("duty", "kind"): ("check_resolution",),
}
KINDS = (
    "community_resolution",
    "youth_caution",
    "youth_conditional_caution",
    "simple_caution",
    "conditional_caution",
    "penalty_notice",
    "cannabis_or_khat_warning",
    "diversion",
    "deferred_prosecution",
)
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)
TABLE = "out_of_court_resolution"


def _words(table: str, column: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_{column}"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, column: str, words: list[str]) -> None:
    name = op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column(column).in_(words))


def _enum(name: str, *words: str) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{TABLE}_{name}"), native_enum=False, create_constraint=True, length=40
    )


def _to(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete="RESTRICT"
    )


def upgrade() -> None:
    for (table, column), words in NEW_WORDS.items():
        _allow(table, column, [*_words(table, column), *words])
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("supersedes_id", KEY, nullable=True))
        batch.add_column(sa.Column("correction_reason", sa.Text(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_contact_supersedes_id"), "contact", ["supersedes_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_unique_constraint(op.f("uq_contact_supersedes_id"), ["supersedes_id"])
        batch.create_check_constraint(
            op.f("ck_contact_correction_has_a_reason"),
            "(supersedes_id IS NULL) = (correction_reason IS NULL)",
        )
        batch.create_check_constraint(op.f("ck_contact_not_corrected_by_itself"), "supersedes_id <> id")
    with op.batch_alter_table("suspect") as batch:
        batch.add_column(sa.Column("death_proof", sa.Text(), nullable=True))
        batch.add_column(sa.Column("recorded_in_error_at", WHEN, nullable=True))
        batch.add_column(sa.Column("recorded_in_error_by_id", KEY, nullable=True))
        batch.add_column(sa.Column("recorded_in_error_reason", sa.Text(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_suspect_recorded_in_error_by_id"),
            "person",
            ["recorded_in_error_by_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch.create_check_constraint(
            op.f("ck_suspect_proof_is_of_a_death"),
            "death_proof IS NULL OR COALESCE(decision, '') = 'deceased'",
        )
        batch.create_check_constraint(
            op.f("ck_suspect_error_is_whole"),
            "(recorded_in_error_at IS NULL) = (recorded_in_error_by_id IS NULL)"
            " AND (recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
        )
    _make_resolutions()


def _make_resolutions() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("investigation_id", KEY, nullable=False),
        sa.Column("suspect_id", KEY, nullable=False),
        sa.Column("kind", _enum("kind", *KINDS), nullable=False),
        sa.Column("given_at", WHEN, nullable=False),
        sa.Column("given_by_id", KEY, nullable=False),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column(
            "admitted", sa.Boolean(name=op.f(f"ck_{TABLE}_admitted"), create_constraint=True), nullable=True
        ),
        sa.Column(
            "victim_consulted",
            sa.Boolean(name=op.f(f"ck_{TABLE}_victim_consulted"), create_constraint=True),
            nullable=True,
        ),
        sa.Column("diversion_ends_on", sa.Date(), nullable=True),
        sa.Column("diversion_result", _enum("diversion_result", "completed", "failed"), nullable=True),
        sa.Column("diversion_ended_at", WHEN, nullable=True),
        sa.Column("recorded_at", WHEN, nullable=False),
        sa.Column("recorded_by_id", KEY, nullable=False),
        sa.Column("check_result", _enum("check_result", "right", "to_scrutiny"), nullable=True),
        sa.Column("checked_at", WHEN, nullable=True),
        sa.Column("checked_by_id", KEY, nullable=True),
        sa.CheckConstraint("given_at <= recorded_at", name=op.f(f"ck_{TABLE}_not_in_the_future")),
        sa.CheckConstraint(
            "(checked_at IS NULL) = (checked_by_id IS NULL) AND (checked_at IS NULL) = (check_result IS NULL)",
            name=op.f(f"ck_{TABLE}_check_is_whole"),
        ),
        sa.CheckConstraint(
            "kind IN ('diversion', 'deferred_prosecution')"
            " OR (diversion_ends_on IS NULL AND diversion_result IS NULL)",
            name=op.f(f"ck_{TABLE}_only_a_diversion_runs"),
        ),
        sa.CheckConstraint(
            "(diversion_result IS NULL) = (diversion_ended_at IS NULL)",
            name=op.f(f"ck_{TABLE}_diversion_end_is_dated"),
        ),
        _to("checked_by_id", "person"),
        _to("given_by_id", "person"),
        _to("investigation_id", "investigation"),
        _to("recorded_by_id", "person"),
        _to("suspect_id", "suspect"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("investigation_id", "suspect_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column], unique=False)


def downgrade() -> None:
    for (table, column), words in NEW_WORDS.items():
        there = sa.table(table, sa.column(column, sa.Text))
        found = sa.select(sa.func.count()).select_from(there).where(there.c[column].in_(words))
        if op.get_bind().scalar(found):
            raise RuntimeError("corrections or resolutions are recorded: keep this revision")
    for column in ("suspect_id", "investigation_id"):
        op.drop_index(op.f(f"ix_{TABLE}_{column}"), table_name=TABLE)
    op.drop_table(TABLE)
    with op.batch_alter_table("suspect") as batch:
        batch.drop_constraint(op.f("ck_suspect_error_is_whole"), type_="check")
        batch.drop_constraint(op.f("ck_suspect_proof_is_of_a_death"), type_="check")
        batch.drop_constraint(op.f("fk_suspect_recorded_in_error_by_id"), type_="foreignkey")
        for column in ("recorded_in_error_reason", "recorded_in_error_by_id", "recorded_in_error_at"):
            batch.drop_column(column)
        batch.drop_column("death_proof")
    with op.batch_alter_table("contact") as batch:
        batch.drop_constraint(op.f("ck_contact_not_corrected_by_itself"), type_="check")
        batch.drop_constraint(op.f("ck_contact_correction_has_a_reason"), type_="check")
        batch.drop_constraint(op.f("uq_contact_supersedes_id"), type_="unique")
        batch.drop_constraint(op.f("fk_contact_supersedes_id"), type_="foreignkey")
        batch.drop_column("correction_reason")
        batch.drop_column("supersedes_id")
    for (table, column), words in NEW_WORDS.items():
        _allow(table, column, [word for word in _words(table, column) if word not in words])
