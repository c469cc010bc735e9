"""Restricted and covert cases: who may restrict, who then reads and writes, and who is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models import NamedReader
from tests import making
from tests import making_restricted as restricted
from tests.making import Force
from tests.making_people import a_person
from tests.services.prepared import LATER, Cases, detail_of, facts_of, last_event_of, row_of
from vocabulary import EventKind, Rank, Restriction, Role, Step
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, HiddenRecord, NotPermitted, RecordRestricted
from workflow.restrictions import Barred, why_not_read
from workflow.services import lines, needs, restricting, victims
from workflow.services.lines import answer_on_another_crime
from workflow.services.notes import add_note
from workflow.services.pointing import lines_to_choose_from
from workflow.working_days import end_of_day

DAY = dt.timedelta(days=1)
COVERT, RESTRICTED = Restriction.COVERT, Restriction.RESTRICTED


def test_an_inspector_restricts_a_case_and_nothing_else_of_it_changes(
    session: Session, force: Force, cases: Cases
):
    before = row_of(session, cases.proposed)
    was = (before.state, before.last_material_event_id, before.current_decision_id)
    restricted.restrict(session, force, cases.proposed, now=LATER)
    row = row_of(session, cases.proposed)
    assert (row.restriction, row.restricted_by_id) == (RESTRICTED, force.inspector.id)
    assert row.restriction_review_on == restricted.REVIEW_ON
    assert (row.state, row.last_material_event_id, row.current_decision_id) == was
    event = last_event_of(session, cases.proposed.id)
    assert event.kind is EventKind.CASE_RESTRICTED
    assert facts_of(event) == {
        "restriction": "restricted",
        "was": None,
        "review_on": restricted.REVIEW_ON.isoformat(),
        "review_due": end_of_day(restricted.REVIEW_ON).isoformat(timespec="microseconds"),
    }
    assert detail_of(session, event) == {"reason": restricted.WHY}


def test_a_detective_sergeant_restricts_too_and_a_finished_case_can_be(
    session: Session, force: Force, cases: Cases
):
    detective = a_person(session, "ds", Rank.SERGEANT, (Role.SUPERVISOR, force.unit), detective=True)
    restricted.restrict(session, force, cases.filed, by=detective)
    assert row_of(session, cases.filed).restriction is RESTRICTED


@pytest.mark.parametrize("who", ["sergeant", "officer", "victim_care_officer", "auditor", "administrator"])
def test_nobody_else_restricts(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted):
        restricted.restrict(session, force, cases.investigated, by=getattr(force, who))
    assert row_of(session, cases.investigated).restriction is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"reason": " "}, "reason"), ({"review_on": making.NOW.date()}, "review_on")],
)
def test_a_restriction_has_a_reason_and_a_day_to_look_again(
    session: Session, force: Force, cases: Cases, changed: dict, field: str
):
    said = {"review_on": restricted.REVIEW_ON, "reason": "Why."} | changed
    with pytest.raises(FactNotAccepted) as refused:
        restricting.restrict(session, force.inspector, cases.investigated.id, COVERT, now=making.NOW, **said)
    assert refused.value.field == field


def test_lifting_lets_everybody_read_again(session: Session, force: Force, cases: Cases):
    restricted.restrict(session, force, cases.investigated)
    restricting.lift_restriction(session, force.inspector, cases.investigated.id, "It is over.", now=LATER)
    row = row_of(session, cases.investigated)
    assert (row.restriction, row.restricted_by_id, row.restriction_review_on) == (None, None, None)
    assert last_event_of(session, cases.investigated.id).kind is EventKind.RESTRICTION_LIFTED
    add_note(session, force.other_officer, cases.investigated.id, "Seen.", now=LATER)
    with pytest.raises(FactNotAccepted, match="not restricted"):
        restricting.lift_restriction(session, force.inspector, cases.investigated.id, "Again.", now=LATER)


READS = ["officer", "colleague", "sergeant", "inspector", "auditor"]
DOES_NOT = ["other_officer", "other_sergeant", "victim_care_officer", "detective_inspector"]


@pytest.mark.parametrize("who", READS)
@pytest.mark.parametrize("kind", Restriction)
def test_those_who_work_on_it_and_auditors_read_it(
    session: Session, force: Force, cases: Cases, who: str, kind: Restriction
):
    restricted.restrict(session, force, cases.investigated, kind)
    case = read_case(session, cases.investigated.id, LATER)
    assert why_not_read(getattr(force, who), case) is None


@pytest.mark.parametrize("who", DOES_NOT)
def test_the_others_get_a_stub_or_nothing(session: Session, force: Force, cases: Cases, who: str):
    actor = getattr(force, who)
    restricted.restrict(session, force, cases.investigated)
    assert why_not_read(actor, read_case(session, cases.investigated.id, LATER)) is Barred.STUB
    restricted.restrict(session, force, cases.investigated, COVERT)
    assert why_not_read(actor, read_case(session, cases.investigated.id, LATER)) is Barred.NOTHING


WRITES: dict[str, Callable] = {
    "a note": lambda s, who, case: add_note(s, who, case.id, "Words.", now=LATER),
    "a victim": lambda s, who, case: victims.add_victim(s, who, case.id, making.A_PERSON, now=LATER),
    "needs": lambda s, who, case: needs.assess_needs(s, who, case.victims[0], needs.Assessed("N"), now=LATER),
    "a step": lambda s, who, case: making.attempt(s, who, case, Step.REOPEN),
}


@pytest.mark.parametrize("what", WRITES)
def test_who_does_not_read_does_not_write(session: Session, force: Force, cases: Cases, what: str):
    restricted.restrict(session, force, cases.investigated)
    with pytest.raises(RecordRestricted):
        WRITES[what](session, force.other_sergeant, cases.investigated)
    restricted.restrict(session, force, cases.investigated, COVERT)
    with pytest.raises(HiddenRecord, match=r"^There is no such investigation\.$"):
        WRITES[what](session, force.other_sergeant, cases.investigated)


def test_a_named_reader_reads_and_writes_until_the_second_it_ends(
    session: Session, force: Force, cases: Cases
):
    restricted.restrict(session, force, cases.investigated, COVERT)
    until = making.NOW + DAY
    row = restricted.name(session, force, cases.investigated, force.other_officer, until_at=until)
    add_note(
        session, force.other_officer, cases.investigated.id, "Seen.", now=until - dt.timedelta(seconds=1)
    )
    with pytest.raises(HiddenRecord):
        add_note(session, force.other_officer, cases.investigated.id, "Late.", now=until)
    assert session.get(NamedReader, row).until_at == until


def test_a_reader_is_ended_once_and_named_again(session: Session, force: Force, cases: Cases):
    restricted.restrict(session, force, cases.investigated)
    row = restricted.name(session, force, cases.investigated, force.other_officer)
    with pytest.raises(FactNotAccepted, match="named already"):
        restricted.name(session, force, cases.investigated, force.other_officer)
    restricting.end_reader(session, force.inspector, row, now=LATER)
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, event.about_person_id) == (EventKind.READER_ENDED, force.other_officer.id)
    with pytest.raises(RecordRestricted):
        add_note(session, force.other_officer, cases.investigated.id, "Late.", now=LATER)
    with pytest.raises(FactNotAccepted, match="not a named reader"):
        restricting.end_reader(session, force.inspector, row, now=LATER)
    restricted.name(session, force, cases.investigated, force.other_officer, now=LATER)


def test_a_sergeant_of_the_unit_names_readers_of_a_restricted_case_and_not_of_a_covert_one(
    session: Session, force: Force, cases: Cases
):
    restricted.restrict(session, force, cases.investigated)
    words = (cases.investigated.id, force.other_officer.id, "Needed.")
    restricting.name_reader(session, force.sergeant, *words, now=LATER)
    restricted.restrict(session, force, cases.recorded, COVERT)
    with pytest.raises(NotPermitted, match="inspector"):
        restricting.name_reader(
            session, force.sergeant, cases.recorded.id, force.other_officer.id, "Needed.", now=LATER
        )


def test_only_a_restricted_case_has_named_readers(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted, match="not restricted"):
        restricted.name(session, force, cases.investigated, force.other_officer)


def test_whoever_has_the_rank_for_a_waiting_proposal_reads_and_signs_it(
    session: Session, force: Force, cases: Cases
):
    restricted.restrict(session, force, cases.proposed)
    making.take(session, force.other_sergeant, cases.proposed, Step.AUTHORISE)
    # Having signed, they can look at what they signed; somebody else of their rank no longer can.
    case = read_case(session, cases.proposed.id, LATER)
    assert why_not_read(force.other_sergeant, case) is None
    assert why_not_read(force.detective_inspector, case) is Barred.STUB


def test_a_covert_case_is_signed_by_its_unit_or_a_named_reader_alone(
    session: Session, force: Force, cases: Cases
):
    restricted.restrict(session, force, cases.proposed, COVERT)
    with pytest.raises(HiddenRecord):
        making.attempt(session, force.other_sergeant, cases.proposed, Step.AUTHORISE)
    restricted.name(session, force, cases.proposed, force.other_sergeant)
    making.take(session, force.other_sergeant, cases.proposed, Step.AUTHORISE)


def test_no_line_rests_on_a_crime_that_is_not_read(session: Session, force: Force, cases: Cases):
    other = making.a_crime(session, force, unit_id=force.other_unit)
    theirs = lines.add_line(
        session, force.other_sergeant, other.id, "cctv", "See who.", force.other_sergeant.id, now=LATER
    )
    mine = making.add_line(session, force, cases.investigated)
    reference = row_of(session, other).reference
    ask = (session, force.officer, mine, reference)
    assert [key for key, _ in lines_to_choose_from(*ask, LATER)] == [theirs]
    di = force.detective_inspector
    restricted.restrict(session, force, other, by=di)
    assert lines_to_choose_from(*ask, LATER) == []
    with pytest.raises(FactNotAccepted, match="That crime is restricted"):
        answer_on_another_crime(*ask, None, "", now=LATER)
    restricted.restrict(session, force, other, COVERT, by=di)
    with pytest.raises(FactNotAccepted) as covert:
        answer_on_another_crime(*ask, None, "", now=LATER)
    with pytest.raises(FactNotAccepted) as none:
        answer_on_another_crime(session, force.officer, mine, "NONE/1", None, "", now=LATER)
    assert covert.value.why == none.value.why
