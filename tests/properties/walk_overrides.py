"""Anybody grants and ends overrides, whether or not it is theirs to do."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from models import Override
from tests.properties.going_on import GoingOn
from tests.properties.walking import CASE, PEOPLE
from vocabulary import Step
from workflow.services import overrides
from workflow.services.particulars import ToOfficer

REQUIREMENTS = {
    "needs_are_assessed": "unsafe_to_ask",
    "support_is_offered": "victim_asked_not_to",
    "minimum_lines_are_answered": "material_never_existed",
    "officer_is_accredited": "nobody_accredited_free",
    "suspect_account_was_sought": "unfit_for_interview",
    "every_line_is_answered": "unsafe_to_ask",
    "signer_is_independent": "unsafe_to_ask",
}
WORDS = st.sampled_from(("Because of what is written.", "Because of what is written.", " "))
ACCEPTED = st.sampled_from((False, True))
SENIOR = st.sampled_from(("inspector", "detective_inspector"))


class Overriding(GoingOn):
    """Rules about overrides; a mentor is named where a crime is given to somebody."""

    @rule(which=CASE, who=PEOPLE | SENIOR, what=st.sampled_from(sorted(REQUIREMENTS)), officer=PEOPLE,
          days=st.sampled_from((0, 7, 40)), words=WORDS, accepted=ACCEPTED)  # fmt: skip
    def grant_an_override(self, which, who, what, officer, days, words, accepted) -> None:
        case = self.file(which)
        asked = overrides.OverrideToGrant(
            what,
            REQUIREMENTS[what],
            words,
            self.now.date() + dt.timedelta(days=days),
            self.who(officer).id,
            case.suspects[0].id if case.suspects else None,
        )
        more = {"now": self.now, "lapse_accepted": accepted}
        self.act(lambda s: overrides.grant_override(s, self.who(who), case.id, asked, **more))

    @rule(which=CASE, who=PEOPLE, words=WORDS, accepted=ACCEPTED)
    def end_an_override(self, which: int, who: str, words: str, accepted: bool) -> None:
        case_id = self.file(which).id
        held = sa.select(sa.func.max(Override.id)).where(Override.investigation_id == case_id)
        number = self.session.scalar(held)
        if number is None:
            return
        more = {"now": self.now, "lapse_accepted": accepted}
        self.act(lambda s: overrides.end_override(s, self.who(who), number, words, **more))

    @rule(which=CASE, who=PEOPLE, officer=PEOPLE, mentor=PEOPLE)
    def allocate_with_a_mentor(self, which: int, who: str, officer: str, mentor: str) -> None:
        to = ToOfficer(self.who(officer).id, "", self.who(mentor).id)
        self.act(lambda _: self.step(self.file(which).id, self.who(who), Step.ALLOCATE, to))
