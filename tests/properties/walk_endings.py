"""Anybody proposes to leave, cancel or transfer a crime, or says that another force took it."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests import making_endings
from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import AssessmentQuestion, DecisionKind, State
from workflow.services.particulars import Acceptance
from workflow.services.transferring import record_acceptance

GROUNDS = st.sampled_from(("recorded_in_error", "recorded_in_error", "duplicate", "self_defence", "bored"))
YES = st.sets(st.sampled_from(AssessmentQuestion), max_size=1)
WORDS = st.sampled_from(("Because of what is written.", "Because of what is written.", " "))


class OtherEndings(GoingOn):
    """The rules of three endings."""

    @rule(which=CASE, who=PEOPLE, yes=YES, words=WORDS, outcome=st.sampled_from(("18", "18", "21", "99")))
    def propose_not_to_investigate(self, which: int, who: str, yes, words: str, outcome: str) -> None:
        said = making_endings.not_investigating(
            yes=yes,
            no=making_endings.ALL - yes,
            why_not_allocated=words,
            outcome_code=outcome,
            call_taken_by_id=self.who("assessor").id if words == " " else None,
        )
        self._propose_an_ending(which, who, DecisionKind.NOT_INVESTIGATED, said)

    @rule(which=CASE, who=PEOPLE, ground=GROUNDS, words=WORDS, other=st.integers(0, 3))
    def propose_to_cancel(self, which: int, who: str, ground: str, words: str, other: int) -> None:
        reference = self.record["investigation"][(self.file(other).id,)]["reference"]
        said = making_endings.cancelling(ground=ground, information=words, other_reference=reference)
        self._propose_an_ending(which, who, DecisionKind.CANCELLATION, said)

    @rule(which=CASE, who=PEOPLE)
    def propose_to_transfer(self, which: int, who: str) -> None:
        self._propose_an_ending(which, who, DecisionKind.TRANSFER, making_endings.transferring())

    def _propose_an_ending(self, which: int, who: str, kind: DecisionKind, said: object) -> None:
        step = making_endings.PROPOSE[kind]
        self.act(lambda _: self.step(self.file(which).id, self.who(who), step, said))

    @rule(which=CASE, who=PEOPLE, hours=st.sampled_from((0, 1, -1)))
    def another_force_accepts(self, which: int, who: str, hours: int) -> None:
        if self.file(which).state not in (State.AWAITING_SIGN_OFF, State.AWAITING_VICTIM_UPDATE):
            return
        accepted = Acceptance("Sergeant Blythe", "OTH/1", self.now + dt.timedelta(hours=hours))
        case_id = self.file(which).id
        self.act(lambda s: record_acceptance(s, self.who(who), case_id, accepted, now=self.now))
