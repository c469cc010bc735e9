"""Cases are restricted, opened through the glass and reviewed, in whatever order."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from models import BreakGlass, NamedReader
from tests.properties.walking import CASE, PEOPLE, Walker
from vocabulary import GlassFinding, GlassReason, Restriction
from workflow.services import restricting
from workflow.services.break_glass import break_glass, review_break_glass
from workflow.services.victim_details import hide_details

MONTH = dt.timedelta(days=30)
WHY = "Because of what is written."


class Restricting(Walker):
    """Mostly lifted again, or a walk would seldom go on."""

    @rule(which=CASE, who=PEOPLE, kind=st.sampled_from((None, None, *Restriction)))
    def restrict(self, which: int, who: str, kind: Restriction | None) -> None:
        actor, case_id = self.who(who), self.file(which).id
        if kind is None:
            self.act(lambda s: restricting.lift_restriction(s, actor, case_id, WHY, now=self.now))
        else:
            review_on = (self.now + MONTH).date()
            self.act(lambda s: restricting.restrict(s, actor, case_id, kind, review_on, WHY, now=self.now))

    @rule(which=CASE, who=PEOPLE, whom=PEOPLE, ends=st.booleans())
    def say_who_reads(self, which: int, who: str, whom: str, ends: bool) -> None:
        actor, case_id, person = self.who(who), self.file(which).id, self.who(whom).id
        last = self.session.scalar(sa.select(sa.func.max(NamedReader.id)))
        if ends and last is not None:
            self.act(lambda s: restricting.end_reader(s, actor, last, now=self.now))
        else:
            self.act(lambda s: restricting.name_reader(s, actor, case_id, person, WHY, now=self.now))

    @rule(which=CASE, who=PEOPLE, reviews=st.booleans(), finding=st.sampled_from(list(GlassFinding)))
    def break_the_glass(self, which: int, who: str, reviews: bool, finding: GlassFinding) -> None:
        actor, case_id = self.who(who), self.file(which).id
        last = self.session.scalar(sa.select(sa.func.max(BreakGlass.id)))
        if reviews and last is not None:
            self.act(lambda s: review_break_glass(s, actor, last, finding, WHY, now=self.now))
        else:
            self.act(lambda s: break_glass(s, actor, case_id, GlassReason.OTHER, WHY, now=self.now))

    @rule(which=CASE, who=PEOPLE, hidden=st.booleans())
    def hide_contact_details(self, which: int, who: str, hidden: bool) -> None:
        case, actor = self.file(which), self.who(who)
        if case.victims:
            self.act(lambda s: hide_details(s, actor, case.victims[0].id, hidden, WHY, now=self.now))
