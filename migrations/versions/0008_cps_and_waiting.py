"""the CPS's referrals, replies and plans; what a crime waits for; new information on a finished case

The words that the CHECKs on kinds allow already are read from the database, so that this revision adds its
own to whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0008_cps_and_waiting"
down_revision = "0007_three_more_endings"

NEW_KINDS = {
    "case_event": (
        "referred_to_cps",
        "cps_replied",
        "cps_decision_considered",
        "early_advice_not_sought",
        "waiting_started",
        "waiting_ended",
        "new_information_received",
        "new_information_considered",
    ),
    "duty": ("cps_reply_chase", "cps_action", "chase", "consider_reopening"),
}
WAITING_ON = ("laboratory", "cps", "other_force", "medical", "court")
WAITING_IS_WHOLE = (
    "(waiting_on IS NULL) = (waiting_since_at IS NULL) AND (waiting_on IS NULL) = (chase_by_at IS NULL)"
    " AND (waiting_on IS NULL) = (chaser_id IS NULL)"
)
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _kinds(table: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, kinds: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _key(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, KEY, nullable=nullable)


def _words(name: str, *members: str, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="RESTRICT")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def upgrade() -> None:
    for table, kinds in NEW_KINDS.items():
        _allow(table, [*_kinds(table), *kinds])
    _add_waiting()
    with op.batch_alter_table("suspect") as batch:
        batch.add_column(sa.Column("no_early_advice_reason", sa.Text(), nullable=True))
    _create_referrals()
    _create_replies()


def _add_waiting() -> None:
    with op.batch_alter_table("investigation") as batch:
        batch.add_column(sa.Column("waiting_on", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("waiting_since_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("chase_by_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("chaser_id", KEY, nullable=True))
        batch.create_foreign_key(
            op.f("fk_investigation_chaser_id"), "person", ["chaser_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_check_constraint(
            op.f("ck_investigation_waiting_on"), sa.column("waiting_on").in_(WAITING_ON)
        )
        batch.create_check_constraint(op.f("ck_investigation_waiting_is_whole"), WAITING_IS_WHOLE)
        batch.create_index(op.f("ix_investigation_chaser_id"), ["chaser_id"], unique=False)


def _create_referrals() -> None:
    op.create_table(
        "cps_referral",
        _key("id"),
        _key("investigation_id"),
        _key("round"),
        _words("asked", "full_code_charge", "threshold_charge", "early_advice"),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("referred_at"),
        _moment("recorded_at"),
        _key("recorded_by_id"),
        _refers("cps_referral", "investigation_id", "investigation"),
        _refers("cps_referral", "recorded_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cps_referral")),
    )
    _index("cps_referral", "investigation_id")
    op.create_table(
        "cps_referral_suspect",
        _key("referral_id"),
        _key("suspect_id"),
        _refers("cps_referral_suspect", "referral_id", "cps_referral"),
        _refers("cps_referral_suspect", "suspect_id", "suspect"),
        sa.PrimaryKeyConstraint("referral_id", "suspect_id", name=op.f("pk_cps_referral_suspect")),
    )


def _create_replies() -> None:
    op.create_table(
        "cps_reply",
        _key("id"),
        _key("investigation_id"),
        _key("round"),
        _key("referral_id", nullable=True),
        _key("suspect_id", nullable=True),
        _words("kind", "charge", "action_plan", "triage_rejected", "early_advice", "no_further_action"),
        _words("ground", "evidential", "public_interest", "not_said", nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        _moment("replied_at"),
        _moment("recorded_at"),
        _key("recorded_by_id"),
        sa.CheckConstraint(
            "(kind IN ('charge', 'no_further_action')) = (suspect_id IS NOT NULL)",
            name=op.f("ck_cps_reply_suspect_is_named"),
        ),
        sa.CheckConstraint(
            "(kind = 'no_further_action') = (ground IS NOT NULL)", name=op.f("ck_cps_reply_ground_is_named")
        ),
        _refers("cps_reply", "investigation_id", "investigation"),
        _refers("cps_reply", "referral_id", "cps_referral"),
        _refers("cps_reply", "suspect_id", "suspect"),
        _refers("cps_reply", "recorded_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cps_reply")),
    )
    _index("cps_reply", "investigation_id")
    _index("cps_reply", "referral_id")
    op.create_table(
        "cps_action",
        _key("id"),
        _key("investigation_id"),
        _key("reply_id"),
        _key("event_id"),
        _moment("due_at"),
        _refers("cps_action", "id", "line_of_inquiry"),
        _refers("cps_action", "investigation_id", "investigation"),
        _refers("cps_action", "reply_id", "cps_reply"),
        _refers("cps_action", "event_id", "case_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cps_action")),
    )
    _index("cps_action", "investigation_id")
    _index("cps_action", "reply_id")
    op.create_table(
        "cps_decision_considered",
        _key("id"),
        _key("investigation_id"),
        _key("reply_id"),
        sa.Column("appealed", sa.Boolean(create_constraint=True, name="appealed"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _moment("considered_at"),
        _key("considered_by_id"),
        _refers("cps_decision_considered", "investigation_id", "investigation"),
        _refers("cps_decision_considered", "reply_id", "cps_reply"),
        _refers("cps_decision_considered", "considered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cps_decision_considered")),
        sa.UniqueConstraint("reply_id", name=op.f("uq_cps_decision_considered_reply_id")),
    )
    _index("cps_decision_considered", "investigation_id")


def downgrade() -> None:
    for table, kinds in NEW_KINDS.items():
        rows = sa.table(table, sa.column("kind", sa.Text))
        there = sa.select(sa.func.count()).select_from(rows).where(rows.c.kind.in_(kinds))
        if op.get_bind().scalar(there):
            raise RuntimeError(
                f"rows of {table} of kinds that the revision before does not know are recorded: keep this one"
            )
    tables = ("cps_decision_considered", "cps_action", "cps_reply", "cps_referral_suspect", "cps_referral")
    for table in tables:
        op.drop_table(table)
    with op.batch_alter_table("suspect") as batch:
        batch.drop_column("no_early_advice_reason")
    with op.batch_alter_table("investigation") as batch:
        batch.drop_index(op.f("ix_investigation_chaser_id"))
        batch.drop_constraint(op.f("ck_investigation_waiting_is_whole"), type_="check")
        batch.drop_constraint(op.f("ck_investigation_waiting_on"), type_="check")
        batch.drop_constraint(op.f("fk_investigation_chaser_id"), type_="foreignkey")
        for column in ("waiting_on", "waiting_since_at", "chase_by_at", "chaser_id"):
            batch.drop_column(column)
    for table, kinds in NEW_KINDS.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
