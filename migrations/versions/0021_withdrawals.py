"""victims who withdraw, what was decided without them, who rang them back; offers of a personal statement

The words that the CHECKs on kinds allow already are read from the database, so that this revision adds its
own to whatever stands before it. What a victim wants, as recorded before, is kept: a withdrawal that an
outcome rests on is recorded from it by somebody who knows why.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0021_withdrawals"
down_revision = "0020_reviews_asked"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_KINDS = {
    "case_event": (
        "withdrawal_recorded",
        "evidence_led_decided",
        "call_back_agreed",
        "call_back_made",
        "statement_offered",
    ),
    "duty": ("call_back", "withdrawal_in_doubt", "offer_statement"),
}
VIEWS = ("supports", "does_not_support", "unable_to_support")
REASONS = (
    "fears_the_suspect",
    "fears_court",
    "family_or_relationship",
    "home_money_or_status",
    "health",
    "took_too_long",
    "no_trust",
    "settled_otherwise",
    "only_to_be_recorded",
    "another",
)
CHANNELS = ("in_person", "phone", "video", "text", "email", "letter", "through_advocate")
ACCOUNTS = ("signed_statement", "body_worn_video", "recorded_account")
RESULTS = ("own_decision", "not_own_decision", "not_reached", "not_rung")
ANSWERS = ("offered", "accepted", "declined", "not_yet")
# What hangs on another of them first.
TABLES = (
    "call_back",
    "call_back_agreed",
    "withdrawal_taken_back",
    "withdrawal",
    "evidence_led_decision",
    "statement_offer",
)


def _kinds(table: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, kinds: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _words(name: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _yes(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Boolean(create_constraint=True, name=name), nullable=nullable)


def _at(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _ref(table: str, column: str, target: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, KEY, nullable=nullable),
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT"
        ),
    ]


def _on_its_event(table: str) -> list[sa.schema.SchemaItem]:
    return [
        *_ref(table, "event_id", "case_event"),
        sa.UniqueConstraint("event_id", name=op.f(f"uq_{table}_event_id")),
    ]


def _of_a_case(table: str) -> list[sa.schema.SchemaItem]:
    """What each of the tables with a key of its own has: its id, its case, the event that made it."""
    return [
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *_ref(table, "investigation_id", "investigation"),
        *_on_its_event(table),
    ]


def _checks(table: str, **conditions: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))
        for name, condition in conditions.items()
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _make_withdrawal() -> None:
    table = "withdrawal"
    op.create_table(
        table,
        *_of_a_case(table),
        *_ref(table, "victim_id", "victim"),
        *_ref(table, "unit_id", "unit"),
        _words("view", VIEWS),
        _text("words"),
        _words("reason", REASONS),
        _text("reason_words", nullable=True),
        _words("channel", CHANNELS),
        *_ref(table, "heard_by_id", "person"),
        _at("heard_at"),
        _words("account", ACCOUNTS, nullable=True),
        sa.Column("account_reference", sa.String(120)),
        _text("help_offered", nullable=True),
        _text("help_answer", nullable=True),
        _text("protection", nullable=True),
        _yes("is_drawn"),
        _at("recorded_at"),
        *_ref(table, "recorded_by_id", "person"),
        *_checks(
            table,
            does_not_support="view <> 'supports'",
            another_reason_is_said="reason <> 'another' OR reason_words IS NOT NULL",
            account_is_whole="(account IS NULL) = (account_reference IS NULL)",
            help_is_whole="(help_offered IS NULL) = (help_answer IS NULL)",
            not_in_the_future="heard_at <= recorded_at",
        ),
    )
    _index(table, "investigation_id", "victim_id")
    op.create_table(
        "withdrawal_taken_back",
        *_ref("withdrawal_taken_back", "withdrawal_id", "withdrawal"),
        sa.PrimaryKeyConstraint("withdrawal_id", name=op.f("pk_withdrawal_taken_back")),
        _at("taken_back_at"),
        *_ref("withdrawal_taken_back", "recorded_by_id", "person"),
        *_on_its_event("withdrawal_taken_back"),
    )


def _make_evidence_led_decision() -> None:
    table = "evidence_led_decision"
    op.create_table(
        table,
        *_of_a_case(table),
        sa.Column("round", KEY, nullable=False),
        _words("decided", ("go_on", "not_pursued")),
        _text("reason"),
        _at("decided_at"),
        *_ref(table, "decided_by_id", "person"),
    )
    _index(table, "investigation_id")


def _make_call_back() -> None:
    op.create_table(
        "call_back_agreed",
        *_ref("call_back_agreed", "withdrawal_id", "withdrawal"),
        sa.PrimaryKeyConstraint("withdrawal_id", name=op.f("pk_call_back_agreed")),
        _text("reason"),
        _at("agreed_at"),
        *_ref("call_back_agreed", "agreed_by_id", "person"),
        *_on_its_event("call_back_agreed"),
    )
    op.create_table(
        "call_back",
        *_ref("call_back", "withdrawal_id", "withdrawal"),
        sa.PrimaryKeyConstraint("withdrawal_id", name=op.f("pk_call_back")),
        *_ref("call_back", "investigation_id", "investigation"),
        _words("result", RESULTS),
        _text("risk_check"),
        *_ref("call_back", "contact_id", "contact", nullable=True),
        sa.UniqueConstraint("contact_id", name=op.f("uq_call_back_contact_id")),
        _yes("help_was_offered", nullable=True),
        _at("recorded_at"),
        *_ref("call_back", "recorded_by_id", "person"),
        *_on_its_event("call_back"),
        *_checks(
            "call_back",
            what_was_said_is_whole="(result IN ('own_decision', 'not_own_decision'))"
            " = (contact_id IS NOT NULL) AND (contact_id IS NULL) = (help_was_offered IS NULL)",
        ),
    )
    _index("call_back", "investigation_id")


def _make_statement_offer() -> None:
    table = "statement_offer"
    op.create_table(
        table,
        *_of_a_case(table),
        *_ref(table, "victim_id", "victim"),
        _words("answer", ANSWERS),
        _text("words"),
        *_ref(table, "offered_by_id", "person"),
        _at("offered_at"),
        sa.Column("again_on", sa.Date()),
        _at("recorded_at"),
        *_ref(table, "recorded_by_id", "person"),
        *_checks(
            table,
            offered_again_where_open="(answer IN ('offered', 'not_yet')) = (again_on IS NOT NULL)",
            not_in_the_future="offered_at <= recorded_at",
        ),
    )
    _index(table, "investigation_id", "victim_id")


def upgrade() -> None:
    for table, kinds in NEW_KINDS.items():
        _allow(table, [*_kinds(table), *kinds])
    _make_withdrawal()
    _make_evidence_led_decision()
    _make_call_back()
    _make_statement_offer()


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    for table in TABLES:
        _refuse_to_lose(table, sa.true())
    for table, kinds in NEW_KINDS.items():
        _refuse_to_lose(table, sa.column("kind", sa.Text).in_(kinds))
    for table in TABLES:
        op.drop_table(table)
    for table, kinds in NEW_KINDS.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
