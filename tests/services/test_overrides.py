"""Overrides: who grants one, on what ground, for how long; what it opens, and what ends it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Duty, Override
from tests import making
from tests.making import NOW, Case, Force
from tests.making_overrides import NEEDS, grant, to_grant
from tests.services.prepared import (
    Cases,
    decision_of,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    state_of,
)
from vocabulary import (
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    Rank,
    Role,
    State,
    Step,
)
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted, Refusal, WouldLapse
from workflow.services.overrides import end_override
from workflow.services.particulars import InWords
from workflow.services.steps import Refused

DAY = dt.timedelta(days=1)
PROPOSE = Step.PROPOSE_NO_FURTHER_ACTION


@pytest.fixture
def uncared(session: Session, force: Force) -> Case:
    """Everything answered, and nobody has asked the victim what they need."""
    case = making.an_investigation(session, force)
    answered = making.answer_the_minimum(session, force, case)
    return Case(case.id, DecisionKind.NO_FURTHER_ACTION, case.victims, answered)


def override_of(session: Session, case: Case) -> Override:
    query = sa.select(Override).where(Override.investigation_id == case.id).order_by(Override.id.desc())
    return session.scalars(query.execution_options(populate_existing=True)).first()


def grant_both(session: Session, force: Force, case: Case, now: dt.datetime = NOW) -> None:
    for requirement in (NEEDS, "support_is_offered"):
        grant(session, force, case, asked=to_grant(requirement, now), now=now)


def test_it_is_kept_with_who_granted_it_why_and_until_when(session: Session, force: Force, uncared: Case):
    before = making.last_event(session, uncared.id)
    event_id = grant(session, force, uncared)
    row, event = override_of(session, uncared), last_event_of(session, uncared.id)
    assert kinds_since(session, uncared, before) == [EventKind.OVERRIDE_GRANTED]
    assert (row.event_id, row.requirement, row.ground) == (event_id, NEEDS, "unsafe_to_ask")
    assert (row.granted_by_id, row.rank_then, row.was_detective) == (
        force.inspector.id,
        Rank.INSPECTOR,
        False,
    )
    # It holds through its last day in London.
    assert row.expires_at == dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    assert detail_of(session, event)["reason"] == "He reads her letters."
    assert facts_of(event)["replaces"] == []
    assert read_case(session, uncared.id, NOW).last_material_event_id == event_id


def test_what_was_refused_is_then_proposed_and_signed_on_it(session: Session, force: Force, uncared: Case):
    refused = making.attempt(session, force.officer, uncared, PROPOSE, making.proposal())
    assert {found.key for found in refused.assessment.still_needed} == {NEEDS, "support_is_offered"}
    grant_both(session, force, uncared)
    making.take(session, force.officer, uncared, PROPOSE, making.proposal())
    sealed = json.loads(decision_of(session, uncared).evaluation)
    kept = {found["key"]: found for found in sealed["findings"]}[NEEDS]
    assert kept["outcome"] == "met"
    assert kept["overridden"]
    making.sign_off(session, force, uncared)
    assert state_of(session, uncared) is State.AWAITING_VICTIM_UPDATE


def test_once_it_has_expired_a_sign_off_is_refused_and_says_so(session: Session, force: Force, uncared: Case):
    grant_both(session, force, uncared)
    making.take(session, force.officer, uncared, PROPOSE, making.proposal())
    later = NOW + 9 * DAY
    refused = making.attempt(session, force.sergeant, uncared, Step.AUTHORISE, InWords(), later)
    assert isinstance(refused, Refused)
    whys = {found.key: found.finding.why for found in refused.assessment.still_needed}
    assert set(whys) == {NEEDS, "support_is_offered", "reports_are_confirmed_in_writing"}
    assert "overdue" in whys.pop("reports_are_confirmed_in_writing")  # never overridden: a reason is given
    assert all("The override expired on 9 March 2026." in why for why in whys.values())


def test_whoever_granted_it_cannot_propose_by_it(session: Session, force: Force, uncared: Case):
    grant_both(session, force, uncared)
    making.take(session, force.inspector, uncared, PROPOSE, making.proposal())
    refused = making.attempt(session, force.sergeant, uncared, Step.AUTHORISE)
    assert isinstance(refused, Refused)
    assert NEEDS in {found.key for found in refused.assessment.still_needed}


@pytest.mark.parametrize("who", ["officer", "victim_care_officer", "auditor", "administrator", "colleague"])
def test_only_supervisors_grant_one(session: Session, force: Force, uncared: Case, who: str):
    with pytest.raises(NotPermitted):
        grant(session, force, uncared, getattr(force, who))


@pytest.mark.parametrize("who", ["sergeant", "other_sergeant"])
def test_whoever_signs_such_a_case_does_not_excuse_it(
    session: Session, force: Force, uncared: Case, who: str
):
    with pytest.raises(FactNotAccepted, match="granted by an inspector or above"):
        grant(session, force, uncared, getattr(force, who))


def test_on_a_rape_it_takes_a_detective_above_the_inspector_who_signs(session: Session, force: Force):
    case = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    for who in (force.inspector, force.detective_inspector):
        with pytest.raises(FactNotAccepted, match="a detective chief inspector or above"):
            grant(session, force, case, who)
    role = (Role.SUPERVISOR, force.other_unit)
    uniform = making.a_person(session, "ci", Rank.CHIEF_INSPECTOR, role)
    with pytest.raises(FactNotAccepted, match="a detective chief inspector or above"):
        grant(session, force, case, uniform)
    dci = making.a_person(session, "dci", Rank.CHIEF_INSPECTOR, role, detective=True)
    grant(session, force, case, dci)


def test_nobody_who_did_something_on_the_case_grants_one(session: Session, force: Force, uncared: Case):
    making.lines.result_line(
        session,
        force.inspector,
        making.add_line(session, force, uncared, "property"),
        "Found.",
        making.Bearing.NEUTRAL,
        now=NOW,
    )
    with pytest.raises(FactNotAccepted, match="answered an evidential line") as refused:
        grant(session, force, uncared)
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"requirement": "every_line_is_answered"}, "requirement", "Nobody may override this"),
        ({"requirement": "nonsense"}, "requirement", "Nobody may override this"),
        ({"ground": "nobody_accredited_free"}, "ground", "no ground"),
        ({"ground": "nonsense"}, "ground", "no ground"),
        ({"reason": " "}, "reason", "Write why"),
        ({"until_on": (NOW - DAY).date()}, "until_on", "today at least"),
        ({"until_on": (NOW + 15 * DAY).date()}, "until_on", "14 days at most: until 16 March 2026"),
        ({"requirement": "minimum_lines_are_answered", "ground": "material_never_existed"}, "requirement",
         "Nothing is in the way"),
        ({"requirement": "officer_is_accredited", "ground": "nobody_accredited_free"}, "officer", "Choose"),
        ({"requirement": "suspect_account_was_sought", "ground": "unfit_for_interview"}, "suspect", "Choose"),
    ],
)  # fmt: skip
def test_what_cannot_be_granted_is_named(session, force: Force, uncared: Case, changes: dict, field, why):
    asked = to_grant(**changes)
    with pytest.raises(FactNotAccepted, match=why) as refused:
        grant(session, force, uncared, asked=asked)
    assert refused.value.field == field


@pytest.mark.parametrize("days", [0, 14])
def test_it_holds_today_at_least_and_as_long_as_the_pack_says(
    session, force: Force, uncared: Case, days: int
):
    grant(session, force, uncared, asked=to_grant(until_on=(NOW + days * DAY).date()))
    row = override_of(session, uncared)
    assert row.granted_at < row.expires_at <= NOW + (days + 1) * DAY


def test_a_second_one_is_not_granted_while_the_first_stands(session: Session, force: Force, uncared: Case):
    grant(session, force, uncared)
    with pytest.raises(FactNotAccepted, match="stands already"):
        grant(session, force, uncared)


def test_a_duty_to_look_again_runs_until_it_is_ended(session: Session, force: Force, uncared: Case):
    event_id = grant(session, force, uncared)
    [duty] = duties_of(session, uncared, DutyKind.OVERRIDE_EXPIRES)
    assert (duty.trigger_event_id, duty.due_at) == (event_id, override_of(session, uncared).expires_at)
    end_override(session, force.sergeant, override_of(session, uncared).id, "Asked.", now=NOW + DAY)
    session.refresh(duty)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET, NOW + DAY)


def test_one_granted_afresh_ends_the_one_that_expired(session: Session, force: Force, uncared: Case):
    first = grant(session, force, uncared)
    later = NOW + 9 * DAY
    second = grant(session, force, uncared, now=later)
    rows = session.scalars(sa.select(Override).where(Override.investigation_id == uncared.id)).all()
    assert {row.event_id: row.ended_at for row in rows} == {first: later, second: None}
    duties = session.scalars(
        sa.select(Duty).where(Duty.investigation_id == uncared.id, Duty.kind == DutyKind.OVERRIDE_EXPIRES)
    )
    assert {duty.trigger_event_id: duty.status for duty in duties} == {
        first: DutyStatus.MET_LATE,
        second: DutyStatus.RUNNING,
    }
    assert facts_of(last_event_of(session, uncared.id))["replaces"] == [first]


def test_ending_it_asks_again_at_once_and_takes_a_standing_proposal_back(
    session: Session, force: Force, uncared: Case
):
    grant_both(session, force, uncared)
    making.take(session, force.officer, uncared, PROPOSE, making.proposal())
    number = override_of(session, uncared).id
    with pytest.raises(WouldLapse):
        end_override(session, force.sergeant, number, "They can be asked now.", now=NOW)
    end_override(session, force.sergeant, number, "They can be asked.", now=NOW, lapse_accepted=True)
    assert state_of(session, uncared) is State.INVESTIGATING
    refused = making.attempt(session, force.officer, uncared, PROPOSE, making.proposal())
    whys = [found.finding.why for found in refused.assessment.still_needed]
    assert ["The override was ended on 2 March 2026." in why for why in whys] == [True]


def test_granting_one_takes_a_standing_proposal_back_after_a_warning(session, force: Force, uncared: Case):
    grant_both(session, force, uncared)
    making.take(session, force.officer, uncared, PROPOSE, making.proposal())
    later = NOW + 9 * DAY
    with pytest.raises(WouldLapse):
        grant(session, force, uncared, now=later)
    grant(session, force, uncared, now=later, lapse_accepted=True)
    assert state_of(session, uncared) is State.INVESTIGATING


def test_ending_needs_a_supervisor_a_reason_and_one_that_has_not_ended(session, force: Force, uncared: Case):
    grant(session, force, uncared)
    number = override_of(session, uncared).id
    with pytest.raises(NotPermitted):
        end_override(session, force.officer, number, "Done.", now=NOW)
    with pytest.raises(FactNotAccepted, match="Write why"):
        end_override(session, force.sergeant, number, " ", now=NOW)
    end_override(session, force.sergeant, number, "Done.", now=NOW)
    with pytest.raises(Refusal, match="ended already"):
        end_override(session, force.sergeant, number, "Done.", now=NOW)
    with pytest.raises(NotFound):
        end_override(session, force.sergeant, 999_999, "Done.", now=NOW)


def test_a_repeat_changes_nothing_and_a_finished_case_takes_none(
    session: Session, force: Force, cases: Cases, uncared: Case
):
    grant(session, force, uncared, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        grant(session, force, uncared, submission_id="one")
    with pytest.raises(Refusal, match="finished"):
        grant(session, force, cases.closed)


def test_finishing_the_case_leaves_nothing_to_look_at_again(session: Session, force: Force, uncared: Case):
    grant_both(session, force, uncared)
    making.take(session, force.officer, uncared, PROPOSE, making.proposal())
    case = making.proposed_on(session, uncared)
    making.sign_off(session, force, case)
    making.tell(session, force, case)
    making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION)
    statuses = {duty.status for duty in duties_of(session, case, DutyKind.OVERRIDE_EXPIRES, None)}
    assert statuses == {DutyStatus.EXCUSED}
