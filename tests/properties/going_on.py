"""What comes next on a case, done by the people who would do it: so that walks get somewhere."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests import making, making_endings, making_updates, making_withdrawals
from tests.making_remaining import see_to_the_rest
from tests.making_resolutions import check, resolve
from tests.properties.walking import CASE, Walker
from vocabulary import (
    FINISHED,
    Bearing,
    Channel,
    ContactResult,
    CpsAsked,
    CpsReplyKind,
    DecisionKind,
    DutyStatus,
    State,
    Step,
    SupportReferral,
    SuspectDecision,
    VictimView,
)
from workflow.case_file import CaseFile, Suspect
from workflow.requirements.lines import minimum_of
from workflow.services import charging, cps, crimes, lines, needs, suspect_decisions, suspects, victims
from workflow.services.agreeing_updates import agree_updates
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.opening import policy_at
from workflow.services.particulars import Charge, InWords, Referral, ReplyMade, ToOfficer

FINISH = making.FINISH | making_endings.FINISH
RELEASED = st.sampled_from((SuspectDecision.ELIMINATED, SuspectDecision.OUT_OF_COURT_RESOLUTION))
# Mostly straight on; now and then somebody comes to be suspected, and is charged or put to the CPS.
WAYS = st.sampled_from(("to the CPS", "on", "on", "suspected", "charged", "to the CPS"))
TURNS = st.integers(1, 5)


class GoingOn(Walker):
    """One rule, under several names so that it comes up more often among all the others."""

    @rule(which=CASE, released=RELEASED, way=WAYS, turns=TURNS)
    def go_on(self, which: int, released: SuspectDecision, way: str, turns: int) -> None:
        self._go_on_for(turns, which, released, way)

    @rule(released=RELEASED, way=WAYS, turns=TURNS)
    def go_on_with_the_case(self, released: SuspectDecision, way: str, turns: int) -> None:
        self._go_on_for(turns, 0, released, way)

    @rule(released=RELEASED, way=WAYS, turns=TURNS)
    def go_on_with_the_case_again(self, released: SuspectDecision, way: str, turns: int) -> None:
        self._go_on_for(turns, 0, released, way)

    @rule(turns=TURNS)
    def go_on_to_a_resolution(self, turns: int) -> None:
        self._go_to_work()
        self._go_on_for(turns, 0, SuspectDecision.OUT_OF_COURT_RESOLUTION, "suspected")

    @rule(released=RELEASED)
    def go_on_to_the_cps(self, released: SuspectDecision) -> None:
        self._go_to_work()
        self._go_on(0, released, "to the CPS")

    def _go_to_work(self) -> None:
        for before in (State.RECORDED, State.ALLOCATED):
            if self.file(0).state is before:
                self._go_on(0, SuspectDecision.ELIMINATED, "on")

    @rule(released=RELEASED, turns=TURNS)
    def go_straight_on(self, released: SuspectDecision, turns: int) -> None:
        self._go_on_for(turns, 0, released, "on")

    def _go_on_for(self, turns: int, which: int, released: SuspectDecision, way: str) -> None:
        """The first turn is taken this way, the others lead straight to an end."""
        for turn in range(turns):
            self._go_on(which, released, "on" if turn else way)
            if self.file(which).state in FINISHED:
                break

    def _go_on(self, which: int, released: SuspectDecision, way: str) -> None:
        case = self.file(which)
        match case.state:
            case State.RECORDED:
                self._allocate(case)
            case State.ALLOCATED:
                self._take(case, "officer", Step.START_INVESTIGATION)
            case State.INVESTIGATING if way != "on":
                self._suspect_somebody(case, way)
            case State.INVESTIGATING | State.IN_PROSECUTION:
                self._work(case, released)
                self._propose(self.file(which))
            case State.AWAITING_CPS:
                self._hear_from_the_cps(case)
            case State.AWAITING_SIGN_OFF:
                signers = ("registrar", "assessor", "sergeant", "detective_inspector")
                for name in (*signers, "second_detective_inspector"):
                    self._take(case, name, Step.AUTHORISE)
            case State.AWAITING_VICTIM_UPDATE:
                self._tell(case)
                for name in ("officer", "sergeant"):
                    self._take(case, name, FINISH[case.decision.kind])
            case _:
                self._take(case, "sergeant", Step.REOPEN, InWords("A witness came forward."))

    def _take(self, case: CaseFile, name: str, step: Step, *particulars: object) -> None:
        self.act(lambda session: self.step(case.id, self.who(name), step, *particulars))

    def _suspect_somebody(self, case: CaseFile, way: str) -> None:
        officer, force = self.who("officer"), self.start.force
        if not case.suspects:
            self.act(lambda s: making.add_suspect(s, force, case, self.now))
            case = self.file(self.cases.index(case.id))
        undecided = [suspect.id for suspect in case.suspects if suspect.decision is None]
        if way == "charged" and undecided:
            fact = Charge(undecided[0], self.now, "Theft")
            self.act(lambda s: charging.record_charge(s, officer, case.id, fact, now=self.now))
        elif way == "to the CPS":
            asked = CpsAsked.FULL_CODE_CHARGE if undecided else CpsAsked.EARLY_ADVICE
            said = Referral(asked, self.now, frozenset(undecided), "", "All of it.")
            self._take(case, "officer", Step.REFER_TO_CPS, said)

    def _hear_from_the_cps(self, case: CaseFile) -> None:
        officer = self.who("officer")
        for referral in case.waiting_referrals:
            said = ReplyMade(CpsReplyKind.EARLY_ADVICE, self.now, "Go on.", referral.id)
            self.act(lambda s, r=said: cps.record_reply(s, officer, case.id, r, now=self.now))

    def _allocate(self, case: CaseFile) -> None:
        if case.offence_class == "unclassified":
            self.act(lambda s: crimes.classify(s, self.who("sergeant"), case.id, "rape", now=self.now))
        self._take(case, "sergeant", Step.ALLOCATE, ToOfficer(self.who("officer").id))

    def _work(self, case: CaseFile, released: SuspectDecision) -> None:
        """Whatever is missing: care, decisions, lines. Each is an act of its own."""
        officer = self.who("officer")
        for victim in case.victims:
            if victim.needs_assessed_at is None:
                self.act(
                    lambda s, v=victim: needs.assess_needs(
                        s, officer, v.id, needs.Assessed("None."), now=self.now
                    )
                )
            if victim.support_referral is None:
                self.act(
                    lambda s, v=victim: victims.record_support_offer(
                        s, officer, v.id, SupportReferral.DECLINED, "No.", now=self.now
                    )
                )
        if not case.victims and not case.no_victim_reason_given:
            self.act(lambda s: victims.record_no_victim(s, officer, case.id, "Nobody.", now=self.now))
        if not case.suspects and not case.no_suspect_reason_given:
            self.act(lambda s: suspects.record_no_suspect(s, officer, case.id, "Unseen.", now=self.now))
        for suspect in case.suspects:
            if suspect.decision is None:
                self._release(suspect, released)
        for suspect in self.file(self.cases.index(case.id)).suspects:
            if suspect.resolution is not None and suspect.resolution.check_result is None:
                self.act(lambda s, u=suspect: check(s, self.start.force, u.id, self.now))
        self._answer(case)
        self._hear_who_withdraws(self.file(self.cases.index(case.id)))
        self.act(lambda s: see_to_the_rest(s, self.start.force, case.id, self.now))

    def _hear_who_withdraws(self, case: CaseFile) -> None:
        """Each victim who does not support it, and whether to go on without them."""
        force, decided = self.start.force, case.evidence_led
        against = [victim for victim in case.victims if victim.view is VictimView.DOES_NOT_SUPPORT]
        for victim in against:
            if victim.withdrawal is None:
                self.act(lambda s, v=victim: making_withdrawals.withdraw(s, force, v.id, self.now))
        if against and (decided is None or any(victim.withdrawal is None for victim in against)):
            self.act(lambda s: making_withdrawals.decide_without(s, force, case.id, self.now))

    def _release(self, suspect: Suspect, released: SuspectDecision) -> None:
        officer, force = self.who("officer"), self.start.force
        if released is SuspectDecision.OUT_OF_COURT_RESOLUTION:
            self.act(lambda s: resolve(s, force, suspect.id, self.now))
        else:
            self.act(
                lambda s: suspect_decisions.record_suspect_decision(
                    s, officer, suspect.id, released, "Agreed.", now=self.now
                )
            )

    def _answer(self, case: CaseFile) -> None:
        officer = self.who("officer")
        minimum = minimum_of(case, policy_at(self.now))
        recorded = {line.category for line in case.live_lines}
        missing = [category for category in minimum if category not in recorded]
        for category in missing:
            self.act(
                lambda s, c=category: lines.add_line(
                    s, officer, case.id, c, "Find out.", officer.id, now=self.now
                )
            )
        for line in self.file(self.cases.index(case.id)).live_lines:
            if line.status == "open":
                self.act(
                    lambda s, n=line: lines.result_line(
                        s, officer, n.id, "Nothing.", Bearing.NEUTRAL, now=self.now
                    )
                )

    def _propose(self, case: CaseFile) -> None:
        decided = {suspect.decision for suspect in case.suspects} - {SuspectDecision.ELIMINATED}
        against = case.victims and all(v.view is VictimView.DOES_NOT_SUPPORT for v in case.victims)
        if SuspectDecision.CHARGED in decided:
            outcome, kind = "1", DecisionKind.CLOSURE
        elif SuspectDecision.OUT_OF_COURT_RESOLUTION in decided:
            outcome, kind = "8", DecisionKind.CLOSURE
        elif decided:
            outcome, kind = ("16" if against else "20"), DecisionKind.NO_FURTHER_ACTION
        else:
            outcome, kind = "18", DecisionKind.NO_FURTHER_ACTION
        self._take(case, "officer", making.PROPOSE[kind], making.proposal(outcome))

    def _tell(self, case: CaseFile) -> None:
        care = self.who("victim_care_officer")
        told = making.Case(case.id, decision=case.decision.id)
        for victim in case.victims:
            owed = frozenset(each.duty_id for each in victim.rights if each.status is DutyStatus.RUNNING)
            by_contact = making_updates.given_by_contact(victim, owed)
            if by_contact != owed:
                agreed = making_updates.said(self.start.force, self.now, None)
                self.act(lambda s, v=victim, a=agreed: agree_updates(s, care, v.id, a, now=self.now))
            if by_contact:
                given = ContactMade(
                    Channel.IN_PERSON,
                    ContactResult.REACHED,
                    self.now,
                    told="All.",
                    covers=by_contact,
                    reasons="So.",
                )
                self.act(lambda s, v=victim, made=given: record_contact(s, care, v.id, made, now=self.now))
            if not victim.was_told(case.decision.id, frozenset({Channel.IN_PERSON})):
                self.act(
                    lambda s, v=victim: making.contacts.record_contact(
                        s, care, v.id, making.telling(told, self.now, told_of_review=True), now=self.now
                    )
                )
        for suspect in case.suspects:
            if suspect.told_at is None and suspect.decision is not None:
                self.act(
                    lambda s, u=suspect: suspects.record_suspect_told(
                        s, self.who("officer"), u.id, self.now, now=self.now
                    )
                )
