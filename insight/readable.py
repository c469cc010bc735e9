"""Which cases somebody reads, said in SQL: the one condition under every list, search, file and count.

Who reads is noted in the session when a request begins, as what is read is noted while it goes on. The
sentences are those of `workflow.restrictions.why_not_read`; a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.to_sign import has_the_authority
from models import BreakGlass, Decision, Investigation, NamedReader, SignOff
from vocabulary import DECIDING_ROLES, Actor, Restriction, Role, State
from workflow.reading.readers import broken_at, named_at

READER = "reader"
Cases = type[Investigation]


def read_as(session: Session, actor: Actor, now: dt.datetime) -> None:
    """From here on this session reads for this person."""
    session.info[READER] = (actor, now)


def reader_of(session: Session) -> tuple[Actor, dt.datetime] | None:
    """For whom this session reads, and since when; None for the installation itself."""
    return session.info.get(READER)


def may_read(session: Session, case: Cases = Investigation) -> sa.ColumnElement[bool]:
    """The cases that whoever this session reads for may read.

    A session that reads for nobody is the installation's own (a command, a job), and reads them all.
    """
    reader = reader_of(session)
    return sa.true() if reader is None else readable_by(*reader, case)


# A page asks it of each of its lists and counts in the same words: put together once.
@lru_cache(maxsize=128)
def readable_by(actor: Actor, now: dt.datetime, case: Cases = Investigation) -> sa.ColumnElement[bool]:
    """The cases that this person may read at this moment. Open ones are settled by the first comparison.

    Each question inside looks at nothing of the query around it but the case, whatever that query joins.
    """
    if actor.holds(Role.AUDITOR):
        return sa.true()
    units = {unit for role, unit in actor.roles if role in (Role.INVESTIGATOR, Role.SUPERVISOR)}
    named = sa.select(NamedReader.investigation_id).where(NamedReader.person_id == actor.id, named_at(now))
    broken = sa.select(BreakGlass.investigation_id).where(BreakGlass.person_id == actor.id, broken_at(now))
    signed = sa.select(SignOff.id).where(
        SignOff.decision_id == case.current_decision_id, SignOff.signed_by_id == actor.id
    )
    opened_to_others = sa.or_(case.id.in_(broken.correlate(None)), _waits_for(actor, case))
    return sa.or_(
        case.restriction.is_(None),
        case.oic_id == actor.id,
        case.responsible_id == actor.id,
        case.restricted_by_id == actor.id,
        case.unit_id.in_(units),
        case.id.in_(named.correlate(None)),
        signed.correlate(case).exists(),
        sa.and_(case.restriction == Restriction.RESTRICTED, opened_to_others),
    )


def _waits_for(actor: Actor, case: Cases) -> sa.ColumnElement[bool]:
    """A proposal waits for which this person has the authority."""
    if not actor.holds(Role.SUPERVISOR, *DECIDING_ROLES):
        return sa.false()
    theirs = sa.select(Decision.id).where(Decision.id == case.current_decision_id, has_the_authority(actor))
    return sa.and_(case.state == State.AWAITING_SIGN_OFF, theirs.correlate(case).exists())
