"""Anybody records developments, rings victims, gives them what they have a right to, or says why not."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests import making_updates
from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import OF_A_COURT, Channel, ContactResult, DutyStatus, Trigger, WhyNotGiven
from workflow.reading.hearings import hearings_to_come
from workflow.services import contacts, rights, ringing
from workflow.services.agreeing_updates import agree_updates
from workflow.services.hearings import Listed

NUMBER = st.integers(0, 3)
WORDS = st.sampled_from(("As it was said.", "As it was said.", " "))
CHANNELS = st.sampled_from((Channel.IN_PERSON, Channel.PHONE, Channel.LETTER))


class WalkRights(GoingOn):
    """The rules about victims' rights."""

    @rule(which=CASE, who=PEOPLE, n=NUMBER, trigger=st.sampled_from(list(Trigger)), words=WORDS)
    def record_a_development(self, which: int, who: str, n: int, trigger: Trigger, words: str) -> None:
        case, actor = self.file(which), self.who(who)
        suspect = case.suspects[n % len(case.suspects)].id if case.suspects else None
        victim = case.victims[n % len(case.victims)].id if case.victims else None
        told = self.now if trigger in OF_A_COURT else None
        listed = Listed()
        if trigger is Trigger.HEARING_LISTED:
            listed = Listed(self.now + dt.timedelta(days=n), "At Anytown.")
        elif trigger is Trigger.HEARING_TAKEN_OUT:
            listed = Listed(instead_of_id=self.hearing_to_come(case.id))
        what = rights.Development(trigger, self.now, words, suspect, victim, told, listed)
        self.act(lambda s: rights.record_development(s, actor, case.id, what, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, channel=CHANNELS, reached=st.booleans(), hours=st.integers(0, 90))
    def give_what_is_owed(
        self, which: int, who: str, n: int, channel: Channel, reached: bool, hours: int
    ) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.victims:
            return
        victim = case.victims[n % len(case.victims)]
        made = contacts.ContactMade(
            channel,
            ContactResult.REACHED if reached else ContactResult.ATTEMPTED,
            self.now - dt.timedelta(hours=hours),
            told="What happened." if reached else "",
            covers=making_updates.given_by_contact(victim, self.running(victim)),
            reasons="So that he stays away.",
        )
        self.act(lambda s: contacts.record_contact(s, actor, victim.id, made, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, why=st.sampled_from(list(WhyNotGiven)), words=WORDS)
    def say_why_it_is_not_given(self, which: int, who: str, n: int, why: WhyNotGiven, words: str) -> None:
        case, actor = self.file(which), self.who(who)
        if case.victims:
            victim = case.victims[n % len(case.victims)]
            heard = making_updates.heard(self.start.force, self.now)
            what = (victim.id, self.running(victim), why, words, heard)
            self.act(lambda s: rights.excuse_rights(s, actor, *what, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, words=WORDS)
    def want_it_after_all(self, which: int, who: str, n: int, words: str) -> None:
        case, actor = self.file(which), self.who(who)
        if case.victims:
            victim = case.victims[n % len(case.victims)]
            excused = [right.duty_id for right in victim.rights if right.status is DutyStatus.EXCUSED]
            heard = making_updates.heard(self.start.force, self.now)
            what = (victim.id, excused[-1:], words, heard)
            self.act(lambda s: rights.want_rights_again(s, actor, *what, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, every=st.sampled_from((None, 0, 1, 7)), days=st.integers(0, 3))
    def agree_how_often(self, which: int, who: str, n: int, every: int | None, days: int) -> None:
        case, actor = self.file(which), self.who(who)
        if case.victims:
            victim = case.victims[n % len(case.victims)]
            at = self.now - dt.timedelta(days=days)
            said = making_updates.said(self.start.force, at, every)
            self.act(lambda s: agree_updates(s, actor, victim.id, said, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, rings=st.booleans())
    def say_that_they_ring_or_did_not(self, which: int, who: str, n: int, rings: bool) -> None:
        case, actor = self.file(which), self.who(who)
        if case.victims:
            victim = case.victims[n % len(case.victims)].id
            say = ringing.begin_ringing if rings else ringing.end_ringing
            self.act(lambda s: say(s, actor, victim, now=self.now))

    def hearing_to_come(self, case_id: int) -> int | None:
        return next((each.id for each in hearings_to_come(self.session, case_id, self.now)), None)

    @staticmethod
    def running(victim) -> frozenset[int]:
        return frozenset(right.duty_id for right in victim.rights if right.status is DutyStatus.RUNNING)
