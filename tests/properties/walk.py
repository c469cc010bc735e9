"""Anybody does anything to any case, whether or not it is theirs to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests import making
from tests.making_interviews import as_held
from tests.properties.walk_corrections import Corrections
from tests.properties.walk_cps import WithTheCps
from tests.properties.walk_directions import Directing
from tests.properties.walk_endings import OtherEndings
from tests.properties.walk_letters import WritingLetters
from tests.properties.walk_overrides import Overriding
from tests.properties.walk_remaining import WalkRemaining
from tests.properties.walk_restricted import Restricting
from tests.properties.walk_reviews import Reviewing
from tests.properties.walk_rights import WalkRights
from tests.properties.walk_telling import TellingWalk
from tests.properties.walk_withdrawals import WithdrawalWalk
from tests.properties.walking import CASE, PEOPLE
from vocabulary import (
    AppropriateAdult,
    Bearing,
    Channel,
    ContactResult,
    NotPursuedReason,
    RiskFlag,
    Step,
    SupportReferral,
    SuspectDecision,
    VictimView,
)
from workflow.services import (
    charging,
    contacts,
    crimes,
    lines,
    mentoring,
    minimum_lines,
    no_lines,
    reallocating,
    risk,
    suspect_decisions,
    suspects,
    victims,
)
from workflow.services.interviews import record_interview
from workflow.services.needs import Assessed, assess_needs
from workflow.services.notes import add_note
from workflow.services.particulars import Charge, HandOver, InWords, ToOfficer
from workflow.steps import PROPOSES

MOST_CASES = 7
NUMBER = st.integers(0, 3)
# A warning that the proposal would lapse is mostly heeded, or the walk would never reach an end.
ACCEPTED = st.sampled_from((False, False, False, True))
WORDS = st.sampled_from(("Because of what is written.", "Because of what is written.", " "))
CATEGORIES = st.sampled_from(("cctv", "intelligence", "property", "nonsense"))
YES, MANY_NEEDS = (SupportReferral.ACCEPTED, "Yes."), Assessed("Many.", making.VULNERABLE)
OFFENCES = st.sampled_from(("theft_other", "burglary_residential", "rape", "unclassified_violence_or_sexual"))
FLAGS = st.sampled_from((RiskFlag.DOMESTIC_ABUSE, RiskFlag.CHILD_VICTIM, RiskFlag.WEAPON))
CHANNELS = st.sampled_from((Channel.IN_PERSON, Channel.PHONE, Channel.LETTER))
OUTCOMES = st.sampled_from(("1", "8", "18", "14", "15", "16", "20", "21", "19", "99"))
# The others take more than words.
OF_THEIR_OWN = (Step.LAPSE, Step.RECORD_CHARGE, Step.REFER_TO_CPS, Step.RECORD_CPS_REPLY)
STEPS = st.sampled_from([step for step in Step if step not in OF_THEIR_OWN])
NAMES = ("resulted", "not_pursued", "elsewhere", "superseded")
SUSPECTED = ("no further action", "charge", "interview", "interview with another", "told", *SuspectDecision)


class Walk(
    OtherEndings,
    Overriding,
    WalkRemaining,
    WithTheCps,
    Corrections,
    TellingWalk,
    WalkRights,
    Restricting,
    Directing,
    WritingLetters,
    Reviewing,
    WithdrawalWalk,
):
    """The rules."""

    @initialize(about=st.integers(0, 5))
    def choose_a_case(self, about: int) -> None:
        self.cases = self.cases[about:] + self.cases[:about]

    @rule(hours=st.sampled_from((1, 30, 24 * 40)))
    def time_passes(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @rule(who=PEOPLE, offence=OFFENCES, people=st.integers(0, 2), about=st.booleans())
    def record_a_crime(self, who: str, offence: str, people: int, about: bool) -> None:
        if len(self.cases) >= MOST_CASES:
            return
        crime = making.crime_to_record(
            self.start.force, offence=offence, victims=(making.A_PERSON,) * people, no_suspect_reason=""
        )
        new = self.act(lambda s: crimes.record_crime(s, self.who(who), crime, now=self.now))
        if isinstance(new, int):
            self.cases.insert(0 if about else len(self.cases), new)

    @rule(which=CASE, who=PEOPLE, offence=OFFENCES, accepted=ACCEPTED)
    def classify(self, which: int, who: str, offence: str, accepted: bool) -> None:
        what = (self.who(who), self.file(which).id, offence)
        self.act(lambda s: crimes.classify(s, *what, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, flag=FLAGS, is_up=st.booleans(), words=WORDS, accepted=ACCEPTED)
    def look_at_risk(self, which: int, who: str, flag, is_up: bool, words: str, accepted: bool) -> None:
        what = (self.who(who), self.file(which).id, {flag}, words)
        change = risk.record_risk if is_up else risk.lower_risk
        self.act(lambda s: change(s, *what, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, words=WORDS)
    def add_a_note(self, which: int, who: str, words: str) -> None:
        case_id = self.file(which).id
        self.act(lambda s: add_note(s, self.who(who), case_id, words, now=self.now))

    @rule(which=CASE, who=PEOPLE, officer=PEOPLE)
    def allocate(self, which: int, who: str, officer: str) -> None:
        to = ToOfficer(self.who(officer).id)
        self.act(lambda _: self.step(self.file(which).id, self.who(who), Step.ALLOCATE, to))

    @rule(which=CASE, who=PEOPLE, officer=PEOPLE, words=WORDS, accepted=ACCEPTED)
    def reallocate(self, which: int, who: str, officer: str, words: str, accepted: bool) -> None:
        to = HandOver(self.who(officer).id, words, "Nothing.", "In the store.")
        what = (self.who(who), self.file(which).id, to)
        self.act(lambda s: reallocating.reallocate(s, *what, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, mentor=PEOPLE, accepted=ACCEPTED)
    def name_a_mentor(self, which: int, who: str, mentor: str, accepted: bool) -> None:
        what = (self.who(who), self.file(which).id, self.who(mentor).id)
        self.act(lambda s: mentoring.name_mentor(s, *what, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, step=STEPS, words=WORDS, stale=st.sampled_from((False,) * 4 + (True,)))
    def take_any_step(self, which: int, who: str, step: Step, words: str, stale: bool) -> None:
        if step in PROPOSES or step is Step.ALLOCATE:
            return
        said = InWords(words)
        self.act(lambda _: self.step(self.file(which).id, self.who(who), step, said, stale=stale))

    @rule(which=CASE, who=PEOPLE, kind=st.sampled_from(list(making.PROPOSE)), outcome=OUTCOMES, words=WORDS)
    def propose(self, which: int, who: str, kind, outcome: str, words: str) -> None:
        said = making.proposal(outcome, risk=words)
        self.act(lambda _: self.step(self.file(which).id, self.who(who), making.PROPOSE[kind], said))

    @rule(which=CASE, who=PEOPLE, category=CATEGORIES, accepted=ACCEPTED)
    def add_a_line(self, which: int, who: str, category: str, accepted: bool) -> None:
        actor = self.who(who)
        line = (category, "Find out.", actor.id)
        case_id = self.file(which).id
        self.act(lambda s: lines.add_line(s, actor, case_id, *line, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, categories=st.sets(CATEGORIES, max_size=4), accepted=ACCEPTED)
    def add_lines_of_the_minimum(self, which: int, who: str, categories: set[str], accepted: bool) -> None:
        actor, case_id = self.who(who), self.file(which).id
        more = {"now": self.now, "lapse_accepted": accepted}
        self.act(lambda s: minimum_lines.add_missing_lines(s, actor, case_id, categories, actor.id, **more))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, how=st.sampled_from(NAMES), elsewhere=NUMBER, accepted=ACCEPTED)
    def settle_a_line(self, which: int, who: str, n: int, how: str, elsewhere: int, accepted: bool) -> None:
        held = self.file(which).lines
        if not held:
            return
        line, actor = held[-1 - n % len(held)].id, self.who(who)
        more = {"now": self.now, "lapse_accepted": accepted}
        match how:
            case "resulted":
                self.act(lambda s: lines.result_line(s, actor, line, "Seen.", Bearing.AWAY, **more))
            case "not_pursued":
                why = NotPursuedReason.NOT_POSSIBLE
                self.act(lambda s: lines.do_not_pursue_line(s, actor, line, why, "Gone.", **more))
            case "superseded":
                new = ("cctv", "Look again.", actor.id)
                self.act(lambda s: lines.supersede_line(s, actor, line, *new, why="Wrong.", **more))
            case _:
                other = self.file(elsewhere)
                reference = self.record["investigation"][(other.id,)]["reference"]
                at = other.lines[-1].id if other.lines else None
                self.act(lambda s: lines.answer_on_another_crime(s, actor, line, reference, at, "", **more))

    @rule(which=CASE, who=PEOPLE, words=WORDS, accepted=ACCEPTED)
    def agree_that_there_is_no_line(self, which: int, who: str, words: str, accepted: bool) -> None:
        more = {"now": self.now, "lapse_accepted": accepted}
        self.act(lambda s: no_lines.agree_no_lines(s, self.who(who), self.file(which).id, words, **more))

    @rule(which=CASE, who=PEOPLE, is_known=st.booleans(), accepted=ACCEPTED)
    def say_who_is_suspected(self, which: int, who: str, is_known: bool, accepted: bool) -> None:
        actor, case_id = self.who(who), self.file(which).id
        more = {"now": self.now, "lapse_accepted": accepted}
        if is_known:
            added = suspects.SuspectToAdd("Rowan Pike", "Seen nearby.", "Theft")
            self.act(lambda s: suspects.add_suspect(s, actor, case_id, added, **more))
        else:
            self.act(lambda s: suspects.record_no_suspect(s, actor, case_id, "Unseen.", **more))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, what=st.sampled_from(SUSPECTED), words=WORDS, accepted=ACCEPTED)
    def decide_a_suspect(self, which: int, who: str, n: int, what: str, words: str, accepted: bool) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.suspects:
            return
        suspect = case.suspects[n % len(case.suspects)].id
        more = {"now": self.now, "lapse_accepted": accepted}
        match what:
            case "no further action":
                self.act(
                    lambda s: suspect_decisions.decide_no_further_action(
                        s, actor, suspect, "Weak.", words, **more
                    )
                )
            case "charge":
                fact = Charge(suspect, self.now, "Theft")
                self.act(lambda s: charging.record_charge(s, actor, case.id, fact, **more))
            case "interview" | "interview with another":
                held = as_held(actor.id, self.now)
                if what != "interview":
                    inspector = self.who("inspector").id
                    held = replace(held, second_officer_id=inspector, adult=AppropriateAdult.ABSENT)
                self.act(lambda s: record_interview(s, actor, suspect, held, **more))
            case "told":
                self.act(lambda s: suspects.record_suspect_told(s, actor, suspect, self.now, now=self.now))
            case _:
                said = (SuspectDecision(what), words)
                self.act(
                    lambda s: suspect_decisions.record_suspect_decision(s, actor, suspect, *said, **more)
                )

    @rule(which=CASE, who=PEOPLE)
    def a_charge_comes_from_elsewhere(self, which: int, who: str) -> None:
        """Somebody is named and charged in one go, as at night in custody."""
        case_id, actor = self.file(which).id, self.who(who)
        named = suspects.SuspectToAdd("Rowan Pike", "Arrested at the scene.", "Theft")
        more = {"lapse_accepted": True}
        suspect = self.act(lambda s: suspects.add_suspect(s, actor, case_id, named, now=self.now, **more))
        if isinstance(suspect, int):
            fact = Charge(suspect, self.now, "Theft")
            self.act(lambda s: charging.record_charge(s, actor, case_id, fact, now=self.now, **more))

    @rule(which=CASE, who=PEOPLE, is_known=st.booleans(), accepted=ACCEPTED)
    def say_who_is_a_victim(self, which: int, who: str, is_known: bool, accepted: bool) -> None:
        actor, case_id = self.who(who), self.file(which).id
        more = {"now": self.now, "lapse_accepted": accepted}
        if is_known:
            self.act(lambda s: victims.add_victim(s, actor, case_id, making.A_PERSON, **more))
        else:
            self.act(lambda s: victims.record_no_victim(s, actor, case_id, "Nobody.", **more))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, what=st.sampled_from(("needs", "support", *VictimView)),
          accepted=ACCEPTED)  # fmt: skip
    def care_for_a_victim(self, which: int, who: str, n: int, what: str, accepted: bool) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.victims:
            return
        victim = case.victims[n % len(case.victims)].id
        match what:
            case "needs":
                self.act(lambda s: assess_needs(s, actor, victim, MANY_NEEDS, now=self.now))
            case "support":
                self.act(lambda s: victims.record_support_offer(s, actor, victim, *YES, now=self.now))
            case _:
                more = {"now": self.now, "lapse_accepted": accepted}
                self.act(lambda s: victims.record_view(s, actor, victim, VictimView(what), "No.", **more))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, tells=st.sampled_from(("this", "an earlier one", "nothing")),
          result=st.sampled_from(list(ContactResult)), channel=CHANNELS)  # fmt: skip
    def contact_a_victim(
        self, which: int, who: str, n: int, tells: str, result: ContactResult, channel: Channel
    ) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.victims:
            return
        decisions = [
            row["id"] for row in self.record["decision"].values() if row["investigation_id"] == case.id
        ]
        told = {"this": case.decision and case.decision.id, "an earlier one": min(decisions, default=None)}
        self.act(
            lambda s: contacts.record_contact(
                s,
                actor,
                case.victims[n % len(case.victims)].id,
                contacts.ContactMade(
                    channel,
                    result,
                    self.now,
                    "All of it.",
                    tells_decision_id=told.get(tells),
                    took_account=tells == "nothing" and n == 3,
                    left_message=n == 2,
                ),
                now=self.now,
            )
        )
