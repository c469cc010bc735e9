"""One requirement as the handbook explains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """Whole sentences, for somebody who has just been refused.

    `asks`: what is looked at, more fully than the title. `met_example` and `unmet_example`: a case of each.
    `how`: what to do to satisfy it; the page adds where.
    """

    asks: str
    why: str
    met_example: str
    unmet_example: str
    how: str
