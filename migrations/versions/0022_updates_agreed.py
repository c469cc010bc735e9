"""how often victims are kept informed, rights given once somebody can be reached, safe contact asked again

The words that the CHECKs on kinds allow already are read from the database, so that this revision adds its
own to whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0022_updates_agreed"
down_revision = "0021_withdrawals"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_KINDS = {
    "case_event": ("updates_agreed", "right_wanted_again"),
    "duty": ("next_update", "ask_safe_contact", "later_contact"),
}
CHANNELS = ("in_person", "phone", "video", "text", "email", "letter", "through_advocate")
ONE_KIND = "(kind = 'right') = (right_key IS NOT NULL) AND (kind <> 'right' OR victim_id IS NOT NULL)"
TWO_KINDS = (
    "(kind IN ('right', 'later_contact')) = (right_key IS NOT NULL)"
    " AND (right_key IS NULL OR victim_id IS NOT NULL)"
)
TABLE = "update_agreement"


def _kinds(table: str) -> list[str]:
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    [allowed] = [check["sqltext"] for check in checks if check["name"] == f"ck_{table}_kind"]
    return re.findall(r"'([^']*)'", allowed)


def _allow(table: str, kinds: list[str]) -> None:
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.column("kind").in_(kinds))


def _rights_are(condition: str) -> None:
    name = op.f("ck_duty_a_right_is_of_a_victim")
    with op.batch_alter_table("duty") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, condition)


def _ref(column: str, target: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, KEY, nullable=False),
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete="RESTRICT"
        ),
    ]


def _at(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    for table, kinds in NEW_KINDS.items():
        _allow(table, [*_kinds(table), *kinds])
    _rights_are(TWO_KINDS)
    method = sa.Enum(*CHANNELS, name="method", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        *_ref("investigation_id", "investigation"),
        *_ref("victim_id", "victim"),
        sa.Column("every_days", KEY),
        sa.Column("method", method),
        sa.Column("quiet_times", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_ref("heard_by_id", "person"),
        _at("heard_at"),
        _at("recorded_at"),
        *_ref("recorded_by_id", "person"),
        *_ref("event_id", "case_event"),
        sa.UniqueConstraint("event_id", name=op.f(f"uq_{TABLE}_event_id")),
        sa.CheckConstraint(
            "(every_days IS NULL) = (method IS NULL)", name=op.f(f"ck_{TABLE}_method_where_regular")
        ),
        sa.CheckConstraint("every_days >= 1", name=op.f(f"ck_{TABLE}_some_days")),
        sa.CheckConstraint("heard_at <= recorded_at", name=op.f(f"ck_{TABLE}_not_in_the_future")),
    )
    for column in ("investigation_id", "victim_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def _refuse_to_lose(table: str, which: sa.ColumnElement[bool]) -> None:
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(table)).where(which)):
        raise RuntimeError(f"{table} holds what the revision before cannot: keep this one")


def downgrade() -> None:
    _refuse_to_lose(TABLE, sa.true())
    for table, kinds in NEW_KINDS.items():
        _refuse_to_lose(table, sa.column("kind", sa.Text).in_(kinds))
    op.drop_table(TABLE)
    _rights_are(ONE_KIND)
    for table, kinds in NEW_KINDS.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
