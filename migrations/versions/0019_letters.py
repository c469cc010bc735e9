"""letters to victims: their exact text, how each was handed over, and those that wait to go by e-mail

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0019_letters"
down_revision = "0018_rights"

KINDS = ("letter_made", "letter_email_asked", "letter_not_sent", "letter_handed_over")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LETTERS = ("written_confirmation", "update", "decision", "unable_to_contact")
HOW = ("posted", "by_hand", "emailed")
STANDING = ("waiting", "sent", "not_sent")
WHY_NOT = ("no_longer_safe", "decision_taken_back", "address_refused", "message_refused", "interrupted")
TABLES = ("letter_email", "letter_handed_over", "letter")


def _kinds() -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints("case_event")
    [allowed] = [check["sqltext"] for check in checks if check["name"] == "ck_case_event_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(kinds: list[str]) -> None:
    name = op.f("ck_case_event_kind")
    with op.batch_alter_table("case_event") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _is_sqlite() -> bool:
    """Where a boolean is a number, and needs a CHECK."""
    return op.get_bind().dialect.name == "sqlite"


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT")


def _one_of(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_(words), name=op.f(f"ck_{table}_{column}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _allow([*_kinds(), *KINDS])
    op.create_table(
        "letter",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("investigation_id", NUMBER, nullable=False),
        sa.Column("victim_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("decision_id", NUMBER, nullable=True),
        sa.Column("template_version", sa.String(20), nullable=False),
        sa.Column("policy_version", sa.String(40), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", NUMBER, nullable=False),
        sa.CheckConstraint(
            "(kind = 'decision') = (decision_id IS NOT NULL)", name=op.f("ck_letter_names_what_it_tells")
        ),
        sa.CheckConstraint(
            "(kind = 'unable_to_contact') = (told = '')", name=op.f("ck_letter_says_nothing_or_tells")
        ),
        _one_of("letter", "kind", LETTERS),
        _one_of("letter", "language", ("plain_english",)),
        _refers("letter", "investigation_id", "investigation"),
        _refers("letter", "victim_id", "victim"),
        _refers("letter", "decision_id", "decision"),
        _refers("letter", "made_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    _index("letter", "investigation_id", "victim_id", "decision_id")
    op.create_table(
        "letter_handed_over",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("investigation_id", NUMBER, nullable=False),
        sa.Column("letter_id", NUMBER, nullable=False),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("handed_over_at", MOMENT, nullable=False),
        sa.Column("contact_id", NUMBER, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by_id", NUMBER, nullable=False),
        sa.CheckConstraint(
            "handed_over_at <= recorded_at", name=op.f("ck_letter_handed_over_not_in_the_future")
        ),
        _one_of("letter_handed_over", "how", HOW),
        _refers("letter_handed_over", "investigation_id", "investigation"),
        _refers("letter_handed_over", "letter_id", "letter"),
        _refers("letter_handed_over", "contact_id", "contact"),
        _refers("letter_handed_over", "recorded_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_handed_over")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_letter_handed_over_letter_id")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_letter_handed_over_contact_id")),
    )
    _index("letter_handed_over", "investigation_id")
    op.create_table(
        "letter_email",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("investigation_id", NUMBER, nullable=False),
        sa.Column("letter_id", NUMBER, nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("embargo_read", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by_id", NUMBER, nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("why_not", sa.String(40), nullable=True),
        sa.CheckConstraint(
            "(standing = 'waiting') = (ended_at IS NULL)", name=op.f("ck_letter_email_ended_when_not_waiting")
        ),
        sa.CheckConstraint(
            "(standing = 'not_sent') = (why_not IS NOT NULL)",
            name=op.f("ck_letter_email_why_it_was_not_sent"),
        ),
        _one_of("letter_email", "standing", STANDING),
        _one_of("letter_email", "why_not", WHY_NOT),
        *(
            [sa.CheckConstraint("embargo_read IN (0, 1)", name=op.f("ck_letter_email_embargo_read"))]
            if _is_sqlite()
            else []
        ),
        _refers("letter_email", "investigation_id", "investigation"),
        _refers("letter_email", "letter_id", "letter"),
        _refers("letter_email", "asked_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_email")),
    )
    _index("letter_email", "investigation_id", "letter_id")
    op.create_index("ix_letter_email_standing", "letter_email", ["standing", "id"])
    op.create_index(
        "ix_letter_email_one_at_a_time",
        "letter_email",
        ["letter_id"],
        unique=True,
        sqlite_where=sa.text("standing <> 'not_sent'"),
        postgresql_where=sa.text("standing <> 'not_sent'"),
    )


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    for table in TABLES:
        _refuse_to_lose(table, sa.true())
    _refuse_to_lose("case_event", sa.column("kind", sa.Text).in_(KINDS))
    for table in TABLES:
        op.drop_table(table)
    _allow([kind for kind in _kinds() if kind not in KINDS])
