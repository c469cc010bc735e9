"""The requirements: one small pure function each, a file per subject.

Importing this package imports every file in it, so the registry is always whole.
"""

from workflow.requirements import allocation, lines, proposals, risk, sign_offs, suspects, telling, victims
from workflow.requirements.registry import REGISTRY, Requirement, assess, of_gate

__all__ = [
    "REGISTRY",
    "Requirement",
    "allocation",
    "assess",
    "lines",
    "of_gate",
    "proposals",
    "risk",
    "sign_offs",
    "suspects",
    "telling",
    "victims",
]
