"""Proposing not to investigate further, to cancel, to transfer; that a transfer was accepted."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import LINE, BaseForm, one_of, one_of_many, text, words
from forms.fields import WhenField

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def _question(label: str):
    """Asked by the gate, not by the form: all that is missing comes at once."""
    return one_of(label, YES_OR_NO, needed=None)


class ProposeNotInvestigatingForm(BaseForm):
    title = "Propose not to investigate further"
    button = "Propose"

    suspect = _question("Is there a named or identifiable suspect?")
    video = _question("Is there video?")
    forensics = _question("Is there anything for forensics?")
    witness = _question("Is there a witness?")
    traceable = _question("Is there an item or account that can be traced?")
    vulnerable_or_series = _question(
        "Is the victim vulnerable or a repeat victim, or is it one of a series?",
    )
    why_not_allocated = words(
        "Where an answer is yes: why is it not allocated?", longest=3_000, hint="Leave empty when all are no."
    )
    reason = words(
        "Why is it not investigated further?", longest=3_000, hint="The victim is told this decision and why."
    )
    outcome = one_of_many("Outcome", needed="Choose an outcome.")
    call_taken_by = one_of_many(
        "Who took the report?",
        needed=None,
        hint="They do not sign this. Leave empty when it was made online, or taken by somebody without an "
        "account here.",
    )


class ProposeCancellationForm(BaseForm):
    title = "Propose to cancel the crime"
    button = "Propose cancelling"

    ground = one_of("On which ground?", needed="Choose the ground.")
    information_kind = one_of(
        "What kind of information shows it?",
        needed=None,
        hint="A person's health or history is not information that no crime happened. Not needed for a "
        "duplicate.",
    )
    information = words(
        "What verifiable information shows it?",
        longest=3_000,
        hint="What it is, and where it can be checked. Somebody's health is not that, nor that they do not "
        "answer. Not needed for a duplicate.",
    )
    provider = text("Who provided it?", longest=LINE, hint="Name and part. Not needed for a duplicate.")
    other_reference = text(
        "Reference of the crime that stays",
        longest=40,
        hint="Only for a duplicate, or a part of another.",
    )


class ProposeTransferForm(BaseForm):
    title = "Propose a transfer to another force"
    button = "Propose the transfer"

    force = text("To which force?", needed="Enter the force that the crime goes to.", longest=LINE)
    reason = words("Why is the crime theirs?", needed="Write why the crime is theirs.", longest=3_000)
    prosecution = words(
        "What becomes of the prosecution?",
        longest=3_000,
        hint="A suspect stands charged. Who in the other force takes it on, and who told the CPS?",
    )

    ours: tuple[str, ...] = ()  # what this force is called; the view says

    def validate_force(self, field) -> None:
        if " ".join((field.data or "").split()).casefold() in {name.casefold() for name in self.ours}:
            raise ValidationError("This force has the crime already. Enter the force that it goes to.")


class TransferAcceptedForm(BaseForm):
    title = "Record that the other force accepted it"
    button = "Record the acceptance"

    acceptor = text("Who accepted it?", needed="Enter who accepted it.", longest=LINE, hint="Rank and name.")
    reference = text("Their reference", needed="Enter their reference.", longest=40)
    accepted_at = WhenField("Accepted", needed="Enter when it was accepted.")


class CancelForm(BaseForm):
    title = "Cancel the crime"
    button = "Cancel the crime"
    back = "Go back"


class TransferForm(BaseForm):
    title = "Transfer to the other force"
    button = "Transfer"
