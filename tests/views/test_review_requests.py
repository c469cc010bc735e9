"""Pages about a victim's right to review: who has it and until when, a request from asking to its result."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from forms.victims import NOTHING_DECIDED
from tests import making, making_reviews
from tests.making import Case, Force
from tests.pages import Page, when
from tests.views.filling import assert_refused_beside
from tests.views.sites import CARE, FILED, Site, on_both

DAY = dt.timedelta(days=1)


@dataclass
class Asked:
    """A force of its own in the application's database, and a case of it."""

    site: Site
    force: Force
    case: Case

    def page(self, who: str, path: str = "") -> Page:
        return self.browser(who).get(f"/victims/{self.case.victims[0]}/{path}".rstrip("/"))

    def browser(self, who: str):
        number = self.site.one("SELECT username FROM person WHERE id = :id", id=getattr(self.force, who).id)
        return self.site.browse(number)

    def right(self, who: str, path: str = "") -> Page:
        return self.page(who, f"right-to-review/{path}")

    def case_page(self, who: str = "sergeant") -> Page:
        return self.browser(who).get(f"/investigations/{self.case.id}")

    def person(self, who: str) -> str:
        return str(getattr(self.force, who).id)


def made(site: Site, how=making_reviews.finished, **changes: object) -> Asked:
    with Session(site.engine, autoflush=False) as session:
        force = making.a_force(session, site.now)
        case = how(session, force, site.now, **changes)
        session.execute(making_reviews.sa.text("UPDATE person SET must_change_password = (1 = 0)"))
        session.commit()
    return Asked(site, force, case)


def ask(asked: Asked, **changes: str) -> Page:
    page = asked.right("victim_care_officer", "ask")
    typed = {"how": "letter", "words": "Please look at it again.", **when("asked_at", asked.site.now)}
    return page.fill({"decision": str(asked.case.decision), **typed, **changes}).submit()


def named(asked: Asked) -> Page:
    return asked.right("sergeant", "reviewer").fill(reviewer=asked.person("inspector")).submit()


@on_both
def test_a_request_goes_from_asking_to_its_result(site):
    asked = made(site)
    page = asked.right("officer")
    until = making_reviews.rights_until(site.now)
    assert f"They may ask until {until}" in page.words
    assert "an inspector or above, with no part in the case or the decision" in page.words
    page = ask(asked)
    assert page.said.startswith("The request is recorded. The case stays as it is")
    assert "Waits for a decision" in page.words
    assert "Acknowledge the victim's request for a review, by" in page.words
    assert "Asked for a review" in asked.case_page().section("victims")
    typed = {"how": "phone", "words": "We have it."}
    page = asked.right("victim_care_officer", "acknowledge").fill(typed).submit()
    assert page.said == "It is recorded how the request was acknowledged."
    assert named(asked).said == "The reviewer is named."
    typed = {"result": "overturned_investigate", "words": "Nobody asked the taxi firm."}
    page = asked.right("inspector", "decide").fill(typed).submit()
    assert page.said.startswith("The request is decided.")
    assert "Decision overturned: investigate further" in page.words
    assert site.one("SELECT state FROM investigation WHERE id = :id", id=asked.case.id) == "recorded"
    timeline = asked.case_page().section("timeline")
    for words in ("Reopened", "Review: decision overturned: investigate further", "Reviewer named"):
        assert words in timeline
    typed = {"how": "phone", "words": "What was found, and what comes next."}
    page = asked.right("victim_care_officer", "result-told").fill(typed).submit()
    assert page.said == "It is recorded how they were told the result."
    assert "Tell the victim the result" not in asked.case_page().section("next")


def test_only_those_who_may_review_are_offered(site):
    asked = made(site)
    ask(asked)
    page = asked.right("sergeant", "reviewer")
    offered = {option["value"] for option in page.main.select("[name=reviewer] option")} - {""}
    assert asked.person("inspector") in offered
    for who in ("sergeant", "other_sergeant", "officer"):
        assert asked.person(who) not in offered


def test_whoever_is_not_the_reviewer_is_told_so(site):
    asked = made(site)
    ask(asked)
    named(asked)
    typed = {"result": "confirmed", "words": "It was right."}
    page = asked.right("detective_inspector", "decide").fill(typed).submit()
    assert (page.status, page.errors) == (422, ["This is decided by the reviewer who was named."])
    assert page.form.value("words") == "It was right."


def test_a_late_request_waits_for_a_supervisor(site):
    asked = made(site)
    site.later(days=120)
    page = ask(asked)
    assert "Late" in page.words
    assert "Ended on" in page.words
    page = asked.right("other_sergeant", "take-late").fill(reason="She was in hospital.").submit()
    assert page.said == "The request is taken although it came late."
    assert "Late , and taken" in page.words or "Late, and taken" in page.words
    assert "She was in hospital." in page.words


