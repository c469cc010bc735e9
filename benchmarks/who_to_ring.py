"""What the pages of whom to ring ask of PostgreSQL, in a large force and in a small one.

The victim care officer of a unit with some 200 victims in care opens them. What is asked of the two forces
is held together: as many queries, none that goes through a whole table or index, and about as much looked at
although one force is many times the other. Times are printed and pass nothing: they are the machine's.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from benchmarks.force import Size, build
from benchmarks.plans import Plan, plan_of, queries_of
from commands.database import upgrade_database
from models.session import db
from tests.databases import Server
from tests.demo import NOW
from tests.views.sites import Site, open_site

CARE = "b6"  # the victim care officer of the first unit
PAGES = (
    "/my-shift",
    "/my-shift/safe-to-ring",
    "/my-shift/ask-first",
    "/my-shift/safe-to-ring?due=overdue&enhanced=y&unit=1&what=right:arrest",
)
# Of what is looked at: a large force's indexes are higher, and rows may be found in another order. What grew
# with the force would be as many times as much as the force is.
MOST_TIMES_AS_MUCH = 4
TIMES = 5
# Tells PostgreSQL to go through no table or index whole, as by itself it does where they are short.
BY_INDEX = {
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_material": "off",
    "cpu_index_tuple_cost": "1",
}


@dataclass(frozen=True)
class Opened:
    """One page in one force."""

    page: str
    plans: tuple[Plan, ...]
    seconds: float

    @property
    def blocks(self) -> int:
        return sum(plan.blocks for plan in self.plans)


def open_pages(server: Server, size: Size, seed: float, *, by_index_only: bool = False) -> list[Opened]:
    """Build a force in a database of its own, and open each page in it.

    `by_index_only`: where a force is so small that to read tables whole is the quickest, the planner is told
    to do without. What it then still reads whole has no index that would do.
    """
    with server.new_database() as url:
        upgrade_database(url)
        engine = sa.create_engine(url)
        build(engine, size, seed, NOW)
        if by_index_only:
            with engine.begin() as connection:
                for name, value in BY_INDEX.items():
                    told = f'ALTER DATABASE "{engine.url.database}" SET {name} = {value}'
                    connection.exec_driver_sql(told)
        engine.dispose()
        with open_site(url) as site:
            site.token(CARE)
            return [_open(site, page) for page in PAGES]


def _open(site: Site, page: str) -> Opened:
    client = site.browse(CARE).client
    client.get(page)
    with site.app.app_context():
        engine = db.engine
    with queries_of(engine) as asked:
        answer = client.get(page)
    if answer.status_code != 200:
        raise AssertionError(f"{page} answered {answer.status_code}")
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(page)
        seconds.append(time.perf_counter() - began)
    with site.engine.connect() as connection:
        plans = tuple(plan_of(connection, *each) for each in asked)
    return Opened(page, plans, statistics.median(seconds))


def faults(small: list[Opened], large: list[Opened]) -> Iterator[str]:
    """In sentences, what a large force would suffer from."""
    for before, after in zip(small, large, strict=True):
        if len(after.plans) != len(before.plans):
            yield (
                f"{after.page} takes {len(after.plans)} queries in the large force, {len(before.plans)} in "
                "the small one: something is asked once for each row."
            )
        yield from read_whole(after)
        if after.blocks > MOST_TIMES_AS_MUCH * before.blocks:
            yield (
                f"{after.page} looks at {after.blocks:,} blocks in the large force, {before.blocks:,} in the "
                f"small one: more than {MOST_TIMES_AS_MUCH} times as many, for a unit of the same size."
            )


def read_whole(opened: Opened) -> Iterator[str]:
    for plan in opened.plans:
        if plan.read_whole:
            begins = " ".join(plan.statement.split())[:160]
            yield f"{opened.page} goes through all of {', '.join(plan.read_whole)}: {begins}…"
