"""Diversions and deferred prosecutions: they close a crime when completed, and failing undoes them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests.making import Force
from tests.making_resolutions import resolve
from tests.services.prepared import LATER, NOW, Cases
from tests.services.test_resolutions import DIVERTED, end, give, propose, still_needed, suspect  # noqa: F401
from vocabulary import DiversionResult, ResolutionKind
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted
from workflow.services import resolutions
from workflow.services.steps import Taken


def test_a_diversion_closes_a_crime_only_when_completed(
    session: Session,
    force: Force,
    cases: Cases,
    suspect: int,  # noqa: F811
):
    resolve(session, force, suspect, LATER, **DIVERTED)
    assert still_needed(propose(session, force, cases.investigated, "22")) == ["diversion_is_completed"]
    end(session, force, suspect, DiversionResult.COMPLETED)
    assert isinstance(propose(session, force, cases.investigated, "22"), Taken)
    assert verify(session).is_sound


def test_a_diversion_that_failed_brings_the_suspect_back_to_be_decided(
    session: Session,
    force: Force,
    cases: Cases,
    suspect: int,  # noqa: F811
):
    resolve(session, force, suspect, LATER, **DIVERTED)
    with pytest.raises(FactNotAccepted) as refused:
        end(session, force, suspect, DiversionResult.FAILED, " ")
    assert refused.value.field == "words"
    end(session, force, suspect, DiversionResult.FAILED, "He never came.")
    found = read_case(session, cases.investigated.id, LATER).suspect(suspect)
    assert (found.decision, found.resolution) == (None, None)
    assert "every_suspect_is_decided" in still_needed(propose(session, force, cases.investigated, "22"))
    with pytest.raises(FactNotAccepted, match="in progress"):
        end(session, force, suspect, DiversionResult.COMPLETED)
    resolve(session, force, suspect, LATER, kind=ResolutionKind.SIMPLE_CAUTION)
    assert isinstance(propose(session, force, cases.investigated, "3"), Taken)
    assert verify(session).is_sound


@pytest.mark.parametrize("ended_at", [LATER + dt.timedelta(hours=1), NOW - dt.timedelta(hours=1)])
def test_a_diversion_does_not_end_in_the_future_nor_before_it_began(
    session: Session,
    force: Force,
    suspect: int,  # noqa: F811
    ended_at: dt.datetime,
):
    give(session, force, suspect, given_at=NOW, **DIVERTED)
    with pytest.raises(FactNotAccepted) as refused:
        resolutions.end_diversion(
            session, force.officer, suspect, DiversionResult.COMPLETED, ended_at, "Done.", now=LATER
        )
    assert refused.value.field == "ended_at"
