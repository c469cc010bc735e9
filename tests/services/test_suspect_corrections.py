"""Who a suspect is, corrected with what stood there before; and a suspect who was recorded in error."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Suspect
from tests import making
from tests.making import Case, Force
from tests.making_interviews import interview
from tests.services.prepared import (
    LATER,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import DutyKind, DutyStatus, EventKind, State, Step, SuspectDecision
from workflow.reading import read_case
from workflow.refusals import CaseHasMoved, FactNotAccepted, NotPermitted, Refusal, WouldLapse
from workflow.requirements.sign_offs import involvement
from workflow.services import charging, no_lines, suspect_decisions
from workflow.services.opening import policy_at
from workflow.services.particulars import Charge, InWords
from workflow.services.steps import Refused
from workflow.services.suspect_corrections import WhoTheyAre, correct_suspect, record_in_error

BORN = dt.date(1990, 5, 4)
WHY = "His passport says so."


@pytest.fixture
def suspect(session: Session, force: Force, cases: Cases) -> int:
    return making.add_suspect(session, force, cases.investigated)


def correct(session: Session, force: Force, suspect: int, who: str = "officer", **changes) -> int:
    names = ("name", "offences_considered", "born_on")
    values = {"name": "Rowan Pyke", "offences_considered": "Theft", "born_on": BORN}
    values |= {name: changes.pop(name) for name in names if name in changes}
    why = changes.pop("why", WHY)
    return correct_suspect(
        session, getattr(force, who), suspect, WhoTheyAre(**values), why, now=LATER, **changes
    )


def take_out(session: Session, force: Force, suspect: int, who: str = "sergeant", **more) -> int:
    reason = more.pop("reason", "The name is the victim's own.")
    return record_in_error(session, getattr(force, who), suspect, reason, now=LATER, **more)


def test_the_row_says_what_is_right_and_the_event_what_was_wrong(
    session: Session, force: Force, cases: Cases, suspect: int
):
    correct(session, force, suspect)
    row, event = session.get_one(Suspect, suspect), last_event_of(session, cases.investigated.id)
    assert (row.name, row.name_search, row.born_on) == ("Rowan Pyke", "rowan pyke", BORN)
    assert (event.kind, facts_of(event)) == (
        EventKind.SUSPECT_CORRECTED,
        {"suspect": suspect, "changed": ["born_on", "name"], "lacks_adult": False},
    )
    assert detail_of(session, event) == {
        "name": "Rowan Pyke",
        "name_was": "Rowan Pike",
        "born_on": "1990-05-04",
        "why": WHY,
    }
    assert verify(session).is_sound
    correct(session, force, suspect, born_on=None, offences_considered="Theft, assault")
    assert session.get_one(Suspect, suspect).born_on is None
    assert verify(session).is_sound


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"offences_considered": ""}, "offences_considered"),
        ({"born_on": dt.date(2030, 1, 1)}, "born_on"),
        ({"why": " "}, "why"),
        ({"name": "Rowan Pike", "born_on": None}, "name"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    session: Session, force: Force, suspect: int, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        correct(session, force, suspect, **changes)
    assert refused.value.field == field


def test_who_corrects_and_who_may_not(session: Session, force: Force, suspect: int):
    for who in ("other_officer", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            correct(session, force, suspect, who)
    correct(session, force, suspect, "colleague")


def test_a_proposal_lapses_and_a_stale_page_changes_nothing(session: Session, force: Force):
    case = making.signed_off(session, force, making.DecisionKind.CLOSURE)
    seen = making.last_event(session, case.id)
    with pytest.raises(WouldLapse):
        correct(session, force, case.suspect)
    correct(session, force, case.suspect, lapse_accepted=True)
    assert state_of(session, case) is State.INVESTIGATING
    with pytest.raises(CaseHasMoved):
        correct(session, force, case.suspect, name="Another", seen_event_id=seen)


def test_a_suspect_recorded_in_error_is_kept_and_counts_in_no_rule(
    session: Session, force: Force, cases: Cases, suspect: int
):
    take_out(session, force, suspect)
    row = session.get_one(Suspect, suspect)
    assert (row.name, row.recorded_in_error_by_id) == ("Rowan Pike", force.sergeant.id)
    assert read_case(session, cases.investigated.id, LATER).suspects == ()
    assert last_event_of(session, cases.investigated.id).kind is EventKind.SUSPECT_RECORDED_IN_ERROR
    assert verify(session).is_sound


def test_it_is_no_way_round_the_authority_for_a_named_suspect(session: Session, force: Force):
    case = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    for who, why in (
        ("officer", "by a supervisor"),
        ("sergeant", "a detective inspector"),
        ("inspector", "detective"),
    ):
        with pytest.raises(NotPermitted, match=why):
            take_out(session, force, suspect, who)
    take_out(session, force, suspect, "detective_inspector")
    assert read_case(session, case.id, LATER).suspects == ()


def test_nor_round_independence(session: Session, force: Force, cases: Cases, suspect: int):
    interview(session, force.officer, suspect, LATER, force.sergeant.id)
    with pytest.raises(NotPermitted, match="interviewed the suspect"):
        take_out(session, force, suspect)
    take_out(session, force, suspect, "inspector")


def test_whoever_takes_a_suspect_out_does_not_sign_that_nobody_was_identified(
    session: Session, force: Force, cases: Cases
):
    suspect = making.add_suspect(session, force, cases.ready)
    take_out(session, force, suspect)
    case = read_case(session, cases.ready.id, LATER)
    assert involvement(case, force.sergeant.id, policy_at(LATER)) == "took a suspect out of the case"
    case = cases.ready
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER)
    refused = making.attempt(session, force.sergeant, case, Step.AUTHORISE, InWords("Agreed."), LATER)
    assert isinstance(refused, Refused)
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Agreed."), LATER)


def test_a_signed_no_further_action_of_them_is_no_longer_owed_to_anybody(
    session: Session, force: Force, cases: Cases, suspect: int
):
    suspect_decisions.decide_no_further_action(
        session, force.inspector, suspect, "Weak.", "He was abroad.", now=LATER
    )
    [duty] = duties_of(session, cases.investigated, DutyKind.TELL_DECISION)
    take_out(session, force, suspect)
    assert duty.status is DutyStatus.EXCUSED
    assert verify(session).is_sound


def test_nothing_more_is_recorded_about_them(session: Session, force: Force, cases: Cases, suspect: int):
    take_out(session, force, suspect)
    charge = Charge(suspect, LATER, "Theft")
    for act in (
        lambda: take_out(session, force, suspect, "inspector"),
        lambda: correct(session, force, suspect),
        lambda: charging.record_charge(session, force.officer, cases.investigated.id, charge, now=LATER),
        lambda: suspect_decisions.record_suspect_decision(
            session, force.officer, suspect, SuspectDecision.WANTED, "Gone.", now=LATER
        ),
    ):
        with pytest.raises(Refusal, match="recorded in error"):
            act()


def test_who_was_charged_is_not_taken_out_while_that_stands(
    session: Session, force: Force, cases: Cases, suspect: int
):
    charge = Charge(suspect, LATER, "Theft")
    charging.record_charge(session, force.officer, cases.investigated.id, charge, now=LATER)
    with pytest.raises(FactNotAccepted, match="Resume"):
        take_out(session, force, suspect)


def test_a_reason_is_asked_for_and_lines_are_looked_at_again(session: Session, force: Force):
    case = making.an_investigation(session, force)
    suspect = making.add_suspect(session, force, case)
    no_lines.agree_no_lines(session, force.inspector, case.id, "A photograph only.", now=LATER)
    with pytest.raises(FactNotAccepted) as refused:
        take_out(session, force, suspect, reason=" ")
    assert refused.value.field == "reason"
    take_out(session, force, suspect)
    assert row_of(session, case).no_lines_agreed_by_id is None
    assert verify(session).is_sound


def decide_dead(session: Session, force: Force, suspect: int, proof: str = "", **more) -> int:
    return suspect_decisions.record_suspect_decision(
        session, force.officer, suspect, more.pop("decision", SuspectDecision.DECEASED), "His brother rang.",
        now=LATER, proof_of_death=proof, **more,
    )  # fmt: skip


def dead(session: Session, force: Force) -> tuple[Case, int]:
    case = making.an_investigation(session, force)
    suspect = making.add_suspect(session, force, case)
    making.care_for(session, force, case)
    return case, suspect


def test_a_death_is_recorded_without_proof_and_ends_no_crime_before_there_is_some(
    session: Session, force: Force
):
    case, suspect = dead(session, force)
    decide_dead(session, force, suspect)
    making.answer_the_minimum(session, force, case)
    propose = (force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("5"), LATER)
    refused = making.attempt(session, *propose)
    assert [found.key for found in refused.assessment.still_needed] == ["proof_of_death_is_recorded"]
    decide_dead(session, force, suspect, "Certificate seen, coroner 2026/118.")
    making.take(session, *propose)
    assert session.get_one(Suspect, suspect).death_proof == "Certificate seen, coroner 2026/118."
    assert verify(session).is_sound


def test_proof_of_death_goes_with_another_decision_and_is_of_no_other(session: Session, force: Force):
    _, suspect = dead(session, force)
    with pytest.raises(FactNotAccepted) as refused:
        decide_dead(session, force, suspect, "Seen.", decision=SuspectDecision.WANTED)
    assert refused.value.field == "proof_of_death"
    decide_dead(session, force, suspect, "Certificate seen.")
    decide_dead(session, force, suspect, decision=SuspectDecision.WANTED)
    assert session.get_one(Suspect, suspect).death_proof is None
    assert verify(session).is_sound
