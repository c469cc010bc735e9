"""Which cases somebody reads: the sentence in SQL is the pure rule's, for everybody and every case."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger, work_lists
from insight.readable import may_read, read_as, readable_by
from insight.restricted import broken_glass, count_unreviewed
from insight.search import Search, find_cases, find_reference
from models import Investigation
from tests import making, making_endings
from tests import making_restricted as restricted
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401
from vocabulary import Actor, GlassFinding, Restriction, Step
from workflow.reading import read_cases
from workflow.restrictions import why_not_read
from workflow.services import restricting
from workflow.services.break_glass import review_break_glass
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords
from workflow.services.victim_details import hide_details

LATER = making.NOW + dt.timedelta(hours=1)
CASES = ("closed", "filed", "ready", "lapsed", "open", "reopened", "domestic")


def everybody(filled: Filled) -> dict[str, Actor]:
    found = {each.name: getattr(filled.force, each.name) for each in fields(filled.force)}
    return {name: who for name, who in found.items() if isinstance(who, Actor)}


def restrict_all(session: Session, filled: Filled, kind: Restriction) -> None:
    """Every case; one has a named reader, one had one, on one the glass is broken, on one it was."""
    other, force = filled.force.other_officer, filled.force
    if kind is Restriction.COVERT:
        restrict_all(session, filled, Restriction.RESTRICTED)
    for name in CASES:
        restricted.restrict(session, force, getattr(filled, name), kind)
    if kind is Restriction.COVERT:
        return
    restricted.name(session, force, filled.closed, other)
    row = restricted.name(session, force, filled.filed, other)
    restricting.end_reader(session, force.inspector, row, now=LATER)
    restricted.break_glass(session, other, filled.open)
    restricted.break_glass(session, other, filled.lapsed, now=making.NOW - dt.timedelta(hours=9))


@pytest.mark.parametrize("kind", Restriction)
def test_the_condition_in_sql_is_the_rule(session: Session, filled: Filled, kind: Restriction):
    restrict_all(session, filled, kind)
    ids = session.scalars(sa.select(Investigation.id)).all()
    cases = read_cases(session, ids, LATER)
    seen = set()
    for name, who in everybody(filled).items():
        by_rule = {key for key, case in cases.items() if why_not_read(who, case) is None}
        in_sql = set(session.scalars(sa.select(Investigation.id).where(readable_by(who, LATER))))
        assert in_sql == by_rule, name
        seen.add(frozenset(by_rule))
    assert len(seen) >= 3  # not everybody reads the same, or the comparison shows nothing


@pytest.mark.parametrize("kind", Restriction)
def test_the_condition_is_the_rule_for_whoever_signs_what_is_not_investigated_cancelled_or_transferred(
    session: Session, filled: Filled, kind: Restriction
):
    force = filled.force
    waiting = [making_endings.proposed(session, force, each) for each in making_endings.PROPOSE]
    waiting.append(
        making_endings.proposed(
            session, force, making_endings.CANCELLATION, **making_endings.A_RAPE_OF_LONG_AGO
        )
    )
    drawn = making_endings.a_crime_that_is_drawn(session, force)
    particulars = making_endings.not_investigating()
    making.take(session, force.colleague, drawn, Step.PROPOSE_NOT_INVESTIGATING, particulars)
    making.take(session, force.assessor, drawn, Step.AUTHORISE, InWords("Nothing to go on."))
    for each in [*waiting, drawn]:
        restricted.restrict(session, force, each, kind)
    ids = [each.id for each in [*waiting, drawn]]
    seen = {}
    for name, who in everybody(filled).items():
        read = {
            key for key, case in read_cases(session, ids, LATER).items() if why_not_read(who, case) is None
        }
        asked = sa.select(Investigation.id).where(Investigation.id.in_(ids), readable_by(who, LATER))
        assert set(session.scalars(asked)) == read, name
        seen[name] = read
    # The one that was signed stays open to whoever signed it; no other covert case is opened by a role.
    assert seen["assessor"] - {drawn.id} == ({waiting[0].id} if kind is Restriction.RESTRICTED else set())
    cancelled = {waiting[1].id, waiting[3].id}
    assert seen["registrar"] == (cancelled if kind is Restriction.RESTRICTED else set())


def test_a_session_that_reads_for_nobody_reads_everything(session: Session, filled: Filled):
    restrict_all(session, filled, Restriction.COVERT)
    everything = session.scalar(sa.select(sa.func.count()).select_from(Investigation))
    query = sa.select(sa.func.count()).select_from(Investigation).where(may_read(session))
    assert session.scalar(query) == everything


@pytest.mark.parametrize("kind", Restriction)
def test_lists_counts_and_searches_leave_out_what_is_not_read(
    session: Session, filled: Filled, kind: Restriction
):
    policy, everything = policy_at(LATER), sa.true()
    restricted.restrict(session, filled.force, filled.open, kind)
    reference = session.get_one(Investigation, filled.open.id).reference
    total = work_lists.count(session, everything)
    owed = work_lists.count_owed(session, filled.force.victim_care_officer)
    read_as(session, filled.force.other_officer, LATER)
    assert work_lists.count(session, everything) == total - 1
    page = work_lists.cases(session, everything, policy, size=100)
    assert page.total == total - 1 == len(page.rows)
    assert filled.open.id not in {row.id for row in page.rows}
    by_name = find_cases(session, Search(name="farah"), policy, size=100)
    assert filled.open.id not in {row.id for row in by_name.page.rows}
    assert find_cases(session, Search(reference=reference[:4]), policy, size=100).page.total == total - 1
    found = filled.open.id if kind is Restriction.RESTRICTED else None
    assert find_reference(session, reference) == found
    # Whoever cares for the unit's victims is not one of those who read it.
    care = filled.force.victim_care_officer
    read_as(session, care, LATER)
    page = work_lists.owed_to_victims(session, care, size=100)
    assert page.total == len(page.rows) == work_lists.count_owed(session, care) < owed
    assert filled.open.id not in {row.investigation_id for row in page.rows}


def test_a_list_costs_as_many_queries_however_many_cases_are_restricted(session: Session, filled: Filled):
    def queries() -> int:
        counted = []
        sa.event.listen(session.bind, "before_cursor_execute", lambda *_: counted.append(1))
        work_lists.cases(session, sa.true(), policy_at(LATER), size=100)
        return len(counted)

    read_as(session, filled.force.officer, LATER)
    queries()  # the first begins the transaction
    before = queries()
    restrict_all(session, filled, Restriction.RESTRICTED)
    session.expire_all()
    assert 0 < before == queries()


def test_the_register_tells_nobody_else_of_a_case_that_became_covert(session: Session, filled: Filled):
    restricted.restrict(session, filled.force, filled.open)
    restricted.break_glass(session, filled.force.other_officer, filled.open)
    read_as(session, filled.force.detective_inspector, LATER)
    assert (broken_glass(session).total, count_unreviewed(session)) == (1, 1)
    restricted.restrict(session, filled.force, filled.open, Restriction.COVERT)
    assert (broken_glass(session).total, count_unreviewed(session)) == (0, 0)
    read_as(session, filled.force.auditor, LATER)
    assert broken_glass(session).total == 1


def do_everything(session: Session, filled: Filled) -> None:
    force, case = filled.force, filled.open
    restricted.restrict(session, force, case)
    row = restricted.name(session, force, case, force.other_officer)
    restricting.end_reader(session, force.inspector, row, now=LATER)
    restricted.name(session, force, case, force.auditor, until_at=LATER)
    first = restricted.break_glass(session, force.other_officer, case, now=LATER)
    restricted.break_glass(session, force.other_sergeant, case, now=LATER)
    review_break_glass(session, force.inspector, first, GlassFinding.JUSTIFIED, "Yes.", now=LATER)
    hide_details(session, force.sergeant, case.victims[0], True, "Why.", now=LATER)
    restricted.restrict(session, force, filled.closed)
    restricting.lift_restriction(session, force.inspector, filled.closed.id, "Over.", now=LATER)


def test_the_ledger_is_sound_after_all_of_it(session: Session, filled: Filled):
    do_everything(session, filled)
    session.flush()
    assert ledger.verify(session).fault is None


TAMPERED = {
    "opened by hand": (
        "UPDATE investigation SET restriction = NULL, restricted_by_id = NULL,"
        " restriction_review_on = NULL WHERE restriction IS NOT NULL",
        "investigation",
        "its restriction is None",
    ),
    "looked at later": (
        "UPDATE investigation SET restriction_review_on = '2040-01-01' WHERE restriction IS NOT NULL",
        "investigation",
        "its restriction_review_on is 2040-01-01",
    ),
    "a reader who goes on": (
        "UPDATE named_reader SET until_at = NULL",
        "named_reader",
        "its until_at is None",
    ),
    "details shown by hand": (
        "UPDATE victim SET details_hidden = {false}",
        "victim",
        "its details_hidden is False",
    ),
    "a finding turned round": (
        "UPDATE break_glass SET finding = 'not_justified' WHERE finding IS NOT NULL",
        "break_glass",
        "its finding is not_justified",
    ),
    "a reader nobody named": (
        "INSERT INTO named_reader (investigation_id, person_id, from_at, named_by_id)"
        " SELECT investigation_id, person_id, from_at, named_by_id FROM named_reader LIMIT 1",
        "named_reader",
        "no event of its case tells of it",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_changed_by_hand_is_found(session: Session, filled: Filled, what: str):
    statement, table, says = TAMPERED[what]
    do_everything(session, filled)
    session.flush()
    with behind_its_back(session) as change:
        change(statement.format(false="0" if session.bind.dialect.name == "sqlite" else "false"))
    fault = ledger.verify(session).fault
    assert fault is not None
    assert fault.table == table
    assert says in fault.what
