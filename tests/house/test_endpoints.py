"""Every endpoint: who may reach it, that it never fails, and what asking for it writes."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.demo import (
    ADMINISTRATOR,
    ASSESSOR,
    AUDITOR,
    CARE,
    EVERYBODY,
    IN_A_USUAL_RUN,
    INVESTIGATOR,
    REGISTRAR,
    SUPERVISOR,
    contents,
    each_role,
)
from tests.house.addresses import UNSAFE, addresses, rules
from views.access import Access
from vocabulary import Role

ROLE_OF = {
    INVESTIGATOR: Role.INVESTIGATOR,
    SUPERVISOR: Role.SUPERVISOR,
    CARE: Role.VICTIM_CARE_OFFICER,
    AUDITOR: Role.AUDITOR,
    ADMINISTRATOR: Role.ADMINISTRATOR,
    ASSESSOR: Role.CRIME_ASSESSOR,
    REGISTRAR: Role.CRIME_REGISTRAR,
}
# Reads nothing about people in itself, but names them: nothing else may leave `reads_people` out.
READS_NOBODY = {
    "handbook.contents",
    "handbook.requirement",
    "handbook.authority",
    "handbook.duties",
    "handbook.glossary",
    "home.home",
    "search.find",
    "home.health",
    "investigations.record",
    "oversight.definitions_file",
    "oversight.figures",
    "people.add",
    "sign_in.sign_in",
    "sign_in.sign_out",
    "sign_in.change_password",
    "units.add",
}


READ_LOG = "SELECT person_id, endpoint, subjects FROM read_log ORDER BY id"
MAY_BE_EMPTY = ("/cases/", "/search", "/my-", "/directions-given", "/auditing", "/registers/", "/oversight/")


def declared(demo, endpoint: str) -> Access | None:
    return getattr(demo.app.view_functions[endpoint], "access", None)


def may_reach(access: Access, number: str) -> bool:
    return access.public or access.roles is None or ROLE_OF[number] in access.roles


def test_every_endpoint_declares_who_may_reach_it(demo):
    assert [rule.endpoint for rule in rules(demo) if declared(demo, rule.endpoint) is None] == []


def test_only_signing_in_and_health_are_open_to_everybody(demo):
    public = {rule.endpoint for rule in rules(demo) if declared(demo, rule.endpoint).public}
    assert public == {"sign_in.sign_in", "home.health"}


def test_every_endpoint_that_is_about_a_case_is_logged_as_reading_people(demo):
    silent = {rule.endpoint for rule in rules(demo) if not declared(demo, rule.endpoint).reads_people}
    assert silent == READS_NOBODY


def test_addresses_are_in_kebab_case_and_typed(demo):
    for rule in rules(demo):
        plain = re.sub(r"<[^>]*>", "0", rule.rule)
        assert re.fullmatch(r"/|(/[a-z0-9]+(-[a-z0-9]+)*)+(\.csv)?", plain), rule.rule
        for argument in re.findall(r"<([^>]*)>", rule.rule):
            assert argument.startswith(("int:", "any(")), rule.rule


def test_nobody_is_sent_to_sign_in_or_refused(demo):
    nobody = demo.client()
    for address in addresses(demo):
        access = declared(demo, address.endpoint)
        if "GET" in address.methods:
            answer = nobody.get(address.path)
            assert answer.status_code == (200 if access.public else 302), address
            assert access.public or answer.location.startswith("/sign-in?next="), address
        for method in address.methods & UNSAFE:
            answer = nobody.open(address.path, method=method)
            assert answer.status_code == (422 if access.public else 401), address


def test_the_rounds_of_a_usual_run_open_every_page_that_anybody_may(demo):
    def opened(numbers):
        found = {rule.endpoint: declared(demo, rule.endpoint) for rule in rules(demo)}
        return {each for each, access in found.items() if any(may_reach(access, n) for n in numbers)}

    assert opened(IN_A_USUAL_RUN) == opened(EVERYBODY)


@pytest.mark.parametrize("number", each_role(*IN_A_USUAL_RUN))
def test_a_round_of_all_pages_opens_those_of_the_role_logs_whom_they_show_and_writes_nothing_else(
    own_demo, number
):
    """One round for three rules: opening every page for every role is most of what these cost."""
    browser = own_demo.client(number)
    person = own_demo.ask("SELECT id FROM person WHERE username = :number", number=number)[0][0]
    before = without_reading_traces(contents(own_demo.path))
    for address in addresses(own_demo):
        if "GET" not in address.methods:
            continue
        access, logged = declared(own_demo, address.endpoint), lines_of_read_log(own_demo)
        answer = browser.get(address.path)
        written = own_demo.ask(READ_LOG)[logged:]
        if not may_reach(access, number):
            assert answer.status_code == 403, (answer.status_code, address)
            continue
        # A search that asks nothing has no file.
        expected = (404,) if address.endpoint == "downloads.search" else (200, 302)
        assert answer.status_code in expected, (answer.status_code, address)
        if access.reads_people and shows_somebody(own_demo, address, answer):
            assert [row[:2] for row in written] == [(person, address.endpoint)], address
            assert "[" in written[0][2], address
        elif not access.reads_people:
            assert written == [], address
    assert without_reading_traces(contents(own_demo.path)) == before


@pytest.mark.parametrize("number", each_role(*IN_A_USUAL_RUN))
def test_an_empty_form_is_never_a_fault(own_demo, number):
    browser = own_demo.client(number)
    for address in addresses(own_demo):
        for method in address.methods & UNSAFE:
            if address.endpoint == "sign_in.sign_out":
                continue
            status = browser.open(address.path, method=method).status_code
            if may_reach(declared(own_demo, address.endpoint), number):
                assert status in (303, 409, 422), (status, address)
            else:
                assert status == 403, (status, address)


@pytest.mark.parametrize("number", each_role(*IN_A_USUAL_RUN))
def test_what_does_not_exist_is_not_found(demo, number):
    browser = demo.client(number)
    for rule in rules(demo):
        if not rule.arguments or rule.arguments == {"which"} or "GET" not in rule.methods:
            continue
        path = re.sub(r"<int:[^>]*>", "99999999", rule.rule)
        expected = 404 if may_reach(declared(demo, rule.endpoint), number) else 403
        assert browser.get(path).status_code == expected, path
    assert browser.get("/cases/everything").status_code == 404
    assert browser.get("/no-such-page").status_code == 404
    assert browser.get("/investigations/-1").status_code == 404


def without_reading_traces(tables: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """Leaves out what a GET may write: the read log, and when a session was last seen."""
    kept = {name: rows for name, rows in tables.items() if name not in ("read_log", "sqlite_sequence")}
    return kept | {"sign_in_session": [row[:4] + row[5:] for row in tables["sign_in_session"]]}


def test_the_column_left_out_is_when_a_session_was_last_seen(demo):
    columns = [row[1] for row in demo.ask("PRAGMA table_info(sign_in_session)")]
    assert columns[4] == "last_seen_at"


@pytest.mark.long
def test_asking_for_the_head_of_a_page_writes_no_more_than_looking(own_demo):
    browser = own_demo.client(SUPERVISOR)
    before = without_reading_traces(contents(own_demo.path))
    for address in addresses(own_demo):
        if "GET" in address.methods:
            browser.head(address.path)
    assert without_reading_traces(contents(own_demo.path)) == before


def lines_of_read_log(demo) -> int:
    return demo.ask("SELECT count(*) FROM read_log")[0][0]


def shows_somebody(demo, address, answer) -> bool:
    """Lists may be empty, and a search begins so; every other page is about somebody."""
    references = [row[0] for row in demo.ask("SELECT reference FROM investigation")]
    may_be_empty = address.path.startswith(MAY_BE_EMPTY)
    return not may_be_empty or any(each in answer.text for each in references)


def test_a_session_is_noted_as_seen_once_a_minute(own_demo):
    browser = own_demo.client(AUDITOR)
    seen = "SELECT last_seen_at FROM sign_in_session ORDER BY id DESC LIMIT 1"
    first = own_demo.ask(seen)
    own_demo.now += dt.timedelta(seconds=59)
    browser.get("/search")
    assert own_demo.ask(seen) == first
    own_demo.now += dt.timedelta(seconds=1)
    browser.get("/search")
    assert own_demo.ask(seen) != first


@pytest.mark.parametrize("number", [None, *each_role(SUPERVISOR)])
def test_no_form_is_accepted_without_the_token_of_its_page(guarded_demo, number):
    browser = guarded_demo.client(number)
    before = contents(guarded_demo.path)
    tried = 0
    for address in addresses(guarded_demo):
        for method in address.methods & UNSAFE:
            assert browser.open(address.path, method=method).status_code == 400, address
            assert browser.open(address.path, method=method, data={"csrf_token": "x"}).status_code == 400
            tried += 1
    assert tried > 25
    assert contents(guarded_demo.path) == before


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search", 200),
        ("/find", 302),
        ("/", 302),
        ("/no-such-page", 404),
        ("/investigations/99999999", 404),
        ("/search?reference=none", 200),
        ("/search?reported_from_on-day=40", 422),
        ("/sign-out", 404),
    ],
)
def test_every_answer_has_the_security_headers_and_is_kept_nowhere(demo, path, status):
    answer = demo.client(SUPERVISOR).get(path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/search", "/investigations/1"])
def test_nobody_and_the_wrong_role_get_the_headers_too(demo, path):
    for number, status in ((None, 302), (ADMINISTRATOR, 403)):
        answer = demo.client(number).get(path)
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_nonce_of_the_content_policy_is_new_each_time(demo):
    browser = demo.client(SUPERVISOR)
    policies = {browser.get("/search").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3
