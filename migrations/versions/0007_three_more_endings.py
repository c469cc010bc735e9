"""crimes not investigated further, cancelled, transferred; the roles that decide about the first two

The words that a CHECK allows already are read from the database, so that this revision adds its own to whatever
stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0007_three_more_endings"
down_revision = "0006_account_taken"

ROLES = ("crime_assessor", "crime_registrar")
# table, column → the words that are new.
NEW_WORDS = {
    ("case_event", "kind"): ("case_cancelled", "case_transferred", "transfer_accepted"),
    ("case_event", "actor_role"): ROLES,
    ("role_holding", "role"): ROLES,
    ("decision", "kind"): ("not_investigated", "cancellation", "transfer"),
}
ALL_ROLES = ("investigator", "supervisor", "victim_care_officer", "auditor", "administrator", *ROLES)
ALL_RANKS = (
    "police_staff",
    "constable",
    "sergeant",
    "inspector",
    "chief_inspector",
    "superintendent",
    "chief_superintendent",
)
NEW_COLUMNS = {"role_needed": ALL_ROLES, "role_instead": ALL_ROLES, "second_rank_needed": ALL_RANKS}
SECOND_LOOK = "second_rank_needed IS NULL OR sign_offs_needed >= 2"


def _words(table: str, column: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_{column}"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, column: str, words: list[str]) -> None:
    name = op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column(column).in_(words))


def upgrade() -> None:
    for (table, column), words in NEW_WORDS.items():
        _allow(table, column, [*_words(table, column), *words])
    with op.batch_alter_table("decision") as batch:
        for column, words in NEW_COLUMNS.items():
            batch.add_column(sa.Column(column, sa.String(40), nullable=True))
            batch.create_check_constraint(op.f(f"ck_decision_{column}"), sa.column(column).in_(words))
        batch.create_check_constraint(op.f("ck_decision_second_look_is_a_sign_off"), SECOND_LOOK)
    _add_acceptances()
    op.create_index("ix_case_event_kind_id", "case_event", ["kind", "id"])


def _add_acceptances() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "transfer_acceptance",
        sa.Column("decision_id", key, nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", key, nullable=False),
        sa.Column("event_id", key, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_transfer_acceptance_decision_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["case_event.id"],
            name=op.f("fk_transfer_acceptance_event_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["person.id"],
            name=op.f("fk_transfer_acceptance_recorded_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_transfer_acceptance")),
        sa.UniqueConstraint("event_id", name=op.f("uq_transfer_acceptance_event_id")),
    )
    op.create_index(op.f("ix_transfer_acceptance_recorded_by_id"), "transfer_acceptance", ["recorded_by_id"])


def _refuse_to_lose_what_is_recorded() -> None:
    for (table, column), words in NEW_WORDS.items():
        rows = sa.table(table, sa.column(column, sa.Text))
        there = sa.select(sa.func.count()).select_from(rows).where(rows.c[column].in_(words))
        if op.get_bind().scalar(there):
            raise RuntimeError(
                f"{table} holds {column}s that the revision before does not know: keep this one"
            )


def downgrade() -> None:
    _refuse_to_lose_what_is_recorded()
    op.drop_index("ix_case_event_kind_id", "case_event")
    op.drop_table("transfer_acceptance")
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_second_look_is_a_sign_off"), type_="check")
        for column in NEW_COLUMNS:
            batch.drop_constraint(op.f(f"ck_decision_{column}"), type_="check")
            batch.drop_column(column)
    for (table, column), words in NEW_WORDS.items():
        _allow(table, column, [word for word in _words(table, column) if word not in words])
