"""Every form about a case: on a finished one it says at once why not and what to do, or it is open.

Nobody lists the pages by hand: they are the addresses that take a form about a case, and which act or step
each asks for it says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import flask
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.demo import CARE, Demo
from tests.house.addresses import rules
from views.case_pages import Cannot
from views.door import ABOUT_A_CASE, ON_A_STUB
from views.offered import ENDPOINTS
from vocabulary import FINISHED, Act, State, Step
from workflow.finished import ONLY_WHEN_FINISHED, REOPEN_FIRST, TAKEN_WHEN_FINISHED, why_not_in

# Whoever may do one of these things or another: the officers and supervisors of the demonstration's units.
PEOPLE = ("2231", "2210", "2245", "1120", "1107", "4471", "4502", "4533", CARE)
# Of no case yet, of nobody's in particular, asked for by another act's page, or of a case that is not read.
ACTS_WITHOUT_A_FORM_OF_A_CASE = {
    Act.RECORD_CRIME,
    Act.ADMINISTER_PEOPLE,
    Act.LOWER_CLASS,
    Act.BREAK_GLASS,
    Act.REVIEW_BREAK_GLASS,
    Act.GIVE_GOOD_REASON,
}
# Recorded by an act's page.
STEPS_WITHOUT_A_PAGE = {Step.LAPSE, Step.RECORD_CHARGE, Step.RECORD_CPS_REPLY}
LEADS_ON = ("Record new information", "Reopen the case")
TABLES = {"line": "line_of_inquiry"}


@dataclass(frozen=True)
class Opened:
    """A form's page as one person sees it. `links`: under the reason, where there is one."""

    path: str
    state: State
    asks: Act | Step
    cannot: Cannot | None
    has_form: bool
    links: tuple[str, ...]


def forms_about_a_case(demo: Demo) -> list[Rule]:
    return [
        rule
        for rule in rules(demo)
        if "POST" in rule.methods and rule.arguments & ABOUT_A_CASE.keys() and rule.endpoint not in ON_A_STUB
    ]


def records(demo: Demo, rule: Rule) -> list[tuple[int, State]]:
    """(id, state of its case): of each finished state the first record, and of others two."""
    [name] = rule.arguments
    table = TABLES.get(name.removesuffix("_id"), name.removesuffix("_id"))
    if table == "investigation":
        rows = demo.ask("SELECT min(id), state FROM investigation GROUP BY state")
    else:
        rows = demo.ask(
            f"SELECT min(record.id), i.state FROM {table} record "
            "JOIN investigation i ON i.id = record.investigation_id GROUP BY i.state"
        )
    found = [(key, State(state)) for key, state in rows]
    unfinished = [each for each in found if each[1] not in FINISHED]
    return [each for each in found if each[1] in FINISHED] + unfinished[:2]


def shown_to(demo: Demo, browser: FlaskClient, path: str, state: State) -> Opened | None:
    """The page; None where it leads elsewhere."""
    seen: list[dict] = []

    def keep(_app: flask.Flask, template: object, context: dict, **_more: object) -> None:
        seen.append(context)

    with flask.template_rendered.connected_to(keep, demo.app):
        answer = browser.get(path)
    if answer.status_code == 302:
        return None
    assert answer.status_code == 200, path
    main = BeautifulSoup(answer.text, "html.parser").find("main")
    reason = main.select_one(".moj-alert--warning")
    links = tuple(link.get_text() for link in reason.find_all("a")) if reason else ()
    has_form = main.find("form", method="post") is not None
    return Opened(path, state, seen[-1]["asks"], seen[-1]["cannot"], has_form, links)


@pytest.fixture(scope="module")
def opened(demo: Demo) -> list[Opened]:
    """Each form's page on a case of each state, as somebody sees it whose it is."""
    browsers = [demo.client(number) for number in PEOPLE]
    return [page for rule in forms_about_a_case(demo) for page in of_rule(demo, browsers, rule)]


