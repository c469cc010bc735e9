"""A victim's right to review: which scheme, what is done about a request, how it ends."""

from __future__ import annotations

from enum import StrEnum


class ReviewScheme(StrEnum):
    """Whose decision it was. The police review their own; a request about the CPS's is passed on to it."""

    POLICE = "police"
    CPS = "cps"


class ReviewDone(StrEnum):
    """What was done about one request."""

    ACCEPTED_LATE = "accepted_late"
    ACKNOWLEDGED = "acknowledged"
    REVIEWER_NAMED = "reviewer_named"
    PASSED_ON = "passed_on"
    ENDED = "ended"
    RESULT_TOLD = "result_told"


class ReviewResult(StrEnum):
    """How a request ended."""

    CONFIRMED = "confirmed"
    OVERTURNED_CHARGE = "overturned_charge"
    OVERTURNED_REFER_TO_CPS = "overturned_refer_to_cps"
    OVERTURNED_OUT_OF_COURT = "overturned_out_of_court"
    OVERTURNED_INVESTIGATE = "overturned_investigate"
    TIME_BARRED = "time_barred"
    NOT_ELIGIBLE = "not_eligible"
    OUT_OF_TIME = "out_of_time"
    STANDS_NO_MORE = "stands_no_more"
    WITHDRAWN = "withdrawn"


OVERTURNED = frozenset(
    {
        ReviewResult.OVERTURNED_CHARGE,
        ReviewResult.OVERTURNED_REFER_TO_CPS,
        ReviewResult.OVERTURNED_OUT_OF_COURT,
        ReviewResult.OVERTURNED_INVESTIGATE,
    }
)
# Only whoever looked at all of it afresh can say these.
BY_REVIEWER = OVERTURNED | {ReviewResult.CONFIRMED, ReviewResult.TIME_BARRED}
# Nothing was reviewed, and a supervisor says why not.
WITHOUT_A_REVIEW = frozenset(
    {ReviewResult.NOT_ELIGIBLE, ReviewResult.OUT_OF_TIME, ReviewResult.STANDS_NO_MORE}
)
