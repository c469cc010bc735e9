"""What an auditor looks at first: the ledger. Lists by index, of the last weeks."""

from __future__ import annotations

import datetime as dt
import json

import sqlalchemy as sa

from insight.administration import ADMINISTERED
from insight.elapsed import seconds_between
from insight.listing import Asked, Listing, of_case, select
from insight.shift.officers import asked_for
from insight.shift.owed import GLASS
from models import CaseEvent, Contact, Investigation, ReadLogEntry, Stream, Victim
from vocabulary import Channel, EventKind, StreamKind
from workflow.policy.pack import Policy
from workflow.telling import CHANNELS_IN_WORDS

LATELY = dt.timedelta(days=28)
READ_LATELY = dt.timedelta(days=7)
OVERTURNED = {
    EventKind.PROPOSAL_RETURNED: "Returned with directions",
    EventKind.PROPOSAL_LAPSED: "Lapsed: something material was recorded",
}
OF_THE_FORCE = (
    *ADMINISTERED,
    EventKind.UNIT_ADDED,
    EventKind.UNIT_RENAMED,
    EventKind.TRAY_HOLDER_SET,
    EventKind.POLICY_ADOPTED,
)


def _events_of_cases(asked: Asked, *kinds: EventKind, **said: object) -> sa.Select:
    return (
        of_case(at=CaseEvent.recorded_at, person_id=CaseEvent.actor_id, **said)
        .join_from(CaseEvent, Stream, Stream.id == CaseEvent.stream_id)
        .join(
            Investigation,
            sa.and_(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id == Investigation.id),
        )
        .where(CaseEvent.kind.in_(kinds), CaseEvent.recorded_at > asked.now - LATELY)
        .order_by(CaseEvent.recorded_at.desc(), CaseEvent.id.desc())
    )


def refusals(asked: Asked) -> sa.Select:
    """Steps and acts that were refused."""
    return _events_of_cases(asked, EventKind.STEP_REFUSED, what=CaseEvent.canonical)


def overturned(asked: Asked) -> sa.Select:
    """Decisions that did not stand: returned, or lapsed because something material was recorded."""
    return _events_of_cases(asked, *OVERTURNED, what=sa.cast(CaseEvent.kind, sa.Text))


def recorded_late(asked: Asked) -> sa.Select:
    """Contacts with victims that were recorded the policy's hours or more after they happened."""
    hours = asked.policy.setting("recorded_late_after_hours")
    return (
        of_case(
            what=sa.cast(Contact.channel, sa.Text),
            at=Contact.recorded_at,
            person_id=Contact.recorded_by_id,
            victim_id=Victim.id,
            victim=Victim.name,
        )
        .join_from(Contact, Victim, Victim.id == Contact.victim_id)
        .join(Investigation, Investigation.id == Contact.investigation_id)
        .where(
            Contact.recorded_at > asked.now - LATELY,
            seconds_between(Contact.happened_at, Contact.recorded_at) >= hours * 3600,
        )
        .order_by(Contact.recorded_at.desc(), Contact.id.desc())
    )


def administration(asked: Asked) -> sa.Select:
    """What was done to accounts, roles, units and the policy."""
    return (
        select(
            what=sa.cast(CaseEvent.kind, sa.Text),
            at=CaseEvent.recorded_at,
            person_id=CaseEvent.actor_id,
            about_id=sa.case(
                (Stream.kind == StreamKind.PERSON, Stream.subject_id), else_=CaseEvent.about_person_id
            ),
        )
        .join_from(CaseEvent, Stream, Stream.id == CaseEvent.stream_id)
        .where(CaseEvent.kind.in_(OF_THE_FORCE), CaseEvent.recorded_at > asked.now - LATELY)
        .order_by(CaseEvent.recorded_at.desc(), CaseEvent.id.desc())
    )


def reading(asked: Asked) -> sa.Select:
    """How many pages about people each person opened, the most first."""
    pages = sa.func.count()
    # Reckoned with, so that the week's rows are found by their time, and not everybody's by their person.
    reader = ReadLogEntry.person_id + 0
    return (
        select(
            what=sa.cast(pages, sa.Text),
            at=sa.func.max(ReadLogEntry.read_at),
            person_id=reader,
        )
        .select_from(ReadLogEntry)
        .where(ReadLogEntry.read_at > asked.now - READ_LATELY)
        .group_by(reader)
        .order_by(pages.desc(), reader)
    )


def _refused(canonical: str, policy: Policy) -> str:
    unmet = len(json.loads(canonical)["facts"].get("unmet", ()))
    return f"{asked_for(canonical, policy)}: {unmet} still needed"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _in_words(kind: str, _: Policy) -> str:
    return OVERTURNED.get(kind) or kind.replace("_", " ").capitalize()


AUDITED = (
    GLASS,
    Listing(
        "refusals",
        "Refused in the last 28 days",
        "Nothing was refused in the last 28 days.",
        "since",
        refusals,
        _refused,
    ),
    Listing(
        "overturned",
        "Decisions that did not stand, last 28 days",
        "Every decision of the last 28 days stands.",
        "since",
        overturned,
        _in_words,
    ),
    Listing(
        "recorded-late",
        "Contacts recorded late, last 28 days",
        "No contact of the last 28 days was recorded late.",
        "since",
        recorded_late,
        lambda channel, _: _capital(CHANNELS_IN_WORDS[Channel(channel)]),
    ),
    Listing(
        "administration",
        "Accounts, roles, units and policy, last 28 days",
        "Nothing was administered in the last 28 days.",
        "since",
        administration,
        _in_words,
        of_cases=False,
    ),
    Listing(
        "reading",
        "Who opened most pages about people, last 7 days",
        "Nobody opened a page about a person in the last 7 days.",
        "since",
        reading,
        lambda pages, _: f"{int(pages):,} page{'' if pages == '1' else 's'}",
        of_cases=False,
    ),
)
