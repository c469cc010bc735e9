"""Proposing an ending, signing it off, returning, withdrawing, finishing."""

from __future__ import annotations

from forms.base import BaseForm, one_of_many, words
from forms.directions import WITHOUT_A_TIME
from forms.fields import WhenField


class ProposeForm(BaseForm):
    """The four questions are asked by the gate, not by the form: all findings come at once."""

    button = "Propose"

    outcome = one_of_many("Outcome", needed="Choose an outcome.")
    evidence = words("What evidence is there?")
    lines = words("What lines were followed?")
    victim = words("What does the victim say?")
    risk = words("What risk remains?")


class ProposeClosureForm(ProposeForm):
    title = "Propose closure"
    button = "Propose closure"


class ProposeNoFurtherActionForm(ProposeForm):
    title = "Propose no further action"
    button = "Propose no further action"


class SignOffForm(BaseForm):
    title = "Sign off the decision"
    button = "Sign off"

    words = words("Remarks", longest=2_000, hint="May be left empty.")


class ReturnForm(BaseForm):
    title = "Return with directions"
    button = "Return"

    words = words(
        "What is to be done?", needed="Write what is to be done before this can be signed off.", longest=3_000
    )
    due_at = WhenField("By when?", hint=WITHOUT_A_TIME)


class WithdrawForm(BaseForm):
    title = "Withdraw the proposal"
    button = "Withdraw"

    words = words("Why?", needed="Write why the proposal is withdrawn.", longest=2_000)


class CloseForm(BaseForm):
    title = "Close the investigation"
    button = "Close"


class FileForm(BaseForm):
    title = "File as no further action"
    button = "File"
