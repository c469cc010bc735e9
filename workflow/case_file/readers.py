"""Who reads a case, as rules see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import Restriction


@dataclass(frozen=True, slots=True)
class WhoReads:
    """`named` and `broke_glass` hold those who may read at the time of the case file, and no others.

    Everybody with a reading role reads a case whose `restriction` is None.
    """

    restriction: Restriction | None = None
    restricted_by_id: int | None = None
    review_on: dt.date | None = None
    named: frozenset[int] = frozenset()
    broke_glass: frozenset[int] = frozenset()
