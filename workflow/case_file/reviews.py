"""A decision that a victim may ask to have reviewed, as rules see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import DecisionEnding, DecisionKind, Rank


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was signed off. `suspect_id`: of this one suspect; None of the whole crime.

    `signers`: who signed it off, with the rank they held then. `ending`: as of any decision.
    """

    id: int
    kind: DecisionKind
    round: int
    outcome_code: str
    suspect_id: int | None
    decided_at: dt.datetime
    detective_needed: bool
    signers: tuple[tuple[int, Rank], ...]
    ending: DecisionEnding | None = None

    def is_signed_by(self, person_id: int) -> bool:
        return any(signer == person_id for signer, _ in self.signers)

    @property
    def highest_rank(self) -> Rank:
        """Of whoever signed it off."""
        return max((rank for _, rank in self.signers), key=lambda rank: rank.seniority)
