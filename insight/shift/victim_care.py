"""A victim care officer's first page: whom it is safe to ring, what not to send, whose promise was broken."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from insight.concerning import is_about
from insight.listing import Asked, ListedRow, Listing, Only, of_case
from insight.readable import readable_by
from insight.shift.before_ringing import with_what_to_know
from insight.shift.narrowing import last_safe_contact, narrowed, of_what
from insight.shift.officers import promised
from insight.shift.signs import who_may_leave_first
from insight.telling import bereaved_in_words
from models import (
    Duty,
    Investigation,
    TellingException,
    TellingExceptionEnded,
    Victim,
    VictimChannel,
)
from vocabulary import Channel, DutyKind, DutyStatus, ExceptionKind, VictimKind
from workflow.policy.pack import HAS_BEEN_ASKED, Policy
from workflow.working_days import LONDON

BROKEN_LATELY = dt.timedelta(days=30)


def theirs(asked: Asked) -> sa.ColumnElement[bool]:
    return sa.or_(Investigation.unit_id.in_(asked.units), Investigation.oic_id == asked.actor.id)


# What somebody reaches a victim for. What a supervisor looks at, and a call-back, which somebody of another
# unit makes, have lists of their own.
REACHED_FOR = (
    DutyKind.NEEDS_ASSESSMENT,
    DutyKind.SUPPORT_REFERRAL,
    DutyKind.PROMISE,
    DutyKind.TELL_DECISION,
    DutyKind.TRY_AGAIN,
    DutyKind.RIGHT,
    DutyKind.LATER_CONTACT,
    DutyKind.NEXT_UPDATE,
    DutyKind.ASK_SAFE_CONTACT,
    DutyKind.TELL_REVIEW_RESULT,
    DutyKind.OFFER_STATEMENT,
)
TO_ASK_AGAIN = aliased(Duty)
# Another of these that runs for the same victim.
OTHER = aliased(Duty)
OF_THE_SAME = sa.and_(
    OTHER.victim_id == Duty.victim_id,
    OTHER.status == DutyStatus.RUNNING,
    OTHER.kind.in_(REACHED_FOR),
    OTHER.id != Duty.id,
)


def _what_and_how_much_more() -> sa.ColumnElement[str]:
    """For example: 'Tell the victim that a suspect was arrested (and 2 more)'."""
    others = sa.select(sa.func.count()).where(OF_THE_SAME).correlate(Duty).scalar_subquery()
    more = sa.literal(" (and ") + sa.cast(others, sa.Text) + sa.literal(" more)")
    return sa.case((others > 0, Duty.what + more), else_=Duty.what)


def _comes_first(only: Only) -> sa.ColumnElement[bool]:
    """Of what one victim is owed, and is asked for, what falls due first: they are rung once, about all."""
    sooner = sa.or_(OTHER.due_at < Duty.due_at, sa.and_(OTHER.due_at == Duty.due_at, OTHER.id < Duty.id))
    return ~sa.exists().where(OF_THE_SAME, of_what(only, OTHER), sooner).correlate(Duty)


def owed_now(asked: Asked) -> sa.ColumnElement[bool]:
    """What this person, or their units, owe victims who want to be reached."""
    return sa.and_(
        theirs(asked), Duty.status == DutyStatus.RUNNING, Duty.kind.in_(REACHED_FOR), ~wants_no_contact()
    )


def one_each(asked: Asked) -> sa.ColumnElement[bool]:
    """The same, one duty for each victim."""
    return sa.and_(owed_now(asked), of_what(asked.only), _comes_first(asked.only))


def _owed(asked: Asked, *which: sa.ColumnElement[bool]) -> sa.Select:
    """Victims who are owed something, once each, in the order that `order_in_words` says."""
    return (
        of_case(
            item_id=Duty.id,
            what=_what_and_how_much_more(),
            at=Duty.due_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
            safe_contact=Victim.safe_contact,
            phone=sa.case((is_safely_rung(asked.policy), Victim.phone)),
            bereaved=bereaved_in_words(),
        )
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(one_each(asked), narrowed(asked), *which)
        .order_by(who_may_leave_first(asked).desc(), Victim.is_enhanced.desc(), Duty.due_at, Duty.id)
    )


def wants_no_contact() -> sa.ColumnElement[bool]:
    """They said so, and nothing since says otherwise: nobody rings them, whatever is owed."""
    return sa.exists().where(
        TellingException.victim_id == Victim.id,
        TellingException.kind == ExceptionKind.DOES_NOT_WANT_CONTACT,
        ~sa.exists().where(TellingExceptionEnded.exception_id == TellingException.id),
    )


def _must_be_asked_first(policy: Policy) -> sa.ColumnElement[bool]:
    """Crimes in which the policy counts no telephone until the victim has said that it is safe."""
    without = [row.concerns for row in policy.telling_rows if Channel.PHONE not in row.telling.channels]
    return sa.or_(sa.false(), *(is_about(concerns) for concerns in without))


def is_safely_rung(policy: Policy) -> sa.ColumnElement[bool]:
    """The safe contact recorded last names the telephone as safe; or there is only what was first said.

    That is not enough where the policy asks first, as the contact form does. Nothing that was said is, while
    they are to be asked again, nor once they have died.
    """
    last = last_safe_contact()
    says_so = sa.exists().where(
        VictimChannel.safe_contact_id == last,
        VictimChannel.channel == Channel.PHONE,
        VictimChannel.is_safe.is_(True),
    )
    first_said = sa.and_(last.is_(None), Victim.safe_contact.is_not(None), ~_must_be_asked_first(policy))
    to_ask_again = sa.exists().where(
        TO_ASK_AGAIN.victim_id == Victim.id,
        TO_ASK_AGAIN.status == DutyStatus.RUNNING,
        TO_ASK_AGAIN.kind == DutyKind.ASK_SAFE_CONTACT,
    )
    return sa.and_(sa.or_(says_so, first_said), ~to_ask_again, Victim.died_on.is_(None))


def safe_to_ring(asked: Asked) -> sa.Select:
    """Owed something, and it is on record that they are safely rung; nobody at night.

    The hours that somebody gave are in their own words, beside their name for whoever rings to read.
    """
    return _owed(asked, is_safely_rung(asked.policy), sa.true() if by_day(asked) else sa.false())


def by_day(asked: Asked) -> bool:
    """Is it, in London, an hour at which the force rings people who did not ask to be rung then?"""
    hour = asked.now.astimezone(LONDON).hour
    return asked.policy.setting("ring_from_hour") <= hour < asked.policy.setting("ring_until_hour")


def ask_first(asked: Asked) -> sa.Select:
    """Owed something, and nobody has recorded how it is safe to reach them, or not by telephone."""
    return _owed(asked, ~is_safely_rung(asked.policy))


def other_crimes(asked: Asked) -> sa.Select:
    """Crimes of people who are owed something now and are victims of several: of the same name, at least."""
    owed, elsewhere = aliased(Victim), aliased(Victim)
    their_case, other_case = aliased(Investigation), aliased(Investigation)
    # Read once and first: PostgreSQL would go through every name that there is, for the sake of their order.
    names_owed = (
        sa.select(owed.name_search)
        .join_from(Duty, their_case, their_case.id == Duty.investigation_id)
        .join(owed, owed.id == Duty.victim_id)
        .where(
            sa.or_(their_case.unit_id.in_(asked.units), their_case.oic_id == asked.actor.id),
            Duty.status == DutyStatus.RUNNING,
            owed.kind == VictimKind.PERSON,
        )
        .distinct()
        .cte("names_owed")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    of_another = sa.exists().where(
        elsewhere.name_search == Victim.name_search,
        elsewhere.kind == VictimKind.PERSON,
        elsewhere.investigation_id != Victim.investigation_id,
        other_case.id == elsewhere.investigation_id,
        readable_by(asked.actor, asked.now, other_case),
    )
    return (
        of_case(
            what=sa.cast(Investigation.state, sa.Text),
            at=Investigation.reported_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
        )
        .join_from(Victim, Investigation, Investigation.id == Victim.investigation_id)
        .join(names_owed, names_owed.c.name_search == Victim.name_search)
        .where(Victim.kind == VictimKind.PERSON, of_another)
        .order_by(Victim.name_search, Investigation.reported_at.desc(), Victim.id)
    )


def broken(asked: Asked) -> sa.Select:
    """Promises that are overdue, or were kept late in the last 30 days, the last broken first."""
    is_broken = sa.or_(
        sa.and_(Duty.status == DutyStatus.RUNNING, Duty.due_at < asked.now),
        sa.and_(Duty.status == DutyStatus.MET_LATE, Duty.due_at > asked.now - BROKEN_LATELY),
    )
    return promised(theirs(asked), is_broken).order_by(Duty.due_at.desc(), Duty.id.desc())


def with_what_not_to_send(row: ListedRow, policy: Policy) -> ListedRow:
    """By which channels a decision must not be told: the kind of crime, its risks, what the victim said."""
    said_safe = frozenset(row.ways.safe) if row.ways is not None else frozenset()
    telling = policy.telling(row.offence_class, frozenset(row.flags), said_safe)
    says_more = len(telling.channels) < len(Channel) and telling.rule != HAS_BEEN_ASKED
    return replace(row, not_by=telling.rule if says_more else "")


VICTIM_CARE = (
    Listing(
        "safe-to-ring",
        "Safe to ring, within the hours they gave",
        "Nobody is listed to be rung now. Whatever the hour, what is owed is under Owed to victims.",
        "due",
        safe_to_ring,
        note=with_what_not_to_send,
        complete=with_what_to_know,
        reaches_victims=True,
    ),
    Listing(
        "ask-first",
        "No safe contact on record, or not by telephone: ask first",
        "Everybody who is owed something is safely rung.",
        "due",
        ask_first,
        note=with_what_not_to_send,
        complete=with_what_to_know,
        reaches_victims=True,
    ),
    Listing(
        "broken-promises",
        "Promises broken",
        "No promise was broken in the last 30 days.",
        "due",
        broken,
        reaches_victims=True,
    ),
    Listing(
        "same-name",
        "Crimes with victims of the same name",
        "Nobody who is owed something has the name of another crime's victim.",
        "since",
        other_crimes,
        say=lambda state, policy: policy.word(f"state.{state}"),
    ),
)
