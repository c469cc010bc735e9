"""Which cases wait for a sign-off that a person could give."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from models import CaseEvent, Decision, Investigation, LineOfInquiry, SignOff, Stream, Suspect
from vocabulary import (
    DECIDING_ROLES,
    Actor,
    DecisionKind,
    EventKind,
    Rank,
    Role,
    State,
    StreamKind,
    SuspectDecision,
)
from workflow.policy.pack import Policy
from workflow.requirements.sign_offs import INVOLVED_BY_BEING_NAMED, INVOLVED_BY_DOING

# Made once: an alias made for each request is adapted column by column, which takes longer than asking.
OTHER_LINE = aliased(LineOfInquiry)


def to_sign(actor: Actor, policy: Policy) -> sa.ColumnElement[bool]:
    """Cases waiting for a sign-off this person could give: rank, detective and independence (P30, P31).

    The same sentences as `signer_is_independent` and `signer_has_the_authority`, said in SQL so that the
    list reads no case one by one; a test holds the two together.
    """
    if not actor.holds(Role.SUPERVISOR, *DECIDING_ROLES):
        return sa.false()
    evidential = [category.key for category in policy.line_categories if category.evidential]
    decision = sa.exists().where(
        Decision.id == Investigation.current_decision_id,
        has_the_authority(actor),
        _had_no_part_in_the_report(actor),
        Decision.proposed_by_id != actor.id,
        ~sa.exists().where(SignOff.decision_id == Decision.id, SignOff.signed_by_id == actor.id),
    )
    involved = (
        sa.exists()
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == Investigation.id,
            CaseEvent.stream_id == Stream.id,
            sa.or_(
                sa.and_(CaseEvent.actor_id == actor.id, CaseEvent.kind.in_(INVOLVED_BY_DOING)),
                sa.and_(CaseEvent.about_person_id == actor.id, CaseEvent.kind.in_(INVOLVED_BY_BEING_NAMED)),
            ),
        )
        .correlate(Investigation)
    )
    answered = sa.exists().where(
        LineOfInquiry.investigation_id == Investigation.id,
        LineOfInquiry.category.in_(evidential),
        sa.or_(
            LineOfInquiry.answered_by_id == actor.id,
            sa.exists().where(
                OTHER_LINE.id == LineOfInquiry.answered_on_line_id, OTHER_LINE.answered_by_id == actor.id
            ),
        ),
    )
    eliminated = sa.exists().where(
        Suspect.investigation_id == Investigation.id,
        Suspect.decision == SuspectDecision.ELIMINATED,
        Suspect.decided_by_id == actor.id,
    )
    return sa.and_(
        Investigation.state == State.AWAITING_SIGN_OFF,
        sa.or_(Investigation.oic_id.is_(None), Investigation.oic_id != actor.id),
        decision,
        ~involved,
        ~answered,
        ~eliminated,
    )


@lru_cache(maxsize=512)
def has_the_authority(actor: Actor) -> sa.ColumnElement[bool]:
    """Rank, detective and role, as the decision that stands asks for them; of a second look, its own."""
    ranks = [rank for rank in Rank if rank.seniority <= actor.rank.seniority]
    supervises = sa.true() if actor.holds(Role.SUPERVISOR) else sa.false()
    given = (
        sa.select(sa.func.count())
        .where(SignOff.decision_id == Decision.id)
        .correlate(Decision)
        .scalar_subquery()
    )
    is_second_look = sa.and_(Decision.second_rank_needed.is_not(None), given == Decision.sign_offs_needed - 1)
    by_rank = sa.and_(
        Decision.rank_needed.in_(ranks),
        sa.true() if actor.is_detective else Decision.detective_needed.is_(False),
        sa.or_(
            Decision.role_needed.in_(actor.held_roles), sa.and_(Decision.role_needed.is_(None), supervises)
        ),
    )
    return sa.or_(
        sa.and_(is_second_look, Decision.second_rank_needed.in_(ranks), supervises),
        sa.and_(~is_second_look, sa.or_(by_rank, Decision.role_instead.in_(actor.held_roles))),
    )


def _had_no_part_in_the_report(actor: Actor) -> sa.ColumnElement[bool]:
    """Whoever recorded a crime does not sign that it is not investigated further."""
    recorded = sa.exists().where(
        Stream.kind == StreamKind.INVESTIGATION,
        Stream.subject_id == Decision.investigation_id,
        CaseEvent.stream_id == Stream.id,
        CaseEvent.kind == EventKind.CRIME_RECORDED,
        CaseEvent.actor_id == actor.id,
    )
    return sa.or_(Decision.kind != DecisionKind.NOT_INVESTIGATED, ~recorded)
