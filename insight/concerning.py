"""Which cases a row of the policy is about, in SQL: `Concerns.case` for all cases at once."""

from __future__ import annotations

import sqlalchemy as sa

from models import Investigation, InvestigationFlag
from vocabulary import RiskFlag
from workflow.policy.entries import Concerns


def is_about(concerns: Concerns) -> sa.ColumnElement[bool]:
    """`Concerns.case` for a row that names classes and flags."""
    flagged = [_has(flag) for flag in sorted(concerns.flags)]
    together = sa.and_ if concerns.all_flags else sa.or_
    return sa.and_(
        Investigation.offence_class.in_(sorted(concerns.classes)) if concerns.classes else sa.true(),
        together(*flagged) if flagged else sa.true(),
    )


def _has(flag: RiskFlag) -> sa.ColumnElement[bool]:
    """Not asked with EXISTS, for which PostgreSQL would read the flags of every case there is."""
    one = sa.select(InvestigationFlag.flag).where(
        InvestigationFlag.investigation_id == Investigation.id, InvestigationFlag.flag == flag
    )
    return one.scalar_subquery().is_not(None)
