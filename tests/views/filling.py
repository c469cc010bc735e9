"""What people type into the forms of a case, as tests send it through the pages."""

from __future__ import annotations

import datetime as dt

from tests.pages import Browser, Page, when
from tests.views.sites import OFFICER, TRAY_SERGEANT, Site


def a_crime(site: Site, reference: str = "ANY/9001/26", **changed: str | list[str]) -> dict:
    """Every input of a shop theft that nobody saw; `changed` inputs instead, with '__' for '-'."""
    typed = {
        "reference": reference,
        "offence-class": "shop_theft",
        "offence-shop_theft": "shoplifting",
        **when("occurred_from_at", site.now - dt.timedelta(hours=5)),
        **when("reported_at", site.now - dt.timedelta(hours=1)),
        "reported_how": "online",
        "place": "Costley's, 14 High Street",
        "summary": "Six bottles of spirits went into a rucksack.",
        "victim_kind": "business",
        "victim_name": "Costley's",
        "victim_contact_name": "Deb Larkin, manager",
        "victim_phone": "01632 960114",
        "suspect_known": "no",
        "no_suspect_reason": "Nobody saw who did it.",
    }
    return typed | {name.replace("__", "-"): value for name, value in changed.items()}


def record(browser: Browser, crime: dict) -> Page:
    return browser.get("/investigations/record").fill(crime).submit()


def allocate(site: Site, browser: Browser, case: str, officer: str) -> Page:
    return browser.get(f"{case}/allocate").fill(officer=str(site.person(officer))).submit()


def give(site: Site, crime: dict, officer: str = OFFICER, sergeant: str = TRAY_SERGEANT) -> str:
    """Record a crime, allocate it and start; returns the address of its page."""
    by, over = site.browse(officer), site.browse(sergeant)
    case = record(by, crime).path
    assert allocate(site, over, case, officer).said == "The crime is allocated."
    assert by.get(f"{case}/start").form.submit().said == "The investigation has started."
    return case


def add_line(site: Site, browser: Browser, case: str, category: str, owner: str = OFFICER) -> Page:
    page = browser.get(f"{case}/lines/add")
    return page.fill(category=category, objective=f"About {category}", owner=str(site.person(owner))).submit()


def answer_lines(site: Site, browser: Browser, case: str) -> None:
    """Record a result for every open line."""
    number = case.rsplit("/", 1)[1]
    lines = site.ask(
        "SELECT id FROM line_of_inquiry WHERE investigation_id = :case AND status = 'open' ORDER BY id",
        case=int(number),
    )
    for (line,) in lines:
        page = browser.get(f"/lines/{line}/result")
        assert page.fill(result="Viewed in full: nothing.", bearing="neutral").submit().status == 200


def assert_refused_beside(page: Page, field: str, why: str, typed: dict[str, str]) -> None:
    """The sentence stands beside the field and at the top, and everything typed is still there."""
    assert page.status == 422
    assert page.error_beside(field).startswith(why), (page.error_beside(field), page.errors)
    assert [error for error in page.errors if error.startswith(why)]
    for name, value in typed.items():
        assert page.form.value(name) == value.strip().translate({0: "\ufffd", 7: "\ufffd"}), name


def tell(site: Site, case: str, browser: Browser, **more: str) -> Page:
    """Ring the first victim of a case and tell them the decision that stands."""
    number = int(case.rsplit("/", 1)[1])
    victim = site.one("SELECT min(id) FROM victim WHERE investigation_id = :case", case=number)
    decision = site.one("SELECT current_decision_id FROM investigation WHERE id = :case", case=number)
    page = browser.get(f"/victims/{victim}/contact")
    typed = {"result": "reached", "channel": "phone", "told": "What was decided, and why."}
    return page.fill({**typed, "tells_decision": str(decision), **more}).submit()
