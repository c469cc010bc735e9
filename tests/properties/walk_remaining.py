"""Anybody records what is asked before a suspect is released and a crime ends."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests import making_remaining
from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import Inquest, RemainsAnswer, RemainsQuestion
from workflow.services import deaths, line_facts, remaining, reviews

NUMBER = st.integers(0, 3)
ACCEPTED = st.sampled_from((False, False, False, True))
WORDS = st.sampled_from(("Because of what is written.", "Because of what is written.", " "))
FACTS = ("came back", "lost", "request")


class WalkRemaining(GoingOn):
    """Rules about the risk that remains, facts about lines, deaths and reviews."""

    @rule(which=CASE, who=PEOPLE, n=NUMBER, question=st.sampled_from(list(RemainsQuestion)),
          answer=st.sampled_from(list(RemainsAnswer)), words=WORDS, accepted=ACCEPTED)  # fmt: skip
    def answer_what_remains(
        self, which: int, who: str, n: int, question, answer, words: str, accepted: bool
    ) -> None:
        held, actor = self.file(which).suspects, self.who(who)
        if held:
            given = {question: remaining.Answered(answer, words, "dvpn")}
            suspect = held[n % len(held)].id
            self.act(
                lambda s: remaining.record_risk_that_remains(
                    s, actor, suspect, given, now=self.now, lapse_accepted=accepted
                )
            )

    @rule(which=CASE, who=PEOPLE, n=NUMBER, fact=st.sampled_from(FACTS), words=WORDS, accepted=ACCEPTED)
    def record_a_fact_about_a_line(
        self, which: int, who: str, n: int, fact: str, words: str, accepted: bool
    ) -> None:
        held, actor = self.file(which).lines, self.who(who)
        if not held:
            return
        line, more = held[-1 - n % len(held)].id, {"lapse_accepted": accepted}
        match fact:
            case "came back":
                self.act(
                    lambda s: line_facts.record_result_received(
                        s, actor, line, self.now, now=self.now, **more
                    )
                )
            case "lost":
                self.act(lambda s: line_facts.explain_loss(s, actor, line, words, now=self.now, **more))
            case _:
                grounds = making_remaining.GROUNDS
                self.act(lambda s: line_facts.justify_request(s, actor, line, grounds, now=self.now, **more))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, inquest=st.sampled_from(list(Inquest)), accepted=ACCEPTED)
    def record_a_death(self, which: int, who: str, n: int, inquest: Inquest, accepted: bool) -> None:
        held, actor = self.file(which).victims, self.who(who)
        if held:
            victim = held[n % len(held)].id
            death = deaths.Death(self.now.date() - dt.timedelta(days=n), inquest, "Her brother.")
            self.act(
                lambda s: deaths.record_death(s, actor, victim, death, now=self.now, lapse_accepted=accepted)
            )

    @rule(which=CASE, who=PEOPLE, words=WORDS)
    def review(self, which: int, who: str, words: str) -> None:
        case_id = self.file(which).id
        self.act(lambda s: reviews.record_review(s, self.who(who), case_id, words, None, now=self.now))
