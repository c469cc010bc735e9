"""Lists that first pages begin and pages of their own go on with: one query each, rows of one form.

A list's query names what a row says in the columns below, and leaves out what it does not say. First pages
read the beginning and the number of all in one query; a page of the list counts, and reads its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from insight.readable import may_read
from insight.telling import SafeContactShown, safe_contact_in_words, safe_contacts
from insight.work_lists import PAGE_SIZE, Page, within
from models import Investigation, InvestigationFlag
from vocabulary import Actor, RiskFlag
from workflow.policy.pack import Policy
from workflow.reading import note_read

SHOWN = 5  # rows of a list on a first page
COLUMNS = (
    "case_id", "reference", "offence", "offence_class", "item_id", "kind", "what", "at", "person_id",
    "about_id", "victim_id", "victim", "is_enhanced", "safe_contact", "phone",
    "bereaved",
)  # fmt: skip
NEVER_NONE = ("reference", "kind", "victim", "safe_contact", "phone", "bereaved")


class DueBy(StrEnum):
    """By when what is owed falls due. Each holds those before it: what is overdue is due today too."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True)
class Only:
    """What a list of whom to ring is narrowed to; as it is made, to nothing.

    `what`: a kind of duty, or `right:` with the key of a right; one of those that people are reached for.
    """

    due: DueBy | None = None
    enhanced: bool = False
    interpreter: bool = False
    unit: int | None = None
    what: str = ""


EVERYBODY = Only()


@dataclass(frozen=True)
class Asked:
    """Who asks, when, and by which policy. `ends_at` is the end of today in London."""

    actor: Actor
    policy: Policy
    now: dt.datetime
    begins_at: dt.datetime
    ends_at: dt.datetime
    only: Only = EVERYBODY

    @property
    def units(self) -> set[int]:
        """The units this person works in today."""
        return {unit for _, unit in self.actor.roles}


@dataclass(frozen=True)
class ListedRow:
    """One row of any of these lists. What a list does not say is None or empty."""

    case_id: int | None
    reference: str
    offence: str
    offence_class: str
    item_id: int | None
    kind: str
    what: str
    at: dt.datetime | None
    person_id: int | None
    about_id: int | None
    victim_id: int | None
    victim: str
    is_enhanced: bool
    safe_contact: str
    phone: str
    bereaved: str = ""  # of a victim who has died: who is told in their place
    person: str = ""
    about: str = ""
    flags: tuple[RiskFlag, ...] = ()
    not_by: str = ""
    ways: SafeContactShown | None = None  # what was recorded last of how the victim is safely reached
    signs: tuple[str, ...] = ()  # that the victim may leave the case
    promised: tuple[tuple[str, dt.datetime], ...] = ()  # what, and by when
    kept_back: tuple[tuple[str, dt.datetime], ...] = ()  # what they may not be told, and until when


@dataclass(frozen=True)
class Listing:
    """`when` says what a row's time is: due, on, lost, waiting, since. `say` makes a row's words of a stored
    one. `note` fills in what one query for all rows cannot say, and `complete` what one more query says of
    all of them. `of_cases`: its query joins Investigation. `reaches_victims`: its rows say how their victims
    are safely reached.
    """

    key: str
    title: str
    nothing: str
    when: str
    query: Callable[[Asked], sa.Select]
    say: Callable[[str, Policy], str] = lambda what, _: what
    note: Callable[[ListedRow, Policy], ListedRow] = lambda row, _: row
    complete: Callable[[Session, list[ListedRow], Asked], list[ListedRow]] = lambda _, rows, __: rows
    of_cases: bool = True
    reaches_victims: bool = False


@dataclass(frozen=True)
class Block:
    """The beginning of a list, and how long it is. `groups`: (name, number) instead of rows."""

    listing: Listing
    rows: list[ListedRow]
    total: int
    groups: list[tuple[str, int]] = field(default_factory=list)


def select(**said: object) -> sa.Select:
    """The columns of a row; those that are not said are NULL."""
    return sa.select(
        *(sa.type_coerce(said.get(name, sa.null()), TYPES[name]).label(name) for name in COLUMNS)
    )


def of_case(**said: object) -> sa.Select:
    """The same with the case's own columns. The query joins Investigation."""
    return select(
        case_id=Investigation.id,
        reference=Investigation.reference,
        offence=Investigation.offence,
        offence_class=Investigation.offence_class,
        **said,
    )


