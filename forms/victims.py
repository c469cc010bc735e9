"""Victims: add, contact, needs, support, what they want."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import LINE, SHORT, BaseForm, MaterialForm, any_of, one_of, one_of_many, text, words, yes
from forms.fields import DayField, WhenField
from forms.patterns import refuse_no_telephone

CHANNELS = [
    ("phone", "Telephone"),
    ("in_person", "In person"),
    ("video", "Video call"),
    ("text", "Text message"),
    ("email", "E-mail"),
    ("letter", "Letter"),
    ("through_advocate", "Through their adviser or advocate"),
]
RESULTS = [("reached", "Reached them"), ("attempted", "Tried, and did not reach them")]
VIEWS = [
    ("supports", "Supports further action"),
    ("does_not_support", "Does not support further action"),
    ("unable_to_support", "Is unable to support further action"),
]
NOTHING_DECIDED = "none"
ENHANCED = "Choose all that apply. If none does, choose nothing: then they have the standard rights."


class AddVictimForm(MaterialForm):
    title = "Add a victim"
    button = "Add the victim"

    kind = one_of(
        "Who is it?",
        [("person", "A person"), ("business", "A business or organisation")],
        needed="Choose whether it is a person or a business.",
    )
    name = text("Name", needed="Enter the victim's name.", longest=LINE)
    contact_name = text("Person to contact", longest=LINE, hint="For a business.")
    born_on = DayField("Date of birth", hint="Of a person, where it is known. For example, 27 3 2011.")
    phone = text("Telephone number", longest=40)
    email = text("E-mail address", longest=254)
    address = text("Address", longest=SHORT)
    safe_contact = words(
        "How is it safe to contact them?",
        longest=500,
        hint="Times, numbers, what not to say, who may answer.",
    )

    def validate_phone(self, field) -> None:
        refuse_no_telephone(field)

    def validate_contact_name(self, field) -> None:
        if self.kind.data == "business" and not field.data:
            raise ValidationError("Enter who to contact at the business.")


class NoVictimForm(MaterialForm):
    title = "Record why there is no victim"
    button = "Record"

    reason = words(
        "Why is there no identifiable victim?",
        needed="Write why there is no identifiable victim.",
        longest=SHORT,
    )


class ContactForm(MaterialForm):
    title = "Record contact"
    button = "Record the contact"

    result = one_of("Did you reach them?", RESULTS, needed="Choose whether you reached them.")
    channel = one_of("How?", CHANNELS, needed="Choose how you contacted them.")
    happened_at = WhenField("When it happened", needed="Enter when it happened.")
    tells_decision = one_of(
        "Did you tell them a decision?",
        needed="Choose which decision you told them, or none.",
        hint="Only if you reached them.",
    )
    told = words(
        "What were they told?",
        longest=3_000,
        hint="Their questions and your answers. For a decision: what was decided, and the reasons.",
    )
    covers = any_of("What did you give them?", hint="What they have a right to, and are still owed.")
    reasons = words("Which reasons did you give?", longest=2_000, hint="Where they have a right to reasons.")
    told_of_review = yes(
        "I told them of the right to review",
        hint="That they may ask for the decision to be reviewed, how, and until when.",
    )
    said = words("What did they say?", longest=3_000)
    took_account = yes(
        "I took their account or statement",
        hint="Not a call to keep them informed. Whoever took an account does not sign decisions on the case.",
    )
    left_message = yes("I left a message", hint="On a machine, or with somebody else.")
    embargo_read = yes("I have read what must not be told")
    keeps_promises = any_of("Does this keep a promise made to them?")
    promised = text("What did you promise next?", longest=SHORT)
    promised_for = WhenField("Promised by")

    def validate(self, extra_validators=None) -> bool:
        """Who was not reached was told nothing: nobody is asked which decision."""
        if self.result.data == "attempted" and not self.tells_decision.data:
            self.tells_decision.process_formdata([NOTHING_DECIDED])
            self.tells_decision.raw_data = [NOTHING_DECIDED]
        return super().validate(extra_validators)

    def validate_embargo_read(self, field) -> None:
        """Asked only while something must not be told: the view takes the box away otherwise."""
        if not field.data:
            raise ValidationError("Read what must not be told, and tick that you have.")


class NeedsForm(BaseForm):
    title = "Assess the victim's needs"
    button = "Record the assessment"

    needs = words(
        "What do they need?",
        needed="Write what the victim needs, or that they said they need nothing.",
        longest=3_000,
        hint="Safety, health, language, family, going to court.",
    )
    born_on = DayField(
        "Date of birth", hint="Whoever was under 18 when it happened has enhanced rights. May be left empty."
    )
    categories = any_of("Why do enhanced rights apply?", hint=ENHANCED)
    reason = words("Why are they given at discretion?", longest=1_000, hint="Only if chosen above.")


class SupportForm(BaseForm):
    title = "Record the offer of support"
    button = "Record the answer"

    answer = one_of(
        "Their answer",
        [("accepted", "Accepted: refer them"), ("declined", "Declined")],
        needed="Choose what they answered.",
    )
    words = words("In their words", longest=1_000)


class ViewForm(MaterialForm):
    title = "Record what the victim wants"
    button = "Record"

    view = one_of("What do they want?", VIEWS, needed="Choose what the victim wants.")
    words = words("In their own words", needed="Write the victim's own words.", longest=2_000)
    heard_by = one_of_many("Who heard them?", needed="Choose who heard them.")
    heard_at = WhenField("When they said it", needed="Enter when they said it.")
