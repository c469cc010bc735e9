"""Anybody directs anybody on any case, and anybody says that it is done."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from workflow.services import directions

SAID = st.sampled_from(("Ask at number 14.", "Ask at number 14.", " "))


class Directing(GoingOn):
    """The rules about directions."""

    @rule(which=CASE, who=PEOPLE, to=PEOPLE, what=SAID)
    def give_a_direction(self, which: int, who: str, to: str, what: str) -> None:
        direction = directions.DirectionToGive(self.who(to).id, what)
        case_id = self.file(which).id
        self.act(lambda s: directions.add_direction(s, self.who(who), case_id, direction, now=self.now))

    @rule(who=PEOPLE, n=st.integers(0, 5), words=SAID)
    def mark_a_direction_done(self, who: str, n: int, words: str) -> None:
        given = sorted(row["id"] for row in self.record["direction"].values())
        if given:
            which = given[-1 - n % len(given)]
            self.act(lambda s: directions.mark_done(s, self.who(who), which, words, now=self.now))
