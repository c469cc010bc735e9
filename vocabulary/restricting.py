"""Who may read a case that not everybody reads. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class Restriction(StrEnum):
    """A restricted case is a stub to others; that a covert one exists is told to nobody (practice P3)."""

    RESTRICTED = "restricted"
    COVERT = "covert"


class GlassReason(StrEnum):
    """Why somebody breaks the glass: reads for some hours what is kept from them."""

    DANGER = "danger"
    ARREST = "arrest"
    VICTIM_ASKS = "victim_asks"
    LINKED_CRIME = "linked_crime"
    OTHER = "other"


class GlassFinding(StrEnum):
    """What an independent reviewer finds of it."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
