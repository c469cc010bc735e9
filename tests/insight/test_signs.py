"""Signs that a victim may leave the case: each by itself, what is said of it, and whom they put first."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.listing import read_page
from insight.shift.whole import LISTINGS
from models import Contact
from tests import making
from tests.insight.test_shift import DAY, asked
from tests.making import NOW, Force
from tests.making_signs import (
    ABUSE,
    BAIL,
    BEGAN,
    DELAY,
    OFFICER,
    RAPE,
    SIGNS,
    SILENCE,
    a_case_showing,
    pass_to_colleague,
    reach,
)
from vocabulary import Channel, ContactResult, Step, VictimKind
from workflow.services.contact_corrections import correct_contact
from workflow.services.contacts import ContactMade
from workflow.services.needs import Assessed, assess_needs
from workflow.services.particulars import InWords, ToOfficer
from workflow.services.victims import VictimToAdd

SAID = {
    ABUSE: "Domestic abuse",
    RAPE: "A rape or another serious sexual offence",
    SILENCE: "Nobody has reached them for 60 days",
    DELAY: "The crime was reported 120 days ago",
    OFFICER: "The officer changed on 26 February",
    BAIL: "Bail was changed or ended on 25 February",
}


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session, BEGAN)


def whom_to_ring(session: Session, force: Force, now: dt.datetime = NOW, size: int = 300) -> list:
    page = read_page(session, LISTINGS["safe-to-ring"], asked(force.victim_care_officer, now), size=size)
    return page.rows


def everybody(session: Session, force: Force) -> list:
    question = asked(force.victim_care_officer)
    return [
        row
        for key in ("safe-to-ring", "ask-first")
        for row in read_page(session, LISTINGS[key], question, size=300).rows
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_is_said_beside_the_name_of_whoever_shows_it(session, force, sign):
    a_case_showing(session, force, {sign})
    [row] = whom_to_ring(session, force)
    assert row.signs == (SAID[sign],)


def test_who_shows_several_is_told_all_of_them(session, force):
    a_case_showing(session, force, {ABUSE, RAPE, DELAY, SILENCE})
    [row] = whom_to_ring(session, force)
    assert row.signs == (
        SAID[ABUSE], SAID[RAPE], "Nobody has reached them for 120 days", SAID[DELAY],
    )  # fmt: skip


def test_signs_pass_when_the_victim_is_reached_and_when_their_days_are_over(session, force):
    for sign in (SILENCE, OFFICER, BAIL):
        case = a_case_showing(session, force, {sign})
        reach(session, force, case.victims[0], NOW)
    later = NOW + 24 * DAY
    assert [row.signs for row in whom_to_ring(session, force, later)] == [(), (), ()]


def test_a_contact_that_reached_nobody_after_all_ends_no_silence(session, force):
    case = a_case_showing(session, force, {SILENCE})
    [victim] = case.victims
    reach(session, force, victim, NOW)
    assert whom_to_ring(session, force)[0].signs == ()
    mistaken = session.scalar(sa.select(Contact.id).where(Contact.victim_id == victim))
    attempt = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW, "Nobody answered.")
    correct_contact(session, force.officer, mistaken, attempt, "It rang out.", now=NOW)
    assert whom_to_ring(session, force)[0].signs == (SAID[SILENCE],)


def test_a_crime_that_comes_back_to_the_same_officer_did_not_change_hands(session, force):
    """After a reopening it is allocated afresh, to whoever had it before."""
    again = making.a_finished_case(session, force)
    making.take(session, force.sergeant, again, Step.REOPEN, InWords("A witness came forward."))
    making.take(session, force.sergeant, again, Step.ALLOCATE, ToOfficer(force.officer.id))
    assert [row.signs for row in everybody(session, force)] == [()]
    pass_to_colleague(session, force, again, NOW)
    assert [row.signs for row in everybody(session, force)] == [("The officer changed on 2 March",)]


def test_several_signs_come_before_enhanced_rights_and_those_before_what_is_due_first(session, force):
    plain = a_case_showing(session, force, {DELAY})
    enhanced = a_case_showing(session, force, ())
    assessed = Assessed("An interpreter.", making.VULNERABLE)
    assess_needs(session, force.officer, enhanced.victims[0], assessed, now=NOW)
    two = a_case_showing(session, force, {OFFICER, BAIL})
    three = a_case_showing(session, force, {ABUSE, OFFICER, BAIL})
    found = [row.case_id for row in whom_to_ring(session, force)]
    assert found == [three.id, two.id, enhanced.id, plain.id]


def test_a_business_shows_no_signs(session, force):
    shop = VictimToAdd(VictimKind.BUSINESS, "Corner Shop", "The manager", phone="020 7946 0001")
    case = making.a_crime(session, force, BEGAN, victims=(shop,), reported_at=BEGAN - DAY,
                          occurred_from_at=BEGAN - 2 * DAY, occurred_until_at=BEGAN - 2 * DAY)  # fmt: skip
    page = read_page(session, LISTINGS["ask-first"], asked(force.victim_care_officer), size=300)
    assert [(row.case_id, row.signs) for row in page.rows] == [(case.id, ())]


@pytest.mark.long("postgresql")
def test_of_200_victims_the_15_who_show_several_signs_are_among_the_first_20(session, force):
    """The other 185 show none, one or two; five of them, by chance, as many as those who were planted."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201
    chance = random.Random(seed)
    shown = [chance.sample(SIGNS, chance.choice((3, 4, 5))) for _ in range(20)]
    shown += [chance.sample(SIGNS, chance.choice((0, 0, 0, 1, 1, 2))) for _ in range(180)]
    order = list(range(200))
    chance.shuffle(order)
    made = {place: a_case_showing(session, force, shown[place]).id for place in order}
    planted = {made[place] for place in range(15)}
    rows = whom_to_ring(session, force)
    assert len(rows) == 200
    assert planted <= {row.case_id for row in rows[:20]}
