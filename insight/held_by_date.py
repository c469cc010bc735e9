"""What people hold by date, as an administrator sees it: acting ranks, accreditations, training."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import AccreditationHeld, ActingRank, CaseEvent, Person, RoleHolding, TraineeProgramme
from vocabulary import OPERATIONAL_ROLES, Accreditation, EventKind, Programme, Rank
from workflow.reading import note_read
from workflow.reading.skills import Skills, accreditations, skills_of
from workflow.refusals import NotFound

HELD_BY_DATE = (
    EventKind.ACTING_RANK_GIVEN,
    EventKind.ACTING_RANK_ENDED,
    EventKind.ACCREDITATION_GIVEN,
    EventKind.ACCREDITATION_ENDED,
    EventKind.TRAINING_BEGUN,
    EventKind.TRAINING_ENDED,
)


@dataclass(frozen=True)
class Days:
    """From a day until (not on) a day. `is_over`: nothing more is done about it."""

    id: int
    from_on: dt.date
    until_on: dt.date | None
    is_over: bool
    has_begun: bool


@dataclass(frozen=True)
class ActingShown(Days):
    """An acting rank, and who gave it."""

    rank: Rank
    is_detective: bool
    given_by: str


@dataclass(frozen=True)
class AccreditationShown(Days):
    """An accreditation with its days."""

    level: Accreditation


@dataclass(frozen=True)
class TrainingShown(Days):
    """Training and its named supervisor."""

    programme: Programme
    mentor: str


@dataclass(frozen=True)
class HeldShown:
    """All of it, what is in force or to come first; `now` is what counts today."""

    now: Skills
    acting: list[ActingShown]
    accreditations: list[AccreditationShown]
    training: list[TrainingShown]


def held_by_date(session: Session, person_id: int, today: dt.date) -> HeldShown:
    """What a person holds, held and will hold. Raises NotFound."""
    now = skills_of(session, [person_id], today).get(person_id)
    if now is None:
        raise NotFound("There is no such person.")
    acting, levels, training = (
        _rows(session, model, person_id) for model in (ActingRank, AccreditationHeld, TraineeProgramme)
    )
    known = names(session, {row.given_by_id for row in acting} | {row.mentor_id for row in training})
    note_read(session, "person", [person_id, *known])
    return HeldShown(
        now,
        _in_use_first(
            ActingShown(
                *_days(row, today), row.rank, row.is_detective, known.get(row.given_by_id, "the installation")
            )
            for row in acting
        ),
        _in_use_first(AccreditationShown(*_days(row, today), Accreditation(row.level)) for row in levels),
        _in_use_first(
            TrainingShown(*_days(row, today), row.programme, known[row.mentor_id]) for row in training
        ),
    )


def _rows(session: Session, model: type, person_id: int) -> list:
    query = sa.select(model).where(model.person_id == person_id)
    return list(session.scalars(query.order_by(model.from_on.desc(), model.id.desc())))


def _days(row: ActingRank | AccreditationHeld | TraineeProgramme, today: dt.date) -> tuple:
    is_over = row.until_on is not None and row.until_on <= today
    return row.id, row.from_on, row.until_on, is_over, row.from_on <= today


def _in_use_first(shown: Iterable[Days]) -> list:
    return sorted(shown, key=lambda each: each.is_over)


MODELS = {"acting": ActingRank, "accreditation": AccreditationHeld, "training": TraineeProgramme}


def whose(session: Session, kind: str, held_id: int) -> int:
    """The person of a record. Raises NotFound."""
    model = MODELS[kind]
    person_id = session.scalar(sa.select(model.person_id).where(model.id == held_id))
    if person_id is None:
        raise NotFound("There is no such record.")
    return person_id


def may_supervise_training(
    session: Session, programme: Programme, today: dt.date, besides: int
) -> list[tuple[int, str]]:
    """(id, name) of people in use, with an operational role, who hold what a programme leads to."""
    return accredited(session, programme.leads_to, today, besides={besides})


def accredited(
    session: Session,
    level: Accreditation,
    today: dt.date,
    besides: Iterable[int | None] = (),
) -> list[tuple[int, str]]:
    """(id, name) of people in use, with an operational role today, who hold a level or a higher one."""
    ids = list(
        session.scalars(
            sa.select(Person.id)
            .join(RoleHolding, RoleHolding.person_id == Person.id)
            .where(
                Person.retired_at.is_(None),
                RoleHolding.role.in_(OPERATIONAL_ROLES),
                RoleHolding.from_on <= today,
                sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > today),
            )
            .distinct()
        )
    )
    held = accreditations(session, ids, today)
    known = names(session, [each for each in ids if held[each] >= level and each not in set(besides)])
    return sorted(known.items(), key=lambda pair: (pair[1].split(" ", 1)[-1], pair[0]))


def mentors_of(events: Iterable[CaseEvent]) -> set[int]:
    """The supervisors of training that events of a person name."""
    kinds = (EventKind.TRAINING_BEGUN, EventKind.TRAINING_ENDED)
    return {json.loads(event.canonical)["facts"]["mentor"] for event in events if event.kind in kinds}


def held_in_words(event: CaseEvent, known: dict[int, str]) -> dict[str, str]:
    """What an event says is held, and for how long; nothing for other kinds."""
    if event.kind not in HELD_BY_DATE:
        return {}
    facts = json.loads(event.canonical)["facts"]
    if "rank" in facts:
        rank = facts["rank"].replace("_", " ")
        what = f"Acting {'detective ' if facts['detective'] else ''}{rank}"
    elif "level" in facts:
        what = Accreditation(facts["level"]).name
    else:
        what = f"{facts['programme'].upper()} programme, supervised by {known.get(facts['mentor'], '')}"
    until = f" until {_day(facts['until'])}" if facts["until"] is not None else ""
    return {"what": f"{what}, from {_day(facts['from'])}{until}"}


def _day(text: str) -> str:
    day = dt.date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"
