"""victims ask for a decision to be reviewed; what is done about it; and who was told that they may

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0020_reviews_asked"
down_revision = "0019_letters"

NEW = {
    "case_event": (
        "review_requested",
        "late_request_accepted",
        "request_acknowledged",
        "reviewer_named",
        "request_passed_on",
        "request_ended",
        "review_result_told",
        "suspect_decision_overturned",
    ),
    "duty": ("acknowledge_review", "decide_review", "pass_review_on", "tell_review_result"),
}
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHANNELS = ("in_person", "phone", "video", "text", "email", "letter", "through_advocate")
SCHEMES = ("police", "cps")
DONE = ("accepted_late", "acknowledged", "reviewer_named", "passed_on", "ended", "result_told")
RESULTS = (
    "confirmed",
    "overturned_charge",
    "overturned_refer_to_cps",
    "overturned_out_of_court",
    "overturned_investigate",
    "time_barred",
    "not_eligible",
    "out_of_time",
    "stands_no_more",
    "withdrawn",
)
CHECKS = {
    "reviewer_is_named": "(kind = 'reviewer_named') = (reviewer_id IS NOT NULL)",
    "passing_on_is_whole": "(kind = 'passed_on') = (passed_to IS NOT NULL)",
    "ending_has_a_result": "(kind = 'ended') = (result IS NOT NULL)",
    "reaching_has_a_channel": "(kind IN ('acknowledged', 'result_told')) = (how IS NOT NULL)",
    "not_in_the_future": "done_at <= recorded_at",
}
REACHED = "told_of_review IS NULL OR NOT told_of_review OR result = 'reached'"
ONCE = sa.text("kind <> 'reviewer_named'")


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


def _words(name: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _at(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _ref(table: str, column: str, target: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    name = op.f(f"fk_{table}_{column}")
    return [
        sa.Column(column, KEY, nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT"),
    ]


def _of_a_case(table: str) -> list[sa.schema.SchemaItem]:
    """What both tables have: an id, the case, who recorded it when, the event that made it."""
    return [
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *_ref(table, "investigation_id", "investigation"),
        sa.Column("words", sa.Text(), nullable=False),
        _at("recorded_at"),
        *_ref(table, "recorded_by_id", "person"),
        *_ref(table, "event_id", "case_event"),
        sa.UniqueConstraint("event_id", name=op.f(f"uq_{table}_event_id")),
    ]


def _make_request() -> None:
    table = "review_request"
    op.create_table(
        table,
        *_of_a_case(table),
        *_ref(table, "victim_id", "victim"),
        *_ref(table, "decision_id", "decision"),
        _words("scheme", SCHEMES),
        _at("asked_at"),
        _words("how", CHANNELS),
        sa.Column("is_late", sa.Boolean(create_constraint=True, name="is_late"), nullable=False),
        sa.Column("charging_limit_on", sa.Date()),
        sa.CheckConstraint("asked_at <= recorded_at", name=op.f(f"ck_{table}_not_in_the_future")),
    )
    for column in ("investigation_id", "victim_id", "decision_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _make_step() -> None:
    table = "review_request_step"
    op.create_table(
        table,
        *_of_a_case(table),
        *_ref(table, "request_id", "review_request"),
        _words("kind", DONE),
        _at("done_at"),
        *_ref(table, "reviewer_id", "person", nullable=True),
        sa.Column("passed_to", sa.String(300)),
        _words("how", CHANNELS, nullable=True),
        _words("result", RESULTS, nullable=True),
        *(sa.CheckConstraint(check, name=op.f(f"ck_{table}_{name}")) for name, check in CHECKS.items()),
    )
    for column in ("investigation_id", "request_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_index(
        f"ix_{table}_once",
        table,
        ["request_id", "kind"],
        unique=True,
        sqlite_where=ONCE,
        postgresql_where=ONCE,
    )


def upgrade() -> None:
    for table, kinds in NEW.items():
        _allow(table, [*_kinds(table), *kinds])
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("told_of_review", sa.Boolean()))
        batch.create_check_constraint(op.f("ck_contact_who_is_told_of_review_is_reached"), REACHED)
        if _is_sqlite():
            batch.create_check_constraint(op.f("ck_contact_told_of_review"), "told_of_review IN (0, 1)")
    _make_request()
    _make_step()


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    _refuse_to_lose("review_request", sa.true())
    _refuse_to_lose("contact", sa.column("told_of_review", sa.Boolean).is_(sa.true()))
    for table, kinds in NEW.items():
        _refuse_to_lose(table, sa.column("kind", sa.Text).in_(kinds))
    op.drop_table("review_request_step")
    op.drop_table("review_request")
    with op.batch_alter_table("contact") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f("ck_contact_told_of_review"), type_="check")
        batch.drop_constraint(op.f("ck_contact_who_is_told_of_review_is_reached"), type_="check")
        batch.drop_column("told_of_review")
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
