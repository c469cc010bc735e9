"""Every list and every kind of page of the demonstration force, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.people import DESKTOP, PHONE, PersonAtBrowser
from tests.journeys.serving import serving
from tests.views import sites
from tests.views.sites import Site
from workflow.requirements import REGISTRY

SCREENS = [pytest.param(DESKTOP, id="1280"), pytest.param(PHONE, id="390")]
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
OF_A_CASE = {
    sites.NEW: ("allocate", "classify"),
    sites.ALLOCATED: ("start",),
    sites.AT_WORK: (
        "propose-closure",
        "propose-no-further-action",
        "lines/add",
        "lines/none",
        "victims/add",
        "victims/none",
        "suspects/add",
        "suspects/none",
        "who-may-sign",
        "timeline",
    ),
    sites.WAITING: ("sign-off", "return", "withdraw", "who-may-sign"),
    sites.SIGNED: ("close",),
    sites.CHARGED: ("resume",),
    sites.FILED: ("reopen",),
}
LINE = ("result", "not-pursued", "answered-elsewhere", "supersede")
VICTIM = ("contact", "view", "needs", "support")
SUSPECT = ("interview", "charge", "no-further-action", "decide", "told")


@pytest.fixture(scope="module")
def address(looking: Site) -> Iterator[str]:
    with serving(looking) as at:
        yield at


@pytest.fixture(params=SCREENS)
def size(request: pytest.FixtureRequest) -> dict:
    return request.param


@pytest.fixture
def at(browser, address: str, size: dict) -> Iterator:
    """Sits people down at this screen; every page that they open is looked at."""
    there: list[PersonAtBrowser] = []

    def sit_down(number: str | None = None) -> PersonAtBrowser:
        there.append(PersonAtBrowser(browser, address, number, size=size))
        return there[-1]

    yield sit_down
    for each in there:
        each.leave()


def test_each_role_signs_in_to_its_own_first_page(at):
    for number, heading in FIRST_PAGES.items():
        assert at(number).heading.startswith(heading)


def test_every_list_and_every_page_that_says_no(at):
    sergeant = at(sites.TRAY_SERGEANT)
    lists = [f"/cases/{which}" for which in ("my-cases", "my-team", "to-allocate", "to-sign")]
    for path in (*lists, "/owed-to-victims", "/search", "/change-password", "/investigations/record"):
        sergeant.open(path)
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


def test_the_handbook_and_the_glossary(at):
    reader = at(sites.AUDITOR)
    for path in ("/handbook", "/handbook/authority", "/handbook/duties", "/glossary"):
        reader.open(path)
        assert reader.path == path
    for key, declared in REGISTRY.items():
        assert reader.open(f"/handbook/{key.replace('_', '-')}").heading == declared.title


def test_the_page_of_a_case_in_every_state_and_its_decision_records(at, looking):
    officer = at(sites.SERGEANT)
    for reference in CASES:
        assert reference in officer.open(looking.page_of(reference)).page.locator("main").inner_text()
    for case, decision in looking.ask("SELECT investigation_id, id FROM decision ORDER BY id"):
        officer.open(f"/investigations/{case}/decisions/{decision}")
        assert officer.heading == "Decision record"


def test_every_form_about_a_case(at, looking):
    officer = at(sites.SERGEANT)
    for reference, parts in OF_A_CASE.items():
        for part in parts:
            officer.open(f"{looking.page_of(reference)}/{part}")
    line = looking.first("line_of_inquiry", sites.AT_WORK) + 1
    victim, suspect = looking.first("victim", sites.ABUSE), looking.first("suspect", sites.ABUSE)
    paths = [f"/lines/{line}/{part}" for part in LINE] + [f"/victims/{victim}/{part}" for part in VICTIM]
    for path in paths + [f"/suspects/{suspect}/{part}" for part in SUSPECT]:
        officer.open(path)
        assert officer.path == path


def test_every_page_of_people_and_units(at, looking):
    administrator = at(sites.ADMINISTRATOR)
    officer, sergeant = looking.person(sites.OFFICER), looking.person(sites.SERGEANT)
    unit = looking.one("SELECT min(id) FROM unit")
    holding = looking.one("SELECT min(id) FROM role_holding WHERE person_id = :officer", officer=officer)
    acts = ("", "/change", "/reset-password", "/retire", "/give-role")
    person = [f"/people/{officer}{act}" for act in acts]
    units = ["/units", "/units/add", f"/units/{unit}/rename", f"/units/{unit}/tray-holder"]
    for path in ("/people", "/people/add", *person, f"/roles/{holding}/end", *units, f"/people/{sergeant}"):
        administrator.open(path)
        assert administrator.path == path
    administrator.open("/people?find=nobody").open(f"/people/{officer}/retire").press("Close the account")
    assert administrator.errors[0].startswith("They still answer for")
    administrator.open("/people/add").press("Add the person")
    assert len(administrator.errors) == 4
    number = str(7000 + looking.one("SELECT count(*) FROM person"))
    administrator.answer({"Collar or staff number": number, "Name": "Al Ted", "Rank": "Constable"})
    administrator.answer({"Accreditation": "PIP 1"}).press("Add the person")
    assert administrator.heading == "Password for one sign-in"
