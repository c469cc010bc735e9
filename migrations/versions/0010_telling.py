"""how victims are safely reached, why one was not told, what must not be told yet; and the guards of this time

The words that the CHECKs on kinds allow already are read from the database, so that this revision adds its
own to whatever stands before it. The guard on finishing changes with it: a telling by a channel that does not
count tells nobody, and an exception of practice stands in for it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0010_telling"
down_revision = "0009_corrections_and_resolutions"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_EVENTS = (
    "safe_contact_recorded",
    "telling_exception_recorded",
    "telling_exception_ended",
    "embargo_set",
    "embargo_ended",
    "marked_looked_at",
)
NEW_DUTIES = ("unsafe_contact", "try_again", "tell_later", "tell_suspect", "suspect_told_first")
NEW_KINDS = {"case_event": NEW_EVENTS, "duty": NEW_DUTIES}
CHANNELS = ("in_person", "phone", "video", "text", "email", "letter", "through_advocate")
ADVISERS = ("spokesperson", "parent", "isva", "idva", "solo", "family_liaison", "another")
EXCEPTIONS = ("does_not_want_contact", "unable_to_contact", "not_told_yet", "told_by_another_body")
BODIES = ("cps", "witness_care", "isva", "family_liaison", "other_force")
UNSAFE = ("no_contact_wanted", "marked_unsafe", "message_left", "not_asked", "does_not_count")
HEARD = "(view_heard_at IS NULL) = (view_heard_by_id IS NULL)"
TABLES = (
    "embargo_ended",
    "embargo",
    "telling_exception_ended",
    "telling_exception",
    "victim_channel",
    "safe_contact",
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


def _is_sqlite() -> bool:
    """Where a boolean is a number, and needs a CHECK."""
    return op.get_bind().dialect.name == "sqlite"


def _words(name: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _yes(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(create_constraint=True, name=name), nullable=False)


def _at(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _ref(table: str, column: str, target: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, KEY, nullable=nullable),
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT"
        ),
    ]


def _of_a_case(table: str) -> list[sa.schema.SchemaItem]:
    """What each of the tables with a key of its own has: its id, its case, the event that made it."""
    return [
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *_ref(table, "investigation_id", "investigation"),
        *_ref(table, "event_id", "case_event"),
        sa.UniqueConstraint("event_id", name=op.f(f"uq_{table}_event_id")),
    ]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _make_safe_contact() -> None:
    op.create_table(
        "safe_contact",
        *_of_a_case("safe_contact"),
        *_ref("safe_contact", "victim_id", "victim"),
        _words("preferred", CHANNELS, nullable=True),
        _yes("no_messages"),
        sa.Column("safe_times", sa.Text()),
        sa.Column("safe_words", sa.Text()),
        _words("adviser_kind", ADVISERS, nullable=True),
        sa.Column("adviser_name", sa.String(120)),
        sa.Column("adviser_reached", sa.String(300)),
        _at("recorded_at"),
        *_ref("safe_contact", "recorded_by_id", "person"),
        sa.CheckConstraint(
            "(adviser_kind IS NULL) = (adviser_name IS NULL)"
            " AND (adviser_kind IS NULL) = (adviser_reached IS NULL)",
            name=op.f("ck_safe_contact_adviser_is_whole"),
        ),
    )
    _index("safe_contact", "investigation_id", "victim_id")
    op.create_table(
        "victim_channel",
        *_ref("victim_channel", "safe_contact_id", "safe_contact"),
        _words("channel", CHANNELS),
        _yes("is_safe"),
        sa.PrimaryKeyConstraint("safe_contact_id", "channel", name=op.f("pk_victim_channel")),
    )


def _make_exceptions() -> None:
    conditions = {
        "stands_or_is_of_a_decision": "(kind = 'does_not_want_contact') = (decision_id IS NULL)"
        " AND (kind = 'does_not_want_contact') = (heard_by_id IS NOT NULL)",
        "agreement_where_needed": "(kind IN ('unable_to_contact', 'not_told_yet'))"
        " = (agreed_by_id IS NOT NULL)",
        "review_is_dated": "(kind = 'not_told_yet') = (review_on IS NOT NULL)",
        "telling_elsewhere_is_whole": "(kind = 'told_by_another_body') = (told_by_body IS NOT NULL)"
        " AND (told_by_body IS NULL) = (reference IS NULL)",
        "what_happened_is_dated": "(kind IN ('does_not_want_contact', 'told_by_another_body'))"
        " = (happened_at IS NOT NULL)",
    }
    op.create_table(
        "telling_exception",
        *_of_a_case("telling_exception"),
        *_ref("telling_exception", "victim_id", "victim"),
        *_ref("telling_exception", "decision_id", "decision", nullable=True),
        _words("kind", EXCEPTIONS),
        sa.Column("words", sa.Text(), nullable=False),
        _at("happened_at", nullable=True),
        *_ref("telling_exception", "heard_by_id", "person", nullable=True),
        *_ref("telling_exception", "agreed_by_id", "person", nullable=True),
        sa.Column("review_on", sa.Date()),
        _words("told_by_body", BODIES, nullable=True),
        sa.Column("reference", sa.String(120)),
        _at("recorded_at"),
        *_ref("telling_exception", "recorded_by_id", "person"),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_telling_exception_{name}"))
            for name, condition in conditions.items()
        ),
    )
    _index("telling_exception", "investigation_id", "victim_id", "decision_id")
    _make_ending("telling_exception_ended", "exception_id", "telling_exception")


def _make_embargo() -> None:
    op.create_table(
        "embargo",
        *_of_a_case("embargo"),
        sa.Column("what", sa.Text(), nullable=False),
        _at("until_at"),
        _at("set_at"),
        *_ref("embargo", "agreed_by_id", "person"),
        sa.CheckConstraint("until_at > set_at", name=op.f("ck_embargo_ends_after_it_begins")),
    )
    _index("embargo", "investigation_id")
    _make_ending("embargo_ended", "embargo_id", "embargo")


def _make_ending(table: str, column: str, of: str) -> None:
    op.create_table(
        table,
        *_ref(table, column, of),
        _at("ended_at"),
        *_ref(table, "ended_by_id", "person"),
        *_ref(table, "event_id", "case_event"),
        sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    for table, kinds in NEW_KINDS.items():
        _allow(table, [*_kinds(table), *kinds])
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("counts", sa.Boolean()))
        batch.add_column(sa.Column("unsafe", sa.String(40)))
        batch.create_check_constraint(op.f("ck_contact_unsafe"), sa.column("unsafe").in_(UNSAFE))
        if _is_sqlite():
            batch.create_check_constraint(op.f("ck_contact_counts"), "counts IN (0, 1)")
    with op.batch_alter_table("suspect") as batch:
        batch.add_column(sa.Column("told_first", sa.Boolean()))
        if _is_sqlite():
            batch.create_check_constraint(op.f("ck_suspect_told_first"), "told_first IN (0, 1)")
    with op.batch_alter_table("victim") as batch:
        batch.add_column(_at("view_heard_at", nullable=True))
        batch.add_column(sa.Column("view_heard_by_id", KEY))
        batch.create_foreign_key(
            op.f("fk_victim_view_heard_by_id"), "person", ["view_heard_by_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_check_constraint(op.f("ck_victim_who_heard_the_view_is_dated"), HEARD)
    _make_safe_contact()
    _make_exceptions()
    _make_embargo()


def downgrade() -> None:
    for table, kinds in NEW_KINDS.items():
        held = sa.table(table, sa.column("kind", sa.Text))
        if op.get_bind().scalar(sa.select(sa.func.count()).select_from(held).where(held.c.kind.in_(kinds))):
            raise RuntimeError(
                f"rows of {table} of kinds that the revision before does not know are recorded: keep this one"
            )
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("victim") as batch:
        batch.drop_constraint(op.f("ck_victim_who_heard_the_view_is_dated"), type_="check")
        batch.drop_constraint(op.f("fk_victim_view_heard_by_id"), type_="foreignkey")
        batch.drop_column("view_heard_by_id")
        batch.drop_column("view_heard_at")
    with op.batch_alter_table("suspect") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f("ck_suspect_told_first"), type_="check")
        batch.drop_column("told_first")
    with op.batch_alter_table("contact") as batch:
        if _is_sqlite():
            batch.drop_constraint(op.f("ck_contact_counts"), type_="check")
        batch.drop_constraint(op.f("ck_contact_unsafe"), type_="check")
        batch.drop_column("unsafe")
        batch.drop_column("counts")
    for table, kinds in NEW_KINDS.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
