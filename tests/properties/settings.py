"""How long the walks are, in one place."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, seed, settings

EXAMPLES = {"sqlite": 10, "postgresql": 2}
EXAMPLES_OF_ALL = {"sqlite": 50, "postgresql": 5}
STEPS = 30
MORE, AGAIN = "FAIRLEAD_PROPERTY_EXAMPLES", "FAIRLEAD_PROPERTY_SEED"


def is_long() -> bool:
    """Did somebody ask for more walks than every run takes?"""
    return MORE in os.environ


def walks(dialect: str, *, whole: bool = False) -> settings:
    """The same walks in every run; with FAIRLEAD_PROPERTY_EXAMPLES that many, and other ones each time.

    `whole`: in a run of all tests there are more of them.
    """
    usual = EXAMPLES_OF_ALL if whole else EXAMPLES
    asked = int(os.environ.get(MORE, usual["sqlite"]))
    return settings(
        max_examples=max(1, usual[dialect] * asked // usual["sqlite"]),
        stateful_step_count=STEPS,
        derandomize=not is_long(),
        database=None,
        deadline=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def seeded(machine: Callable) -> Callable:
    """A long run prints its seed; FAIRLEAD_PROPERTY_SEED takes the same walks again."""
    if not is_long():
        return machine
    chosen = int(os.environ.get(AGAIN, secrets.randbelow(2**32)))
    print(f"{AGAIN}={chosen}")  # noqa: T201
    return seed(chosen)(machine)
