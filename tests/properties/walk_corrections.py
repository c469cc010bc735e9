"""Anybody corrects, reclassifies, gives a crime to another unit, or gives a resolution out of court."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.making_resolutions import as_given
from tests.properties.walking import CASE, PEOPLE, Walker
from vocabulary import Channel, ContactResult, DiversionResult, ResolutionCheck, ResolutionKind
from workflow.services import (
    changing_unit,
    contact_corrections,
    contacts,
    reclassifying,
    resolutions,
    suspect_corrections,
)
from workflow.services.particulars import ToUnit

NUMBER = st.integers(0, 3)
ACCEPTED = st.sampled_from((False, False, False, True))
WORDS = st.sampled_from(("Because of what is written.", "Because of what is written.", " "))
OFFENCES = st.sampled_from(("theft_other", "burglary_residential", "rape", "no_such_offence"))
KINDS = st.sampled_from((ResolutionKind.COMMUNITY_RESOLUTION, ResolutionKind.DIVERSION))
ABOUT_A_SUSPECT = st.sampled_from(("resolution", "check", "diversion", "correct", "in error"))


class Corrections(Walker):
    """The rules."""

    @rule(which=CASE, who=PEOPLE, offence=OFFENCES, words=WORDS, accepted=ACCEPTED)
    def reclassify(self, which: int, who: str, offence: str, words: str, accepted: bool) -> None:
        what = (self.who(who), self.file(which).id, offence, words)
        self.act(lambda s: reclassifying.reclassify(s, *what, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, there=st.booleans(), words=WORDS, accepted=ACCEPTED)
    def give_to_a_unit(self, which: int, who: str, there: bool, words: str, accepted: bool) -> None:
        force = self.start.force
        to = ToUnit(force.other_unit if there else force.unit, "A series.", words, "Nothing.", "None.")
        what = (self.who(who), self.file(which).id, to)
        self.act(lambda s: changing_unit.transfer_unit(s, *what, now=self.now, lapse_accepted=accepted))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, what=ABOUT_A_SUSPECT, kind=KINDS, ended=st.sampled_from(
          list(DiversionResult)), words=WORDS, accepted=ACCEPTED)  # fmt: skip
    def settle_a_suspect(
        self, which: int, who: str, n: int, what: str, kind: ResolutionKind, ended, words: str, accepted: bool
    ) -> None:
        case, actor = self.file(which), self.who(who)
        if not case.suspects:
            return
        suspect = case.suspects[n % len(case.suspects)].id
        more = {"now": self.now, "lapse_accepted": accepted}
        match what:
            case "resolution":
                given = as_given(self.start.force, self.now, kind=kind, given_by_id=actor.id)
                self.act(lambda s: resolutions.give_resolution(s, actor, suspect, given, **more))
            case "check":
                found = (ResolutionCheck.TO_SCRUTINY, words)
                self.act(lambda s: resolutions.check_resolution(s, actor, suspect, *found, now=self.now))
            case "diversion":
                end = (ended, self.now, words)
                self.act(lambda s: resolutions.end_diversion(s, actor, suspect, *end, **more))
            case "correct":
                right = suspect_corrections.WhoTheyAre(f"Rowan {n}", "Theft", dt.date(1990, 1, 1 + n))
                what_is_right = (suspect, right, words)
                self.act(lambda s: suspect_corrections.correct_suspect(s, actor, *what_is_right, **more))
            case _:
                self.act(lambda s: suspect_corrections.record_in_error(s, actor, suspect, words, **more))

    @rule(which=CASE, who=PEOPLE, n=NUMBER, tells=st.booleans(), channel=st.sampled_from(
          (Channel.IN_PERSON, Channel.LETTER)), words=WORDS)  # fmt: skip
    def correct_a_contact(
        self, which: int, who: str, n: int, tells: bool, channel: Channel, words: str
    ) -> None:
        case, actor = self.file(which), self.who(who)
        made = sorted(
            row["id"] for row in self.record["contact"].values() if row["investigation_id"] == case.id
        )
        if not made:
            return
        decision = case.decision.id if tells and case.decision else None
        result = ContactResult.REACHED if tells else ContactResult.ATTEMPTED
        true = contacts.ContactMade(channel, result, self.now, "All of it.", tells_decision_id=decision)
        old = made[-1 - n % len(made)]
        self.act(lambda s: contact_corrections.correct_contact(s, actor, old, true, words, now=self.now))
