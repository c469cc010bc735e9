"""How duties owed to victims are counted for oversight. Nothing of it is stored. Standard library only."""

from __future__ import annotations

from enum import StrEnum

from vocabulary.case import DutyKind
from vocabulary.people import Role

# What is owed to a victim, in the order of pages. What is owed to the work, or to suspects, is not here.
OWED_TO_VICTIMS = (
    DutyKind.RIGHT,
    DutyKind.NEEDS_ASSESSMENT,
    DutyKind.SUPPORT_REFERRAL,
    DutyKind.TELL_DECISION,
    DutyKind.TRY_AGAIN,
    DutyKind.TELL_LATER,
    DutyKind.LATER_CONTACT,
    DutyKind.ASK_SAFE_CONTACT,
    DutyKind.NEXT_UPDATE,
    DutyKind.PROMISE,
    DutyKind.OFFER_STATEMENT,
    DutyKind.ACKNOWLEDGE_REVIEW,
    DutyKind.NAME_REVIEWER,
    DutyKind.DECIDE_REVIEW,
    DutyKind.PASS_REVIEW_ON,
    DutyKind.CPS_REVIEW_CHASE,
    DutyKind.TELL_REVIEW_RESULT,
    DutyKind.CALL_BACK,
)
# Met by reaching the victim, so that somebody may have tried in time and not reached them (practice P23).
MET_BY_TELLING = frozenset(
    {
        DutyKind.RIGHT,
        DutyKind.TELL_DECISION,
        DutyKind.TRY_AGAIN,
        DutyKind.LATER_CONTACT,
        DutyKind.NEXT_UPDATE,
        DutyKind.TELL_REVIEW_RESULT,
    }
)
# Supervisors and victim care see the figures of their units; the others, and higher ranks, of the force.
OVERSEEING_ROLES = frozenset({Role.SUPERVISOR, Role.VICTIM_CARE_OFFICER, Role.AUDITOR, Role.CRIME_REGISTRAR})


class CountedAs(StrEnum):
    """How one duty stands at a moment: each is counted as exactly one of these."""

    MET_IN_TIME = "met_in_time"
    MET_LATE = "met_late"
    RECORDED_LATE = "recorded_late"
    OVERDUE = "overdue"
    RUNNING = "running"
    DECLINED = "declined"
    GOOD_REASON = "good_reason"
    NOT_REACHED = "not_reached"
    NOT_SAFE_YET = "not_safe_yet"
    NO_LONGER_OWED = "no_longer_owed"


class Figure(StrEnum):
    """A number of duties on the page of figures, each with the list of those behind it."""

    OWED = "owed"
    HAD_TO_BE_MET = "had_to_be_met"
    MET_IN_TIME = "met_in_time"
    LATE = "late"
    RECORDED_LATE = "recorded_late"
    OVERDUE = "overdue"
    RUNNING = "running"
    EXCUSED = "excused"
    DECLINED = "declined"
    GOOD_REASON = "good_reason"
    NOT_REACHED = "not_reached"
    NOT_SAFE_YET = "not_safe_yet"
    NO_LONGER_OWED = "no_longer_owed"
    EXCUSED_AFTER_DUE = "excused_after_due"
    HAD_TO_BE_TOLD = "had_to_be_told"
    TOLD_IN_TIME = "told_in_time"
    TRIED_IN_TIME = "tried_in_time"


class FiguresBy(StrEnum):
    """What the rows of the tables are."""

    KIND = "kind"
    UNIT = "unit"


_HAD_TO_BE_MET = {
    CountedAs.MET_IN_TIME,
    CountedAs.MET_LATE,
    CountedAs.RECORDED_LATE,
    CountedAs.OVERDUE,
}
_EXCUSED = {
    CountedAs.DECLINED,
    CountedAs.GOOD_REASON,
    CountedAs.NOT_REACHED,
    CountedAs.NOT_SAFE_YET,
    CountedAs.NO_LONGER_OWED,
}
# What each figure counts; the last four ask something more of those.
COUNTED_IN: dict[Figure, frozenset[CountedAs]] = {
    Figure.OWED: frozenset(CountedAs),
    Figure.HAD_TO_BE_MET: frozenset(_HAD_TO_BE_MET),
    Figure.MET_IN_TIME: frozenset({CountedAs.MET_IN_TIME}),
    Figure.LATE: frozenset({CountedAs.MET_LATE, CountedAs.RECORDED_LATE}),
    Figure.RECORDED_LATE: frozenset({CountedAs.RECORDED_LATE}),
    Figure.OVERDUE: frozenset({CountedAs.OVERDUE}),
    Figure.RUNNING: frozenset({CountedAs.RUNNING}),
    Figure.EXCUSED: frozenset(_EXCUSED),
    Figure.DECLINED: frozenset({CountedAs.DECLINED}),
    Figure.GOOD_REASON: frozenset({CountedAs.GOOD_REASON}),
    Figure.NOT_REACHED: frozenset({CountedAs.NOT_REACHED}),
    Figure.NOT_SAFE_YET: frozenset({CountedAs.NOT_SAFE_YET}),
    Figure.NO_LONGER_OWED: frozenset({CountedAs.NO_LONGER_OWED}),
    Figure.EXCUSED_AFTER_DUE: frozenset(_EXCUSED),
    Figure.HAD_TO_BE_TOLD: frozenset(_HAD_TO_BE_MET),
    Figure.TOLD_IN_TIME: frozenset({CountedAs.MET_IN_TIME}),
    Figure.TRIED_IN_TIME: frozenset(_HAD_TO_BE_MET),
}
