"""One case as it is told: each call happens a little later than the last, by the services."""

from __future__ import annotations

import datetime as dt

from commands.demo_force.care import Caring
from insight.victims import show_victim
from vocabulary import (
    AppropriateAdult,
    Bearing,
    Channel,
    InterviewRecord,
    LegalAdvice,
    NotPursuedReason,
    ResolutionCheck,
    ResolutionKind,
    Step,
    SuspectDecision,
)
from workflow.requirements.lines import minimum_of
from workflow.services import (
    charging,
    crimes,
    lines,
    resolutions,
    suspect_decisions,
    suspects,
)
from workflow.services.interviews import InterviewHeld, record_interview
from workflow.services.opening import policy_at
from workflow.services.particulars import Charge, InWords, Proposal, ToOfficer
from workflow.services.steps import Refused, take_step


class DemoIsRefused(Exception):
    """A demonstration case did not pass a gate it should: the pack or the story is wrong."""


class Telling(Caring):
    """`now` moves on with each act; `steps` of a case are taken by whoever the story says."""

    def record(self, by: str, crime: crimes.CrimeToRecord) -> None:
        self.id = crimes.record_crime(self.session, self.who(by), crime, now=self.now)
        self.victims = [victim.id for victim in self.case().victims]

    def step(self, by: str, step: Step, particulars) -> None:
        seen = self.case().last_event_id
        result = take_step(
            self.session, self.who(by), self.id, step, particulars, seen_event_id=seen, now=self.now
        )
        if isinstance(result, Refused):
            whys = "; ".join(found.finding.why for found in result.assessment.still_needed)
            raise DemoIsRefused(f"{step} of case {self.id}: {whys}")

    def try_step(self, by: str, step: Step, particulars) -> None:
        """An attempt that the story wants refused."""
        seen = self.case().last_event_id
        result = take_step(
            self.session, self.who(by), self.id, step, particulars, seen_event_id=seen, now=self.now
        )
        if not isinstance(result, Refused):
            raise DemoIsRefused(f"{step} of case {self.id} was meant to be refused")

    def give_to(self, officer: str, by: str, directions: str = "") -> None:
        self.later(hours=2)
        self.step(by, Step.ALLOCATE, ToOfficer(self.who(officer).id, directions))

    def start(self, by: str) -> None:
        self.later(hours=1)
        self.step(by, Step.START_INVESTIGATION, InWords())

    def line(
        self,
        by: str,
        category: str,
        objective: str,
        expires_in_days: float | None = None,
        about: int | None = None,
    ) -> int:
        """A line of inquiry; `about` one suspect."""
        expires = self.now + dt.timedelta(days=expires_in_days) if expires_in_days is not None else None
        return lines.add_line(
            self.session,
            self.who(by),
            self.id,
            category,
            objective,
            self.who(by).id,
            now=self.later(minutes=10),
            evidence_expires_at=expires,
            suspect_id=about,
        )

    def answer(self, by: str, line_id: int, found: str, bearing: Bearing = Bearing.NEUTRAL) -> None:
        lines.result_line(self.session, self.who(by), line_id, found, bearing, now=self.later(hours=5))

    def answer_minimum(self, by: str, said: dict[str, tuple[str, str]]) -> None:
        """Add and answer every line of the minimum set. `said`: category → (objective, result)."""
        case, policy = self.case(), policy_at(self.now)
        have = {line.category for line in case.live_lines}
        for category in minimum_of(case, policy):
            if category in have:
                continue
            if category in said:
                objective, found = said[category]
                self.answer(by, self.line(by, category, objective), found)
            else:
                title = policy.line_category(category).title
                line_id = self.line(by, category, f"{title}: is there anything for this crime?")
                lines.do_not_pursue_line(
                    self.session,
                    self.who(by),
                    line_id,
                    NotPursuedReason.NOT_RELEVANT,
                    "Considered: nothing in the accounts or at the scene makes this useful here.",
                    now=self.later(minutes=20),
                )

    def suspect(self, by: str, name: str, why: str, offences: str, **more: object) -> int:
        suspect_id = suspects.add_suspect(
            self.session,
            self.who(by),
            self.id,
            suspects.SuspectToAdd(name, why, offences, **more),
            now=self.later(hours=3),
        )
        self.suspects.append(suspect_id)
        return suspect_id

    def interview(self, by: str, suspect_id: int, account: str, second: str = "", **said: object) -> None:
        """In the custody suite, of an adult who had a legal representative, unless `said` says otherwise."""
        values = {
            "recorded_how": InterviewRecord.VIDEO,
            "legal_advice": LegalAdvice.PRESENT,
            "adult": AppropriateAdult.NOT_NEEDED,
            "place": "Custody suite, Anyshire",
            "second_officer_id": self.who(second).id if second else None,
        }
        self.later(hours=6)
        held = InterviewHeld(self.by_day(8, 20), self.who(by).id, account, **(values | said))
        record_interview(self.session, self.who(by), suspect_id, held, now=self.later(hours=1))

    def decide_suspect(self, by: str, suspect_id: int, decision: SuspectDecision, reason: str) -> None:
        suspect_decisions.record_suspect_decision(
            self.session, self.who(by), suspect_id, decision, reason, now=self.later(hours=2)
        )

    def release(self, by: str, suspect_id: int, reason: str, no_interview: str = "") -> None:
        """No further action for one suspect, signed by whoever decides it."""
        decided = suspect_decisions.decide_no_further_action(
            self.session, self.who(by), suspect_id, reason, no_interview, now=self.later(hours=3)
        )
        if isinstance(decided, Refused):
            whys = "; ".join(found.finding.why for found in decided.assessment.still_needed)
            raise DemoIsRefused(f"no further action for suspect {suspect_id}: {whys}")

    def tell_release(self, by: str, victim_id: int, told: str, channel: Channel = Channel.PHONE) -> None:
        """The victim is told of a suspect who was let go, which is owed beside how the crime ends."""
        for owed in show_victim(self.session, victim_id).to_tell:
            if owed.suspect:
                self.contact(by, victim_id, told, tells=owed.decision_id, channel=channel)

    def told_suspect(self, by: str, suspect_id: int) -> None:
        self.later(hours=3)
        at = self.by_day(8, 20)
        suspects.record_suspect_told(self.session, self.who(by), suspect_id, at, now=self.later(minutes=10))

    def resolve(
        self,
        by: str,
        suspect_id: int,
        conditions: str,
        kind: ResolutionKind = ResolutionKind.COMMUNITY_RESOLUTION,
    ) -> None:
        """Given out of court, admitted, the victim asked."""
        given = resolutions.ResolutionAsGiven(kind, self.now, self.who(by).id, conditions, True, True)
        resolutions.give_resolution(self.session, self.who(by), suspect_id, given, now=self.later(hours=1))

    def check_resolution(self, by: str, suspect_id: int) -> None:
        resolutions.check_resolution(
            self.session, self.who(by), suspect_id, ResolutionCheck.RIGHT, "", now=self.later(hours=1)
        )

    def charge(self, by: str, suspect_id: int, offence: str) -> None:
        charged_at = self.later(hours=4)
        charging.record_charge(
            self.session,
            self.who(by),
            self.id,
            Charge(suspect_id, charged_at, offence),
            now=self.later(hours=1),
        )

    def propose(
        self, by: str, step: Step, outcome: str, evidence: str, followed: str, victim: str, risk: str
    ) -> None:
        self.later(hours=8)
        self.by_day(8, 20)
        self.step(by, step, Proposal(outcome, evidence, followed, victim, risk))

    def sign(self, by: str, remarks: str = "") -> int:
        """Sign off; returns the decision's id."""
        self.later(hours=6)
        self.by_day(8, 20)
        decision_id = self.case().decision.id
        self.step(by, Step.AUTHORISE, InWords(remarks))
        return decision_id
