"""The requirements: one small pure function each, a file per subject.

Importing this package imports every file in it, so the registry is always whole.
"""

from workflow.requirements import (
    allocation,
    cancellation,
    lines,
    not_investigated,
    proposals,
    risk,
    sign_offs,
    suspects,
    transfer,
    victims,
)
from workflow.requirements.assessing import assess
from workflow.requirements.registry import REGISTRY, Requirement, of_gate

__all__ = [
    "REGISTRY",
    "Requirement",
    "allocation",
    "assess",
    "cancellation",
    "lines",
    "not_investigated",
    "of_gate",
    "proposals",
    "risk",
    "sign_offs",
    "suspects",
    "transfer",
    "victims",
]
