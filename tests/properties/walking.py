"""A walk: acts one after another on one session, each checked as soon as it is done, all rolled back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import ClassVar

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy.orm import Session

from models import Investigation
from tests import making
from tests.properties import record
from tests.properties.start import Start
from vocabulary import WORK_IS_OPEN, Actor, CpsReplyKind, State, Step
from workflow.case_file import CaseFile
from workflow.reading import read_case
from workflow.refusals import Refusal
from workflow.services import cps, lines
from workflow.services.particulars import InWords, Particulars, ReplyMade
from workflow.services.steps import Refused, Taken, take_step

MINUTE = dt.timedelta(minutes=1)
# The people who are likely to do something come up more often.
PEOPLE = st.sampled_from(
    ["officer"] * 4
    + ["sergeant"] * 3
    + ["inspector", "detective_inspector", "second_detective_inspector", "victim_care_officer"] * 2
    + ["registrar", "assessor"]
    + ["colleague", "other_sergeant", "other_officer", "auditor", "administrator"]
)
CASE = st.sampled_from((0, 0, 0, 0, 1, 2))  # 0 is the case the walk is about
LONGEST_WAY_BACK = 3


class Walker(RuleBasedStateMachine):
    """The machinery of a walk; its rules are in walk.py."""

    start: ClassVar[Start]
    reached: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.session = self.start.store.session()
        self.now = making.NOW + dt.timedelta(days=1)
        self.cases = [case.id for case in self.start.cases]
        self.record = record.read(self.session)

    def teardown(self) -> None:
        self.session.rollback()
        self.session.close()

    def who(self, name: str) -> Actor:
        return getattr(self.start.force, name)

    def file(self, which: int) -> CaseFile:
        return read_case(self.session, self.cases[which % len(self.cases)], self.now)

    def act(self, do: Callable[[Session], object]) -> object:
        """One act as a page would do it: kept, or refused and rolled back; then everything is checked."""
        self.now += MINUTE
        refused = None
        try:
            with self.session.begin_nested():
                result = do(self.session)
        except Refusal as refusal:
            refused = result = refusal
        self.session.expunge_all()
        before, self.record = self.record, record.read(self.session)
        self.reached["refused" if refused or isinstance(result, Refused) else "done"] += 1
        record.check_nothing_was_rewritten(before, self.record)
        if refused:
            assert before == self.record  # so that all that held goes on holding
            return result
        if isinstance(result, Refused):
            record.check_only_the_refusal_was_written(before, self.record)
        record.check_holds(self.session)
        self._look_at_what_moved(before["investigation"])
        return result

    def _look_at_what_moved(self, before: record.Rows) -> None:
        for key, row in self.record["investigation"].items():
            moved = key not in before or before[key]["state"] != row["state"]
            if moved:
                self.reached[row["state"]] += 1
                self.reached["a second round"] += row["round"] > 1
                self.reached["finished again"] += row["round"] > 1 and row["state"] in (
                    State.CLOSED,
                    State.NO_FURTHER_ACTION,
                )
                self._check_work_can_open(row["id"])

    def _check_work_can_open(self, case_id: int) -> None:
        """Somebody can bring the case to a state in which work is open; tried, then taken back."""
        trial = self.session.begin_nested()
        for _ in range(LONGEST_WAY_BACK):
            if self._state(case_id) in WORK_IS_OPEN:
                break
            assert self._goes_back(case_id), f"nobody can move it from {self._state(case_id)}"
        assert self._state(case_id) in WORK_IS_OPEN
        trial.rollback()
        self.session.expunge_all()

    def _state(self, case_id: int) -> State:
        return self.session.scalar(sa.select(Investigation.state).where(Investigation.id == case_id))

    def _goes_back(self, case_id: int) -> bool:
        force = self.start.force
        for person in (force.sergeant, force.inspector, force.officer, force.detective_inspector):
            back = (Step.WITHDRAW_PROPOSAL, Step.RETURN_FOR_WORK, Step.RESUME_INVESTIGATION, Step.REOPEN)
            for step in back:
                if isinstance(self._tried(lambda p=person, s=step: self.step(case_id, p, s)), Taken):
                    return True
            before = self._state(case_id)
            for referral in read_case(self.session, case_id, self.now).waiting_referrals:
                said = ReplyMade(CpsReplyKind.EARLY_ADVICE, self.now, "Go on.", referral.id)
                self._tried(
                    lambda p=person, r=said: cps.record_reply(
                        self.session, p, case_id, r, now=self.now, lapse_accepted=True
                    )
                )
            new_line = ("cctv", "Look again.", person.id)
            self._tried(
                lambda p=person, line=new_line: lines.add_line(
                    self.session, p, case_id, *line, now=self.now, lapse_accepted=True
                )
            )
            if self._state(case_id) is not before:
                return True
        return False

    def _tried(self, do: Callable[[], object]) -> object:
        try:
            with self.session.begin_nested():
                return do()
        except Refusal as refusal:
            return refusal

    def step(
        self,
        case_id: int,
        actor: Actor,
        step: Step,
        particulars: Particulars | None = None,
        *,
        stale: bool = False,
    ) -> Taken | Refused:
        seen = 0 if stale else making.last_event(self.session, case_id)
        return take_step(
            self.session,
            actor,
            case_id,
            step,
            particulars or InWords("Because of what is written."),
            seen_event_id=seen,
            now=self.now,
        )
