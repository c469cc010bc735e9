"""No page forgets that a case is restricted: every address about one is asked for by somebody outside it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from insight.shift.whole import LISTINGS
from models import Person
from models.session import make_engine
from tests.demo import ADMINISTRATOR, AUDITOR, CARE, Demo
from tests.house.addresses import UNSAFE, rules
from tests.models.overriding import an_override
from tests.models.rows import Rows
from views.door import ABOUT_A_CASE, ABOUT_NO_CASE, ON_A_STUB
from vocabulary import DutyKind, EventKind

TABLES = {"investigation_id": "investigation", "line_id": "line_of_inquiry"}
DIRECTED = "Look at the neighbour's shed, not at the house"  # the words of a direction of the case
# Personal text of a case, wherever a page could take it from.
WORDS = (
    "SELECT summary FROM investigation WHERE id = :case",
    "SELECT place FROM investigation WHERE id = :case",
    "SELECT name FROM victim WHERE investigation_id = :case",
    "SELECT phone FROM victim WHERE investigation_id = :case",
    "SELECT safe_contact FROM victim WHERE investigation_id = :case",
    "SELECT name FROM suspect WHERE investigation_id = :case",
    "SELECT why_suspected FROM suspect WHERE investigation_id = :case",
    "SELECT objective FROM line_of_inquiry WHERE investigation_id = :case",
    "SELECT result FROM line_of_inquiry WHERE investigation_id = :case",
    "SELECT told FROM contact WHERE investigation_id = :case",
    "SELECT said FROM contact WHERE investigation_id = :case",
    "SELECT what FROM direction WHERE investigation_id = :case",
)
NOT_THERE = "99999999"


def change(demo: Demo, statement: str, **values: object) -> None:
    with closing(sqlite3.connect(demo.path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def restrict(demo: Demo, kind: str) -> int:
    """The case of the demonstration with the most in it, so that there is something to leak."""
    [[case]] = demo.ask(
        "SELECT d.investigation_id FROM decision d"
        " JOIN suspect s ON s.investigation_id = d.investigation_id"
        " JOIN victim v ON v.investigation_id = d.investigation_id"
        " JOIN line_of_inquiry l ON l.investigation_id = d.investigation_id"
        " GROUP BY d.investigation_id ORDER BY count(*) DESC, d.investigation_id LIMIT 1"
    )
    change(
        demo,
        "UPDATE investigation SET restriction = :kind, restricted_by_id = responsible_id,"
        " restriction_review_on = '2027-01-01' WHERE id = :case",
        kind=kind,
        case=case,
    )
    change(
        demo,
        "INSERT INTO named_reader (investigation_id, person_id, from_at, named_by_id)"
        " SELECT id, responsible_id, recorded_at, responsible_id FROM investigation WHERE id = :case",
        case=case,
    )
    direct_and_override(demo, case)
    return case


def direct_and_override(demo: Demo, case: int) -> None:
    """What the demonstration's finished case has none of: a direction, and an override."""
    engine = make_engine(f"sqlite:///{demo.path}")
    with Session(engine, autoflush=False) as session:
        rows = Rows(session)
        care = session.scalars(sa.select(Person.id).where(Person.username == CARE)).one()
        direction = rows.direction(case, to_person_id=care, given_by_id=care, what=DIRECTED)
        event = rows.event(case, EventKind.NOTE_ADDED, care)
        rows.duty(case, event, kind=DutyKind.DIRECTION, direction_id=direction)
        an_override(rows, case, care)
        session.commit()
    engine.dispose()


def paths_about(demo: Demo, case: int, rule: Rule) -> Iterator[str]:
    """Every address of a rule that is about this case."""
    about = set(rule.arguments) & set(ABOUT_A_CASE)
    if not about:
        return
    [argument] = about
    table = TABLES.get(argument, argument.removesuffix("_id"))
    column = "id" if argument == "investigation_id" else "investigation_id"
    for (number,) in demo.ask(f"SELECT id FROM {table} WHERE {column} = :case", case=case):
        path = rule.rule.replace(f"<int:{argument}>", str(number))
        if "decision_id" in rule.arguments:
            for (decision,) in demo.ask("SELECT id FROM decision WHERE investigation_id = :case", case=case):
                yield path.replace("<int:decision_id>", str(decision))
        else:
            yield path


def words_of(demo: Demo, case: int) -> set[str]:
    found = {text for query in WORDS for (text,) in demo.ask(query, case=case) if text}
    assert len(found) > 8
    return found


def reference_of(demo: Demo, case: int) -> str:
    return demo.ask("SELECT reference FROM investigation WHERE id = :case", case=case)[0][0]


def answers(demo: Demo, number: str, case: int):
    """(rule, path, answer) of everything that can be asked about the case."""
    browser = demo.client(number)
    for rule in rules(demo):
        for path in paths_about(demo, case, rule):
            for method in sorted(rule.methods & ({"GET"} | UNSAFE)):
                yield rule, path, browser.open(path, method=method)


def comparable(text: str) -> str:
    """A page without what is new on each."""
    text = re.sub(r'nonce="[^"]*"', "", text)
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", text)


