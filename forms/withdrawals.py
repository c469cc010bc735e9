"""A victim who withdraws, going on without them, ringing them back; and the offer of a personal statement."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import LINE, BaseForm, MaterialForm, one_of, one_of_many, text, yes
from forms.base import words as in_words
from forms.fields import DayField, WhenField
from forms.victims import CHANNELS

VIEWS = [
    ("does_not_support", "They do not support further action"),
    ("unable_to_support", "They are unable to support further action"),
]
REASONS = [
    ("fears_the_suspect", "Afraid of the suspect, or of what may happen"),
    ("fears_court", "Does not want to go to court, or is afraid of it"),
    ("family_or_relationship", "Family, or the relationship goes on"),
    ("home_money_or_status", "Home, money or right to stay depends on it"),
    ("health", "Their health, or that of somebody they care for"),
    ("took_too_long", "It took too long, or they were not kept informed"),
    ("no_trust", "Does not trust the police or the courts"),
    ("settled_otherwise", "It was settled in another way"),
    ("only_to_be_recorded", "Only wanted it recorded"),
    ("another", "Another reason"),
]
ACCOUNTS = [
    ("signed_statement", "Signed statement"),
    ("body_worn_video", "Body-worn video"),
    ("recorded_account", "Recorded account"),
    ("none", "None of these yet"),
]
DECIDED = [
    ("not_pursued", "Not pursued: the case does not stand without the victim"),
    ("go_on", "Go on without the victim"),
]
RESULTS = [
    ("own_decision", "They say that it was their own decision"),
    ("not_own_decision", "They say that it was not their own decision"),
    ("not_reached", "They could not be reached, tried as often as the rule asks"),
    ("not_rung", "They were not rung: the risk check, or their wish, says not to"),
]
SPOKEN_TO = ("own_decision", "not_own_decision")
HELPED = [("yes", "Yes"), ("no", "No")]
ANSWERS = [
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("offered", "Offered, and they have not answered yet"),
    ("not_yet", "Too early to offer it"),
]
NO_ACCOUNT = "none"


class WithdrawalForm(MaterialForm):
    title = "They do not support it"
    button = "Record the withdrawal"

    view = one_of(
        "What do they say?", VIEWS, needed="Choose whether they do not support it, or are unable to."
    )
    words = in_words("In their own words", needed="Write the victim's own words.", longest=2_000)
    reason = one_of("Why?", REASONS, needed="Choose the reason that they gave.")
    reason_words = in_words("More about the reason", longest=2_000)
    channel = one_of("How did they say it?", CHANNELS, needed="Choose how they said it.")
    heard_by = one_of_many("Who heard them?", needed="Choose who heard them.")
    heard_at = WhenField("When they said it", needed="Enter when they said it.")
    account = one_of(
        "What holds it?", ACCOUNTS, needed="Choose what holds it.", hint="Asked in this kind of crime."
    )
    account_reference = text("Its reference", longest=LINE)
    help_offered = in_words(
        "What were they offered about what stands in their way?",
        longest=2_000,
        hint="For example: a screen in court, a place at a refuge, somebody to go with them, an interpreter.",
    )
    help_answer = in_words("What did they answer to that?", longest=2_000)
    protection = in_words(
        "What was considered to protect them, and what was done?",
        longest=2_000,
        hint="For example: an order applied for, locks changed, a marker on the address.",
    )


class EvidenceLedForm(MaterialForm):
    title = "Go on without the victim?"
    button = "Decide"

    decided = one_of("What do you decide?", DECIDED, needed="Choose what you decide.")
    reason = in_words(
        "Why?",
        needed="Write why.",
        longest=3_000,
        hint="What else shows it: emergency call, body-worn video, witnesses, injuries, earlier reports. "
        "What going on would mean for the victim.",
    )


class CallBackForm(BaseForm):
    title = "Ring them back about their withdrawal"
    button = "Record"

    risk_check = in_words(
        "What did you look at before ringing?",
        needed="Write what you looked at before ringing.",
        longest=2_000,
        hint="Who lives there, who may answer or read it, what they said is safe, what is new.",
    )
    result = one_of("What came of it?", RESULTS, needed="Choose what came of it.")
    channel = one_of("If you spoke to them, how?", CHANNELS, needed=None)
    rung_at = WhenField("When you spoke to them")
    words = in_words(
        "What did they say?",
        longest=3_000,
        hint="Was it their own decision? Who spoke to them about it?",
    )
    help_was_offered = one_of("Had they been offered help with what stood in their way?", HELPED, needed=None)
    embargo_read = yes("I have read what must not be told")

    def validate_embargo_read(self, field) -> None:
        """Asked only while something must not be told: the view takes the box away otherwise."""
        if self.result.data in SPOKEN_TO and not field.data:
            raise ValidationError("Read what must not be told, and tick that you have.")


class AgreeCallBackForm(BaseForm):
    title = "Ring them back although they asked not to be contacted"
    button = "Agree"

    reason = in_words(
        "Why are they rung back all the same?",
        needed="Write why they are rung back all the same.",
        longest=2_000,
        hint="What makes you doubt the withdrawal, and why a call is safer than none.",
    )


class StatementForm(BaseForm):
    title = "Offer of a personal statement"
    button = "Record"

    answer = one_of("How does the offer stand?", ANSWERS, needed="Choose how the offer stands.")
    words = in_words(
        "What did they say, or why is it too early?",
        needed="Write what they said, or why it is too early.",
        longest=2_000,
        hint="For example: wants it read aloud in court; will decide after the trial date is set.",
    )
    offered_by = one_of_many(
        "Who spoke to them, or decided that it is too early?", needed="Choose who it was."
    )
    offered_at = WhenField("When", needed="Enter when.")
    again_on = DayField("Offer it again on", hint="Where they have not answered, or it is too early.")
