"""What the page *Risk that remains* shows: the answers that stand, and what else is known of the suspect."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.people import names
from models import Investigation, RiskThatRemains, Suspect
from vocabulary import State, SuspectDecision
from workflow.reading import note_read

MOST_SHOWN = 20


@dataclass(frozen=True)
class OtherCrime:
    """Another crime in which somebody of the same name and date of birth is suspected."""

    investigation_id: int
    reference: str
    offence: str
    state: State
    decision: SuspectDecision | None


@dataclass(frozen=True)
class RemainingShown:
    """`answers` by question; `who` names by id those who answered; the newest other crimes, and how many."""

    answers: dict[str, RiskThatRemains]
    who: dict[int, str]
    others: list[OtherCrime]
    all_others: int


def show_remaining(session: Session, suspect_id: int) -> RemainingShown:
    """Read them for one suspect, who exists."""
    rows = session.scalars(
        sa.select(RiskThatRemains)
        .where(RiskThatRemains.suspect_id == suspect_id)
        .order_by(RiskThatRemains.id)
    ).all()
    this, other = aliased(Suspect), aliased(Suspect)
    found = session.execute(
        sa.select(
            other.id,
            other.decision,
            Investigation.id.label("investigation_id"),
            Investigation.reference,
            Investigation.offence,
            Investigation.state,
        )
        .join(Investigation, Investigation.id == other.investigation_id)
        .join(
            this,
            (this.name_search == other.name_search)
            & (this.born_on == other.born_on)
            & (this.investigation_id != other.investigation_id),
        )
        .where(this.id == suspect_id)
        .order_by(Investigation.reported_at.desc(), other.id.desc())
    ).all()
    shown = found[:MOST_SHOWN]
    note_read(session, "suspect", [suspect_id, *(row.id for row in shown)])
    note_read(session, "investigation", [row.investigation_id for row in shown])
    return RemainingShown(
        answers={row.question.value: row for row in rows},
        who=names(session, {row.answered_by_id for row in rows}),
        others=[
            OtherCrime(row.investigation_id, row.reference, row.offence, row.state, row.decision)
            for row in shown
        ],
        all_others=len({row.investigation_id for row in found}),
    )
