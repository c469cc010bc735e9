"""Anybody says how a victim is safe, why one is not told, what must wait; and looks at what was marked."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import MARKED, AdviserKind, Channel, DutyStatus, ExceptionKind, OtherBody
from workflow.services import embargoes, safe_contacts, telling_exceptions
from workflow.services.agreeing import agree_exception
from workflow.services.marked import look_at_marked

WAYS = st.frozensets(st.sampled_from((Channel.PHONE, Channel.LETTER, Channel.TEXT)))
SAID = st.sampled_from(("She says so.", "She says so.", " "))
DAYS = st.sampled_from((1, 7, 40))
REASONS = st.sampled_from((*ExceptionKind, "it is so", "it holds no more", "it holds no more"))


class TellingWalk(GoingOn):
    """The rules about telling."""

    @rule(which=CASE, who=PEOPLE, n=st.integers(0, 3), safe=WAYS, unsafe=WAYS, adviser=st.booleans())
    def say_how_it_is_safe(self, which: int, who: str, n: int, safe, unsafe, adviser: bool) -> None:
        victims = self.file(which).victims
        if not victims:
            return
        more = {}
        if adviser:
            more = {"adviser_kind": AdviserKind.ISVA, "adviser_name": "Ada", "adviser_reached": "By phone"}
        said = safe_contacts.SafeContactSaid(safe, unsafe, no_messages=adviser, **more)
        what = (self.who(who), victims[n % len(victims)].id, said)
        self.act(lambda s: safe_contacts.record_safe_contact(s, *what, now=self.now))

    @rule(which=CASE, who=PEOPLE, n=st.integers(0, 3), why=REASONS, words=SAID, days=DAYS)
    def say_why_a_victim_is_not_told(
        self, which: int, who: str, n: int, why: str, words: str, days: int
    ) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.victims:
            return
        victim = case.victims[n % len(case.victims)]
        decision = case.decision.id if case.decision else 0
        review = self.now.date() + dt.timedelta(days=days)
        match why:
            case ExceptionKind.DOES_NOT_WANT_CONTACT:
                said = (words, actor.id, self.now)
                self.act(
                    lambda s: telling_exceptions.record_no_contact(s, actor, victim.id, *said, now=self.now)
                )
            case ExceptionKind.UNABLE_TO_CONTACT:
                said = (decision, words)
                self.act(
                    lambda s: telling_exceptions.agree_unable_to_contact(
                        s, actor, victim.id, *said, now=self.now
                    )
                )
            case ExceptionKind.NOT_TOLD_YET:
                said = (decision, words, review)
                self.act(
                    lambda s: telling_exceptions.agree_not_told_yet(s, actor, victim.id, *said, now=self.now)
                )
            case ExceptionKind.TOLD_BY_ANOTHER_BODY:
                said = (decision, OtherBody.CPS, self.now, "CPS/1", words)
                self.act(
                    lambda s: telling_exceptions.record_told_elsewhere(
                        s, actor, victim.id, *said, now=self.now
                    )
                )
            case "it is so":
                held = victim.exceptions[-1].id if victim.exceptions else 0
                self.act(lambda s: agree_exception(s, actor, victim.id, held, words, now=self.now))
            case _:
                held = victim.exceptions[-1].id if victim.exceptions else 0
                self.act(
                    lambda s: telling_exceptions.end_exception(s, actor, victim.id, held, words, now=self.now)
                )

    @rule(which=CASE, who=PEOPLE, words=SAID, days=st.sampled_from((-1, 2)), is_set=st.booleans())
    def say_what_must_wait(self, which: int, who: str, words: str, days: int, is_set: bool) -> None:
        case_id, actor = self.file(which).id, self.who(who)
        until = self.now + dt.timedelta(days=days)
        held = [row["id"] for row in self.record["embargo"].values() if row["investigation_id"] == case_id]
        if is_set:
            self.act(lambda s: embargoes.set_embargo(s, actor, case_id, words, until, now=self.now))
        else:
            last = max(held, default=0)
            self.act(lambda s: embargoes.end_embargo(s, actor, case_id, last, words, now=self.now))

    @rule(which=CASE, who=PEOPLE, words=SAID)
    def look_at_what_was_marked(self, which: int, who: str, words: str) -> None:
        case_id = self.file(which).id
        waiting = {
            row["id"]
            for row in self.record["duty"].values()
            if row["investigation_id"] == case_id
            and row["kind"] in MARKED
            and row["status"] == DutyStatus.RUNNING
        }
        self.act(lambda s: look_at_marked(s, self.who(who), case_id, waiting, words, now=self.now))
