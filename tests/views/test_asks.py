"""What pages point out and do not ask: an offer of a statement, time to charge, a pilot, new information."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests import making, making_reviews
from tests.making import Case, Force
from tests.pages import when
from tests.views.sites import CARE, CLOSED, OFFICER, Site
from tests.views.test_review_requests import made
from workflow.services import charging
from workflow.services.particulars import Charge, InWords

DAY = dt.timedelta(days=1)
OWED_ANYHOW = "Each victim is offered a personal statement before the CPS is asked to charge"


def with_a_suspect(session: Session, force: Force, now: dt.datetime, **changes: object) -> Case:
    case = making.an_investigation(session, force, now, no_suspect_reason="", **changes)
    suspect = making.add_suspect(session, force, case, now)
    return Case(case.id, case.kind, case.victims, suspect=suspect)


def charged(session: Session, force: Force, now: dt.datetime, **changes: object) -> Case:
    case = with_a_suspect(session, force, now, **changes)
    charging.record_charge(session, force.officer, case.id, Charge(case.suspect, now, "As said"), now=now)
    return case


def resumed(session: Session, force: Force, now: dt.datetime) -> Case:
    case = charged(session, force, now)
    step = making.Step.RESUME_INVESTIGATION
    making.take(session, force.officer, case, step, InWords("A second suspect."), now)
    return case


def test_the_pages_of_a_charge_and_a_referral_say_whom_no_statement_was_offered(site: Site):
    asked = made(site, with_a_suspect)
    [victim] = asked.case.victims
    link = f"/victims/{victim}/statement"
    pages = (f"/suspects/{asked.case.suspect}/charge", f"/investigations/{asked.case.id}/refer-to-cps")
    for path in pages:
        page = asked.browser("officer").get(path)
        assert OWED_ANYHOW in page.words
        assert "Amina Farah: not offered" in page.words
        assert page.soup.find("a", href=link) is not None
    typed = {**when("charged_at", site.now), "offence": "Theft"}
    page = asked.browser("officer").get(pages[0]).fill(typed).submit()
    assert page.said == "The charge is recorded."
    assert "Offer the victim a personal statement" in page.section("next")
    page = asked.browser("officer").get(link)
    page.fill(answer="declined", words="No, thank you.").submit()
    assert OWED_ANYHOW not in asked.browser("officer").get(pages[0]).words


def test_a_request_for_a_review_is_shown_how_little_time_is_left_to_charge(site: Site):
    happened = site.now - 170 * DAY
    asked = made(
        site,
        making_reviews.finished,
        offence="public_order",
        occurred_from_at=happened,
        occurred_until_at=happened,
        reported_at=happened,
    )
    page = asked.right("victim_care_officer")
    assert "Little time to charge A summary charge can be brought until" in page.words
    form = asked.right("victim_care_officer", "ask").form
    assert form.value("charging_limit_on-day")
    record = (
        asked.browser("sergeant")
        .get(f"/investigations/{asked.case.id}/decisions/{asked.case.decision}")
        .words
    )
    assert "There is time left to charge, should a review ask for it" in record


def test_where_the_cps_pilot_does_not_apply_the_page_says_so(site: Site):
    asked = made(site, charged, offence="rape")
    page = asked.right("victim_care_officer")
    assert "Review before the CPS stops a prosecution Does not apply here" in page.words
    development = asked.browser("officer").get(f"/investigations/{asked.case.id}/development")
    assert "The CPS intends to stop a prosecution" in development.words
    assert "A victim asks for a review before it is stopped" not in development.words


def test_a_transfer_asks_what_becomes_of_a_prosecution_where_there_is_one(site: Site):
    asked = made(site, resumed)
    path = f"/investigations/{asked.case.id}/propose-transfer"
    typed = {"force": "Otherton Police", "reason": "It is theirs."}
    page = asked.browser("officer").get(path).fill(typed).submit()
    assert "What becomes of the prosecution is written Still needed" in page.words
    page = page.fill(prosecution="Otherton prosecutes; the CPS knows.").submit()
    assert "Otherton prosecutes; the CPS knows." in page.section("decisions")


def test_on_a_finished_case_risk_and_death_are_recorded_as_new_information(site: Site):
    case = site.page_of(CLOSED)
    page = site.browse(OFFICER).get(case).follow("Record risk")
    assert "This case is finished, and stays so." in page.words
    page = page.fill(flags="domestic_abuse", reason="He has moved back in.").submit()
    assert page.said == "The risk is recorded."
    assert site.state(CLOSED) == "closed"
    assert "Risk recorded after the case was finished: domestic abuse" in page.section("timeline")
    assert "He has moved back in." in page.words
    victim = site.first("victim", CLOSED)
    page = site.browse(CARE).get(f"/victims/{victim}/death")
    assert "This case is finished, and stays so." in page.words
