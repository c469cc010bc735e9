"""What is done for the victims of a case as it is told: their needs, support, contacts, what they want."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from commands.demo_force.hours import Hours
from commands.demo_force.people import Force
from commands.demo_force.right_to_review import right_in_words
from insight.victims import show_victim
from vocabulary import (
    Actor,
    Channel,
    ContactResult,
    DutyStatus,
    SupportReferral,
    VictimView,
    WhyNotGiven,
)
from workflow.case_file import CaseFile
from workflow.reading import read_case
from workflow.services import contacts, rights, victims
from workflow.services.contact_made import BY_HAND_OR_WRITTEN
from workflow.services.opening import policy_at


class Caring(Hours):
    """The part of a telling that is about victims."""

    def __init__(self, session: Session, force: Force, start: dt.datetime, last: dt.datetime):
        super().__init__(start, last)
        self.session, self.force = session, force
        self.id = 0
        self.victims: list[int] = []
        self.suspects: list[int] = []

    def who(self, number: str) -> Actor:
        """The person with this number."""
        return self.force.people[number]

    def case(self) -> CaseFile:
        """As it stands where the telling is."""
        return read_case(self.session, self.id, self.now)

    def care(
        self,
        by: str,
        needs: str,
        *,
        enhanced: bool = False,
        support: str = "accepted",
        view: str = "supports",
        words: str = "I want them caught.",
        between: tuple[int, int] | None = None,
    ) -> None:
        """Needs, support and what the victim wants, for every victim; `between`: the hours that are safe."""
        for victim_id in self.victims:
            self.care_for(
                by,
                victim_id,
                needs,
                enhanced=enhanced,
                support=support,
                view=view,
                words=words,
                between=between,
            )

    def care_for(
        self,
        by: str,
        victim_id: int,
        needs: str,
        *,
        enhanced: bool,
        support: str,
        view: str,
        words: str,
        between: tuple[int, int] | None = None,
    ) -> None:
        """Needs, support and what they want, for one victim; an empty `view`: that is heard apart."""
        actor = self.who(by)
        self.by_day()
        victims.assess_needs(self.session, actor, victim_id, needs, enhanced, now=self.later(minutes=30))
        victims.record_support_offer(
            self.session, actor, victim_id, SupportReferral(support), "", now=self.later(minutes=5)
        )
        if view:
            victims.record_view(
                self.session, actor, victim_id, VictimView(view), words, now=self.later(minutes=5)
            )
        self.contact(
            by,
            victim_id,
            "Given on paper: the crime number, the officer's name and how to reach them, and where help is.",
            channel=Channel.IN_PERSON,
            between=between,
        )

    def contact(
        self,
        by: str,
        victim_id: int,
        told: str,
        said: str = "",
        *,
        channel: Channel = Channel.PHONE,
        tells: int | None = None,
        promised: str = "",
        promised_in_days: float | None = None,
        reached: bool = True,
        between: tuple[int, int] | None = None,
        keeps: bool = False,
    ) -> None:
        """`between`: the hours, on weekdays, that this victim said are safe. `keeps`: what was promised."""
        self.later(hours=2)
        happened_at = self.by_day(*between, weekdays=True) if between else self.by_day()
        promised_for = happened_at + dt.timedelta(days=promised_in_days) if promised_in_days else None
        right = right_in_words(self.session, self.case(), victim_id, tells, happened_at)
        made = contacts.ContactMade(
            channel,
            ContactResult.REACHED if reached else ContactResult.ATTEMPTED,
            happened_at,
            told + right,
            said,
            tells,
            promised,
            promised_for,
            keeps_promises=self._promised(victim_id) if keeps else frozenset(),
            covers=self._owed(victim_id, channel) if reached else frozenset(),
            reasons=told + right,
            told_of_review=bool(right),
        )
        contacts.record_contact(self.session, self.who(by), victim_id, made, now=self.later(minutes=15))

    def decline(self, by: str, victim_id: int, words: str) -> None:
        """The victim does not want what they have a right to now."""
        running = (each for each in self.case().victim(victim_id).rights if each.status is DutyStatus.RUNNING)
        rights.excuse_rights(
            self.session,
            self.who(by),
            victim_id,
            frozenset(each.duty_id for each in running),
            WhyNotGiven.DECLINED,
            words,
            now=self.later(hours=1),
        )

    def _promised(self, victim_id: int) -> frozenset[int]:
        return frozenset(key for key, _ in show_victim(self.session, victim_id).promises)

    def _owed(self, victim_id: int, channel: Channel) -> frozenset[int]:
        """What this victim has a right to now, and can be given this way."""
        in_writing = {key for key, right in policy_at(self.now).rights.items() if right.written}
        running = [
            right
            for right in self.case().victim(victim_id).rights
            if right.status is DutyStatus.RUNNING and right.triggered_at <= self.now
        ]
        by_hand = channel in BY_HAND_OR_WRITTEN
        return frozenset(right.duty_id for right in running if by_hand or right.key not in in_writing)

    def tell_all(
        self, by: str, decision_id: int, told: str, said: str, channel: Channel = Channel.PHONE
    ) -> None:
        for victim_id in self.victims:
            self.contact(by, victim_id, told, said, tells=decision_id, channel=channel)