def test_every_argument_of_an_address_is_about_a_case_or_about_none(demo):
    unknown = {
        (rule.rule, argument)
        for rule in rules(demo)
        for argument in rule.arguments
        if argument not in set(ABOUT_A_CASE) | ABOUT_NO_CASE
    }
    assert unknown == set(), "say in views/door.py whether it names something of a case"
    for rule in rules(demo):
        if "decision_id" in rule.arguments:
            assert "investigation_id" in rule.arguments, rule.rule


def test_a_restricted_case_is_a_stub_on_every_page_and_says_no_word_of_the_case(own_demo):
    case = restrict(own_demo, "restricted")
    words, reference = words_of(own_demo, case), reference_of(own_demo, case)
    asked = 0
    for rule, path, answer in answers(own_demo, CARE, case):
        expected = (200, 422) if rule.endpoint in ON_A_STUB else (403,)
        assert answer.status_code in expected, (answer.status_code, path)
        assert [each for each in words if each in answer.text] == [], path
        assert reference in answer.text, path
        asked += 1
    assert asked > 60


def test_looking_at_a_stub_is_not_logged_as_reading_the_case(own_demo):
    case = restrict(own_demo, "restricted")
    own_demo.client(CARE).get(f"/investigations/{case}")
    [[subjects]] = own_demo.ask("SELECT subjects FROM read_log ORDER BY id DESC LIMIT 1")
    assert subjects == f'{{"stub":[{case}]}}'


def test_of_a_covert_case_every_page_says_what_it_says_where_there_is_none(own_demo):
    case = restrict(own_demo, "covert")
    reference = reference_of(own_demo, case)
    browser, asked = own_demo.client(CARE), 0
    for rule, path, answer in answers(own_demo, CARE, case):
        assert answer.status_code == 404, (answer.status_code, path)
        assert reference not in answer.text, path
        if answer.request.method == "GET":
            nowhere = re.sub(r"<int:[^>]*>", NOT_THERE, rule.rule)
            there = comparable(answer.text).replace(path, nowhere)
            assert there == comparable(browser.get(nowhere).text), path
        asked += 1
    assert asked > 60
    logged = own_demo.ask("SELECT subjects FROM read_log WHERE subjects LIKE '%investigation%'")
    assert all(f"[{case}]" not in subjects for (subjects,) in logged)


@pytest.mark.parametrize("kind", ["restricted", "covert"])
def test_an_administrator_sees_no_more_of_it_than_of_any_case(own_demo, kind):
    case = restrict(own_demo, kind)
    words = words_of(own_demo, case)
    for _, path, answer in answers(own_demo, ADMINISTRATOR, case):
        assert answer.status_code == 403, path
        assert [each for each in words if each in answer.text] == [], path


@pytest.mark.parametrize("kind", ["restricted", "covert"])
def test_an_auditor_reads_all_of_it(own_demo, kind):
    case = restrict(own_demo, kind)
    browser = own_demo.client(AUDITOR)
    for rule in rules(own_demo):
        for path in paths_about(own_demo, case, rule):
            if "GET" in rule.methods:
                assert browser.get(path).status_code in (200, 302), path


LISTS = (
    "/cases/my-cases",
    "/cases/my-team",
    "/cases/to-allocate",
    "/cases/to-sign",
    "/owed-to-victims",
    "/cases/my-cases.csv",
    "/cases/my-team.csv",
    "/cases/to-allocate.csv",
    "/cases/to-sign.csv",
    "/owed-to-victims.csv",
    "/search?offence=&state=&reported_from_on-day=1&reported_from_on-month=1&reported_from_on-year=2020",
    "/search.csv?reported_from_on-day=1&reported_from_on-month=1&reported_from_on-year=2020",
    "/registers/break-glass",
    "/registers/overrides",
    "/registers/overrides.csv",
    "/my-shift",
    "/my-directions",
    "/my-directions.csv",
    "/directions-given",
    "/directions-given.csv",
    "/oversight/duties?since=2026-06&figure=owed",
    "/oversight/duties.csv?since=2026-06",
    *(f"/my-shift/{key}{kind}" for key in LISTINGS for kind in ("", ".csv")),
)


@pytest.mark.parametrize("kind", ["restricted", "covert"])
def test_no_list_search_or_file_of_somebody_outside_names_it(own_demo, kind):
    everybody = own_demo.client(CARE)
    before = {path: everybody.get(path).text for path in LISTS}
    case = restrict(own_demo, kind)
    reference = reference_of(own_demo, case)
    others = own_demo.ask("SELECT id FROM investigation WHERE id <> :case", case=case)
    elsewhere = {
        text for (other,) in others for query in WORDS for (text,) in own_demo.ask(query, case=other)
    }
    words = words_of(own_demo, case) - elsewhere
    assert any(reference in text for text in before.values()), "it was in none before"
    for path in LISTS:
        text = everybody.get(path).text
        assert reference not in text, path
        assert [each for each in words if each in text and len(each) > 12] == [], path
    # By a part of the reference, or by a name, it is not found either.
    for query in (f"reference={reference[:-1]}", f"name={sorted(words, key=len)[0]}"):
        assert f"/investigations/{case}" not in everybody.get(f"/search?{query}").text
    exact = everybody.get(f"/search?reference={reference}")
    assert exact.status_code == (302 if kind == "restricted" else 200)
    assert kind == "restricted" or f"/investigations/{case}" not in exact.text
