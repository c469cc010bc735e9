"""What pages call the stored words of a victim's right to review."""

from __future__ import annotations

from vocabulary import ReviewResult, ReviewScheme

REVIEW_SCHEMES = {ReviewScheme.POLICE: "Police", ReviewScheme.CPS: "CPS"}
REVIEW_RESULTS = {
    ReviewResult.CONFIRMED: "Decision confirmed",
    ReviewResult.OVERTURNED_CHARGE: "Decision overturned: charge",
    ReviewResult.OVERTURNED_REFER_TO_CPS: "Decision overturned: refer to the CPS",
    ReviewResult.OVERTURNED_OUT_OF_COURT: "Decision overturned: deal with it out of court",
    ReviewResult.OVERTURNED_INVESTIGATE: "Decision overturned: investigate further",
    ReviewResult.TIME_BARRED: "The time limit for charging has passed",
    ReviewResult.NOT_ELIGIBLE: "Not reviewed: not within the scheme",
    ReviewResult.OUT_OF_TIME: "Not reviewed: asked too late",
    ReviewResult.STANDS_NO_MORE: "Not reviewed: the decision stands no more",
    ReviewResult.WITHDRAWN: "Taken back by the victim",
}
