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
    RightSubject,
    SupportReferral,
    Trigger,
    VictimView,
    WhyNotGiven,
)
from workflow.case_file import CaseFile, RightOwed
from workflow.reading import read_case
from workflow.services import contacts, rights, victims
from workflow.services.agreeing_updates import UpdatesAgreed, agree_updates
from workflow.services.contact_made import BY_HAND_OR_WRITTEN
from workflow.services.hearings import Listed
from workflow.services.needs import Assessed, assess_needs
from workflow.services.opening import policy_at
from workflow.services.rights import Development, Heard
from workflow.working_days import LONDON, end_of_nth_working_day


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
        assessed = Assessed(needs, self._why_enhanced(victim_id) if enhanced else frozenset())
        assess_needs(self.session, actor, victim_id, assessed, now=self.later(minutes=30))
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
        if reached:
            self._agree_how_often(by, victim_id, happened_at)

    def _why_enhanced(self, victim_id: int) -> frozenset[str]:
        """What the policy proposes of such a crime, as was chosen when they were assessed; or fear."""
        case = self.case()
        proposed = policy_at(self.now).enhanced.proposed(case.offence_class, case.flags)
        return frozenset(proposed) or frozenset({"intimidated"})

    def _agree_how_often(self, by: str, victim_id: int, heard_at: dt.datetime) -> None:
        """Where they are still to be asked: every fourth week, or only when something happens."""
        if not any(self._is_agreed(right) for right in self._running(victim_id)):
            return
        regular = victim_id % 3 == 0
        agreed = UpdatesAgreed(
            28 if regular else None,
            Channel.IN_PERSON if regular else None,
            "We do not ring while there is nothing new.",
            "That is enough." if regular else "Only if you find something.",
            self.who(by).id,
            heard_at,
        )
        agree_updates(self.session, self.who(by), victim_id, agreed, now=self.later(minutes=5))

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
            Heard(self.who(by).id, self.now, Channel.IN_PERSON),
            now=self.later(hours=1),
        )

    def hearing(self, by: str, place: str, words: str) -> None:
        """A hearing is listed for ten o'clock on the next working day after the present."""
        listed_at = self.later(hours=2)
        day = end_of_nth_working_day(self.last, 1).astimezone(LONDON).date()
        at = dt.datetime.combine(day, dt.time(10), LONDON).astimezone(dt.UTC)
        what = Development(
            Trigger.HEARING_LISTED, listed_at, words, told_to_us_at=listed_at, listed=Listed(at, place)
        )
        rights.record_development(self.session, self.who(by), self.id, what, now=self.later(minutes=20))

    def _promised(self, victim_id: int) -> frozenset[int]:
        return frozenset(key for key, _ in show_victim(self.session, victim_id).promises)

    def _owed(self, victim_id: int, channel: Channel) -> frozenset[int]:
        """What this victim has a right to now, and can be given this way."""
        in_writing = {key for key, right in policy_at(self.now).rights.items() if right.written}
        by_hand = channel in BY_HAND_OR_WRITTEN
        return frozenset(
            right.duty_id
            for right in self._running(victim_id)
            if (by_hand or right.key not in in_writing) and not self._is_agreed(right)
        )

    def _running(self, victim_id: int) -> list[RightOwed]:
        return [
            right
            for right in self.case().victim(victim_id).rights
            if right.status is DutyStatus.RUNNING and right.triggered_at <= self.now
        ]

    def _is_agreed(self, right: RightOwed) -> bool:
        """How often they are kept informed is agreed, and not told."""
        return policy_at(self.now).rights[right.key].subject is RightSubject.UPDATES

    def tell_all(
        self, by: str, decision_id: int, told: str, said: str, channel: Channel = Channel.PHONE
    ) -> None:
        for victim_id in self.victims:
            self.contact(by, victim_id, told, said, tells=decision_id, channel=channel)
