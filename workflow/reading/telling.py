"""Rows → how each victim is safely reached now, and why one may be final untold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from models import (
    SafeContact,
    TellingException,
    TellingExceptionAgreed,
    TellingExceptionEnded,
    VictimChannel,
)
from workflow import case_file
from workflow.reading.asking import IDS, Asking


def last_safe_contacts(ids: Collection[int] | sa.BindParameter) -> sa.Select[tuple[int]]:
    """Ids of the safe contact that holds for each victim of some cases: the last one recorded."""
    return (
        sa.select(sa.func.max(SafeContact.id))
        .where(SafeContact.investigation_id.in_(ids))
        .group_by(SafeContact.victim_id)
    )


HOLDING = last_safe_contacts(IDS)
CHANNELS = sa.select(VictimChannel).where(VictimChannel.safe_contact_id.in_(HOLDING))
SAFE_CONTACTS = sa.select(SafeContact).where(SafeContact.id.in_(HOLDING))
EXCEPTIONS = (
    sa.select(TellingException, TellingExceptionAgreed.agreed_by_id)
    .outerjoin(TellingExceptionAgreed, TellingExceptionAgreed.exception_id == TellingException.id)
    .outerjoin(TellingExceptionEnded, TellingExceptionEnded.exception_id == TellingException.id)
    .where(TellingException.investigation_id.in_(IDS), TellingExceptionEnded.exception_id.is_(None))
    .order_by(TellingException.id)
)


def safe_ways_of(asking: Asking) -> dict[int, case_file.SafeWays]:
    """By victim, for those about whom something is recorded."""
    channels: dict[int, dict[bool, set]] = defaultdict(lambda: {True: set(), False: set()})
    for row in asking.objects(SafeContact, CHANNELS):
        channels[row.safe_contact_id][row.is_safe].add(row.channel)
    return {
        row.victim_id: case_file.SafeWays(
            frozenset(channels[row.id][True]),
            frozenset(channels[row.id][False]),
            row.adviser_kind is not None,
            row.no_messages,
        )
        for row in asking.objects(SafeContact, SAFE_CONTACTS)
    }


def exceptions_of(asking: Asking) -> dict[int, list[case_file.TellingException]]:
    """By victim, those that have not been ended, oldest first."""
    found = defaultdict(list)
    for row, agreed_by_id in asking.rows(TellingException, EXCEPTIONS):
        found[row.victim_id].append(
            case_file.TellingException(
                row.id,
                row.kind,
                row.decision_id,
                row.event_id,
                row.agreed_by_id or agreed_by_id,
                row.review_on,
                row.happened_at,
            )
        )
    return found
