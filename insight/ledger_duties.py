"""Duties held against events: what started each, and whether it ended by what happened.

When a duty falls due is the policy's, and is not judged here, save where a person said by when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from insight.ledger_duties_ended import NOT_WANTED_ENDS, Ending, endings_of
from insight.ledger_events import Columns, Happened
from vocabulary import DutyKind, EventKind, ExceptionKind, ReviewScheme, State, VictimKind
from workflow.working_days import end_of_day

LINE_ANSWERED = frozenset(
    {EventKind.LINE_RESULTED, EventKind.LINE_NOT_PURSUED, EventKind.LINE_ANSWERED_ELSEWHERE}
)
MAY_OWE_A_FIRST_REVIEW = frozenset(
    {EventKind.CASE_ALLOCATED, EventKind.RISK_RECORDED, EventKind.CRIME_CLASSIFIED}
)
OF_A_CONTACT = frozenset({EventKind.CONTACT_RECORDED, EventKind.PROMISE_KEPT})


@dataclass(frozen=True)
class Owed:
    """A duty as the event that started it knows it."""

    kind: DutyKind
    trigger_event_id: int
    victim_id: int | None = None
    decision_id: int | None = None
    direction_id: int | None = None
    right_key: str | None = None


@dataclass
class DutiesTold:
    """What a case's events started and ended, in order."""

    # → since when and promised for when; None where it is not promised, or an older event does not say.
    owed: dict[Owed, tuple[str | None, str | None]] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)
    older_contacts: set[int] = field(default_factory=set)  # events that do not say what they promised
    wants_no_contact: set[int] = field(default_factory=set)  # victims who are not told what is decided next
    # Referral → the event that referred it; line → the event that added it as an action of the CPS's plan.
    referrals: dict[int, int] = field(default_factory=dict)
    actions: dict[int, int] = field(default_factory=dict)
    of_contacts: dict[int, set[int]] = field(default_factory=dict)  # contact → the events of it

    def add(self, event: Happened, victims: Mapping[int, Columns]) -> None:
        """Take the next event in; `victims` are those of the case so far."""
        if event.kind in OF_A_CONTACT:
            self.of_contacts.setdefault(event.facts["contact"], set()).add(event.id)
        self.endings += endings_of(event)
        self._end_what_is_remembered(event)
        self._owe_at_work(event)
        self._owe_to_people(event, victims)
        for victim_id, right_key in event.facts.get("rights", ()) if "rights_since" in event.facts else ():
            owed = Owed(DutyKind.RIGHT, event.id, victim_id, right_key=right_key)
            self.owed[owed] = (event.facts["rights_since"], None)
        for victim_id in event.facts.get("statements_to", ()):
            self._owe(event, DutyKind.OFFER_STATEMENT, event.facts["statements_since"], victim_id)

    def _owe(
        self,
        event: Happened,
        kind: DutyKind,
        since: str | None,
        victim_id: int | None = None,
        decision_id: int | None = None,
        by: str | None = None,
    ) -> None:
        self.owed[Owed(kind, event.id, victim_id, decision_id)] = (since, by)

    def _owe_at_work(self, event: Happened) -> None:
        """What is owed to the work: allocating, reviewing, chasing, checking."""
        facts = event.facts
        match event.kind:
            case EventKind.CRIME_RECORDED | EventKind.CASE_REOPENED:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.CRIME_IMPORTED if facts["state"] == State.RECORDED:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.UNIT_TRANSFERRED if facts["owes_allocation"]:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.RESOLUTION_GIVEN:
                self._owe(event, DutyKind.CHECK_RESOLUTION, event.at)
            case EventKind.DIRECTION_GIVEN:
                owed = Owed(DutyKind.DIRECTION, event.id, direction_id=facts["direction"])
                self.owed[owed] = (event.at, facts["due_at"])
            case EventKind.CASE_RESTRICTED if "review_due" in facts:
                self._owe(event, DutyKind.REVIEW_RESTRICTION, event.at, by=facts["review_due"])
            case EventKind.GLASS_BROKEN:
                self._owe(event, DutyKind.REVIEW_BREAK_GLASS, event.at)
            case EventKind.OVERRIDE_GRANTED:
                self._owe(event, DutyKind.OVERRIDE_EXPIRES, event.at, by=facts["expires_at"])
            case kind if kind in MAY_OWE_A_FIRST_REVIEW and facts.get("first_review"):
                self._owe(event, DutyKind.FIRST_REVIEW, event.at)
            case EventKind.CASE_REVIEWED:
                self._owe(event, DutyKind.REVIEW, event.at, by=facts["next_due"])
            case EventKind.REFERRED_TO_CPS:
                self.referrals[facts["referral"]] = event.id
                self._owe(event, DutyKind.CPS_REPLY_CHASE, facts["referred_at"])
            case EventKind.LINE_ADDED if "cps_reply" in facts:
                self.actions[facts["line"]] = event.id
                self._owe(event, DutyKind.CPS_ACTION, event.at, by=facts["cps_due_at"])
            case EventKind.LINE_SUPERSEDED if facts["line"] in self.actions:
                self.actions[facts["by_line"]] = self.actions.pop(facts["line"])
            case EventKind.WAITING_STARTED:
                self._owe(event, DutyKind.CHASE, event.at, by=facts["chase_by"])
            case EventKind.NEW_INFORMATION_RECEIVED:
                self._owe(event, DutyKind.CONSIDER_REOPENING, event.at)

    def _owe_to_people(self, event: Happened, victims: Mapping[int, Columns]) -> None:
        """What is owed to victims and suspects."""
        facts = event.facts
        match event.kind:
            case EventKind.VICTIM_ADDED if facts["kind"] == VictimKind.PERSON:
                for kind in (DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL):
                    self._owe(event, kind, facts.get("owed_from"), facts["victim"])
            case EventKind.DECISION_SIGNED_OFF if facts["given"] >= facts["needed"]:
                self._owe_telling(event, facts["decision"], victims)
                if facts.get("suspects_to_tell"):
                    self._owe(event, DutyKind.TELL_SUSPECT, event.at, None, facts["decision"])
            case EventKind.SUSPECT_DECIDED if event.decision is not None:
                self._owe_telling(event, event.decision, victims)
                if facts.get("owes_suspect"):
                    self._owe(event, DutyKind.TELL_SUSPECT, event.at, None, event.decision)
            case EventKind.SUSPECT_INTERVIEWED | EventKind.SUSPECT_CORRECTED if facts.get("lacks_adult"):
                self._owe(event, DutyKind.INTERVIEW_WITHOUT_ADULT, event.at)
            case EventKind.SUSPECT_TOLD if facts.get("first"):
                self._owe(event, DutyKind.SUSPECT_TOLD_FIRST, event.at)
            case EventKind.CONTACT_RECORDED:
                self._owe_by_contact(event)
            case EventKind.TELLING_EXCEPTION_RECORDED:
                self._owe_by_exception(event)
            case EventKind.TELLING_EXCEPTION_ENDED:
                self._owe_again(event)
            case EventKind.REVIEW_REQUESTED:
                self._owe_by_request(event)
            case EventKind.REQUEST_PASSED_ON if facts.get("owes_chase"):
                self._owe(event, DutyKind.CPS_REVIEW_CHASE, facts["done_at"], facts["victim"])
            case EventKind.REQUEST_ENDED if facts["owes_telling"]:
                self._owe(event, DutyKind.TELL_REVIEW_RESULT, facts["done_at"], facts["victim"])
            case EventKind.WITHDRAWAL_RECORDED if facts["owes_call_back"]:
                self._owe(event, DutyKind.CALL_BACK, event.at, facts["victim"])
            case EventKind.CALL_BACK_MADE if facts["in_doubt"]:
                self._owe(event, DutyKind.WITHDRAWAL_IN_DOUBT, event.at)
            case EventKind.STATEMENT_OFFERED if facts["again_on"] is not None:
                again = end_of_day(dt.date.fromisoformat(facts["again_on"])).isoformat()
                self._owe(event, DutyKind.OFFER_STATEMENT, event.at, facts["victim"], by=again)
            case EventKind.UPDATES_AGREED if facts["next_update"] is not None:
                self._owe(
                    event, DutyKind.NEXT_UPDATE, facts["since"], facts["victim"], by=facts["next_update"]
                )
            case EventKind.CASE_REOPENED:
                for victim_id, due_at in facts.get("updates", ()):
                    self._owe(event, DutyKind.NEXT_UPDATE, event.at, victim_id, by=due_at)
            case EventKind.CRIME_CLASSIFIED | EventKind.RISK_RECORDED | EventKind.RISK_RECORDED_SINCE:
                for victim_id in facts.get("asks_safe_contact", ()):
                    self._owe(event, DutyKind.ASK_SAFE_CONTACT, event.at, victim_id)
            case EventKind.RIGHT_EXCUSED:
                for right_key in facts.get("later", ()):
                    later = Owed(DutyKind.LATER_CONTACT, event.id, facts["victim"], right_key=right_key)
                    self.owed[later] = (event.at, None)
            case EventKind.CONTACT_CORRECTED:
                for owed in facts.get("owes", ()):
                    whom, what = facts["victim"], owed["decision"]
                    self._owe(event, DutyKind.TELL_DECISION, owed["since"], whom, what)

    def _owe_telling(self, event: Happened, decision_id: int, victims: Mapping[int, Columns]) -> None:
        for victim_id in victims:
            if victim_id not in self.wants_no_contact:
                self._owe(event, DutyKind.TELL_DECISION, event.at, victim_id, decision_id)

    def _owe_by_contact(self, event: Happened) -> None:
        facts = event.facts
        if facts.get("unsafe") is not None:
            self._owe(event, DutyKind.UNSAFE_CONTACT, event.at)
        if facts.get("repeats"):
            self._owe(event, DutyKind.REPEATED_WORDS, event.at)
        if facts.get("next_update"):
            since, due_at = facts["happened_at"], facts["next_update"]
            self._owe(event, DutyKind.NEXT_UPDATE, since, facts["victim"], by=due_at)
        if "promised_for" not in facts:
            self.older_contacts.add(event.id)
        elif facts["promised_for"] is not None:
            since, promised_for = facts["happened_at"], facts["promised_for"]
            self._owe(event, DutyKind.PROMISE, since, facts["victim"], by=promised_for)

    def _owe_by_exception(self, event: Happened) -> None:
        victim_id, decision_id = event.facts["victim"], event.facts["decision"]
        if event.facts.get("owes_agreement") is not None:
            self._owe(event, DutyKind.AGREE_EXCEPTION, event.at, victim_id, event.facts["owes_agreement"])
        match event.facts["kind"]:
            case ExceptionKind.DOES_NOT_WANT_CONTACT:
                self.wants_no_contact.add(victim_id)
            case ExceptionKind.UNABLE_TO_CONTACT:
                self._owe(event, DutyKind.TRY_AGAIN, event.at, victim_id, decision_id)
            case ExceptionKind.NOT_TOLD_YET:
                review = end_of_day(dt.date.fromisoformat(event.facts["review_on"])).isoformat()
                self._owe(event, DutyKind.TELL_LATER, event.at, victim_id, decision_id, review)

    def _owe_by_request(self, event: Happened) -> None:
        since, victim_id = event.facts["asked_at"], event.facts["victim"]
        if event.facts["scheme"] == ReviewScheme.CPS:
            self._owe(event, DutyKind.PASS_REVIEW_ON, since, victim_id)
            return
        self._owe(event, DutyKind.ACKNOWLEDGE_REVIEW, since, victim_id)
        self._owe(event, DutyKind.DECIDE_REVIEW, since, victim_id, by=event.facts["decide_by"])
        if event.facts.get("owes_reviewer"):
            self._owe(event, DutyKind.NAME_REVIEWER, since, victim_id)

    def _owe_again(self, event: Happened) -> None:
        victim_id = event.facts["victim"]
        if event.facts["kind"] == ExceptionKind.DOES_NOT_WANT_CONTACT:
            self.wants_no_contact.discard(victim_id)
        if "next_update" in event.facts:
            self._owe(event, DutyKind.NEXT_UPDATE, event.at, victim_id, by=event.facts["next_update"])
        if event.facts.get("asks_safe_contact"):
            self._owe(event, DutyKind.ASK_SAFE_CONTACT, event.at, victim_id)
        owes = event.facts["owes"]
        # An older event does not say since when: it was since then.
        for decision_id, since in zip(
            owes, event.facts.get("owes_since", [event.at] * len(owes)), strict=True
        ):
            self._owe(event, DutyKind.TELL_DECISION, since, victim_id, decision_id)

    def _end_what_is_remembered(self, event: Happened) -> None:
        """Endings that need what earlier events said."""
        facts, at = event.facts, dt.datetime.fromisoformat(event.at)
        match event.kind:
            case EventKind.CPS_REPLIED if facts["answered"]:
                then = dt.datetime.fromisoformat(facts["replied_at"])
                referred = frozenset({self.referrals[facts["referral"]]})
                self.endings.append(Ending(event.id, then, DutyKind.CPS_REPLY_CHASE, triggers=referred))
            case kind if kind in LINE_ANSWERED and facts["line"] in self.actions:
                asked = frozenset({self.actions[facts["line"]]})
                self.endings.append(Ending(event.id, at, DutyKind.CPS_ACTION, triggers=asked))
            case EventKind.CONTACT_CORRECTED:
                self._correct(event, at)
            case EventKind.TELLING_EXCEPTION_ENDED if "gives_back" in facts:
                self.endings = [
                    each
                    for each in self.endings
                    if each.event_id != facts["recorded"] or each.kind not in NOT_WANTED_ENDS
                ]

    def _correct(self, event: Happened, at: dt.datetime) -> None:
        """What a corrected contact discharged, it did not; what it promised and nobody kept is not owed."""
        struck = self.of_contacts.get(event.facts["contact"], set())
        self.endings = [ending for ending in self.endings if ending.event_id not in struck]
        for duty_id in event.facts["excused"]:
            self.endings.append(Ending(event.id, at, None, duty_id=duty_id, excuses=True))
