"""Not investigating, cancelling and transferring through pages, and the register of cancellations."""

from __future__ import annotations

import pytest

from tests.pages import when
from tests.views.filling import a_crime, add_line, answer_lines, assert_refused_beside, record, tell
from tests.views.sites import (
    ASSESSOR,
    AT_WORK,
    AUDITOR,
    CARE,
    INSPECTOR,
    NEW,
    OFFICER,
    REGISTRAR,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)

PROPOSED = "The decision is proposed and waits for sign-off."
QUESTIONS = ("suspect", "video", "forensics", "witness", "traceable", "vulnerable_or_series")
SIX = dict.fromkeys(QUESTIONS, "no")
WHY = "Nobody saw it; no <camera> looks there."
CANCELLED = {
    "ground": "recorded_in_error",
    "information_kind": "document",
    "information": "The till roll <shows> that it was paid for.",
    "provider": "Deb Larkin, manager",
}
TRANSFERRED = {"force": "Otherton Police", "reason": "The yard is beyond the bridge."}


def new_crime(site, reference: str = "ANY/9101/26", **changed: str) -> str:
    return record(site.browse(OFFICER), a_crime(site, reference, **changed)).path


def propose(site, case: str, what: str, typed: dict, number: str = TRAY_SERGEANT):
    return site.browse(number).get(f"{case}/propose-{what}").fill(typed).submit()


def sign(site, case: str, number: str):
    return site.browse(number).get(f"{case}/sign-off").fill(words="Agreed.").submit()


@on_both
def test_a_crime_is_not_investigated_further(site):
    case = new_crime(site)
    page = site.browse(TRAY_SERGEANT).get(case)
    assert page.soup.find("summary", string="Other endings") or "Other endings" in page.words
    page = (
        page.follow("Propose not to investigate further")
        .fill({**SIX, "reason": WHY, "outcome": "18"})
        .submit()
    )
    assert page.said == PROPOSED
    assert WHY in page.section("decisions")
    assert "Is there video? No" in page.section("decisions")
    listed = site.browse(ASSESSOR).get("/")
    assert (listed.path, "ANY/9101/26" in listed.words) == ("/cases/to-sign", True)
    page = sign(site, case, INSPECTOR)
    assert page.still_needed["Whoever signs has the authority"].startswith("What is not investigated further")
    page = sign(site, case, ASSESSOR)
    if site.one("SELECT state FROM investigation WHERE reference = 'ANY/9101/26'") == "awaiting_sign_off":
        page = sign(site, case, INSPECTOR)
    assert page.said == "Your sign-off is recorded."
    tell(site, case, site.browse(CARE))
    page = site.browse(TRAY_SERGEANT).get(case).follow("File as no further action").form.submit()
    assert page.said == "The case is filed as no further action."


def test_all_that_is_missing_is_named_at_once_and_nothing_is_lost(site):
    case = new_crime(site)
    typed = {"video": "yes", "witness": "no", "outcome": "21"}
    page = propose(site, case, "not-investigating", typed)
    assert set(page.still_needed) == {
        "The six questions are answered",
        "Why it is not investigated further is written",
        "The outcome is one for a crime that is not investigated",
        "The outcome fits the suspects",
    }
    assert [page.form.value(name) for name in typed] == ["yes", "no", "21"]
    assert "#suspect" in page.links.values()


def test_what_is_recorded_is_filled_in_with_its_reason(site):
    case = new_crime(site, flags=["repeat_victim"])
    page = site.browse(TRAY_SERGEANT).get(f"{case}/propose-not-investigating")
    offered = [tag["value"] for tag in page.main.select("[name=vulnerable_or_series]")]
    assert offered == ["yes"]
    assert "The victim is recorded as a repeat victim." in page.words
    assert page.form.value("vulnerable_or_series") == "yes"


def test_a_kind_of_crime_that_is_always_investigated_says_so_before_anything_is_typed(looking):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/propose-not-investigating")
    assert page.status == 200


@on_both
def test_a_crime_is_cancelled_and_stands_in_the_register(site):
    case = new_crime(site)
    refused = propose(site, case, "cancellation", {**CANCELLED, "information": ""})
    assert "health is not that" in refused.still_needed["What can be checked and shows it is written"]
    assert refused.form.value("provider") == CANCELLED["provider"]
    page = refused.fill(information=CANCELLED["information"]).submit()
    assert page.said == PROPOSED
    assert CANCELLED["information"] in page.section("decisions")
    assert sign(site, case, REGISTRAR).said == "Your sign-off is recorded."
    tell(site, case, site.browse(CARE))
    page = site.browse(TRAY_SERGEANT).get(case).follow("Cancel the crime").form.submit()
    assert page.said == "The crime is cancelled."
    for number in (REGISTRAR, AUDITOR, OFFICER):
        register = site.browse(number).get("/registers/cancellations")
        assert "Northgate investigations 2 1 1" in register.words
        assert register.words.count("ANY/9101/26") >= 2
        assert "It was recorded in error" in register.words
        assert "Refused when it was proposed" in register.words
    assert "Cancellations" in site.browse(REGISTRAR).get("/search").links


