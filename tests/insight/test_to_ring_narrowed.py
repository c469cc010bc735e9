"""Lists of whom to ring, narrowed: each number beside a choice is what the list then holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from insight.listing import DueBy, Only, read_page
from insight.shift.counts import Counts, count_to_ring
from insight.shift.whole import LISTINGS
from tests import making
from tests.insight.test_shift import DAY, HOUR, asked
from tests.insight.test_shift_queries import counted
from tests.making import NOW, Case, Force
from tests.making_signs import BEGAN, DELAY, a_case_showing
from vocabulary import Channel, Role, Trigger
from workflow.services.needs import Assessed, assess_needs
from workflow.services.rights import Development, record_development
from workflow.services.safe_contacts import SafeContactSaid, record_safe_contact

LISTS = {"safe-to-ring": True, "ask-first": False}


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session, BEGAN)


def say(session: Session, force: Force, case: Case, *safe: Channel, **more: object) -> None:
    said = SafeContactSaid(frozenset(safe), **more)
    record_safe_contact(session, force.officer, case.victims[0], said, now=NOW)


def in_several_ways(session: Session, force: Force) -> None:
    """Overdue and due later, enhanced and not, of two units, with an interpreter or none, safe or not."""
    for number in range(8):
        case = (
            a_case_showing(session, force, {DELAY})
            if number % 2
            else making.a_crime(session, force, unit_id=force.other_unit if number % 4 else force.unit)
        )
        if number % 3 == 0:
            say(session, force, case, Channel.PHONE, interpreter="Polish" if number else "")
        if number in (1, 4):
            assess_needs(
                session, force.officer, case.victims[0], Assessed("Fear.", making.VULNERABLE), now=NOW
            )
        if number in (2, 3):
            of_court = Development(Trigger.HEARING_LISTED, NOW, "At Anytown, on 9 March.", told_to_us_at=NOW)
            record_development(session, force.officer, case.id, of_court, now=NOW)


def question(force: Force, only: Only = Only()):  # noqa: B008
    care = replace(
        force.victim_care_officer,
        roles=frozenset((Role.VICTIM_CARE_OFFICER, unit) for unit in (force.unit, force.other_unit)),
    )
    return replace(asked(care, NOW + HOUR), only=only)


def each_choice(counts: Counts, only: Only) -> list[tuple[Only, int]]:
    """Everything that can be chosen besides, with the number that stands beside it."""
    return [
        *((replace(only, due=due), number) for due, number in counts.due.items()),
        (replace(only, enhanced=True), counts.enhanced),
        (replace(only, interpreter=True), counts.interpreter),
        *((replace(only, unit=unit), number) for unit, _, number in counts.units),
        *((replace(only, what=what), number) for what, _, number in counts.what),
    ]


@pytest.mark.parametrize("key", LISTS)
def test_each_number_is_of_what_the_list_then_holds(session, force, key):
    in_several_ways(session, force)
    begun = [
        Only(),
        Only(due=DueBy.OVERDUE),
        Only(enhanced=True),
        Only(unit=force.unit),
        Only(what="right:hearing"),
    ]
    numbers = set()
    for only in begun:
        counts = count_to_ring(session, question(force, only), safe=LISTS[key])
        for chosen, number in each_choice(counts, only):
            page = read_page(session, LISTINGS[key], question(force, chosen))
            assert page.total == number, chosen
            numbers.add(number)
    assert len(numbers) > 2


def test_the_numbers_of_the_two_lists_are_those_of_their_pages(session, force):
    in_several_ways(session, force)
    for only in (Only(), Only(due=DueBy.TODAY), Only(unit=force.other_unit)):
        counts = count_to_ring(session, question(force, only), safe=True)
        held = [read_page(session, LISTINGS[key], question(force, only)).total for key in LISTS]
        assert [counts.safe, counts.ask_first] == held


def test_whoever_is_owed_what_is_asked_for_is_found_behind_what_falls_due_before_it(session, force):
    case = making.a_crime(session, force)
    of_court = Development(Trigger.HEARING_LISTED, NOW, "At Anytown, on 9 March.", told_to_us_at=NOW)
    record_development(session, force.officer, case.id, of_court, now=NOW)
    [row] = read_page(session, LISTINGS["ask-first"], question(force)).rows
    assert row.what.startswith("Assess the victim's needs (and ")
    [row] = read_page(session, LISTINGS["ask-first"], question(force, Only(what="right:hearing"))).rows
    assert row.what.startswith("Tell the victim when and where the hearing is (and ")


def test_a_week_is_today_and_the_six_days_after_it(session, force):
    making.a_crime(session, force)
    [(_, due)] = [
        (row.what, row.at) for row in read_page(session, LISTINGS["ask-first"], question(force)).rows
    ]

    def holds(days_before: int, by: DueBy) -> bool:
        at = due - days_before * DAY
        asking = replace(question(force, Only(due=by)), now=at, begins_at=at.replace(hour=0, minute=0),
                         ends_at=at.replace(hour=0, minute=0) + DAY)  # fmt: skip
        return read_page(session, LISTINGS["ask-first"], asking).total == 1

    assert [holds(days, DueBy.WEEK) for days in (0, 6, 7)] == [True, True, False]
    assert [holds(days, DueBy.TODAY) for days in (0, 1)] == [True, False]
    assert [holds(days, DueBy.OVERDUE) for days in (-1, 0)] == [True, False]


def test_at_night_nobody_is_counted_as_safe_to_ring(session, force):
    in_several_ways(session, force)
    night = replace(question(force), now=(NOW + DAY).replace(hour=3))
    counts = count_to_ring(session, night, safe=True)
    assert (counts.safe, counts.due[None], counts.what) == (0, 0, [])
    assert counts.ask_first > 0


def test_a_narrowed_list_and_its_numbers_take_as_many_queries_for_40_people_as_for_8(session, force):
    def number() -> int:
        session.flush()
        with counted(session) as statements:
            count_to_ring(session, question(force, Only(enhanced=True)), safe=True)
            read_page(session, LISTINGS["safe-to-ring"], question(force), size=100)
        return len(statements)

    in_several_ways(session, force)
    few = number()
    for _ in range(4):
        in_several_ways(session, force)
    assert number() == few


def test_the_language_of_an_interpreter_is_said_first_of_how_somebody_is_safely_reached(session, force):
    case = making.a_crime(session, force)
    say(session, force, case, Channel.PHONE, interpreter="Polish", safe_words="Say you are the bank.")
    [row] = read_page(session, LISTINGS["safe-to-ring"], question(force)).rows
    assert row.safe_contact == "Interpreter: Polish. By telephone"
    assert row.ways.row.safe_words == "Say you are the bank."
