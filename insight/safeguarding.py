"""The safeguarding card: what somebody at a door, or about to ring, must know to keep a person safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, InvestigationFlag, Suspect, Victim
from vocabulary import RiskFlag
from workflow.reading import note_read
from workflow.refusals import NotFound


@dataclass(frozen=True)
class SafeguardingCard:
    """Risk, addresses and safe contact of one crime; nothing about the evidence."""

    row: Investigation
    flags: list[RiskFlag]
    victims: Sequence[Victim]
    suspects: Sequence[Suspect]


def show_card(session: Session, investigation_id: int) -> SafeguardingCard:
    """Raises NotFound."""
    row = session.get(Investigation, investigation_id)
    if row is None:
        raise NotFound("There is no such investigation.")

    def of_case(model: type[Victim] | type[Suspect]):
        return session.scalars(
            sa.select(model).where(model.investigation_id == investigation_id).order_by(model.id)
        ).all()

    flags = session.scalars(
        sa.select(InvestigationFlag.flag)
        .where(InvestigationFlag.investigation_id == investigation_id)
        .order_by(InvestigationFlag.flag)
    ).all()
    suspects = [each for each in of_case(Suspect) if each.recorded_in_error_at is None]
    card = SafeguardingCard(row, list(flags), of_case(Victim), suspects)
    note_read(session, "investigation", [row.id])
    note_read(session, "victim", [victim.id for victim in card.victims])
    note_read(session, "suspect", [suspect.id for suspect in card.suspects])
    return card
