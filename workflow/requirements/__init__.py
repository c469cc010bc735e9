"""The requirements: one small pure function each, a file per subject.

Importing this package imports every file in it, so the registry is always whole.
"""

from workflow.requirements import (
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
from workflow.requirements.assessing import assess
from workflow.requirements.registry import REGISTRY, Requirement, of_gate

__all__ = [
    "REGISTRY",
    "Requirement",
    "allocation",
    "assess",
    "cancellation",
    "charging",
    "deaths",
    "evidence",
    "cps",
    "lines",
    "not_investigated",
    "of_gate",
    "proposals",
    "remaining",
    "reviews",
    "rights",
    "resolutions",
    "rights_to_review",
    "risk",
    "sign_offs",
    "statements",
    "suspects",
    "transfer",
    "telling",
    "victims",
    "withdrawals",
]
