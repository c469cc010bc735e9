"""The outcome against the suspects and the victims: every cell of the table, and no outcome left out."""

from __future__ import annotations

import itertools

import pytest

from tests.workflow.case_files import a_case, a_proposal, a_suspect, a_victim, policy
from tests.workflow.outcome_cells import CELLS, STANDINGS, VIEWS
from vocabulary import Outcome, SuspectDecision, VictimView
from workflow.requirements import REGISTRY

FINDS = {"y": Outcome.MET, "n": Outcome.UNMET, "-": Outcome.NOT_APPLICABLE}


def the_case(code: str, decisions: tuple[SuspectDecision | None, ...], views: tuple[VictimView | None, ...]):
    suspects = tuple(a_suspect(decision, id=200 + number) for number, decision in enumerate(decisions))
    victims = tuple(a_victim(view=view, id=300 + number) for number, view in enumerate(views))
    return a_case(suspects=suspects, victims=victims, proposal=a_proposal(code))


def test_the_table_has_every_outcome_every_standing_and_every_view():
    assert set(CELLS) == {outcome.code for outcome in policy().crime_outcomes}
    assert {each for decisions in STANDINGS.values() for each in decisions} == {None, *SuspectDecision}
    assert {each for views in VIEWS.values() for each in views} == {None, *VictimView}
    assert {(len(suspects), len(victims)) for suspects, victims in CELLS.values()} == {
        (len(STANDINGS), len(VIEWS))
    }


@pytest.mark.parametrize("code", CELLS)
def test_every_cell_of_an_outcome_is_as_written(code: str):
    of_suspects, of_victims = CELLS[code]
    for (row, standing), (column, views) in itertools.product(enumerate(STANDINGS), enumerate(VIEWS)):
        case = the_case(code, STANDINGS[standing], VIEWS[views])
        found = REGISTRY["outcome_fits_the_suspects"].rule(case, policy())
        assert found.outcome is FINDS[of_suspects[row]], (code, standing, found.why)
        found = REGISTRY["outcome_fits_the_victims"].rule(case, policy())
        assert found.outcome is FINDS[of_victims[column]], (code, views, found.why)


def test_one_suspect_who_does_not_fit_is_enough_whoever_else_does():
    """Of two suspects: nobody named means neither; without formal action means neither was charged."""
    named = the_case("18", (SuspectDecision.ELIMINATED, SuspectDecision.NO_FURTHER_ACTION), ())
    assert REGISTRY["outcome_fits_the_suspects"].rule(named, policy()).outcome is Outcome.UNMET
    charged = the_case("15", (SuspectDecision.NO_FURTHER_ACTION, SuspectDecision.CHARGED), ())
    assert REGISTRY["outcome_fits_the_suspects"].rule(charged, policy()).outcome is Outcome.UNMET
    formal = the_case("1", (SuspectDecision.NO_FURTHER_ACTION, SuspectDecision.CHARGED), ())
    assert REGISTRY["outcome_fits_the_suspects"].rule(formal, policy()).outcome is Outcome.MET
