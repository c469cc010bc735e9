"""Searching for cases: what finds them, what does not, in which order, and at what cost."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.search import Found, Search, find_cases, find_reference
from models import Investigation
from tests import making
from tests.making import NOW, Force
from vocabulary import State, VictimKind
from workflow.reading import noted_reads
from workflow.services import suspects, victims
from workflow.services.opening import policy_at

OTHERS = "Somebody Else"


def a_crime(session: Session, force: Force, reference: str, victim: str = OTHERS, **more: object) -> int:
    who = victims.VictimToAdd(VictimKind.PERSON, victim)
    return making.a_crime(session, force, reference=reference, victims=(who,), **more).id


def add_suspect(session: Session, force: Force, case: int, name: str) -> int:
    added = suspects.SuspectToAdd(name, "Seen nearby.", "Theft")
    return suspects.add_suspect(session, force.officer, case, added, now=NOW)


def found(session: Session, size: int = 25, number: int = 1, **asked: object) -> Found:
    return find_cases(session, Search(**asked), policy_at(NOW), number, size)


def references(session: Session, **asked: object) -> list[str]:
    return [row.reference for row in found(session, **asked).page.rows]


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("ZX/4711/26", True),
        ("zx/4711/26", True),
        ("zx/47", True),
        ("4711", True),
        ("4711/26", True),
        ("711", False),
        ("ZX/4711/27", False),
        ("%", False),
        ("zx_4711", False),
    ],
)
def test_a_reference_is_found_by_the_beginning_of_any_of_its_parts(session, force, typed, finds):
    a_crime(session, force, "ZX/4711/26")
    a_crime(session, force, "ZX/9999/26")
    assert references(session, reference=typed) == (["ZX/4711/26"] if finds else [])


def test_only_the_whole_reference_leads_straight_to_a_case(session, force):
    case = a_crime(session, force, "ZX/4711/26")
    assert find_reference(session, "zx/4711/26") == case
    assert find_reference(session, "ZX/4711") is None


@pytest.mark.parametrize(
    ("name", "typed", "finds"),
    [
        ("Zoë Müller-Ångström", "muller", True),
        ("Zoë Müller-Ångström", "MÜLL", True),
        ("Zoë Müller-Ångström", "angs", True),
        ("Zoë Müller-Ångström", "zoe angstrom", True),
        ("Zoë Müller-Ångström", "Ångström, Zoë", True),
        ("Zoë Müller-Ångström", "müller-ång", True),
        ("Zoë Müller-Ångström", "gstrom", False),
        ("Zoë Müller-Ångström", "zoe smith", False),
        ("Siobhán O'Brien", "brien", True),
        ("Siobhán O'Brien", "o'brien", True),
        ("Siobhán O'Brien", "o’br", True),
        ("Weiß & Sons (Leeds)", "weiss", True),
        ("Weiß & Sons (Leeds)", "leed", True),
        ("Percent 100% Ltd", "1%0", False),
        ("李小龙", "李小", True),
    ],
)
@pytest.mark.parametrize("as_what", ["victim", "suspect"])
def test_a_name_is_found_by_the_beginnings_of_its_words(session, force, name, typed, finds, as_what):
    if as_what == "victim":
        a_crime(session, force, "ZX/1/26", name)
    else:
        add_suspect(session, force, a_crime(session, force, "ZX/1/26"), name)
    result = found(session, name=typed, reference="ZX")
    assert [row.reference for row in result.page.rows] == (["ZX/1/26"] if finds else [])
    assert list(result.people.values()) == ([[f"{as_what.capitalize()}: {name}"]] if finds else [])


def test_all_words_of_a_name_are_of_one_person(session, force):
    case = a_crime(session, force, "ZX/1/26", "Amina Farah")
    add_suspect(session, force, case, "Rowan Pike")
    assert references(session, name="amina pike") == []
    assert references(session, name="rowan pike") == ["ZX/1/26"]


def test_a_case_with_two_people_of_the_name_is_found_once_and_both_are_named(session, force):
    case = a_crime(session, force, "ZX/1/26", "Zelda Quarrington")
    add_suspect(session, force, case, "Otis Quarrington")
    result = found(session, name="quarr")
    assert [row.reference for row in result.page.rows] == ["ZX/1/26"]
    assert result.people == {case: ["Victim: Zelda Quarrington", "Suspect: Otis Quarrington"]}


def test_offence_state_and_unit_each_narrow_what_is_found(session, force):
    stolen = a_crime(session, force, "ZX/1/26")
    elsewhere = a_crime(session, force, "ZX/2/26", unit_id=force.other_unit)
    started = making.an_investigation(session, force, reference="ZX/3/26")
    lifted = a_crime(session, force, "ZX/4/26", offence="shoplifting")
    ids = {"ZX/1/26": stolen, "ZX/2/26": elsewhere, "ZX/3/26": started.id, "ZX/4/26": lifted}

    def names(**asked: object) -> set[str]:
        return set(references(session, reference="zx", **asked))

    assert names() == set(ids)
    assert names(offence="shoplifting") == {"ZX/4/26"}
    assert names(state=State.INVESTIGATING) == {"ZX/3/26"}
    assert names(unit_id=force.other_unit) == {"ZX/2/26"}
    assert names(state=State.RECORDED, offence=making.OFFENCE, unit_id=force.unit) == {"ZX/1/26"}


def test_the_first_moment_asked_is_inside_and_the_last_is_outside(session, force):
    a_crime(session, force, "ZX/1/26")
    minute = dt.timedelta(minutes=1)
    at = making.REPORTED
    assert references(session, reference="zx", reported_from=at) == ["ZX/1/26"]
    assert references(session, reference="zx", reported_from=at + minute) == []
    assert references(session, reference="zx", reported_before=at) == []
    assert references(session, reference="zx", reported_before=at + minute) == ["ZX/1/26"]


def test_the_newest_is_first_and_pages_follow_each_other(session, force):
    for number in range(5):
        at = making.REPORTED - dt.timedelta(days=number)
        before = at - dt.timedelta(hours=1)
        a_crime(
            session,
            force,
            f"ZX/{number}/26",
            reported_at=at,
            occurred_from_at=before,
            occurred_until_at=before,
        )
    pages = [found(session, reference="zx", size=2, number=number).page for number in (1, 2, 3, 9)]
    assert [[row.reference for row in page.rows] for page in pages] == [
        ["ZX/0/26", "ZX/1/26"],
        ["ZX/2/26", "ZX/3/26"],
        ["ZX/4/26"],
        ["ZX/4/26"],
    ]
    assert {(page.total, page.pages) for page in pages} == {(5, 3)}


def test_who_and_what_was_shown_is_noted_as_read(session, force):
    case = a_crime(session, force, "ZX/1/26", "Zelda Quarrington")
    suspect = add_suspect(session, force, case, "Otis Quarrington")
    a_crime(session, force, "ZX/2/26")
    session.info.clear()
    found(session, name="quarr")
    [victim] = session.scalars(sa.text("SELECT id FROM victim WHERE name = 'Zelda Quarrington'")).all()
    assert noted_reads(session) == {"investigation": [case], "suspect": [suspect], "victim": [victim]}


def test_a_search_costs_the_same_however_much_it_finds(session, force):
    def cost(**asked: object) -> int:
        statements: list[str] = []
        engine = session.get_bind()

        def count(_connection, _cursor, statement, *_rest):
            statements.append(statement)

        sa.event.listen(engine, "before_cursor_execute", count)
        try:
            found(session, **asked)
        finally:
            sa.event.remove(engine, "before_cursor_execute", count)
        return len(statements)

    a_crime(session, force, "ZX/0/26", "Zelda Quarrington")
    session.expire_all()
    one = cost(name="quarr")
    for number in range(1, 12):
        case = a_crime(session, force, f"ZX/{number}/26", "Zelda Quarrington")
        add_suspect(session, force, case, "Otis Quarrington")
    session.flush()
    session.expunge_all()
    assert session.scalar(sa.select(sa.func.count()).select_from(Investigation)) >= 12
    assert cost(name="quarr") == one <= 6
