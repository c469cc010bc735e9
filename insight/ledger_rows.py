"""Rows that repeat what events say: cases with their lines, suspects, victims, contacts, duties, endings.

A row changed by hand, without an event, is found here even where no trigger could refuse it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_cps import read_suspects_referred, suspect_faults
from insight.ledger_duty_rows import duty_faults, read_duties
from insight.ledger_events import Columns, Sealed, words
from insight.ledger_story import CaseStory
from insight.ledger_telling import read_telling, telling_faults
from models import (
    BreakGlass,
    Contact,
    CpsAction,
    CpsDecisionConsidered,
    CpsReferral,
    CpsReply,
    Decision,
    DecisionEnded,
    Direction,
    Interview,
    Investigation,
    InvestigationFlag,
    Letter,
    LetterEmail,
    LetterHandedOver,
    LineOfInquiry,
    NamedReader,
    OutOfCourtResolution,
    Override,
    RiskThatRemains,
    Suspect,
    TransferAcceptance,
    Victim,
)
from workflow.ledger import digest_of_detail, sha256

# Columns that hold personal text: compared by its digest, and never repeated in a fault.
TEXT = frozenset(
    {
        ("contact", "correction_reason"),
        ("contact", "said"),
        ("contact", "told"),
        ("cps_decision_considered", "reason"),
        ("cps_referral", "reference"),
        ("cps_referral", "words"),
        ("cps_reply", "words"),
        ("direction", "done_words"),
        ("direction", "what"),
        ("interview", "interpreter"),
        ("interview", "others_present"),
        ("interview", "place"),
        ("interview", "why_no_adult"),
        ("investigation", "no_suspect_reason"),
        ("investigation", "no_victim_reason"),
        ("investigation", "place"),
        ("investigation", "summary"),
        ("letter", "told"),
        ("line_of_inquiry", "consent"),
        ("line_of_inquiry", "loss_reason"),
        ("line_of_inquiry", "necessity"),
        ("line_of_inquiry", "objective"),
        ("line_of_inquiry", "result"),
        ("line_of_inquiry", "scope"),
        ("out_of_court_resolution", "conditions"),
        ("person", "full_name"),
        ("risk_that_remains", "reason"),
        ("suspect", "born_on"),
        ("suspect", "death_proof"),
        ("suspect", "decision_reason"),
        ("suspect", "name"),
        ("suspect", "no_early_advice_reason"),
        ("suspect", "no_interview_reason"),
        ("suspect", "offences_considered"),
        ("suspect", "recorded_in_error_reason"),
        ("suspect", "why_suspected"),
        ("victim", "bereaved_contact"),
        ("victim", "born_on"),
        ("victim", "discretion_reason"),
        ("victim", "name"),
        ("victim", "needs"),
    }
)
HELD_BY_A_CASE = (
    LineOfInquiry,
    Suspect,
    Victim,
    Contact,
    CpsReferral,
    CpsReply,
    CpsAction,
    CpsDecisionConsidered,
    RiskThatRemains,
    OutOfCourtResolution,
    NamedReader,
    BreakGlass,
    Direction,
    Interview,
    Letter,
    LetterHandedOver,
    LetterEmail,
)


@dataclass(frozen=True)
class Fault:
    """The row that is not as it should be, and in what."""

    table: str
    id: int | str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.id}: {self.what}."


def cases_unlike_their_stories(session: Session, stories: Sequence[CaseStory]) -> Iterator[Fault]:
    """Compare some cases with what was gathered from their events, in the order given."""
    ids = [story.id for story in stories]
    if not ids:
        return
    cases = {row["id"]: row for row in rows_of(session, Investigation, Investigation.id, ids)}
    flags, duties = _flags(session, ids), read_duties(session, ids)
    referred = read_suspects_referred(session, ids)
    telling, channels = read_telling(session, ids)
    parts = {model.__tablename__: _by_case(session, model, ids) for model in HELD_BY_A_CASE}
    parts["decision_ended"] = _on_decisions(session, ids, DecisionEnded)
    parts["transfer_acceptance"] = _on_decisions(session, ids, TransferAcceptance)
    parts["override"] = _by_case(session, Override, ids, name="event_id")
    for story in stories:
        if story.id not in cases:
            yield Fault("investigation", story.id, "it is missing, and its events are there")
            continue
        yield from row_faults("investigation", cases[story.id], story.case, "its events")
        yield from _flag_faults(story.id, flags.get(story.id, set()), story.flags)
        for table, held in parts.items():
            yield from _part_faults(table, held.get(story.id, {}), story.rows[table])
        for table, row_id, what in (
            *telling_faults(telling.get(story.id, {}), channels, story.telling),
            *duty_faults(duties.get(story.id, []), story.duties),
        ):
            yield Fault(table, row_id, what)
        for table, row_id, what in suspect_faults(referred.get(story.id, set()), story.referred):
            yield Fault(table, row_id, what)


def row_faults(table: str, held: Mapping[str, object], told: Columns, whose: str) -> Iterator[Fault]:
    """Each column of a row that is not what `whose` events say."""
    for name, said in told.items():
        if isinstance(said, Sealed):
            yield from _sealed_faults(table, held, name, said)
            continue
        is_text = (table, name) in TEXT
        value = words(_as_told(held[name])) if is_text else _as_told(held[name])
        if value != said and is_text:
            yield Fault(table, held["id"], f"its {name} is not the text that {whose} hold")
        elif value != said:
            yield Fault(table, held["id"], f"its {name} is {value}, and {whose} say {said}")


def _sealed_faults(table: str, held: Mapping[str, object], name: str, said: Sealed) -> Iterator[Fault]:
    """A text whose digest, over the row's nonce, is in an event; and, where the row says it, its SHA-256."""
    if digest_of_detail(held["nonce"], held[name]) != said.digest:
        yield Fault(table, held["id"], f"its {name} is not the text that its case's events hold")
    elif held.get("sha256", sha256(held[name])) != sha256(held[name]):
        yield Fault(table, held["id"], f"its sha256 is not that of its {name}")


