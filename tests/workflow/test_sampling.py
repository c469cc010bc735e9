"""Drawing by lot: the same case is always drawn or never, and as many as were asked for."""

from __future__ import annotations

import pytest

from workflow.ledger import sha256
from workflow.sampling import is_drawn

SEEDS = [sha256(str(number)) for number in range(20_000)]


def test_the_same_seed_always_gives_the_same_answer():
    assert {is_drawn(SEEDS[0], 5) for _ in range(100)} == {is_drawn(SEEDS[0], 5)}


@pytest.mark.parametrize("percent", [1, 5, 10, 50])
def test_about_as_many_are_drawn_as_were_asked_for(percent: int):
    drawn = sum(is_drawn(seed, percent) for seed in SEEDS)
    assert abs(drawn / len(SEEDS) * 100 - percent) < 1


def test_nobody_is_drawn_at_nothing_and_everybody_at_a_hundred():
    assert not any(is_drawn(seed, 0) for seed in SEEDS)
    assert all(is_drawn(seed, 100) for seed in SEEDS)


def test_whoever_is_drawn_at_a_lower_figure_is_drawn_at_a_higher():
    assert {seed for seed in SEEDS if is_drawn(seed, 5)} < {seed for seed in SEEDS if is_drawn(seed, 10)}
