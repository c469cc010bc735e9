"""Facts about a line besides its answer: a result came back, evidence was lost, a request's grounds."""

from __future__ import annotations

from forms.base import MaterialForm, words
from forms.fields import WhenField


class ResultReceivedForm(MaterialForm):
    title = "A result came back"
    button = "Record that it came back"

    received_at = WhenField("Came back", needed="Enter when the result came back.")
    words = words(
        "What came, as it is written",
        longest=2_000,
        hint="Copied, not judged: whoever follows the line reads it and records the result. May be left "
        "empty.",
    )


class LossForm(MaterialForm):
    title = "Own up to lost evidence"
    button = "Record why"

    why = words(
        "Why was it lost, or how was it secured in time?",
        needed="Write why it was lost, or that it was secured in time.",
        longest=2_000,
        hint="For example: not asked for until the case was allocated; kept 14 days. It stays on record.",
    )


class RequestForm(MaterialForm):
    title = "Grounds of this request"
    button = "Record the grounds"

    necessity = words("Why was it necessary?", needed="Write why it was necessary.", longest=2_000)
    scope = words(
        "What exactly was asked for?", needed="Write what exactly was asked for, and no more.", longest=2_000
    )
    consent = words(
        "Who agreed, and when?",
        needed="Write who agreed, when, and what they were told.",
        longest=2_000,
        hint="Or the lawful authority, where somebody else holds the records.",
    )
