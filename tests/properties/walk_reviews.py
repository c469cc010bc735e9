"""Victims ask for decisions to be reviewed; anybody does anything about their requests, in any order."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import Channel, ReviewDone, ReviewResult
from workflow.services import naming_reviewers, review_requests, review_results

SAID = st.sampled_from(("Look again.", "Look again.", " "))
NUMBER, LAPSE = st.integers(0, 5), st.booleans()
RESULTS = st.sampled_from(list(ReviewResult))
ABOUT = st.sampled_from((*ReviewDone, ReviewDone.REVIEWER_NAMED, "ended elsewhere"))
# Those of the unit that reviews most, so that some requests are decided.
REVIEWERS = st.sampled_from(("inspector", "inspector", "detective_inspector", "sergeant", "other_sergeant"))


class Reviewing(GoingOn):
    """The rules about victims' requests for a review."""

    @rule(which=CASE, who=PEOPLE, n=NUMBER, words=SAID, days=st.sampled_from((0, 0, 5)))
    def ask_for_a_review(self, which: int, who: str, n: int, words: str, days: int) -> None:
        case, actor = self.file(which), self.who(who)
        made = [row["id"] for row in self.record["decision"].values() if row["investigation_id"] == case.id]
        if not case.victims or not made:
            return
        victim, decision = case.victims[n % len(case.victims)].id, made[-1 - n % len(made)]
        asked_at, limit = self.now - dt.timedelta(minutes=days), self.now.date() + dt.timedelta(days=days)
        asked = review_requests.RequestMade(decision, asked_at, Channel.LETTER, words, limit)
        self.act(lambda s: review_requests.record_review_request(s, actor, victim, asked, now=self.now))

    @rule(
        who=PEOPLE, n=NUMBER, what=ABOUT, result=RESULTS, reviewer=REVIEWERS, words=SAID, lapse=st.booleans()
    )
    def do_something_about_a_request(self, who, n, what, result, reviewer, words, lapse) -> None:
        found = self._a_request(n)
        if found is None:
            return
        request, actor, way, now = found, self.who(who), Channel.PHONE, {"now": self.now}
        match what:
            case ReviewDone.ACCEPTED_LATE:
                self.act(lambda s: review_requests.accept_late_request(s, actor, *request, words, **now))
            case ReviewDone.ACKNOWLEDGED:
                said = (way, self.now, words)
                self.act(lambda s: review_requests.acknowledge_request(s, actor, *request, *said, **now))
            case ReviewDone.PASSED_ON:
                said = (words, self.now, "By e-mail.")
                self.act(lambda s: review_requests.pass_request_on(s, actor, *request, *said, **now))
            case ReviewDone.REVIEWER_NAMED:
                whom = self.who(reviewer).id
                self.act(lambda s: naming_reviewers.name_reviewer(s, actor, *request, whom, **now))
            case ReviewDone.ENDED:
                self._decide(reviewer, request, result, words, lapse)
            case ReviewDone.RESULT_TOLD:
                said = (way, self.now, words)
                self.act(lambda s: review_results.record_result_told(s, actor, *request, *said, **now))
            case _:
                said, more = (result, self.now, words), {"lapse_accepted": lapse, **now}
                self.act(lambda s: review_results.record_request_ended(s, actor, *request, *said, **more))

    @rule(n=NUMBER, result=RESULTS, reviewer=REVIEWERS, lapse=LAPSE)
    def review(self, n: int, result: ReviewResult, reviewer: str, lapse: bool) -> None:
        """Named and decided at once, as it would go on by itself."""
        request = self._a_request(n)
        if request is not None:
            who, whom = self.who("sergeant"), self.who(reviewer).id
            self.act(lambda s: naming_reviewers.name_reviewer(s, who, *request, whom, now=self.now))
            self._decide(reviewer, request, result, "All of it was looked at.", lapse)

    def _decide(self, who: str, request, result: ReviewResult, words: str, lapse: bool) -> None:
        said, more = (*request, result, words), {"now": self.now, "lapse_accepted": lapse}
        self.act(lambda s: review_results.decide_request(s, self.who(who), *said, **more))

    def _a_request(self, n: int) -> tuple[int, int] | None:
        """(Victim, request)."""
        made = sorted((row["victim_id"], row["id"]) for row in self.record["review_request"].values())
        return made[-1 - n % len(made)] if made else None
