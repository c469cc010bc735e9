"""What is raced about ringing victims: two say at once that they do, or one says twice that they did not."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests import making
from tests.making import NOW, Force
from tests.races.racing import Race
from workflow.services.ringing import begin_ringing, end_ringing


def victim(session: Session, force: Force) -> tuple[int]:
    return (making.an_investigation(session, force).victims[0],)


def being_rung(session: Session, force: Force) -> tuple[int]:
    [whom] = victim(session, force)
    begin_ringing(session, force.officer, whom, now=NOW)
    return (whom,)


OF_RINGING = (
    Race(begin_ringing, "officer", victim, both_stand=True, second="victim_care_officer"),
    Race(end_ringing, "officer", being_rung),
)