def test_a_rape_is_cancelled_by_the_registrar_alone(site):
    case = new_crime(
        site, **{"offence-class": "rape_and_serious_sexual", "offence-rape_and_serious_sexual": "rape"}
    )
    page = site.browse(TRAY_SERGEANT).get(f"{case}/propose-cancellation")
    assert "Only the Force Crime Registrar can cancel a rape." in page.words
    refused = propose(site, case, "cancellation", CANCELLED)
    assert "The forensic window is open for" in refused.still_needed["The forensic window is shut, or used"]
    add_line(site, site.browse(OFFICER), case, "medical")
    answer_lines(site, site.browse(OFFICER), case)
    assert propose(site, case, "cancellation", CANCELLED).said == PROPOSED
    page = sign(site, case, INSPECTOR)
    assert page.still_needed["Whoever signs has the authority"] == (
        "Only the Force Crime Registrar can cancel a rape."
    )
    page = site.browse(REGISTRAR).get(f"{case}/return").fill(words="That is not information.").submit()
    assert page.said == "The case is returned with your directions."


@on_both
def test_a_crime_is_transferred_once_it_is_accepted(site):
    case = new_crime(site)
    page = propose(site, case, "transfer", TRANSFERRED)
    assert page.said == PROPOSED
    page = sign(site, case, INSPECTOR)
    assert (
        "Not accepted. Anyshire Police still owns this."
        in page.still_needed["The other force has accepted it"]
    )
    page = site.browse(TRAY_SERGEANT).get(case).follow("Record that the other force accepted it")
    typed = {"acceptor": "Sgt Blythe", "reference": "OTH/1182/26", **when("accepted_at", site.now)}
    page = page.fill(typed).submit()
    assert page.said == "The acceptance is recorded."
    assert "by Sgt Blythe, their reference OTH/1182/26" in page.section("decisions")
    assert sign(site, case, INSPECTOR).said == "Your sign-off is recorded."
    tell(site, case, site.browse(CARE))
    page = site.browse(TRAY_SERGEANT).get(case).follow("Transfer to the other force").form.submit()
    assert page.said == "The crime is transferred to the other force."


@pytest.mark.parametrize(
    ("what", "typed", "field", "why"),
    [
        ("cancellation", {"information": "I", "provider": "P"}, "ground", "Choose the ground."),
        (
            "cancellation",
            {"ground": "duplicate", "other_reference": "x" * 41},
            "other_reference",
            "Reference of",
        ),
        ("transfer", {"reason": "R"}, "force", "Enter the force that the crime goes to."),
        ("transfer", {"force": "F"}, "reason", "Write why the crime is theirs."),
        ("not-investigating", {"reason": "R"}, "outcome", "Choose an outcome."),
    ],
)
def test_what_is_missing_is_named_beside_its_field(looking, what, typed, field, why):
    page = propose(looking, looking.page_of(NEW), what, typed)
    assert_refused_beside(page, field, why, typed)


@pytest.mark.parametrize("what", ["not-investigating", "cancellation", "transfer"])
def test_who_may_not_propose_is_told_who_may(looking, what):
    page = looking.browse(CARE).get(f"{looking.page_of(NEW)}/propose-{what}")
    assert "by an investigator or supervisor of the unit" in page.words
    assert page.main.find("form") is None


def test_not_investigating_is_open_to_a_recorded_crime_alone(looking):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/propose-not-investigating")
    assert "This cannot be done now" in page.words


def test_nothing_is_accepted_where_no_transfer_is_proposed(looking):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/transfer-accepted")
    assert "No transfer of this crime is proposed." in page.words


def test_an_acceptance_in_the_future_is_refused_beside_its_field(site):
    case = new_crime(site)
    propose(site, case, "transfer", TRANSFERRED)
    page = site.browse(TRAY_SERGEANT).get(f"{case}/transfer-accepted")
    typed = {"acceptor": "Sgt Blythe", "reference": "OTH/1"}
    page = page.fill({**typed, **when("accepted_at", site.now.replace(year=2027))}).submit()
    assert_refused_beside(page, "accepted_at", "It cannot have been accepted in the future.", typed)


def test_an_administrator_does_not_read_the_register(looking):
    assert looking.browse("9001").get("/registers/cancellations").status == 403
