"""The handbook and the glossary: made from the requirements and the policy, open to everybody signed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.views.sites import ADMINISTRATOR, AT_WORK, AUDITOR, CARE, COLLEAGUE, OFFICER, READY, on_both
from views import labels
from views.glossary import glossary_terms
from views.handbook import limit_in_words
from views.places import address_of_requirement
from vocabulary import DutyKind, Gate
from workflow.policy.entries import Limit
from workflow.policy.loader import load_book
from workflow.requirements import REGISTRY
from workflow.requirements.explained import EXPLAINED


def page_of(site, key: str, number: str = OFFICER):
    return site.browse(number).get(f"/handbook/{key.replace('_', '-')}")


@pytest.fixture
def policy(looking):
    return load_book().as_of(looking.now.date())


def test_the_contents_list_each_requirement_under_each_step_that_asks_it(looking):
    page = looking.browse(OFFICER).get("/handbook")
    listed = {}
    for heading in page.main.find_all("h2"):
        links = heading.find_next_sibling("ul").find_all("a")
        listed[heading.get_text(strip=True)] = {link.get_text(strip=True) for link in links}
    assert listed == {
        labels.GATES[gate]: {each.title for each in REGISTRY.values() if gate in each.gates} for gate in Gate
    }


@on_both
def test_the_handbook_opens_for_everybody_signed_in(site):
    for number in (OFFICER, CARE, AUDITOR, ADMINISTRATOR):
        browser = site.browse(number)
        for path in ("/handbook", "/handbook/authority", "/handbook/duties", "/glossary"):
            page = browser.get(path)
            assert (page.status, page.path) == (200, path)
    assert site.browse().get("/handbook").path == "/sign-in"


@pytest.mark.parametrize("key", REGISTRY)
def test_each_requirement_has_a_page_that_says_everything_about_it(looking, policy, key):
    declared, explained, page = REGISTRY[key], EXPLAINED[key], page_of(looking, key)
    source = policy.source(declared.source)
    assert (page.status, page.heading) == (200, declared.title)
    for words in (explained.asks, explained.why, explained.met_example, explained.unmet_example):
        assert words in page.words
    for words in (explained.how, labels.PLACES[declared.fix], policy.word(f"role.{declared.owner.value}")):
        assert words in page.words
    assert all((labels.GATES[gate] in page.words) == (gate in declared.gates) for gate in Gate)
    said = page.section("source")
    for words in (source.instrument, source.paragraph, source.link, source.confidence):
        assert words in said
    assert ("Force setting" in said) == source.is_force_setting
    assert ("It is not law." in said) == source.is_force_setting
    assert source.link in page.links or not source.link


def test_what_is_no_requirement_is_not_found(looking):
    assert page_of(looking, "every_line_is_pretty").status == 404


def test_every_finding_on_a_case_page_and_in_a_refusal_leads_to_its_page(looking):
    browser = looking.browse(OFFICER)
    for page in (
        browser.get(looking.page_of(AT_WORK)),
        looking.browse(COLLEAGUE).get(f"{looking.page_of(READY)}/propose-closure"),
    ):
        findings = page.main.select(".fairlead-finding")
        assert len(findings) > 10
        for finding in findings:
            [about] = [link for link in finding.find_all("a") if link.get_text().startswith("About this")]
            title = browser.get(about["href"]).heading
            assert title in finding.get_text()


def test_the_address_of_a_requirement_is_in_kebab_case(looking):
    with looking.app.test_request_context():
        assert address_of_requirement("every_line_is_answered") == "/handbook/every-line-is-answered"


def test_who_signs_what_is_shown_row_by_row_as_a_force_setting(looking, policy):
    page = looking.browse(OFFICER).get("/handbook/authority")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.main.select("tbody tr")
    ]
    assert [row[0] for row in rows] == [row.authority.rule for row in policy.authority_rows]
    shown = {row[0]: row[1:] for row in rows}
    assert shown["Every decision is signed by an independent sergeant at least."] == [
        "A sergeant or above",
        "Decisions: Closure, No further action, No further action for one suspect",
    ]
    assert shown[
        "Rape ended because the victim does not support it is decided by two detective inspectors."
    ] == [
        "2 people, each a detective inspector or above",
        "Decisions: No further action Kinds of crime: Rape and serious sexual offences Outcomes: 14, 16",
    ]
    assert shown["No further action in domestic abuse of a repeat victim is decided by an inspector."][1] == (
        "Decisions: No further action, No further action for one suspect "
        "All of these risks: Domestic abuse, Repeat victim"
    )
    assert shown["No further action after strangulation is decided by an inspector."][1].endswith(
        "Risk: Strangulation"
    )
    assert shown["Outcome 15 while a suspect is wanted is agreed by an inspector."][1].endswith(
        "Only while: a suspect is wanted"
    )
    assert "Force setting: authority table" in page.words
    assert "No national rule found." in page.words


def test_what_is_owed_is_shown_with_its_limits_and_their_sources(looking, policy):
    page = looking.browse(CARE).get("/handbook/duties")
    rows = {
        row.find("th").get_text(strip=True): row.get_text(" ", strip=True)
        for row in page.main.select("tbody tr")
    }
    duties = [rule.title for kind, rule in policy.duty_rules.items() if kind is not DutyKind.RIGHT]
    assert list(rows) == duties + [f"Right {each.number}: {each.title}" for each in policy.rights.values()]
    told = rows["Tell the victim the decision and the reasons"]
    assert "5 working days" in told
    assert "1 working day " in told
    assert "Right 6" in told
    assert "Force setting" not in told
    assert "Force setting" in rows["Allocate the crime"]
    assert "24 hours" in rows["Allocate the crime"]
    assert "By the time promised" in rows["Keep a promise made to the victim"]


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        (Limit("hours", 1, 1), 1, "1 hour"),
        (Limit("hours", 48, 24), 48, "48 hours"),
        (Limit("working_days", 5, 1), 1, "1 working day"),
        (Limit("promised", 0, 0), 0, "By the time promised"),
    ],
)
def test_a_limit_is_said_in_words(limit, number, said):
    assert limit_in_words(limit, number) == said


def test_every_term_of_the_glossary_can_be_linked_to(looking, policy):
    page = looking.browse(OFFICER).get("/glossary")
    terms = glossary_terms(policy)
    shown = [row.find("dt").get_text(strip=True) for row in page.main.select("dl > div")]
    assert shown == [each.term for each in terms] == sorted(shown, key=str.casefold)
    assert all(page.soup.find(id=each.key).find("dt").get_text(strip=True) == each.term for each in terms)
    assert {"Still needed", "Decision record", "Victim care officer", "Line of inquiry"} <= set(shown)
    assert "Not investigated further" in shown
    assert all(each.meaning.endswith(".") and "{" not in each.meaning for each in terms)


def test_the_glossary_says_what_the_force_says(policy):
    words = {
        **policy.words,
        "line_of_inquiry": "line of enquiry",
        "role.victim_care_officer": "Victim liaison",
    }
    terms = {each.key: each for each in glossary_terms(replace(policy, words=words))}
    assert terms["line-of-inquiry"].term == "Line of enquiry"
    assert terms["victim-care-officer"].term == "Victim liaison"
    assert "line of enquiry" in terms["evidential-line"].meaning


@pytest.mark.parametrize("path", ["/cases/my-cases", "/no-such-page", "/glossary"])
def test_the_foot_of_every_page_leads_to_handbook_and_glossary(looking, path):
    page = looking.browse(OFFICER).get(path)
    foot = {link.get_text(strip=True): link["href"] for link in page.soup.find("footer").find_all("a")}
    assert foot == {"Handbook": "/handbook", "Glossary": "/glossary"}
    assert "Handbook" in looking.browse().get("/sign-in").links
