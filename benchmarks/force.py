"""A made-up force in a PostgreSQL database of its own, put there by the database itself, in seconds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

SQL = Path(__file__).with_name("force.sql")

OFFICERS = 4  # in each unit, beside a sergeant and a victim care officer
STAFF = OFFICERS + 2
OWED_EACH = 4


@dataclass(frozen=True)
class Size:
    """So many units alike, each with as many victims, of whom some are in care: owed something now."""

    units: int
    victims_of_a_unit: int
    in_care_of_a_unit: int

    @property
    def victims(self) -> int:
        return self.units * self.victims_of_a_unit

    @property
    def duties(self) -> int:
        return self.victims * OWED_EACH


def build(engine: sa.Engine, size: Size, seed: float, now: dt.datetime) -> None:
    """Fill an empty database. `seed`, between 0 and 1, makes the same force again."""
    asked = {
        "now": now,
        "units": size.units,
        "staff": STAFF,
        "officers": OFFICERS,
        "victims": size.victims,
        "in_care": size.in_care_of_a_unit / size.victims_of_a_unit,
        "seed": seed,
    }
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL max_parallel_workers_per_gather = 0")
        # The guards and references would look at each row; here all rows are made by one hand.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in _statements():
            connection.execute(sa.text(statement), asked)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def _statements() -> list[str]:
    words = "\n".join(line for line in SQL.read_text("utf-8").splitlines() if not line.startswith("--"))
    return [each.strip() for each in words.split(";") if each.strip()]
