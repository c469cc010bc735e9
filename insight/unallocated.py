"""Crimes that end without ever being given to an officer."""

from __future__ import annotations

import sqlalchemy as sa

from models import Decision, Investigation
from vocabulary import PROPOSAL_STANDS, DecisionKind


def leaves_unallocated() -> sa.ColumnElement[bool]:
    """Proposed or signed to end without an officer: nobody can allocate it meanwhile, and nobody need."""
    ends = (DecisionKind.NOT_INVESTIGATED, DecisionKind.CANCELLATION, DecisionKind.TRANSFER)
    return sa.and_(
        Investigation.state.in_(sorted(PROPOSAL_STANDS)),
        sa.exists().where(Decision.id == Investigation.current_decision_id, Decision.kind.in_(ends)),
    )
