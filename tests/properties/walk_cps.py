"""The CPS, waits and new information: anybody records anything about any case."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.properties.walking import CASE, PEOPLE, Walker
from vocabulary import CpsAsked, CpsGround, CpsReplyKind, Step, WaitingOn
from workflow.services import cps, cps_decisions, new_information, waiting
from workflow.services.particulars import ActionAsked, Referral, ReplyMade

ACCEPTED = st.sampled_from((False, False, False, True))
KINDS, NUMBER = st.sampled_from(list(CpsReplyKind)), st.integers(0, 2)
NFA = CpsReplyKind.NO_FURTHER_ACTION


class WithTheCps(Walker):
    """Its rules."""

    @rule(which=CASE, who=PEOPLE, asked=st.sampled_from(list(CpsAsked)), most=st.integers(0, 2))
    def refer_to_the_cps(self, which: int, who: str, asked: CpsAsked, most: int) -> None:
        case = self.file(which)
        about = frozenset(suspect.id for suspect in case.suspects[:most])
        said = Referral(asked, self.now, about, "", "All of it.")
        self.act(lambda _: self.step(case.id, self.who(who), Step.REFER_TO_CPS, said))

    @rule(which=CASE, who=PEOPLE, kind=KINDS, n=NUMBER, known=st.booleans(), accepted=ACCEPTED)
    def the_cps_replies(
        self, which: int, who: str, kind: CpsReplyKind, n: int, known: bool, accepted: bool
    ) -> None:
        case = self.file(which)
        referral = case.referrals[-1 - n % len(case.referrals)].id if case.referrals and known else None
        suspect = case.suspects[n % len(case.suspects)].id if case.suspects and kind is NFA else None
        ground = CpsGround.EVIDENTIAL if kind is NFA else None
        due = self.now.date() + dt.timedelta(days=n)
        actions = tuple(ActionAsked("cctv", "Look again.", due) for _ in range(n))
        made = ReplyMade(
            kind,
            self.now,
            "As we see it.",
            referral,
            suspect,
            ground,
            actions if kind is CpsReplyKind.ACTION_PLAN else (),
        )
        more = {"now": self.now, "lapse_accepted": accepted}
        self.act(lambda s: cps.record_reply(s, self.who(who), case.id, made, **more))

    @rule(which=CASE, who=PEOPLE, appealed=st.sampled_from((False, False, True)), accepted=ACCEPTED)
    def an_appeal_is_considered(self, which: int, who: str, appealed: bool, accepted: bool) -> None:
        case = self.file(which)
        left = [each.id for each in case.replies if each.kind is NFA and each.considered_by_id is None]
        if left:
            said = (left[0], appealed, "It is right.")
            more = {"now": self.now, "lapse_accepted": accepted}
            self.act(lambda s: cps_decisions.consider_decision(s, self.who(who), case.id, *said, **more))

    @rule(which=CASE, who=PEOPLE, accepted=ACCEPTED)
    def no_early_advice_is_sought(self, which: int, who: str, accepted: bool) -> None:
        case = self.file(which)
        about = [suspect.id for suspect in case.suspects]
        said = (about, "Nothing to read yet.")
        more = {"now": self.now, "lapse_accepted": accepted}
        self.act(lambda s: cps_decisions.record_no_early_advice(s, self.who(who), case.id, *said, **more))

    @rule(which=CASE, who=PEOPLE, on=st.sampled_from(list(WaitingOn)), begins=st.booleans())
    def wait_or_go_on(self, which: int, who: str, on: WaitingOn, begins: bool) -> None:
        case, actor = self.file(which), self.who(who)
        day = self.now.date() + dt.timedelta(days=7)
        wait = waiting.Wait(on, self.now, day, actor.id, "Its answer.")
        if begins:
            self.act(lambda s: waiting.start_waiting(s, actor, case.id, wait, now=self.now))
        else:
            self.act(lambda s: waiting.end_waiting(s, actor, case.id, "It came.", now=self.now))

    @rule(which=CASE, who=PEOPLE, comes=st.booleans())
    def something_new_comes_or_is_considered(self, which: int, who: str, comes: bool) -> None:
        case, actor = self.file(which), self.who(who)
        news = new_information.Information("A hit.", "The laboratory", self.now)
        if comes:
            self.act(lambda s: new_information.receive(s, actor, case.id, news, now=self.now))
        else:
            more = {"now": self.now, "seen_event_id": case.last_event_id}
            self.act(lambda s: new_information.consider(s, actor, case.id, "Known.", **more))
