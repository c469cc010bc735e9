"""Signs that a victim may leave the case, by the policy: counted in the order of lists, and said in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.concerning import is_about
from insight.listing import Asked, ListedRow
from insight.work_lists import UNFINISHED
from models import CaseEvent, Contact, Duty, Investigation, Stream, Victim
from vocabulary import ContactResult, DutyKind, EventKind, SignOfLeaving, StreamKind, VictimKind
from workflow.policy.signs import Sign
from workflow.rights import TRIGGERS_IN_WORDS
from workflow.working_days import LONDON

# Made once, as every alias of a list.
CORRECTION, OF_BAIL = aliased(Contact), aliased(Duty)
GIVEN, GIVEN_BEFORE = aliased(CaseEvent), aliased(CaseEvent)
A_DAY = dt.timedelta(days=1)


def _last_reached() -> sa.ColumnElement[dt.datetime]:
    """When somebody last reached them; until somebody does, when they were put on record."""
    last = (
        sa.select(sa.func.max(Contact.happened_at))
        .where(
            Contact.victim_id == Victim.id,
            Contact.result == ContactResult.REACHED,
            ~sa.exists().where(CORRECTION.supersedes_id == Contact.id),
        )
        .correlate(Victim)
        .scalar_subquery()
    )
    return sa.func.coalesce(last, Victim.added_at)


def _still_open() -> sa.ColumnElement[dt.datetime]:
    """When the crime was reported, while it is not finished."""
    return sa.case((Investigation.state.in_(UNFINISHED), Investigation.reported_at))


def _officer_changed() -> sa.ColumnElement[dt.datetime]:
    """When the crime was last given to somebody to whom it had not been given before them."""
    before = (
        sa.select(GIVEN_BEFORE.about_person_id)
        .where(
            GIVEN_BEFORE.stream_id == GIVEN.stream_id,
            GIVEN_BEFORE.kind == EventKind.CASE_ALLOCATED,
            GIVEN_BEFORE.sequence < GIVEN.sequence,
        )
        .order_by(GIVEN_BEFORE.sequence.desc())
        .limit(1)
        .correlate(GIVEN)
        .scalar_subquery()
    )
    return (
        sa.select(sa.func.max(GIVEN.recorded_at))
        .join_from(Stream, GIVEN, GIVEN.stream_id == Stream.id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == Investigation.id,
            GIVEN.kind == EventKind.CASE_ALLOCATED,
            before != GIVEN.about_person_id,
        )
        .correlate(Investigation)
        .scalar_subquery()
    )


def _bail_ended(asked: Asked, sign: Sign, of: sa.ColumnElement) -> sa.ColumnElement:
    """`of` the last right to hear of it that this victim had, whether they were told since or not."""
    keys = sorted(right.key for right in asked.policy.rights.values() if right.trigger in sign.triggers)
    return (
        sa.select(of)
        .where(OF_BAIL.victim_id == Victim.id, OF_BAIL.kind == DutyKind.RIGHT, OF_BAIL.right_key.in_(keys))
        .order_by(OF_BAIL.triggered_at.desc(), OF_BAIL.id.desc())
        .limit(1)
        .correlate(Victim)
        .scalar_subquery()
    )


def _at(asked: Asked, sign: Sign) -> sa.ColumnElement[dt.datetime]:
    """Since when, or when, of a sign that has a time."""
    if sign.kind is SignOfLeaving.SILENCE:
        return _last_reached()
    if sign.kind is SignOfLeaving.DELAY:
        return _still_open()
    if sign.kind is SignOfLeaving.OFFICER_CHANGED:
        return _officer_changed()
    return _bail_ended(asked, sign, OF_BAIL.triggered_at)


def _holds(asked: Asked, sign: Sign) -> sa.ColumnElement[bool]:
    if sign.kind is SignOfLeaving.KIND_OF_CRIME:
        return is_about(sign.concerns)
    days_ago = asked.now - sign.days * A_DAY
    if sign.kind in (SignOfLeaving.SILENCE, SignOfLeaving.DELAY):
        return _at(asked, sign) <= days_ago
    return _at(asked, sign) > days_ago


def who_may_leave_first(asked: Asked) -> sa.ColumnElement[int]:
    """How many signs somebody shows, once they are as many as the policy asks; else 0. Of people alone.

    Its query joins Victim and Investigation.
    """
    number = sum((sa.case((_holds(asked, sign), 1), else_=0) for sign in asked.policy.signs), sa.literal(0))
    several = sa.and_(Victim.kind == VictimKind.PERSON, number >= asked.policy.setting("signs_that_move_up"))
    return sa.case((several, number), else_=0)


def with_signs(session: Session, rows: list[ListedRow], asked: Asked) -> list[ListedRow]:
    """Rows of victims, each with its signs in words: one query for all of them."""
    columns = []
    for number, sign in enumerate(asked.policy.signs):
        holds = _holds(asked, sign)
        columns.append(holds.label(f"holds_{number}"))
        if sign.kind is not SignOfLeaving.KIND_OF_CRIME:
            columns.append(_at(asked, sign).label(f"at_{number}"))
        if sign.kind is SignOfLeaving.BAIL_ENDED:
            columns.append(_bail_ended(asked, sign, OF_BAIL.right_key).label(f"right_{number}"))
    query = (
        sa.select(Victim.id, *columns)
        .join(Investigation, Investigation.id == Victim.investigation_id)
        .where(Victim.id.in_([row.victim_id for row in rows]), Victim.kind == VictimKind.PERSON)
    )
    found = {row.id: row._mapping for row in session.execute(query)}
    return [
        replace(
            row,
            signs=tuple(
                _in_words(asked, sign, number, found[row.victim_id])
                for number, sign in enumerate(asked.policy.signs)
                if row.victim_id in found and found[row.victim_id][f"holds_{number}"]
            ),
        )
        for row in rows
    ]


def _in_words(asked: Asked, sign: Sign, number: int, found: sa.RowMapping) -> str:
    if sign.kind is SignOfLeaving.KIND_OF_CRIME:
        return sign.words
    at: dt.datetime = found[f"at_{number}"]
    days = (asked.now - at) // A_DAY
    on = f"{at.astimezone(LONDON).day} {at.astimezone(LONDON):%B}"
    if sign.kind is SignOfLeaving.SILENCE:
        return f"Nobody has reached them for {days} days"
    if sign.kind is SignOfLeaving.DELAY:
        return f"The crime was reported {days} days ago"
    if sign.kind is SignOfLeaving.OFFICER_CHANGED:
        return f"The officer changed on {on}"
    return f"{TRIGGERS_IN_WORDS[asked.policy.rights[found[f'right_{number}']].trigger]} on {on}"


def order_in_words(asked: Asked) -> str:
    """In which order lists of whom to ring stand, for their pages."""
    return (
        f"Whoever shows {asked.policy.setting('signs_that_move_up')} or more signs that they may leave the "
        "case is first, the most signs at the top; then people with enhanced rights; then what falls due "
        "first. Which signs count, and from when, is set by the force."
    )
