"""Referring to the CPS, its replies, what is decided about them; waiting; new information."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import BaseForm, MaterialForm, any_of, one_of, one_of_many, text, words
from forms.fields import DayField, WhenField

ASKED = [
    ("full_code_charge", "A charging decision on the Full Code Test"),
    ("threshold_charge", "A charging decision on the Threshold Test"),
    ("early_advice", "Early advice"),
]
GROUNDS = [
    ("evidential", "Evidential: no realistic prospect of conviction"),
    ("public_interest", "Not in the public interest"),
    ("not_said", "The reply does not say"),
]
WAITING_ON = [
    ("laboratory", "The laboratory"),
    ("cps", "The CPS"),
    ("other_force", "Another force"),
    ("medical", "Medical evidence"),
    ("court", "The court"),
]
NO_REFERRAL = ("none", "None of these: what was asked is not recorded here")
# Rows for actions on the page of a plan. One with more is recorded in two goes.
MOST_ACTIONS = 5


class ReferToCpsForm(BaseForm):
    title = "Refer to the CPS"
    button = "Refer"

    referred_at = WhenField("Referred", needed="Enter when the case was referred.")
    asked = one_of("What is the CPS asked for?", ASKED, needed="Choose what the CPS is asked for.")
    suspects = any_of("About which suspects?", hint="Early advice may be asked for before anybody is named.")
    reference = text("CPS reference", longest=60, hint="May be left empty until the CPS gives one.")
    words = words("What to look at", longest=2_000, hint="May be left empty.")


class _ReplyForm(MaterialForm):
    title = "Record a reply of the CPS"
    button = "Record the reply"

    replied_at = WhenField("Replied", needed="Enter when the CPS replied.")
    referral = one_of("What is this a reply to?", needed=None)

    def validate_referral(self, field) -> None:
        if field.choices and not field.data:
            raise ValidationError("Choose what this is a reply to.")

    def referral_id(self) -> int | None:
        """The referral chosen; None when none is recorded."""
        return int(self.referral.data) if (self.referral.data or "").isdigit() else None


class EarlyAdviceForm(_ReplyForm):
    title = "Record the CPS's early advice"
    button = "Record the advice"

    words = words("What did the CPS advise?", hint="In the lawyer's words where you have them.")


class TriageRejectedForm(_ReplyForm):
    title = "Record that the CPS rejected the file at triage"
    button = "Record the rejection"

    words = words("Which reasons did the CPS give?", hint="May be left empty when none came.")


class CpsNoFurtherActionForm(_ReplyForm):
    title = "Record that the CPS decided no further action"
    button = "Record the decision"

    suspect = one_of(
        "For which suspect?", needed="Choose the suspect: add them to the case first if need be."
    )
    ground = one_of("On which ground?", GROUNDS, needed="Choose the ground that the CPS gave.")
    words = words("What did the CPS write?", hint="May be left empty.")


class ActionPlanForm(_ReplyForm):
    """With its rows of actions, added below: what is asked for, the kind of line, the day."""

    title = "Record the CPS's action plan"
    button = "Record the plan"

    words = words("What does the plan say as a whole?", longest=2_000, hint="May be left empty.")

    def rows(self):
        """(what is asked for, kind of line, day) of every row of the page."""
        for number in range(1, MOST_ACTIONS + 1):
            yield tuple(self[f"{name}_{number}"] for name in ("asks", "category", "due_on"))

    def filled_rows(self):
        return [row for row in self.rows() if any(field.data for field in row)]

    def validate(self, extra_validators=None) -> bool:
        """An action is whole, or is left empty."""
        is_valid = super().validate(extra_validators)
        for asks, category, due_on in self.filled_rows():
            for field, needed in (
                (asks, "Write what this action asks for."),
                (category, "Choose which kind of line this action is."),
                (due_on, "Enter by which day this action is due."),
            ):
                if not field.data and not field.errors:
                    self.add_error(field.short_name, needed)
                    is_valid = False
        return is_valid


for _number in range(1, MOST_ACTIONS + 1):
    _asks = words(
        f"Action {_number}: what does the CPS ask for?",
        longest=1_000,
        hint="Becomes a line of inquiry. Leave the rows empty that you do not need." if _number == 1 else "",
    )
    setattr(ActionPlanForm, f"asks_{_number}", _asks)
    setattr(
        ActionPlanForm, f"category_{_number}", one_of_many(f"Action {_number}: kind of line", needed=None)
    )
    setattr(ActionPlanForm, f"due_on_{_number}", DayField(f"Action {_number}: due"))


class CpsDecisionConsideredForm(MaterialForm):
    title = "Record that the CPS's decision was received and an appeal considered"
    button = "Record"

    reply = one_of("Which decision?", needed="Choose the decision.")
    appealed = one_of(
        "Does the force appeal?", [("yes", "Yes"), ("no", "No")], needed="Choose whether the force appeals."
    )
    reason = words("Why?", needed="Write why the force appeals, or why it does not.", longest=2_000)


class NoEarlyAdviceForm(MaterialForm):
    title = "Record why early advice was not sought"
    button = "Record the reason"

    suspects = any_of("About which suspects?")
    reason = words("Why was it not sought?", needed="Write why early advice was not sought.", longest=2_000)

    def validate_suspects(self, field) -> None:
        if not field.data:
            raise ValidationError("Choose at least one suspect.")


class WaitingForm(BaseForm):
    title = "Waiting for somebody else"
    button = "Wait"

    on = one_of("Whom does this case wait for?", WAITING_ON, needed="Choose whom this case waits for.")
    words = words("What is waited for?", needed="Write what is waited for.", longest=1_000)
    since_at = WhenField("Waiting since", needed="Enter since when this case waits.")
    chase_on = DayField("Chase by", needed="Enter by which day it is chased.")
    chaser = one_of_many("Who chases it?", needed="Choose who chases it.")


class WaitingOverForm(BaseForm):
    title = "The wait is over"
    button = "Go on working"

    words = words("What came?", needed="Write what came, or why nobody waits any longer.", longest=1_000)


class NewInformationForm(BaseForm):
    title = "Record new information"
    button = "Record it"

    words = words("What is new?", needed="Write what is new.")
    source = text("From whom, or from where?", needed="Write from whom or where it came.", longest=300)
    came_at = WhenField("It came", needed="Enter when it came.")


class ConsideredForm(BaseForm):
    title = "The case stays finished"
    button = "Record the reason"

    reason = words("Why does it stay finished?", needed="Write why the case stays finished.", longest=2_000)