TYPES = dict.fromkeys(COLUMNS, sa.Text()) | {
    "case_id": sa.BigInteger(),
    "item_id": sa.BigInteger(),
    "person_id": sa.BigInteger(),
    "about_id": sa.BigInteger(),
    "victim_id": sa.BigInteger(),
    "is_enhanced": sa.Boolean(),
    "at": Investigation.__table__.c.reported_at.type,
}


def begin(session: Session, listings: Sequence[Listing], asked: Asked) -> list[Block]:
    """The beginning of each list: a query for each, one for all their names, one for all their risks."""
    found = []
    for listing in listings:
        query = _read_by(session, listing, asked)
        query = query.add_columns(sa.func.count().over().label("in_all")).limit(SHOWN)
        rows = session.execute(query).all()
        found.append((listing, rows, rows[0].in_all if rows else 0))
    filled = fill(session, [(listing, rows) for listing, rows, _ in found], asked)
    return [Block(listing, rows, total) for (listing, _, total), rows in zip(found, filled, strict=True)]


def _read_by(session: Session, listing: Listing, asked: Asked) -> sa.Select:
    """A list's query without the cases that whoever asks may not read."""
    query = listing.query(asked)
    return query.where(may_read(session)) if listing.of_cases else query


def read_page(
    session: Session, listing: Listing, asked: Asked, number: int = 1, size: int = PAGE_SIZE
) -> Page:
    """A page of one list; the last page when there are fewer."""
    query = _read_by(session, listing, asked)
    counted = sa.select(sa.func.count()).select_from(query.order_by(None).subquery())
    total = session.scalar(counted) or 0
    number = within(number, total, size)
    rows = session.execute(query.limit(size).offset((number - 1) * size)).all()
    return Page(fill(session, [(listing, rows)], asked)[0], number, total, size)


def fill(
    session: Session, lists: Sequence[tuple[Listing, Sequence[sa.Row]]], asked: Asked
) -> list[list[ListedRow]]:
    """Rows with names, titles and risks; whom they are about is noted as read."""
    every = [row for _, rows in lists for row in rows]
    cases = sorted({row.case_id for row in every if row.case_id is not None})
    known = names(session, {person for row in every for person in (row.person_id, row.about_id)})
    flags = _flags(session, cases)
    ways = _safe_ways(session, lists)
    note_read(session, "investigation", cases)
    note_read(session, "victim", sorted({row.victim_id for row in every if row.victim_id is not None}))
    return [
        listing.complete(
            session, [_row(listing, row, asked.policy, known, flags, ways) for row in rows], asked
        )
        for listing, rows in lists
    ]


def _row(
    listing: Listing,
    row: sa.Row,
    policy: Policy,
    known: Mapping[int, str],
    flags: Mapping[int, tuple[RiskFlag, ...]],
    ways: Mapping[int, SafeContactShown],
) -> ListedRow:
    offence = policy.offence(row.offence) if row.offence else None
    listed = ListedRow(
        **{name: getattr(row, name) for name in COLUMNS if name not in ("offence", "what", "is_enhanced")}
        | {name: getattr(row, name) or "" for name in NEVER_NONE},
        offence=offence.title if offence else row.offence or "",
        what=listing.say(row.what or "", policy),
        is_enhanced=bool(row.is_enhanced),
    )
    named = replace(
        listed,
        person=known.get(row.person_id, ""),
        about=known.get(row.about_id, ""),
        flags=flags.get(row.case_id, ()),
    )
    if listing.reaches_victims and row.victim_id in ways:
        said = ways[row.victim_id]
        named = replace(named, ways=said, safe_contact=safe_contact_in_words(row.safe_contact, said))
    if named.bereaved:
        named = replace(named, safe_contact=named.bereaved)
    return listing.note(named, policy)


def _safe_ways(
    session: Session, lists: Sequence[tuple[Listing, Sequence[sa.Row]]]
) -> Mapping[int, SafeContactShown]:
    """By victim, what was recorded last of those whom these lists are about to have reached."""
    cases = {row.case_id for listing, rows in lists if listing.reaches_victims for row in rows}
    return safe_contacts(session, cases) if cases else {}


def _flags(session: Session, cases: Sequence[int]) -> dict[int, tuple[RiskFlag, ...]]:
    found: dict[int, tuple[RiskFlag, ...]] = {}
    if cases:
        query = sa.select(InvestigationFlag.investigation_id, InvestigationFlag.flag).where(
            InvestigationFlag.investigation_id.in_(cases)
        )
        for case_id, flag in session.execute(query):
            found[case_id] = (*found.get(case_id, ()), flag)
    return {case_id: tuple(sorted(held)) for case_id, held in found.items()}
