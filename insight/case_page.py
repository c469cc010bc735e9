"""Everything the case page shows, names and words included, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.interviews import interviews_of
from insight.other_endings import Accepted, acceptances, other_crimes
from insight.people import names
from insight.resolutions import ResolutionShown, show_resolutions
from insight.timeline import TimelineEvent, as_read, count_events, read_events, with_names
from models import (
    CaseEvent,
    Contact,
    Decision,
    DecisionEnded,
    Duty,
    EventDetail,
    Interview,
    Investigation,
    LineOfInquiry,
    PublishedOutcome,
    SignOff,
    Suspect,
    Unit,
    Victim,
)
from vocabulary import DecisionEnding, DutyStatus
from workflow.reading import note_read
from workflow.reading.readers import told_reference
from workflow.refusals import NotFound

# Made once: an alias made for each request is adapted column by column, which takes longer than asking.
ENDED_DETAIL, ASKED_DETAIL = aliased(EventDetail), aliased(EventDetail)
OTHER_LINE, OTHER_CASE = aliased(LineOfInquiry), aliased(Investigation)


@dataclass(frozen=True)
class DecisionShown:
    """A decision, its four answers, who signed it, and how it ended."""

    row: Decision
    answers: dict
    proposed_by: str
    sign_offs: list[tuple[str, dt.datetime, str]]
    ending: DecisionEnding | None
    ended_at: dt.datetime | None
    directions: str
    findings: list[dict]
    facts: dict = field(default_factory=dict)  # of the event that it rests on
    accepted: Accepted | None = None
    other_crime: str | None = None  # the reference of the one that stays


@dataclass(frozen=True)
class CaseShown:
    """Rows of one case with the names needed to read them aloud."""

    row: Investigation
    unit: str
    names: dict[int, str]
    lines: list[tuple[LineOfInquiry, str | None]]
    suspects: list[Suspect]
    victims: list[Victim]
    contacts: dict[int, list[Contact]]
    duties: list[Duty]
    decisions: list[DecisionShown]
    events: list[TimelineEvent]
    all_events: int
    published: list[PublishedOutcome] = field(default_factory=list)
    resolutions: dict[int, list[ResolutionShown]] = field(default_factory=dict)
    interviews: dict[int, list[Interview]] = field(default_factory=dict)  # by suspect, the latest first


def show_case(session: Session, investigation_id: int) -> CaseShown:
    """Read the whole case for its page. The case must exist (workflow.reading.read_case says so first)."""
    row = session.get_one(Investigation, investigation_id)
    lines = [
        (line, reference)
        for line, reference in session.execute(
            sa.select(LineOfInquiry, told_reference(OTHER_CASE))
            .outerjoin(OTHER_LINE, OTHER_LINE.id == LineOfInquiry.answered_on_line_id)
            .outerjoin(OTHER_CASE, OTHER_CASE.id == OTHER_LINE.investigation_id)
            .where(LineOfInquiry.investigation_id == row.id)
            .order_by(LineOfInquiry.id)
        )
    ]
    suspects = _all(session, Suspect, row.id)
    interviews = interviews_of(session, row.id)
    victims = _all(session, Victim, row.id)
    contacts: dict[int, list[Contact]] = {victim.id: [] for victim in victims}
    for contact in session.scalars(
        sa.select(Contact)
        .where(Contact.investigation_id == row.id)
        .order_by(Contact.happened_at.desc(), Contact.id.desc())
    ):
        contacts[contact.victim_id].append(contact)
    duties = session.scalars(
        sa.select(Duty)
        .where(Duty.investigation_id == row.id, Duty.status == DutyStatus.RUNNING)
        .order_by(Duty.due_at, Duty.id)
    ).all()
    events, about = read_events(session, row.id)
    known = names(
        session,
        {
            row.oic_id,
            row.responsible_id,
            row.chaser_id,
            row.recorded_by_id,
            *about,
            *(line.owner_id for line, _ in lines),
            *(line.answered_by_id for line, _ in lines),
            *(suspect.interviewed_by_id for suspect in suspects),
            *(each.interviewed_by_id for held in interviews.values() for each in held),
            *(each.second_officer_id for held in interviews.values() for each in held),
            *(suspect.decided_by_id for suspect in suspects),
            *(contact.recorded_by_id for each in contacts.values() for contact in each),
        },
    )
    note_read(session, "investigation", [row.id])
    note_read(session, "victim", [victim.id for victim in victims])
    note_read(session, "suspect", [suspect.id for suspect in suspects])
    return CaseShown(
        row=row,
        unit=session.scalar(sa.select(Unit.name).where(Unit.id == row.unit_id)),
        names=known,
        lines=lines,
        suspects=suspects,
        victims=victims,
        contacts=contacts,
        duties=list(duties),
        decisions=show_decisions(session, row.id),
        events=as_read(session, row.id, with_names(events, known)),
        all_events=count_events(session, row.id),
        resolutions=show_resolutions(session, row.id),
        interviews=interviews,
        published=list(
            session.scalars(
                sa.select(PublishedOutcome)
                .where(PublishedOutcome.investigation_id == row.id)
                .order_by(PublishedOutcome.month, PublishedOutcome.line_number, PublishedOutcome.id)
            )
        ),
    )


def _all(session: Session, kind: type, investigation_id: int) -> list:
    return list(
        session.scalars(sa.select(kind).where(kind.investigation_id == investigation_id).order_by(kind.id))
    )


def show_decisions(session: Session, investigation_id: int) -> list[DecisionShown]:
    """Every decision of a case, newest first, old rounds included."""
    rows = session.execute(
        sa.select(Decision, DecisionEnded, ASKED_DETAIL.detail, ENDED_DETAIL.detail, CaseEvent.canonical)
        .join(CaseEvent, CaseEvent.id == Decision.event_id)
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .outerjoin(ASKED_DETAIL, ASKED_DETAIL.event_id == Decision.event_id)
        .outerjoin(ENDED_DETAIL, ENDED_DETAIL.event_id == DecisionEnded.event_id)
        .where(Decision.investigation_id == investigation_id)
        .order_by(Decision.id.desc())
    ).all()
    signed = session.execute(
        sa.select(SignOff, EventDetail.detail)
        .outerjoin(EventDetail, EventDetail.event_id == SignOff.event_id)
        .where(SignOff.decision_id.in_([row.Decision.id for row in rows]))
        .order_by(SignOff.id)
    ).all()
    facts = {row.Decision.id: json.loads(row.canonical)["facts"] for row in rows}
    accepted = acceptances(session, list(facts))
    others = other_crimes(session, facts.values())
    known = names(
        session,
        {row.Decision.proposed_by_id for row in rows} | {sign_off.signed_by_id for sign_off, _ in signed},
    )
    return [
        DecisionShown(
            row=decision,
            answers=json.loads(asked) if asked else {},
            proposed_by=known.get(decision.proposed_by_id, ""),
            sign_offs=[
                (
                    known.get(sign_off.signed_by_id, ""),
                    sign_off.signed_at,
                    (json.loads(words) if words else {}).get("remarks", ""),
                )
                for sign_off, words in signed
                if sign_off.decision_id == decision.id
            ],
            ending=ended.ending if ended else None,
            ended_at=ended.ended_at if ended else None,
            directions=" ".join(json.loads(ended_words).values()) if ended_words else "",
            findings=json.loads(decision.evaluation)["findings"],
            facts=facts[decision.id],
            accepted=accepted.get(decision.id),
            other_crime=others.get(facts[decision.id].get("other_crime")),
        )
        for decision, ended, asked, ended_words, _ in rows
    ]


def heading(session: Session, investigation_id: int) -> tuple[str, str]:
    """(reference, offence key) of a case."""
    row = session.execute(
        sa.select(Investigation.reference, Investigation.offence).where(Investigation.id == investigation_id)
    ).one()
    return row.reference, row.offence


def item_names(session: Session, investigation_id: int) -> dict[tuple[str, int], str]:
    """Names of a case's victims and suspects, by ("victim" or "suspect", id): findings hold ids alone."""
    found = session.execute(
        sa.union_all(
            sa.select(sa.literal("victim").label("kind"), Victim.id, Victim.name).where(
                Victim.investigation_id == investigation_id
            ),
            sa.select(sa.literal("suspect"), Suspect.id, Suspect.name).where(
                Suspect.investigation_id == investigation_id
            ),
        )
    )
    return {(kind, subject_id): name for kind, subject_id, name in found}


def line_heading(session: Session, line_id: int) -> tuple[int, str, str]:
    """(investigation id, category, objective) of a line. Raises NotFound."""
    line = session.get(LineOfInquiry, line_id)
    if line is None:
        raise NotFound("There is no such line of inquiry.")
    return line.investigation_id, line.category, line.objective


def suspect_as_recorded(session: Session, suspect_id: int) -> Suspect:
    """The row of a suspect, to be corrected. Raises NotFound."""
    suspect = session.get(Suspect, suspect_id)
    if suspect is None:
        raise NotFound("There is no such suspect.")
    note_read(session, "suspect", [suspect.id])
    return suspect


def suspect_heading(session: Session, suspect_id: int) -> tuple[int, str]:
    """(investigation id, name) of a suspect. Raises NotFound."""
    suspect = session.get(Suspect, suspect_id)
    if suspect is None:
        raise NotFound("There is no such suspect.")
    return suspect.investigation_id, suspect.name
