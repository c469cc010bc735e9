"""What still stands of what happened on a case, and so is owed to whoever becomes a victim of it later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.case_files import a_case, a_suspect
from vocabulary import State, SuspectDecision, Trigger
from workflow.standing import Developed, what_stands

T = Trigger


def stands(
    *developed: tuple[Trigger, int | None], decision: SuspectDecision | None = None, **changes
) -> set[Trigger]:
    case = replace(a_case(suspects=(replace(a_suspect(), id=1, decision=decision),)), **changes)
    happened = [Developed(number, trigger, suspect) for number, (trigger, suspect) in enumerate(developed, 1)]
    return {each.trigger for each in what_stands(case, happened, 0, {})} - {
        T.CRIME_REPORTED,
        T.INVESTIGATION_OPENED,
    }


@pytest.mark.parametrize(
    ("developed", "standing"),
    [
        ((), set()),
        ((T.SUSPECT_ARRESTED,), {T.SUSPECT_ARRESTED}),
        ((T.SUSPECT_ARRESTED, T.BAIL_PROPOSED), {T.SUSPECT_ARRESTED, T.BAIL_PROPOSED}),
        ((T.SUSPECT_ARRESTED, T.BAIL_PROPOSED, T.SUSPECT_BAILED), {T.SUSPECT_BAILED}),
        ((T.SUSPECT_BAILED, T.BAIL_VARIATION_ASKED), {T.SUSPECT_BAILED, T.BAIL_VARIATION_ASKED}),
        ((T.SUSPECT_BAILED, T.BAIL_VARIATION_ASKED, T.BAIL_CHANGED), {T.SUSPECT_BAILED, T.BAIL_CHANGED}),
        ((T.SUSPECT_BAILED, T.UNDER_INVESTIGATION), {T.UNDER_INVESTIGATION}),
        ((T.SUSPECT_BAILED, T.SUSPECT_RELEASED), {T.SUSPECT_RELEASED}),
    ],
)
def test_where_a_suspect_is_now_stands_and_where_they_were_does_not(developed, standing):
    assert stands(*((trigger, 1) for trigger in developed)) == standing


def test_one_suspect_on_bail_stands_beside_another_who_is_not():
    case = a_case(
        suspects=(replace(a_suspect(), id=1, decision=None), replace(a_suspect(), id=2, decision=None))
    )
    happened = [Developed(1, T.SUSPECT_BAILED, 1), Developed(2, T.SUSPECT_RELEASED, 2)]
    assert {T.SUSPECT_BAILED, T.SUSPECT_RELEASED} <= {
        each.trigger for each in what_stands(case, happened, 0, {})
    }


@pytest.mark.parametrize(
    ("decision", "standing"),
    [
        (SuspectDecision.CHARGED, {T.SUSPECT_CHARGED}),
        (SuspectDecision.OUT_OF_COURT_RESOLUTION, {T.RESOLUTION_GIVEN}),
        (SuspectDecision.NO_FURTHER_ACTION, set()),
    ],
)
def test_a_decision_ends_police_bail_and_a_charge_stands_instead(decision, standing):
    assert stands((T.SUSPECT_BAILED, 1), decision=decision) == standing


def test_a_courts_result_ends_what_was_ahead():
    ahead = ((T.HEARING_LISTED, None), (T.COURT_BAIL_DECIDED, None))
    assert stands(*ahead) == {T.HEARING_LISTED, T.COURT_BAIL_DECIDED}
    assert stands(*ahead, (T.COURT_RESULT, None)) == {T.COURT_RESULT}


def test_what_concerns_one_victim_is_owed_to_no_other():
    assert (
        stands((T.COMPLAINT_RECEIVED, None), (T.ACCOUNT_ARRANGED, None), (T.EVIDENCE_NEEDED, None)) == set()
    )


@pytest.mark.parametrize(
    ("state", "is_open"), [(State.RECORDED, False), (State.INVESTIGATING, True), (State.IN_PROSECUTION, True)]
)
def test_that_work_was_begun_stands_while_it_goes_on(state, is_open):
    triggers = {each.trigger for each in what_stands(a_case(state=state), (), 0, {})}
    assert (T.INVESTIGATION_OPENED in triggers) is is_open
    assert T.CRIME_REPORTED in triggers


def test_what_was_decided_before_a_reopening_stands_since_it_was_decided():
    case = a_case(suspects=(replace(a_suspect(), id=1, decision=SuspectDecision.CHARGED),))
    since = {each.trigger: each.since_event_id for each in what_stands(case, (), 9, {T.SUSPECT_CHARGED: 4})}
    assert since[T.SUSPECT_CHARGED] == 4
