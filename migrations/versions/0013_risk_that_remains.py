"""the risk that remains, lost and unread evidence, requests, deaths and reviews

The words that CHECKs allow already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0013_risk_that_remains"
down_revision = "0012_restricted_records"

NEW_WORDS = {
    ("case_event", "kind"): (
        "risk_that_remains_recorded",
        "line_result_received",
        "line_loss_explained",
        "line_request_justified",
        "victim_death_recorded",
        "case_reviewed",
    ),
    ("duty", "kind"): ("first_review", "review"),
}
LINE_COLUMNS = ("suspect_id", "result_received_at", "loss_reason", "necessity", "scope", "consent")
VICTIM_COLUMNS = ("died_on", "bereaved_contact", "coroner_told_on", "inquest")
REQUEST = "ck_line_of_inquiry_request_is_whole"
DEATH, INQUEST = "ck_victim_death_is_whole", "ck_victim_inquest"
OF_SUSPECT, BY_SUSPECT = "fk_line_of_inquiry_suspect_id", "ix_line_of_inquiry_suspect_id"
INQUESTS = ("not_expected", "open", "concluded")
QUESTIONS = (
    "protective_order",
    "firearms",
    "children",
    "position_of_trust",
    "police_suspect",
    "other_allegations",
    "intelligence",
    "welfare",
    "told_in_person",
)


def _key() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


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
    for (table, column), new in NEW_WORDS.items():
        _allow(table, column, [*_words(table, column), *new])
    _create_risk_that_remains()
    with op.batch_alter_table("line_of_inquiry") as batch:
        batch.add_column(sa.Column("suspect_id", _key(), nullable=True))
        batch.add_column(sa.Column("result_received_at", sa.DateTime(timezone=True), nullable=True))
        for name in ("loss_reason", "necessity", "scope", "consent"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=True))
        batch.create_foreign_key(op.f(OF_SUSPECT), "suspect", ["suspect_id"], ["id"], ondelete="RESTRICT")
        batch.create_index(op.f(BY_SUSPECT), ["suspect_id"])
        batch.create_check_constraint(
            op.f(REQUEST), "(necessity IS NULL) = (scope IS NULL) AND (necessity IS NULL) = (consent IS NULL)"
        )
    with op.batch_alter_table("victim") as batch:
        batch.add_column(sa.Column("died_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("bereaved_contact", sa.String(length=300), nullable=True))
        batch.add_column(sa.Column("coroner_told_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("inquest", sa.String(length=40), nullable=True))
        batch.create_check_constraint(op.f(INQUEST), sa.column("inquest").in_(INQUESTS))
        batch.create_check_constraint(
            op.f(DEATH),
            "(died_on IS NULL) = (inquest IS NULL)"
            " AND (died_on IS NOT NULL OR (bereaved_contact IS NULL AND coroner_told_on IS NULL))",
        )


def _create_risk_that_remains() -> None:
    op.create_table(
        "risk_that_remains",
        sa.Column("id", _key(), nullable=False),
        sa.Column("investigation_id", _key(), nullable=False),
        sa.Column("suspect_id", _key(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("order_kind", sa.String(length=60), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", _key(), nullable=False),
        sa.CheckConstraint(sa.column("question").in_(QUESTIONS), name=op.f("ck_risk_that_remains_question")),
        sa.CheckConstraint(
            sa.column("answer").in_(("yes", "no", "not_applicable")), name=op.f("ck_risk_that_remains_answer")
        ),
        sa.CheckConstraint(
            "(order_kind IS NOT NULL) = (question = 'protective_order' AND answer = 'yes')",
            name=op.f("ck_risk_that_remains_order_is_named"),
        ),
        sa.CheckConstraint(
            "answer = 'yes' OR reason IS NOT NULL", name=op.f("ck_risk_that_remains_reason_is_given")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_risk_that_remains_{column}"), ondelete="RESTRICT"
            )
            for column, target in (
                ("investigation_id", "investigation.id"),
                ("suspect_id", "suspect.id"),
                ("answered_by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_that_remains")),
        sa.UniqueConstraint("suspect_id", "question", name=op.f("uq_risk_that_remains_suspect_id_question")),
    )
    op.create_index(op.f("ix_risk_that_remains_investigation_id"), "risk_that_remains", ["investigation_id"])


def downgrade() -> None:
    for (table, column), new in NEW_WORDS.items():
        words = sa.table(table, sa.column(column, sa.Text))
        there = sa.select(sa.func.count()).select_from(words).where(words.c[column].in_(new))
        if op.get_bind().scalar(there):
            raise RuntimeError(f"{table}: what the revision before does not know is recorded: keep this one")
    with op.batch_alter_table("victim") as batch:
        for name in (DEATH, INQUEST):
            batch.drop_constraint(op.f(name), type_="check")
        for name in VICTIM_COLUMNS:
            batch.drop_column(name)
    with op.batch_alter_table("line_of_inquiry") as batch:
        batch.drop_constraint(op.f(REQUEST), type_="check")
        batch.drop_index(op.f(BY_SUSPECT))
        batch.drop_constraint(op.f(OF_SUSPECT), type_="foreignkey")
        for name in LINE_COLUMNS:
            batch.drop_column(name)
    op.drop_table("risk_that_remains")
    for (table, column), new in NEW_WORDS.items():
        _allow(table, column, [word for word in _words(table, column) if word not in new])