def _as_told(value: object) -> object:
    """A column's value in the form that events have it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _part_faults(table: str, held: dict[int, Mapping], told: dict[int, Columns]) -> Iterator[Fault]:
    for row_id in sorted(held.keys() | told.keys()):
        if row_id not in told:
            yield Fault(table, row_id, "no event of its case tells of it")
        elif row_id not in held:
            yield Fault(table, row_id, "it is missing, and its case's events tell of it")
        else:
            yield from row_faults(table, held[row_id], told[row_id], "its case's events")


def _flag_faults(case_id: int, held: set[str], told: frozenset[str]) -> Iterator[Fault]:
    for flag in sorted(told - held):
        yield Fault("investigation", case_id, f"its flag {flag} is missing, and no event took it away")
    for flag in sorted(held - told):
        yield Fault("investigation", case_id, f"it has the flag {flag}, and no event gave it")


def rows_of(session: Session, model: type, column: sa.ColumnElement, ids: Sequence[int]) -> Sequence:
    """Whole rows whose `column` is among `ids`, as mappings, by id."""
    table = model.__table__
    return session.execute(sa.select(table).where(column.in_(ids)).order_by(table.c.id)).mappings().all()


def _by_case(
    session: Session, model: type, ids: Sequence[int], name: str = "id"
) -> dict[int, dict[int, Mapping]]:
    """What cases hold, by case, and by the column that their events name it by."""
    held: dict[int, dict[int, Mapping]] = {}
    for row in rows_of(session, model, model.investigation_id, ids):
        held.setdefault(row["investigation_id"], {})[row[name]] = row
    return held


def _flags(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    held: dict[int, set[str]] = {}
    query = sa.select(
        InvestigationFlag.investigation_id, sa.type_coerce(InvestigationFlag.flag, sa.Text)
    ).where(InvestigationFlag.investigation_id.in_(ids))
    for case_id, flag in session.execute(query):
        held.setdefault(case_id, set()).add(flag)
    return held


def _on_decisions(session: Session, ids: Sequence[int], model: type) -> dict[int, dict[int, Mapping]]:
    """Rows of which a decision has at most one, by case and decision."""
    held: dict[int, dict[int, Mapping]] = {}
    query = (
        sa.select(Decision.investigation_id, model.decision_id.label("id"), *model.__table__.columns)
        .join(Decision, Decision.id == model.decision_id)
        .where(Decision.investigation_id.in_(ids))
    )
    for row in session.execute(query).mappings():
        held.setdefault(row["investigation_id"], {})[row["id"]] = row
    return held
