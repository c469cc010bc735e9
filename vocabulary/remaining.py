"""What is asked about the risk that remains when a suspect is released, and about a death."""

from __future__ import annotations

from enum import StrEnum


class RemainsQuestion(StrEnum):
    """One question of the screen *Risk that remains* (practice P34)."""

    PROTECTIVE_ORDER = "protective_order"
    FIREARMS = "firearms"
    CHILDREN = "children"
    POSITION_OF_TRUST = "position_of_trust"
    POLICE_SUSPECT = "police_suspect"
    OTHER_ALLEGATIONS = "other_allegations"
    INTELLIGENCE = "intelligence"
    WELFARE = "welfare"
    TOLD_IN_PERSON = "told_in_person"


class RemainsAnswer(StrEnum):
    """Done, not done with the reason, or nothing to do because."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class Inquest(StrEnum):
    """Where the inquest into a victim's death stands (practice P16)."""

    NOT_EXPECTED = "not_expected"
    OPEN = "open"
    CONCLUDED = "concluded"