def of_rule(demo: Demo, browsers: list[FlaskClient], rule: Rule) -> Iterator[Opened]:
    for key, state in records(demo, rule):
        path = re.sub(r"<[^>]*>", str(key), rule.rule)
        pages = (shown_to(demo, browser, path, state) for browser in browsers)
        theirs = (page for page in pages if page is None or not is_somebody_elses(page))
        page = next(theirs, "nobody")
        assert page != "nobody", f"nobody may do this: {path}"
        if page is not None:
            yield page


def is_somebody_elses(page: Opened) -> bool:
    return page.cannot is not None and page.cannot.is_somebody_elses


def test_the_walk_opens_a_page_for_every_act_and_every_step(opened):
    asked = {page.asks for page in opened}
    assert None not in asked, [page.path for page in opened if page.asks is None]
    # Two need records that the dozen cases do not have; their acts are asked for below as every other is.
    without = ACTS_WITHOUT_A_FORM_OF_A_CASE | {Act.END_OVERRIDE}
    assert set(Act) - asked == without
    assert set(Step) - asked == STEPS_WITHOUT_A_PAGE
    assert set(Act).isdisjoint(Step), "each is a word: one that were both would be taken for the other"
    assert set(ENDPOINTS) == set(Step) - {Step.LAPSE, Step.RECORD_CHARGE}


def test_on_a_finished_case_every_page_says_at_once_why_not_and_what_to_do(opened):
    on_finished = [page for page in opened if page.state in FINISHED and isinstance(page.asks, Act)]
    assert {page.state for page in on_finished} >= {State.CLOSED, State.NO_FURTHER_ACTION}
    for page in on_finished:
        if page.asks in TAKEN_WHEN_FINISHED:
            assert page.cannot is None or page.cannot.why != REOPEN_FIRST, page
        else:
            assert (page.cannot.why, page.has_form) == (REOPEN_FIRST, False), page
            assert page.links == LEADS_ON, page


def test_on_a_finished_case_a_step_that_is_not_open_says_the_same(opened):
    for page in opened:
        if page.state in FINISHED and isinstance(page.asks, Step) and page.asks is not Step.REOPEN:
            assert page.cannot is not None, page
            assert (page.has_form, page.links) == (False, LEADS_ON), page


def test_the_page_of_a_finished_case_leads_to_no_form_that_waits_for_a_reopening(demo, opened):
    closed = {page.path for page in opened if page.cannot is not None and page.cannot.why == REOPEN_FIRST}
    for number in ("2231", "2210"):
        browser = demo.client(number)
        for page in opened:
            if page.state in FINISHED and page.asks is Act.ADD_NOTE:
                case = page.path.removesuffix("/notes/add")
                main = BeautifulSoup(browser.get(case).text, "html.parser").find("main")
                assert {link["href"] for link in main.find_all("a", href=True)} & closed == set(), case


def test_what_a_finished_case_takes_has_its_form_there(opened):
    with_form = {page.asks for page in opened if page.state in FINISHED and page.has_form}
    # The others are about something that the finished cases of the dozen have none of, and say so.
    assert with_form >= {
        Act.ADD_NOTE,
        Act.RECORD_NEW_INFORMATION,
        Act.CHARGE_SUSPECT,
        Act.RECORD_CONTACT,
        Act.CORRECT_CONTACT,
        Act.RECORD_SAFE_CONTACT,
        Act.RECORD_NO_CONTACT,
        Act.ASSESS_NEEDS,
        Act.REFER_TO_SUPPORT,
        Act.SET_EMBARGO,
        Act.HIDE_DETAILS,
        Act.RESTRICT,
    }
    assert with_form - TAKEN_WHEN_FINISHED == {Step.REOPEN}


def test_on_a_case_that_is_not_finished_no_page_says_that_it_is(opened):
    for page in opened:
        if page.state not in FINISHED:
            said = page.cannot.why if page.cannot else ""
            assert "is finished" not in said, page
            assert (said == ONLY_WHEN_FINISHED.get(page.asks, "")) or page.asks not in ONLY_WHEN_FINISHED


def test_an_act_waits_for_a_reopening_or_it_does_not():
    for state in State:
        taken = {act for act in Act if why_not_in(state, act) is None}
        assert taken == (TAKEN_WHEN_FINISHED if state in FINISHED else set(Act) - ONLY_WHEN_FINISHED.keys())
