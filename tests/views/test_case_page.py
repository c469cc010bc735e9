"""The case page: where it stands, what comes next, what is still needed; and that every link opens."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.session import db
from tests.views.sites import (
    ABUSE,
    ALLOCATED,
    AT_WORK,
    AUDITOR,
    CARE,
    CHARGED,
    CLOSED,
    FILED,
    NEW,
    OFFICER,
    OTHER_DETECTIVE,
    READY,
    REOPENED,
    RETURNED,
    SERGEANT,
    SIGNED,
    TRAY_SERGEANT,
    WAITING,
)
from views.wording import in_a_sentence
from vocabulary import Actor, Channel, ContactResult, Rank, Role
from workflow.services.contacts import ContactMade, record_contact

STANDS = {
    NEW: ("Recorded", ["Allocate to an officer"]),
    REOPENED: ("Recorded", ["Allocate to an officer"]),
    ALLOCATED: ("Allocated", ["Start the investigation"]),
    AT_WORK: ("Being investigated", ["Propose closure", "Propose no further action", "Refer to the CPS"]),
    READY: ("Being investigated", ["Propose closure", "Propose no further action", "Refer to the CPS"]),
    RETURNED: ("Being investigated", ["Propose closure", "Propose no further action", "Refer to the CPS"]),
    CHARGED: (
        "In prosecution",
        ["Resume the investigation", "Propose closure", "Propose no further action"],
    ),
    WAITING: (
        "Awaiting sign-off",
        ["Sign off the decision", "Withdraw the proposal", "Return with directions"],
    ),
    SIGNED: ("Victims to be told", ["Close the investigation"]),
    CLOSED: ("Closed", ["Reopen"]),
    FILED: ("No further action", ["Reopen"]),
}


@pytest.mark.parametrize("reference", STANDS)
def test_a_case_says_where_it_stands_and_offers_a_supervisor_what_comes_next(looking, reference):
    page = looking.browse(TRAY_SERGEANT).get(looking.page_of(reference))
    state, steps = STANDS[reference]
    assert page.main.select_one(".govuk-tag").get_text(strip=True) == state
    offered = [
        item.find(["a", "span"]).get_text(strip=True) for item in page.main.select(".fairlead-next li")
    ]
    assert offered == steps
    assert all(step in page.links for step in steps)


@pytest.mark.parametrize("reference", STANDS)
def test_a_reader_is_told_whose_each_next_step_is(looking, reference):
    page = looking.browse(AUDITOR).get(looking.page_of(reference))
    for step in STANDS[reference][1]:
        assert step not in page.links
        assert step in page.section("next")
    assert "This is done by" in page.section("next") or "A case is finished by" in page.section("next")


def test_what_is_still_needed_is_said_for_both_endings_with_who_asks_and_where(looking):
    page = looking.browse(OFFICER).get(looking.page_of(AT_WORK))
    needed = page.section("still-needed")
    assert "For closure: 6 still needed" in needed
    assert "For no further action: 6 still needed The same things as for closure." in needed
    assert "Criminal Procedure and Investigations Act" in needed
    assert "Force setting" in needed
    assert "Usually by: victim care officer." in needed
    assert "House-to-house inquiries: no answer" in page.links
    sources = [tag["href"] for tag in page.main.select(".fairlead-finding a[rel]")]
    assert sources
    assert all(address.startswith("https://") for address in sources)


def test_what_nothing_stands_in_the_way_of_says_so(looking):
    needed = looking.browse(OFFICER).get(looking.page_of(READY)).section("still-needed")
    assert "For closure: nothing still needed Nothing stands in the way now." in needed
    assert "For no further action: nothing still needed" in needed


def test_while_a_decision_stands_only_its_own_ending_is_asked_about(looking):
    needed = looking.browse(OFFICER).get(looking.page_of(WAITING)).section("still-needed")
    assert "For no further action" in needed
    assert "For closure" not in needed
    needed = looking.browse(OFFICER).get(looking.page_of(SIGNED)).section("still-needed")
    assert "Before it is finished: 1 still needed" in needed


@pytest.mark.parametrize("number", [AUDITOR, OTHER_DETECTIVE, CARE])
def test_those_who_read_for_other_units_read_the_whole_case_and_it_is_logged(looking, number):
    browser = looking.browse(number)
    before = looking.one("SELECT count(*) FROM read_log")
    page = browser.get(looking.page_of(AT_WORK))
    assert page.status == 200
    assert "Miriam Adeyemi" in page.section("victims")
    assert "The corner shop keeps 14 days" in page.section("lines")
    assert looking.one("SELECT count(*) FROM read_log") == before + 1


def test_the_safe_way_to_reach_somebody_is_on_the_page(looking):
    victims = looking.browse(OTHER_DETECTIVE).get(looking.page_of(ABUSE)).section("victims")
    assert "Only on her work number, 10am to 3pm. Never leave a message." in victims


LISTS = [
    "/cases/my-cases",
    "/cases/my-team",
    "/cases/to-allocate",
    "/cases/to-sign",
    "/owed-to-victims",
    "/search",
    "/search?state=investigating",
]


def inside(page) -> set[str]:
    """Addresses of this site that a page links to, parts of pages left out."""
    return {address.split("#")[0] for address in page.links.values() if address.startswith("/")} - {""}


@pytest.mark.long
def test_every_link_on_every_list_and_case_opens(looking):
    browser = looking.browse(SERGEANT)
    case_pages = [f"/investigations/{case}" for (case,) in looking.ask("SELECT id FROM investigation")]
    lists = [browser.get(path) for path in LISTS]
    cases = [browser.get(path) for path in case_pages]
    assert [page.status for page in (*lists, *cases)] == [200] * len((*lists, *cases))
    assert len(cases) == 12
    addresses = set().union(*(inside(page) for page in (*lists, *cases)))
    for address in sorted(addresses.difference(LISTS, case_pages)):
        assert browser.get(address).status == 200, address
    assert len(addresses) > 60


def test_a_line_of_the_minimum_that_is_missing_leads_to_the_form_that_adds_it(looking):
    page = looking.browse(OFFICER).get(looking.page_of(AT_WORK))
    assert "things are still needed first" in page.section("next")
    added = page.follow("Forensic recovery: not recorded")
    assert (added.heading, added.form.value("category")) == ("Add a line of inquiry", "forensic")


def test_what_is_owed_to_victims_of_another_unit_is_not_in_the_list(looking):
    here, elsewhere = (looking.browse(who).get("/owed-to-victims") for who in (OFFICER, OTHER_DETECTIVE))
    assert AT_WORK in here.links
    assert AT_WORK not in elsewhere.links


def many_contacts(site, number: int) -> None:
    officer = Actor(site.person(OFFICER), Rank.CONSTABLE, False, frozenset({(Role.INVESTIGATOR, 1)}))
    victim = site.first("victim", AT_WORK)
    with Session(site.engine, autoflush=False) as session:
        for each in range(number):
            call = ContactMade(Channel.PHONE, ContactResult.REACHED, site.now, told=f"Call number {each}.")
            record_contact(session, officer, victim, call, now=site.now)
        session.commit()


def test_contacts_beyond_the_last_five_are_folded_and_not_left_out(site):
    many_contacts(site, 7)
    victims = site.browse(OFFICER).get(site.page_of(AT_WORK)).main.find(id="victims").find_next("div")
    assert all(f"Call number {each}." in victims.get_text() for each in range(7))
    folded = victims.find("details").get_text(" ")
    assert "earlier" in folded
    assert "Call number 0." in folded
    assert "Call number 6." not in folded


def test_a_short_history_is_whole_on_the_case_page(looking):
    page = looking.browse(AUDITOR).get(looking.page_of(AT_WORK))
    assert not [words for words in page.links if words.startswith("All ")]
    whole = page.browser.get(f"{looking.page_of(AT_WORK)}/timeline")
    assert (whole.status, whole.main.find("nav")) == (200, None)
    assert len(whole.main.select(".moj-timeline__item")) == len(page.main.select(".moj-timeline__item"))


def test_a_long_history_says_so_on_the_case_page_and_is_read_to_its_beginning(site):
    many_contacts(site, 110)
    events = site.one(
        "SELECT count(*) FROM case_event JOIN stream ON stream.id = case_event.stream_id"
        " WHERE stream.kind = 'investigation' AND stream.subject_id = :case",
        case=site.case(AT_WORK),
    )
    page = site.browse(OFFICER).get(site.page_of(AT_WORK))
    assert "The last 50 are here." in page.section("timeline")
    page = page.follow(f"All {events} events")
    assert page.heading == f"Timeline {events} events, the newest first"
    seen = []
    while True:
        seen += [item["id"] for item in page.main.select(".moj-timeline__item")]
        if "Older" not in page.links:
            break
        page = page.follow("Older")
    assert len(seen) == len(set(seen)) == events
    assert "Crime recorded" in page.words
    assert "Newer" in page.links


def test_a_long_history_costs_no_more_queries_than_a_short_one(site):
    asked: list[str] = []
    with site.app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def queries(path: str) -> int:
        browser = site.browse(OFFICER)
        asked.clear()
        assert browser.get(path).status == 200
        return len(asked)

    paths = [site.page_of(AT_WORK), f"{site.page_of(AT_WORK)}/timeline"]
    before = [queries(path) for path in paths]
    many_contacts(site, 60)
    assert [queries(path) for path in paths] == before


def test_an_acronym_keeps_its_capitals_inside_a_sentence(looking):
    links = looking.browse(OFFICER).get(looking.page_of(AT_WORK)).links
    assert any(words.startswith("Answer CCTV: ") for words in links)
    assert "Add forensic recovery" in links
    assert [in_a_sentence(each) for each in ("CCTV", "House-to-house", "A shop", "ANPR", "")] == [
        "CCTV",
        "house-to-house",
        "a shop",
        "ANPR",
        "",
    ]
