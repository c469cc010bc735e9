"""overrides; acting ranks, accreditations and training by date; grades of police staff

The words that a CHECK allows already are read from the database, so that this revision adds its own to
whatever stands before it.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0011_overrides_and_ranks"
down_revision = "0010_telling"

NEW = {
    "case_event": (
        "override_granted",
        "override_ended",
        "mentor_named",
        "acting_rank_given",
        "acting_rank_ended",
        "accreditation_given",
        "accreditation_ended",
        "training_begun",
        "training_ended",
    ),
    "duty": ("override_expires",),
}
RANKS = (
    "police_staff",
    "constable",
    "sergeant",
    "inspector",
    "chief_inspector",
    "superintendent",
    "chief_superintendent",
)
AFTER = "until_on IS NULL OR until_on > from_on"


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
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT"
    )


def _words(name: str, words: tuple[str, ...]) -> sa.Column:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(create_constraint=True, name=name), nullable=False)


def _days() -> tuple[sa.Column, sa.Column]:
    return sa.Column("from_on", sa.Date(), nullable=False), sa.Column("until_on", sa.Date(), nullable=True)


def _at(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _make_override() -> None:
    table = "override"
    op.create_table(
        table,
        _key("id"),
        _key("investigation_id"),
        sa.Column("requirement", sa.String(length=60), nullable=False),
        sa.Column("ground", sa.String(length=60), nullable=False),
        _key("officer_id", nullable=True),
        _key("suspect_id", nullable=True),
        _key("granted_by_id"),
        _words("rank_then", RANKS),
        _flag("was_detective"),
        _at("granted_at"),
        _at("expires_at"),
        _at("ended_at", nullable=True),
        _key("event_id"),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.CheckConstraint("expires_at > granted_at", name=op.f("ck_override_expires_after_granted")),
        sa.CheckConstraint(
            "officer_id IS NULL OR officer_id <> granted_by_id", name=op.f("ck_override_favours_another")
        ),
        _refers(table, "investigation_id", "investigation"),
        _refers(table, "officer_id", "person"),
        _refers(table, "suspect_id", "suspect"),
        _refers(table, "granted_by_id", "person"),
        _refers(table, "event_id", "case_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
        sa.UniqueConstraint("event_id", name=op.f("uq_override_event_id")),
    )
    for columns in (("investigation_id",), ("granted_by_id",), ("granted_at", "id")):
        op.create_index(op.f(f"ix_override_{'_'.join(columns)}"), table, list(columns))


def _make_held(table: str, *columns: sa.Column, checks: tuple[sa.CheckConstraint, ...] = ()) -> None:
    people = [column.name for column in columns if column.name.endswith("_id")]
    op.create_table(
        table,
        _key("id"),
        _key("person_id"),
        *columns,
        *_days(),
        sa.CheckConstraint(AFTER, name=op.f(f"ck_{table}_until_after_from")),
        *checks,
        *(_refers(table, name, "person") for name in ("person_id", *people)),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def upgrade() -> None:
    for table, kinds in NEW.items():
        _allow(table, [*_kinds(table), *kinds])
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("grade", sa.String(length=60), nullable=True))
    _make_override()
    _make_held(
        "acting_rank", _words("rank", RANKS), _flag("is_detective"), _key("given_by_id", nullable=True)
    )
    _make_held(
        "accreditation_held",
        sa.Column("level", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        checks=(sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_accreditation_held_level")),),
    )
    _make_held(
        "trainee_programme",
        _words("programme", ("pip2",)),
        _key("mentor_id"),
        checks=(
            sa.CheckConstraint("mentor_id <> person_id", name=op.f("ck_trainee_programme_mentor_is_another")),
        ),
    )
    op.create_index(op.f("ix_trainee_programme_mentor_id"), "trainee_programme", ["mentor_id"])


def downgrade() -> None:
    for table, kinds in NEW.items():
        rows = sa.table(table, sa.column("kind", sa.Text))
        there = sa.select(sa.func.count()).select_from(rows).where(rows.c.kind.in_(kinds))
        if op.get_bind().scalar(there):
            raise RuntimeError(
                f"rows of {table} of kinds that the revision before does not know are recorded: keep this one"
            )
    for table in ("trainee_programme", "accreditation_held", "acting_rank", "override"):
        op.drop_table(table)
    with op.batch_alter_table("person") as batch:
        batch.drop_column("grade")
    for table, kinds in NEW.items():
        _allow(table, [kind for kind in _kinds(table) if kind not in kinds])
