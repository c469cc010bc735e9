"""What the handbook says of each requirement, in plain words; a file per subject, as the requirements are.

`EXPLAINED` holds one entry for each requirement, by its key, and nothing else: a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workflow.requirements.explained import (
    allocation,
    cancellation,
    charging,
    cps,
    deaths,
    evidence,
    lines,
    not_investigated,
    proposals,
    remaining,
    resolutions,
    reviews,
    rights,
    rights_to_review,
    risk,
    sign_offs,
    statements,
    suspects,
    telling,
    transfer,
    victims,
    withdrawals,
)
from workflow.requirements.explained.entry import Explained

__all__ = ["EXPLAINED", "Explained"]

_BY_SUBJECT = (
    allocation,
    proposals,
    lines,
    suspects,
    victims,
    sign_offs,
    risk,
    not_investigated,
    cancellation,
    transfer,
    remaining,
    evidence,
    deaths,
    reviews,
    cps,
    charging,
    resolutions,
    telling,
    rights,
    rights_to_review,
    withdrawals,
    statements,
)

EXPLAINED: Mapping[str, Explained] = MappingProxyType(
    {key: words for subject in _BY_SUBJECT for key, words in subject.EXPLAINED.items()}
)
