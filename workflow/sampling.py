"""Drawing cases by lot so that the draw can be repeated: the same seed always gives the same answer. Pure."""

from __future__ import annotations

from workflow.ledger import sha256

PARTS = 10_000


def is_drawn(seed: str, percent: int) -> bool:
    """Is the case with this seed among so many of a hundred?

    The seed is something nobody chose, such as the hash of the event that recorded the crime: whoever
    proposes a decision cannot try again until they are not drawn.
    """
    return int(sha256(seed)[:16], 16) % PARTS < percent * (PARTS // 100)
