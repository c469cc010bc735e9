"""Who may take each step from each state: the whole table, written out."""

from __future__ import annotations

import pytest

from tests.workflow.case_files import OIC, OTHER_UNIT, SOMEBODY, UNIT, a_case, a_decision
from vocabulary import FINISHED, PROPOSAL_STANDS, Actor, Rank, Role, State, Step
from workflow.permissions import why_not_take
from workflow.steps import STEPS, steps_from

PEOPLE = {
    "officer in the case": (OIC, Role.INVESTIGATOR, UNIT),
    "investigator of the unit": (41, Role.INVESTIGATOR, UNIT),
    "investigator elsewhere": (42, Role.INVESTIGATOR, OTHER_UNIT),
    "supervisor of the unit": (43, Role.SUPERVISOR, UNIT),
    "supervisor elsewhere": (44, Role.SUPERVISOR, OTHER_UNIT),
    "victim care officer": (45, Role.VICTIM_CARE_OFFICER, UNIT),
    "victim care officer elsewhere": (46, Role.VICTIM_CARE_OFFICER, OTHER_UNIT),
    "auditor": (47, Role.AUDITOR, UNIT),
    "administrator": (48, Role.ADMINISTRATOR, UNIT),
    "crime assessor": (49, Role.CRIME_ASSESSOR, UNIT),
    "crime registrar": (50, Role.CRIME_REGISTRAR, OTHER_UNIT),
}
OFFICER, COLLEAGUE, SERGEANT = "officer in the case", "investigator of the unit", "supervisor of the unit"
ANY_SUPERVISOR = {SERGEANT, "supervisor elsewhere"}
RUNS = {OFFICER, SERGEANT}
INVESTIGATES = {OFFICER, COLLEAGUE, SERGEANT}
FINISHES = {OFFICER, SERGEANT, "victim care officer"}
REOPENS = {Step.REOPEN: {SERGEANT}}
PROPOSES = {Step.PROPOSE_CLOSURE: RUNS, Step.PROPOSE_NO_FURTHER_ACTION: RUNS}
ENDS_EARLY = {Step.PROPOSE_CANCELLATION: INVESTIGATES, Step.PROPOSE_TRANSFER: INVESTIGATES}
CHARGES = {Step.RECORD_CHARGE: INVESTIGATES}

# state → step → who may take it. What is not here cannot be done, by anybody.
MAY: dict[State, dict[Step, set[str]]] = {
    State.RECORDED: {
        Step.ALLOCATE: {SERGEANT},
        Step.PROPOSE_NOT_INVESTIGATING: INVESTIGATES,
        **ENDS_EARLY,
        **CHARGES,
    },
    State.ALLOCATED: {Step.START_INVESTIGATION: RUNS, **ENDS_EARLY, **CHARGES},
    State.INVESTIGATING: {Step.REFER_TO_CPS: RUNS, **PROPOSES, **ENDS_EARLY, **CHARGES},
    State.AWAITING_CPS: {Step.RECORD_CPS_REPLY: INVESTIGATES, **PROPOSES, **CHARGES},
    State.IN_PROSECUTION: {Step.RESUME_INVESTIGATION: RUNS, **PROPOSES},
    State.AWAITING_SIGN_OFF: {
        Step.WITHDRAW_PROPOSAL: RUNS,
        Step.RETURN_FOR_WORK: ANY_SUPERVISOR,
        Step.AUTHORISE: ANY_SUPERVISOR,
    },
    State.AWAITING_VICTIM_UPDATE: dict.fromkeys(
        (Step.CLOSE, Step.FILE_NO_FURTHER_ACTION, Step.CANCEL, Step.TRANSFER), FINISHES
    ),
    State.CLOSED: REOPENS,
    State.NO_FURTHER_ACTION: REOPENS,
    State.CANCELLED: REOPENS,
    State.TRANSFERRED: REOPENS,
    State.DECIDED_BEFORE_FAIRLEAD: REOPENS,
}


def actor(who: str) -> Actor:
    person, role, unit = PEOPLE[who]
    return Actor(person, Rank.SERGEANT, False, frozenset({(role, unit)}))


def standing_at(state: State):
    return a_case(state=state, decision=a_decision() if state in PROPOSAL_STANDS else None)


def test_the_table_has_every_state():
    assert set(MAY) == set(State)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
def test_who_may_take_a_step(state, step, who):
    offered = step in steps_from(state)
    permitted = why_not_take(actor(who), step, standing_at(state)) is None
    assert (offered and permitted) is (who in MAY[state].get(step, set()))


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.LAPSE])
def test_whoever_may_not_is_told_who_may(step):
    why = why_not_take(actor("administrator"), step, standing_at(State.AWAITING_SIGN_OFF))
    assert why.endswith(".")
    assert any(word in why for word in ("officer in the case", "supervisor"))


@pytest.mark.parametrize("step", [Step.AUTHORISE, Step.RETURN_FOR_WORK])
@pytest.mark.parametrize(
    ("who", "role"), [("crime assessor", Role.CRIME_ASSESSOR), ("crime registrar", Role.CRIME_REGISTRAR)]
)
@pytest.mark.parametrize("name", ["role_needed", "role_instead"])
def test_who_decides_about_crimes_of_every_unit_is_asked_where_their_role_is(step, who, role, name):
    asks = a_case(state=State.AWAITING_SIGN_OFF, decision=a_decision(**{name: role}))
    others = {person for person, _, _ in PEOPLE.values()} - {PEOPLE[who][0], 43, 44}
    assert why_not_take(actor(who), step, asks) is None
    for each in PEOPLE:
        if PEOPLE[each][0] in others:
            assert "by a supervisor or by" in why_not_take(actor(each), step, asks)


def test_whoever_proposed_may_withdraw_even_after_handing_the_case_over():
    case = a_case(state=State.AWAITING_SIGN_OFF, oic_id=SOMEBODY)
    proposed = a_case(state=State.AWAITING_SIGN_OFF, oic_id=SOMEBODY, decision=a_decision(proposed_by_id=41))
    assert why_not_take(actor(COLLEAGUE), Step.WITHDRAW_PROPOSAL, case) is not None
    assert why_not_take(actor(COLLEAGUE), Step.WITHDRAW_PROPOSAL, proposed) is None


def test_the_officer_in_the_case_keeps_it_only_while_holding_an_operational_role():
    left = Actor(OIC, Rank.CONSTABLE, False, frozenset({(Role.ADMINISTRATOR, UNIT)}))
    for step in (Step.START_INVESTIGATION, Step.PROPOSE_CLOSURE, Step.RECORD_CHARGE, Step.CLOSE):
        assert why_not_take(left, step, standing_at(State.INVESTIGATING)) is not None


def test_the_officer_in_the_case_keeps_it_from_another_unit():
    moved = Actor(OIC, Rank.CONSTABLE, False, frozenset({(Role.INVESTIGATOR, OTHER_UNIT)}))
    assert why_not_take(moved, Step.PROPOSE_CLOSURE, standing_at(State.INVESTIGATING)) is None


def test_lapsing_is_never_offered_to_anybody():
    assert all(Step.LAPSE not in steps_from(state) for state in State)
    assert STEPS[Step.LAPSE].sources == PROPOSAL_STANDS


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_way_out(state):
    assert steps_from(state)


@pytest.mark.parametrize("state", sorted(FINISHED))
def test_a_finished_case_can_only_be_reopened(state):
    assert steps_from(state) == (Step.REOPEN,)
