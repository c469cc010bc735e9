"""What each duty is counted as follows from the events of its case: reckoned again here from those alone."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from types import SimpleNamespace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.compliance_duties import Exported, duties_to_export
from insight.ledger_duties import DutiesTold, Owed
from insight.ledger_events import Happened
from models import CaseEvent, Decision, Duty, Stream
from tests import making, making_telling
from tests.insight.asking_figures import DAY, HOUR, LATER, asked
from tests.insight.filled import Filled, session_on_it  # noqa: F401
from tests.making import NOW
from vocabulary import Channel, ContactResult, CountedAs, DutyKind, EventKind, StreamKind, WhyNotGiven
from workflow.duties import due, due_right
from workflow.months import month_of
from workflow.services import contacts, rights
from workflow.services.contact_corrections import correct_contact
from workflow.services.opening import policy_at


@dataclass
class Told:
    """What the events of one case say."""

    duties: DutiesTold = field(default_factory=DutiesTold)
    facts: dict[int, tuple[EventKind, str, dict]] = field(default_factory=dict)
    victims: dict[int, dict] = field(default_factory=dict)
    unit: int = 0
    enhanced: dict[int, list[tuple[int, bool]]] = field(default_factory=dict)
    shortened: dict[str, str] = field(default_factory=dict)

    def add(self, event: Happened) -> None:
        facts = event.facts
        self.facts[event.id] = (event.kind, event.at, facts)
        self.unit = facts["unit"] if event.kind in HOLDS else self.unit
        if event.kind is EventKind.VICTIM_ADDED:
            self.victims[facts["victim"]] = {}
        if event.kind is EventKind.NEEDS_ASSESSED:
            self.enhanced.setdefault(facts["victim"], []).append((event.id, facts["enhanced"]))
            self.shortened |= facts["shortened"]
        self.duties.add(event, self.victims)

    def was_enhanced(self, victim: int, at: int) -> bool:
        """When this event was written."""
        return next((said for event, said in self.enhanced.get(victim, ())[::-1] if event < at), False)


HOLDS = (EventKind.CRIME_RECORDED, EventKind.CRIME_IMPORTED, EventKind.UNIT_TRANSFERRED)


def tell(session: Session) -> list[Told]:
    """Every case by its events, read in their order; of the decisions only which event each rests on."""
    found: dict[int, Told] = {}
    query = (
        sa.select(
            CaseEvent.id,
            CaseEvent.kind,
            CaseEvent.canonical,
            Stream.subject_id,
            Decision.id.label("decision"),
        )
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .outerjoin(Decision, Decision.event_id == CaseEvent.id)
        .where(Stream.kind == StreamKind.INVESTIGATION)
        .order_by(CaseEvent.id)
    )
    for row in session.execute(query):
        said = json.loads(row.canonical)
        happened = Happened(
            row.id, row.kind, said["recorded_at"], None, None, said["facts"], {}, row.decision
        )
        found.setdefault(row.subject_id, Told()).add(happened)
    return list(found.values())


def reckoned(told: Told, row: Exported, now: dt.datetime) -> dict[str, object]:
    """Since when, by when, how and by what it ended, and as what it is counted: from events alone."""
    known = row.known
    [owed] = [
        each
        for each in told.duties.owed
        if (each.kind, each.trigger_event_id, each.victim_id, each.right_key)
        == (row.kind, known.trigger_event_id, known.victim_id, row.right_key)
    ]
    since = dt.datetime.fromisoformat(told.duties.owed[owed][0])
    due_at = when_due(told, owed, known.duty_id, since)
    duty = SimpleNamespace(
        **vars(owed), id=known.duty_id, triggered_at=since, due_at=due_at, ended_by_event_id=None
    )
    ending = next((each for each in told.duties.endings if each.ends(duty)), None)
    return {
        "triggered_at": since,
        "due_at": due_at,
        "ended_at": ending.at if ending else None,
        "ended_by_event_id": ending.event_id if ending else None,
        "counted_as": as_what(told, ending, due_at, now),
        "month": str(month_of(due_at)),
        "unit_id": told.unit,
    }


def when_due(told: Told, owed: Owed, duty_id: int, since: dt.datetime) -> dt.datetime:
    _, by = told.duties.owed[owed]
    if str(duty_id) in told.shortened:
        return dt.datetime.fromisoformat(told.shortened[str(duty_id)])
    if by is not None:
        return dt.datetime.fromisoformat(by)
    policy = policy_at(dt.datetime.fromisoformat(told.facts[owed.trigger_event_id][1]))
    enhanced = told.was_enhanced(owed.victim_id, owed.trigger_event_id)
    if owed.kind is DutyKind.RIGHT:
        return due_right(policy.rights[owed.right_key], since, enhanced=enhanced, policy=policy).due_at
    return due(owed.kind, since, enhanced=enhanced, policy=policy).due_at


def as_what(told: Told, ending, due_at: dt.datetime, now: dt.datetime) -> CountedAs:
    if ending is None:
        return CountedAs.OVERDUE if due_at < now else CountedAs.RUNNING
    if not ending.excuses:
        if (ending.counted_at or ending.at) <= due_at:
            return CountedAs.MET_IN_TIME
        return CountedAs.RECORDED_LATE if ending.at <= due_at else CountedAs.MET_LATE
    kind, _, facts = told.facts[ending.event_id]
    said = {EventKind.RIGHT_EXCUSED: "why", EventKind.TELLING_EXCEPTION_RECORDED: "kind"}.get(kind)
    return {
        "declined": CountedAs.DECLINED,
        "does_not_want_contact": CountedAs.DECLINED,
        "good_reason": CountedAs.GOOD_REASON,
        "unable_to_contact": CountedAs.NOT_REACHED,
        "not_told_yet": CountedAs.NOT_SAFE_YET,
    }.get(facts[said] if said else "", CountedAs.NO_LONGER_OWED)


def in_more_ways(session: Session, filled: Filled) -> None:
    """What the filled database lacks: late, typed late, corrected, declined, not reached, taken back."""
    force = filled.force
    for days, typed in ((20, 20), (1, 20), (1, 1)):
        case = making.signed_off(session, force)
        made = making.telling(case, NOW + days * DAY, told_of_review=True)
        contact = contacts.record_contact(
            session, force.victim_care_officer, case.victims[0], made, now=NOW + typed * DAY
        )
    untold = contacts.ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW + DAY)
    correct_contact(
        session, force.victim_care_officer, contact, untold, "Nobody answered.", now=NOW + 2 * DAY
    )
    case = making.signed_off(session, force)
    making_telling.no_contact_wanted(session, force, case.victims[0], NOW + DAY)
    case = making.signed_off(session, force)
    enough = making_telling.enough_attempts(session, force, case.victims[0])
    making_telling.unable(session, force, case, enough)
    case = making.signed_off(session, force)
    making_telling.not_yet(session, force, case, NOW + DAY, force.detective_inspector)
    case = making.an_investigation(session, force)
    [duty, *_] = session.scalars(
        sa.select(Duty.id).where(Duty.investigation_id == case.id, Duty.kind == DutyKind.RIGHT)
    )
    why = WhyNotGiven.GOOD_REASON
    rights.excuse_rights(session, force.sergeant, case.victims[0], {duty}, why, "Her safety.", now=NOW + HOUR)
    session.flush()


def test_every_duty_is_counted_as_the_events_of_its_case_say(session: Session, filled: Filled):
    in_more_ways(session, filled)
    cases = {event: told for told in tell(session) for event in told.facts}
    for now in (NOW + 2 * DAY, LATER):
        rows = duties_to_export(session, asked(now))
        for row in rows:
            again = reckoned(cases[row.known.trigger_event_id], row, now)
            held = {name: getattr(row.known, name) for name in again}
            assert again == held | {"counted_as": row.counted_as}, (row.title, row.known.duty_id)
    assert {row.counted_as for row in rows} >= set(CountedAs) - {CountedAs.RUNNING}


def test_no_duty_that_events_started_is_missing(session: Session, filled: Filled):
    in_more_ways(session, filled)
    rows = duties_to_export(session, asked())
    exported = {(row.kind, row.known.trigger_event_id, row.known.victim_id, row.right_key) for row in rows}
    told = {
        (owed.kind, owed.trigger_event_id, owed.victim_id, owed.right_key)
        for each in tell(session)
        for owed in each.duties.owed
        if owed.victim_id is not None and owed.kind is not DutyKind.AGREE_EXCEPTION
    }
    assert exported == told
    assert len(rows) == len(exported)
