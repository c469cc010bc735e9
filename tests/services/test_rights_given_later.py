"""What somebody who cannot be reached is still to be given; what they declined, and want after all."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty
from tests import making, making_telling, making_updates
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, duties_of, facts_of, last_event_of
from vocabulary import Channel, ContactResult, DutyKind, DutyStatus, Trigger, WhyNotGiven
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.rights import Development, excuse_rights, record_development, want_rights_again

DAY = dt.timedelta(days=1)
ENOUGH = NOW + 2 * DAY + dt.timedelta(hours=1)


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


@pytest.fixture
def arrested(session: Session, force: Force) -> Case:
    """A suspect was arrested, of which the victim is owed word."""
    case = making.an_investigation(session, force)
    suspect = making.add_suspect(session, force, case)
    what = Development(Trigger.SUSPECT_ARRESTED, NOW, "Arrested at home.", suspect)
    record_development(session, force.officer, case.id, what, now=NOW)
    return case


def of(session: Session, case: Case, kind: DutyKind = DutyKind.RIGHT) -> list[Duty]:
    return [each for each in duties_of(session, case, kind, status=None) if each.right_key == "arrest"]


def cannot_be_reached(session: Session, force: Force, case: Case, duty: Duty, now: dt.datetime) -> None:
    excuse_rights(
        session,
        force.sergeant,
        case.victims[0],
        {duty.id},
        WhyNotGiven.UNABLE_TO_CONTACT,
        "Three calls and a text.",
        now=now,
    )


@pytest.fixture
def unreached(session: Session, force: Force, arrested: Case) -> Case:
    """They cannot be reached about it, and a supervisor says so."""
    making_telling.enough_attempts(session, force, arrested.victims[0])
    [right] = of(session, arrested)
    cannot_be_reached(session, force, arrested, right, ENOUGH)
    return arrested


def test_what_they_could_not_be_given_is_to_be_given_later(session: Session, force: Force, unreached: Case):
    [right], [later] = of(session, unreached), of(session, unreached, DutyKind.LATER_CONTACT)
    assert right.status is DutyStatus.EXCUSED
    assert (later.status, later.victim_id) == (DutyStatus.RUNNING, unreached.victims[0])
    assert later.due_at.date() > (ENOUGH + 20 * DAY).date()
    assert is_sound(session)


def test_a_contact_that_gives_it_then_ends_it_and_another_does_not(
    session: Session, force: Force, unreached: Case
):
    [later] = of(session, unreached, DutyKind.LATER_CONTACT)
    made = ContactMade(Channel.PHONE, ContactResult.REACHED, ENOUGH + DAY, told="Your bicycle is here.")
    record_contact(session, force.officer, unreached.victims[0], made, now=ENOUGH + DAY)
    assert later.status is DutyStatus.RUNNING
    made = ContactMade(
        Channel.PHONE,
        ContactResult.REACHED,
        ENOUGH + 2 * DAY,
        told="He was arrested.",
        covers=frozenset({later.id}),
    )
    record_contact(session, force.officer, unreached.victims[0], made, now=ENOUGH + 2 * DAY)
    assert later.status is DutyStatus.MET
    assert is_sound(session)


def test_still_not_reached_it_is_owed_later_again(session: Session, force: Force, unreached: Case):
    [first] = of(session, unreached, DutyKind.LATER_CONTACT)
    with pytest.raises(FactNotAccepted, match="attempts"):
        cannot_be_reached(session, force, unreached, first, ENOUGH + DAY)
    after = making_telling.enough_attempts(session, force, unreached.victims[0], ENOUGH + 3 * DAY)
    cannot_be_reached(session, force, unreached, first, after)
    _, second = of(session, unreached, DutyKind.LATER_CONTACT)
    assert (first.status, second.status) == (DutyStatus.EXCUSED, DutyStatus.RUNNING)
    assert second.due_at > first.due_at
    assert is_sound(session)


def decline(session: Session, force: Force, case: Case, **changes: object) -> None:
    [right] = of(session, case)
    heard = changes.pop("heard", making_updates.heard(force, LATER))
    what = (case.victims[0], {right.id}, WhyNotGiven.DECLINED, "Do not tell me about him.", heard)
    excuse_rights(session, force.officer, *what, now=LATER, **changes)


def test_a_decline_says_who_heard_it_when_and_how(session: Session, force: Force, arrested: Case):
    with pytest.raises(FactNotAccepted) as refused:
        decline(session, force, arrested, heard=None)
    assert refused.value.field == "heard_by"
    with pytest.raises(FactNotAccepted) as refused:
        decline(session, force, arrested, heard=making_updates.heard(force, LATER + DAY))
    assert refused.value.field == "heard_at"
    decline(session, force, arrested)
    event = last_event_of(session, arrested.id)
    facts = facts_of(event)
    assert (event.about_person_id, facts["how"], facts["heard_at"][:10]) == (
        force.officer.id,
        "phone",
        LATER.date().isoformat(),
    )
    assert of(session, arrested, DutyKind.LATER_CONTACT) == []


def test_what_they_want_after_all_is_owed_from_when_they_said_so(
    session: Session, force: Force, arrested: Case
):
    decline(session, force, arrested)
    [declined] = of(session, arrested)
    what = (
        arrested.victims[0],
        {declined.id},
        "Tell me after all.",
        making_updates.heard(force, LATER + DAY),
    )
    with pytest.raises(NotPermitted):
        want_rights_again(session, force.auditor, *what, now=LATER + DAY)
    want_rights_again(session, force.other_officer, *what, now=LATER + DAY)
    _, again = of(session, arrested)
    assert (again.status, again.triggered_at) == (DutyStatus.RUNNING, LATER + DAY)
    with pytest.raises(FactNotAccepted, match="declined"):
        want_rights_again(session, force.officer, *what, now=LATER + DAY)
    assert is_sound(session)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ids": set()}, "rights"),
        ({"ids": {999_999}}, "rights"),
        ({"words": " "}, "words"),
        ({"at": NOW}, "heard_at"),
    ],
)
def test_wanting_it_after_all_is_whole(
    session: Session, force: Force, arrested: Case, changes: dict, field: str
):
    decline(session, force, arrested)
    [declined] = of(session, arrested)
    values = {"ids": {declined.id}, "words": "After all.", "at": LATER + DAY} | changes
    heard = making_updates.heard(force, values["at"])
    with pytest.raises(FactNotAccepted) as refused:
        want_rights_again(
            session,
            force.officer,
            arrested.victims[0],
            values["ids"],
            values["words"],
            heard,
            now=LATER + DAY,
        )
    assert refused.value.field == field


def test_a_good_reason_is_no_decline_that_could_be_taken_back(session: Session, force: Force, arrested: Case):
    [right] = of(session, arrested)
    excuse_rights(
        session,
        force.sergeant,
        arrested.victims[0],
        {right.id},
        WhyNotGiven.GOOD_REASON,
        "Her safety.",
        now=LATER,
    )
    heard = making_updates.heard(force, LATER)
    with pytest.raises(FactNotAccepted, match="declined"):
        want_rights_again(
            session, force.officer, arrested.victims[0], {right.id}, "Tell me.", heard, now=LATER
        )
