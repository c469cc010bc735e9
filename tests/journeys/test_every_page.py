"""Every page of the demonstration force, each once, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.house.addresses import rules, values_for
from tests.journeys.contact_sheet import pages
from tests.journeys.people import DESKTOP, PHONE, PersonAtBrowser
from tests.journeys.serving import serving
from tests.views import sites
from tests.views.sites import Site

FIRST_PAGES = {
    sites.OFFICER: "My shift",
    sites.SERGEANT: "My shift",
    sites.CARE: "My shift",
    sites.AUDITOR: "Auditing",
    sites.ADMINISTRATOR: "People",
}
CASES = (
    sites.NEW,
    sites.ALLOCATED,
    sites.AT_WORK,
    sites.READY,
    sites.WAITING,
    sites.SIGNED,
    sites.RETURNED,
    sites.CHARGED,
    sites.ABUSE,
    sites.CLOSED,
    sites.FILED,
    sites.REOPENED,
)
# The lists that go on from a first page are one template; that each opens is tested without a browser.
LISTS_OF_A_SHIFT = {"/my-shift/due", "/my-shift/safe-to-ring"}
# Nothing of these is in the dozen cases: each is a form like the others.
NO_RECORD_OF = {
    "glass.review",
    "overrides.end",
    "restricting.end_reader",
    "skills.end_accreditation",
    "skills.end_acting_rank",
    "skills.end_training",
}


@pytest.fixture(scope="module")
def address(looking: Site) -> Iterator[str]:
    with serving(looking) as at:
        yield at


@pytest.fixture(scope="module")
def at(browser, address: str) -> Iterator[Callable[[str | None], PersonAtBrowser]]:
    """Sits people down, each once; every page that they open is looked at on both screens."""
    there: dict[str | None, PersonAtBrowser] = {}

    def sit_down(number: str | None = None) -> PersonAtBrowser:
        if number not in there:
            there[number] = PersonAtBrowser(browser, address, number, size=DESKTOP, narrowed=PHONE)
        return there[number]

    yield sit_down
    for each in there.values():
        each.leave()


def test_each_role_signs_in_to_its_own_first_page(at):
    for number, heading in FIRST_PAGES.items():
        assert at(number).heading.startswith(heading)


@pytest.mark.long
def test_every_kind_of_page_once(at, looking):
    """Each endpoint, its form open where somebody has it open; nobody lists pages by hand."""
    for number, path in opened_by(looking):
        assert at(number or None).open(path).page.locator("h1").count() == 1, path
    missing = {rule.endpoint for rule in rules(looking) if not list(values_for(looking, rule, every=False))}
    assert missing <= NO_RECORD_OF


def opened_by(site: Site) -> list[tuple[str, str]]:
    """(who opens it, its path) of every page."""
    return [
        (number, path)
        for number, path, _ in pages(site)
        if not path.startswith("/my-shift/") or path in LISTS_OF_A_SHIFT
    ]


@pytest.mark.long
def test_lists_that_find_nothing_and_pages_that_say_no(at):
    sergeant = at(sites.SERGEANT)
    sergeant.open("/search?name=a&reported_from_on-day=40").open("/search?reference=none")
    sergeant.open("/search?name=adey").open(
        "/search?reported_from_on-day=1&reported_from_on-month=1&reported_from_on-year=2020"
    )
    sergeant.open("/nowhere").open("/investigations/999")
    sergeant.open("/investigations/record").press("Record the crime")
    assert sergeant.heading == "Record a crime"
    assert len(sergeant.errors) > 5
    assert at(sites.CARE).open("/investigations/record").heading == "You cannot do this"
    assert at().open("/sign-in").press("Sign in").errors


@pytest.mark.long
def test_the_page_of_a_case_in_every_state_and_its_decision_records(at, looking):
    officer = at(sites.SERGEANT)
    for reference in CASES:
        assert reference in officer.open(looking.page_of(reference)).page.locator("main").inner_text()
    for case, decision in looking.ask("SELECT investigation_id, id FROM decision ORDER BY id"):
        officer.open(f"/investigations/{case}/decisions/{decision}")
        assert officer.heading == "Decision record"


def test_accounts_that_cannot_be_closed_or_opened_yet(at, looking):
    administrator, officer = at(sites.ADMINISTRATOR), looking.person(sites.OFFICER)
    administrator.open("/people?find=nobody").open(f"/people/{officer}/retire").press("Close the account")
    assert administrator.errors[0].startswith("They still answer for")
    administrator.open("/people/add").press("Add the person")
    assert len(administrator.errors) == 4
    number = str(7000 + looking.one("SELECT count(*) FROM person"))
    administrator.answer({"Collar or staff number": number, "Name": "Al Ted", "Rank": "Constable"})
    administrator.answer({"Accreditation": "PIP 1"}).press("Add the person")
    assert administrator.heading == "Password for one sign-in"