def test_a_request_about_the_cps_is_passed_on(site):
    asked = made(site, by_cps=True)
    assert "The CPS decided this, and reviews it." in asked.right("officer").words
    page = ask(asked)
    assert "To be passed on to the CPS" in page.words
    page = (
        asked.right("victim_care_officer", "pass-on").fill(passed_to="The Appeals and Review Unit").submit()
    )
    assert "With the CPS" in page.words
    typed = {"result": "confirmed", "words": "The lawyer was right."}
    page = asked.right("victim_care_officer", "ended").fill(typed).submit()
    assert page.said == "It is recorded how the request ended."
    assert "Decision confirmed" in page.words


def test_what_a_victim_is_told_of_their_right_stands_above_the_contact_form(site):
    asked = made(site, making_reviews.signed_off)
    page = asked.page("victim_care_officer", "contact")
    until = making_reviews.rights_until(site.now)
    assert f"They may ask for this to be reviewed, until {until} if they are told today." in page.words
    typed = {
        "result": "reached",
        "channel": "in_person",
        "tells_decision": str(asked.case.decision),
        "told": "That he is not prosecuted, and why.",
    }
    page = page.fill(typed).submit()
    assert "Not told of it" in page.section("victims")
    assert "1 of 1 not told that they may ask for a review within 3 months." in page.section("still-needed")
    page = asked.page("victim_care_officer", "contact")
    typed = {"result": "reached", "channel": "phone", "told": "That she may ask.", "told_of_review": "y"}
    page = page.fill({**typed, "tells_decision": NOTHING_DECIDED}).submit()
    assert "told of the right to review" in page.section("victims")
    assert "Not told of it" not in page.section("victims")


def test_who_has_no_right_is_told_why(site):
    asked = made(site, making_reviews.signed_off, interviewed=False)
    page = asked.page("victim_care_officer", "contact")
    why = "They have no right to a review of this. The suspect was not interviewed under caution."
    assert why in page.words
    assert page.main.select("[name=told_of_review]") == []
    page = asked.right("officer")
    assert "No right to a review The suspect was not interviewed under caution." in page.words


def test_on_a_case_without_a_suspect_the_page_says_why_not(site):
    page = site.browse(CARE).get(f"/victims/{site.first('victim', FILED)}/right-to-review")
    assert "No right to a review No suspect was identified" in page.words


@pytest.mark.parametrize(
    "path", ["take-late", "acknowledge", "reviewer", "pass-on", "decide", "ended", "result-told"]
)
def test_where_nothing_waits_the_page_says_so(site, path: str):
    asked = made(site)
    assert "No request of this victim waits for this." in asked.right("sergeant", path).words


def test_a_request_in_the_future_is_refused_beside_its_field(site):
    asked = made(site)
    page = ask(asked, **when("asked_at", site.now + DAY))
    assert_refused_beside(
        page, "asked_at", "They cannot have asked in the future", {"words": "Please look at it again."}
    )


def test_a_decision_that_would_be_taken_back_is_asked_about_first(site):
    asked = made(site, making_reviews.told)
    ask(asked)
    named(asked)
    typed = {"result": "overturned_charge", "words": "It meets the test."}
    page = asked.right("inspector", "decide").fill(typed).submit()
    assert page.status == 409
    page = page.fill(lapse_accepted="y").submit()
    assert page.said.startswith("The request is decided.")


def test_a_supervisors_first_page_shows_what_waits(site):
    asked = made(site)
    ask(asked)
    site.later(days=9)
    shift = asked.browser("sergeant").get("/my-shift")
    assert "Acknowledge the victim's request for a review" in shift.words


def test_whoever_acts_on_a_request_reads_what_was_asked_and_is_led_back_to_it(site):
    asked = made(site)
    ask(asked, words="Nobody asked the man opposite.")
    there = f"/victims/{asked.case.victims[0]}/right-to-review"
    for path in ("acknowledge", "reviewer", "decide", "ended"):
        page = asked.right("inspector", path)
        assert "Nobody asked the man opposite." in page.words, path
        assert [page.links["Back"], page.links["Cancel"]] == [there, there], path


def test_whoever_tells_them_the_result_reads_it_with_its_reasons(site):
    asked = made(site)
    ask(asked)
    named(asked)
    asked.right("inspector", "decide").fill(result="confirmed", words="The film shows nobody.").submit()
    assert "Decision confirmed. The film shows nobody." in asked.right("officer", "result-told").words


def test_a_supervisor_reads_who_decides_before_anything_is_typed(site):
    asked = made(site)
    ask(asked)
    assert "by the reviewer who was named (nobody yet)" in asked.right("sergeant", "decide").words
    named(asked)
    page = asked.right("sergeant", "decide")
    assert "by the reviewer who was named (Insp Person inspector" in page.words


def test_of_a_request_that_the_police_review_it_is_recorded_here_only_that_it_was_taken_back(site):
    asked = made(site)
    ask(asked)
    page = asked.right("officer", "ended")
    assert page.heading == "They took the request back"
    assert [each["value"] for each in page.main.select("[name=result]")] == ["withdrawn"]
    assert page.fill(words="She is content.").submit().said == "It is recorded how the request ended."
