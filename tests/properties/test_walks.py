"""Whatever a small force does in whatever order, the five nevers hold after every single act."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.settings import seeded, walks
from tests.properties.start import begin
from tests.properties.walk import Walk
from tests.what_ran import ALL
from vocabulary import State

MUST_BE_REACHED = {
    State.ALLOCATED,
    State.INVESTIGATING,
    State.AWAITING_CPS,
    State.IN_PROSECUTION,
    State.AWAITING_SIGN_OFF,
    State.AWAITING_VICTIM_UPDATE,
    State.CLOSED,
    State.NO_FURTHER_ACTION,
    "a second round",
    "finished again",
    "refused",
    "done",
}
ENOUGH_TO_GO_EVERYWHERE = 50


@pytest.mark.parametrize("dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_no_order_of_acts_breaks_a_never(request: pytest.FixtureRequest, tmp_path: Path, dialect: str):
    counted: Counter[str] = Counter()
    chosen = walks(dialect, whole=request.config.getoption(ALL))
    with begin(request, dialect, tmp_path) as start:

        class OnThisStore(Walk):
            pass

        OnThisStore.start, OnThisStore.reached = start, counted
        run_state_machine_as_test(seeded(OnThisStore), settings=chosen)
    reached = {what for what, times in counted.items() if times}
    if chosen.max_examples >= ENOUGH_TO_GO_EVERYWHERE:
        assert reached >= MUST_BE_REACHED, counted
    print(dialect, dict(counted))  # noqa: T201
