"""What is asked about some cases: one question first, which of their records there are at all.

A case file is put together from some twenty tables, and most crimes have rows in few of them. A statement
costs the same whether or not it finds anything, so a table without a row is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    BreakGlass,
    Contact,
    CpsAction,
    CpsReferral,
    CpsReply,
    EvidenceLedDecision,
    Investigation,
    InvestigationFlag,
    LineOfInquiry,
    NamedReader,
    OutOfCourtResolution,
    Override,
    RiskThatRemains,
    SafeContact,
    StatementOffer,
    Suspect,
    TellingException,
    Victim,
    Withdrawal,
)

# Every act reads a case, so what it asks is put together once: making a statement costs more than running it.
IDS = sa.bindparam("ids", expanding=True)
KINDS = (
    BreakGlass,
    Contact,
    CpsAction,
    CpsReferral,
    CpsReply,
    EvidenceLedDecision,
    InvestigationFlag,
    LineOfInquiry,
    NamedReader,
    OutOfCourtResolution,
    Override,
    RiskThatRemains,
    SafeContact,
    StatementOffer,
    Suspect,
    TellingException,
    Victim,
    Withdrawal,
)
# The ids once, for all the questions: a database takes so many values in a statement and no more.
ASKED = sa.select(Investigation.id).where(Investigation.id.in_(IDS)).cte("asked")
THERE_ARE = sa.select(
    *(
        sa.exists().where(kind.investigation_id.in_(sa.select(ASKED.c.id))).label(kind.__tablename__)
        for kind in KINDS
    )
)


@dataclass(frozen=True)
class Asking:
    """About these cases, in this session. `recorded`: the kinds of which they have at least one row."""

    session: Session
    ids: list[int]
    recorded: frozenset[type]

    def rows(self, kind: type, statement: sa.Select, **values: object) -> Iterable[sa.Row]:
        """What a statement with IDS finds; nothing when the cases have no record of this kind."""
        if kind not in self.recorded:
            return ()
        return self.session.execute(statement, {"ids": self.ids, **values})

    def objects(self, kind: type, statement: sa.Select) -> Iterable:
        """The same, of a statement that asks for one thing a row."""
        return self.session.scalars(statement, {"ids": self.ids}) if kind in self.recorded else ()


def ask_about(session: Session, ids: Collection[int]) -> Asking:
    """Ask which of their records there are."""
    there_are = session.execute(THERE_ARE, {"ids": list(ids)}).one()
    return Asking(
        session,
        list(ids),
        frozenset(kind for kind, is_there in zip(KINDS, there_are, strict=True) if is_there),
    )
