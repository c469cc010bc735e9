"""A victim's request for a review: what they asked, and each thing that is done about it."""

from __future__ import annotations

from forms.base import SHORT, BaseForm, MaterialForm, one_of, one_of_many, text, words
from forms.fields import DayField, WhenField
from forms.victims import CHANNELS

RESULTS = [
    ("confirmed", "Decision confirmed"),
    ("overturned_charge", "Decision overturned: charge"),
    ("overturned_refer_to_cps", "Decision overturned: refer to the CPS"),
    ("overturned_out_of_court", "Decision overturned: deal with it out of court"),
    ("overturned_investigate", "Decision overturned: investigate further"),
    ("time_barred", "Nothing can be done: the time limit for charging has passed"),
    ("not_eligible", "Not reviewed: this decision is not within the scheme"),
    ("out_of_time", "Not reviewed: asked too late"),
    ("stands_no_more", "Not reviewed: the decision stands no more"),
]
ENDINGS = [("withdrawn", "The victim took the request back"), *RESULTS]


class AskForReviewForm(BaseForm):
    title = "Record a request for a review"
    button = "Record the request"

    decision = one_of("Which decision?", needed="Choose which decision they ask about.")
    asked_at = WhenField("When we received it", needed="Enter when the request came.")
    how = one_of("How did they ask?", CHANNELS, needed="Choose how they asked.")
    words = words("What did they ask?", needed="Write what they asked, in their own words.", longest=5_000)
    charging_limit_on = DayField(
        "Last day for charging",
        hint="Where the offence has a time limit for charging: the review is decided before it. Filled in "
        "where the force knows of one; correct it, or leave it empty where there is none. "
        "For example, 27 3 2026.",
    )


class AcceptLateForm(BaseForm):
    title = "Take a request that came late"
    button = "Take it"

    request = one_of("Which request?", needed="Choose the request.")
    reason = words(
        "Why is it taken?",
        needed="Write why it is taken although it came late.",
        longest=2_000,
        hint="If it is not taken, decide the request as asked too late.",
    )


class AcknowledgeForm(BaseForm):
    title = "Acknowledge a request for a review"
    button = "Record"

    request = one_of("Which request?", needed="Choose the request.")
    how = one_of("How were they told?", CHANNELS, needed="Choose how they were told.")
    acknowledged_at = WhenField("When they were told", needed="Enter when it was acknowledged.")
    words = words(
        "What were they told?",
        needed="Write what they were told.",
        longest=2_000,
        hint="That the request has come, who looks at it, and by when.",
    )


class ReviewerForm(BaseForm):
    title = "Name the reviewer"
    button = "Name them"

    request = one_of("Which request?", needed="Choose the request.")
    reviewer = one_of_many("Who looks at it afresh?", needed="Choose who reviews the decision.")


class PassOnForm(BaseForm):
    title = "Pass a request on to the CPS"
    button = "Record"

    request = one_of("Which request?", needed="Choose the request.")
    passed_to = text("Whom was it passed to?", needed="Enter whom it was passed to.", longest=SHORT)
    passed_at = WhenField("When", needed="Enter when it was passed on.")
    words = words("Anything else?", longest=2_000)


class DecideForm(MaterialForm):
    title = "Decide a request for a review"
    button = "Record the decision"

    request = one_of("Which request?", needed="Choose the request.")
    result = one_of("What is decided?", RESULTS, needed="Choose what is decided.")
    words = words(
        "Why?",
        needed="Write the reasons, as the victim is told them.",
        hint="Looked at afresh: was all the evidence found, is more to be done, should the CPS be asked?",
    )


class RequestEndedForm(MaterialForm):
    title = "Taken back, or decided by the CPS"
    button = "Record"

    request = one_of("Which request?", needed="Choose the request.")
    result = one_of("How did it end?", ENDINGS, needed="Choose how it ended.")
    ended_at = WhenField("When", needed="Enter when it ended.")
    words = words("What did they say?", needed="Write what they said.")


class ResultToldForm(BaseForm):
    title = "Tell the victim the result"
    button = "Record"

    request = one_of("Which request?", needed="Choose the request.")
    how = one_of("How were they told?", CHANNELS, needed="Choose how they were told.")
    told_at = WhenField("When they were told", needed="Enter when they were told.")
    words = words(
        "What were they told?",
        needed="Write what they were told.",
        longest=3_000,
        hint="The result, the reasons, and what they can do next.",
    )
