"""A random tenth of no further action in domestic abuse is signed by an inspector after the sergeant."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making
from tests.making import NFA, Case, Force
from tests.services.prepared import decision_of, state_of
from vocabulary import Rank, RiskFlag, State, Step
from workflow.sampling import is_drawn
from workflow.services import proposed
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords
from workflow.services.steps import Refused

ABUSED = frozenset({RiskFlag.DOMESTIC_ABUSE})


def ready(session: Session, force: Force, flags: frozenset[RiskFlag] = ABUSED) -> Case:
    return making.a_case_ready_to_propose(session, force, flags=flags)


def propose(session: Session, force: Force, case: Case) -> Case:
    making.take(session, force.officer, case, making.PROPOSE[NFA], making.proposal())
    return making.proposed_on(session, case)


@pytest.fixture
def every_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever could be drawn is."""
    monkeypatch.setattr(proposed, "is_drawn", lambda seed, percent: True)


@pytest.mark.usefixtures("every_one")
def test_one_that_is_drawn_waits_for_an_inspector_after_the_sergeant(session: Session, force: Force):
    case = propose(session, force, ready(session, force))
    decision = decision_of(session, case)
    assert (decision.rank_needed, decision.sign_offs_needed, decision.second_rank_needed) == (
        Rank.SERGEANT,
        2,
        Rank.INSPECTOR,
    )
    making.take(session, force.sergeant, case, Step.AUTHORISE, InWords("Agreed."))
    assert state_of(session, case) is State.AWAITING_SIGN_OFF
    refused = making.attempt(session, force.other_sergeant, case, Step.AUTHORISE, InWords("Agreed."))
    assert isinstance(refused, Refused)
    [left] = refused.assessment.still_needed
    assert "drawn for a second look: an inspector signs no further action" in left.finding.why
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Seen."))
    assert state_of(session, case) is State.AWAITING_VICTIM_UPDATE
    assert verify(session).is_sound


@pytest.mark.usefixtures("every_one")
@pytest.mark.parametrize(
    "flags",
    [frozenset(), ABUSED | {RiskFlag.HIGH_RISK}],
    ids=["not domestic abuse", "an inspector signs anyhow"],
)
def test_no_other_is_drawn(session: Session, force: Force, flags: frozenset[RiskFlag]):
    case = propose(session, force, ready(session, force, flags))
    assert decision_of(session, case).second_rank_needed is None


def test_it_is_drawn_by_what_nobody_chose_and_the_same_however_often_it_is_proposed(
    session: Session, force: Force
):
    case = propose(session, force, ready(session, force))
    drawn = {decision_of(session, case).second_rank_needed}
    for _ in range(3):
        making.take(session, force.officer, case, Step.WITHDRAW_PROPOSAL, InWords("Again."))
        drawn.add(decision_of(session, propose(session, force, case)).second_rank_needed)
    assert len(drawn) == 1


def test_about_a_tenth_is_drawn():
    percent = policy_at(making.NOW).setting("no_further_action_second_look_percent")
    assert percent == 10
    assert 0.09 < sum(is_drawn(f"crime {number}:1", percent) for number in range(20_000)) / 20_000 < 0.11
