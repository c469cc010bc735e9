"""Anybody says that a victim withdraws, decides without them, rings them back, offers a statement."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests import making_withdrawals
from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import (
    AccountKind,
    CallBackResult,
    Channel,
    EvidenceLed,
    StatementAnswer,
    VictimView,
    WithdrawalReason,
)
from workflow.case_file import Victim
from workflow.services.call_backs import CallBackMade, agree_call_back, record_call_back
from workflow.services.evidence_led import decide_evidence_led
from workflow.services.statements import OfferMade, record_statement_offer
from workflow.services.withdrawals import record_withdrawal

NUMBER = st.integers(0, 3)
ACCEPTED = st.sampled_from((False, False, False, True))
WORDS = st.sampled_from(("In their words.", "In their words.", " "))
WAYS = st.sampled_from((Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE, Channel.LETTER))
VIEWS = st.sampled_from((VictimView.DOES_NOT_SUPPORT, VictimView.UNABLE_TO_SUPPORT, VictimView.SUPPORTS))
REASONS = st.sampled_from((WithdrawalReason.FEARS_COURT, WithdrawalReason.ANOTHER))


class WithdrawalWalk(GoingOn):
    """The rules about withdrawing."""

    def _one(self, which: int, n: int) -> Victim | None:
        """One of the case's victims; the one who withdrew, where there is one, more often than not."""
        victims = self.file(which).victims
        withdrew = [victim for victim in victims if victim.withdrawal is not None]
        if withdrew and n:
            return withdrew[n % len(withdrew)]
        return victims[n % len(victims)] if victims else None

    @rule(which=CASE, who=PEOPLE, hears=PEOPLE, n=NUMBER, view=VIEWS, why=REASONS, words=WORDS,
          way=WAYS, is_whole=st.booleans(), accepted=ACCEPTED)  # fmt: skip
    def somebody_withdraws(
        self, which, who: str, hears: str, n: int, view, why, words: str, way, is_whole: bool, accepted: bool
    ) -> None:
        victim = self._one(which, n)
        if victim is None:
            return
        more = {} if is_whole else {"account": AccountKind.BODY_WORN_VIDEO, "help_answer": words.strip()}
        said = making_withdrawals.said(
            self.start.force,
            self.now,
            words=words,
            view=view,
            reason=why,
            reason_words=words,
            channel=way,
            heard_by_id=self.who(hears).id,
            **more,
        )
        self.act(
            lambda s: record_withdrawal(
                s, self.who(who), victim.id, said, now=self.now, lapse_accepted=accepted
            )
        )

    @rule(which=CASE, who=PEOPLE, what=st.sampled_from(list(EvidenceLed)), words=WORDS, accepted=ACCEPTED)
    def decide_without_the_victim(self, which: int, who: str, what, words: str, accepted: bool) -> None:
        case_id = self.file(which).id
        self.act(
            lambda s: decide_evidence_led(
                s, self.who(who), case_id, what, words, now=self.now, lapse_accepted=accepted
            )
        )

    @rule(which=CASE, who=PEOPLE, n=NUMBER, result=st.sampled_from(list(CallBackResult)), way=WAYS,
          words=WORDS)  # fmt: skip
    def ring_back(self, which: int, who: str, n: int, result, way: Channel, words: str) -> None:
        victim = self._one(which, n)
        if victim is not None:
            made = CallBackMade(result, "Looked at.", way, self.now, words, True)
            self.act(lambda s: record_call_back(s, self.who(who), victim.id, made, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, words=WORDS)
    def agree_that_somebody_is_rung_back(self, which: int, who: str, n: int, words: str) -> None:
        victim = self._one(which, n)
        if victim is not None:
            self.act(lambda s: agree_call_back(s, self.who(who), victim.id, words, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, answer=st.sampled_from(list(StatementAnswer)), words=WORDS,
          days=st.sampled_from((-1, 7)))  # fmt: skip
    def offer_a_statement(self, which: int, who: str, n: int, answer, words: str, days: int) -> None:
        victim, actor = self._one(which, n), self.who(who)
        if victim is not None:
            again = self.now.date() + dt.timedelta(days=days)
            offer = OfferMade(answer, words, actor.id, self.now, again)
            self.act(lambda s: record_statement_offer(s, actor, victim.id, offer, now=self.now))
