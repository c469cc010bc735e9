"""`make bench`: builds two forces on PostgreSQL, opens the pages of whom to ring in both, and compares them.

`python -m benchmarks [SEED]`: a number between 0 and 1; the same makes the same forces.
"""

from __future__ import annotations

import secrets
import sys
import time

from benchmarks.force import Size
from benchmarks.who_to_ring import Opened, faults, open_pages
from tests.databases import NoServer, Server, find_server

SMALL = Size(units=3, victims_of_a_unit=1_667, in_care_of_a_unit=200)
LARGE = Size(units=60, victims_of_a_unit=1_667, in_care_of_a_unit=200)


def main(arguments: list[str]) -> str | None:
    """None when all is well, else why not, in sentences."""
    seed = float(arguments[0]) if arguments else secrets.randbelow(10**6) / 10**6
    try:
        server = find_server()
    except NoServer as reason:
        return f"There is no PostgreSQL to measure on: {reason}."
    say(f"Seed {seed}, on {server.where}.")
    try:
        # In the small one too by index, so that like is compared with like.
        small = _opened(server, SMALL, seed, by_index_only=True)
        large = _opened(server, LARGE, seed)
    finally:
        server.stop()
    for before, after in zip(small, large, strict=True):
        say(
            f"{after.page}: {len(before.plans)} and {len(after.plans)} queries; {before.blocks:,} and "
            f"{after.blocks:,} blocks looked at ({after.blocks / before.blocks:.1f} times); "
            f"{before.seconds:.2f} and {after.seconds:.2f} seconds here "
            f"({after.seconds / before.seconds:.1f} times)."
        )
    found = list(faults(small, large))
    if not found:
        say("Every query is found by index, and as many are asked in the large force as in the small one.")
    return "\n".join(found) or None


def _opened(server: Server, size: Size, seed: float, **how: bool) -> list[Opened]:
    began = time.perf_counter()
    opened = open_pages(server, size, seed, **how)
    took = time.perf_counter() - began
    say(f"{size.victims:,} victims and {size.duties:,} duties, built and looked at in {took:.0f} seconds.")
    return opened


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
