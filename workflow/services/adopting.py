"""Saying in the ledger which policy pack is in force: its version, and the digest of its bytes."""

from __future__ import annotations

import datetime as dt
import json

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Stream
from vocabulary import EventKind, StreamKind
from workflow import recording
from workflow.policy.pack import Policy
from workflow.refusals import Refusal

POLICY = 1  # the policy's own stream has one subject


def adopt_policy(session: Session, policy: Policy, *, now: dt.datetime) -> int:
    """Record that this pack is the one in use from now on; returns the event's id."""
    newest = session.scalar(
        sa.select(CaseEvent.canonical)
        .join(Stream, Stream.last_event_id == CaseEvent.id)
        .where(Stream.kind == StreamKind.POLICY, Stream.subject_id == POLICY)
    )
    if newest is not None and json.loads(newest)["facts"]["digest"] == policy.digest:
        raise Refusal(f"Policy pack {policy.name} {policy.version} is adopted already, as it is.")
    return recording.append(
        session,
        StreamKind.POLICY,
        POLICY,
        EventKind.POLICY_ADOPTED,
        actor=None,
        now=now,
        facts={"name": policy.name, "version": policy.version, "digest": policy.digest},
    ).id
