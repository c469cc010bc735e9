"""Suspects: add, interview, decision, charge, told."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import LINE, SHORT, BaseForm, MaterialForm, one_of, one_of_many, text, words, yes
from forms.fields import DayField, WhenField

DECISIONS = [
    ("eliminated", "Eliminated: it was not this person"),
    ("deceased", "Has died"),
    ("wanted", "Wanted: circulated, not traced"),
]
RECORDED_HOW = [
    ("audio", "Audio"),
    ("video", "Audio and video"),
    ("body_worn", "Body-worn video"),
    ("notes", "Written notes only"),
]
LEGAL_ADVICE = [
    ("present", "A legal representative was there"),
    ("by_telephone", "Given by telephone only"),
    ("declined", "The suspect declined it"),
    ("not_there", "Asked for, and the interview was held without it"),
]
ADULTS = [
    ("not_needed", "Not needed: an adult, and nothing suggests that they are vulnerable"),
    ("present", "There"),
    ("absent", "Needed, and not there"),
]
CHOOSE = ("", "Choose one")
IS_VULNERABLE = "They are or may be vulnerable, for example by mental health or a learning disability"


class AddSuspectForm(MaterialForm):
    title = "Add a suspect"
    button = "Add the suspect"

    name = text("Name", needed="Enter the suspect's name.", longest=LINE)
    born_on = DayField("Date of birth", hint="For example, 27 3 1990. May be left empty.")
    is_vulnerable = yes(IS_VULNERABLE)
    offences_considered = text("Offences considered", needed="Enter the offences considered.", longest=SHORT)
    why_suspected = words(
        "Why are they suspected?", needed="Write why this person is suspected.", longest=2_000
    )
    # Asked only where somebody of this name is recorded already; the view leaves it out elsewhere.
    is_another = yes("This is another person of the same name")


class NoSuspectForm(MaterialForm):
    title = "Record why there is no suspect"
    button = "Record"

    reason = words("Why is there no suspect?", needed="Write why there is no suspect.", longest=SHORT)


class InterviewForm(MaterialForm):
    title = "Record an interview under caution"
    button = "Record the interview"

    interviewed_at = WhenField("Interviewed", needed="Enter when the interview was held.")
    interviewed_by = one_of_many("Held by", needed="Choose who held the interview.")
    second_officer = one_of_many("Who else interviewed?", needed=None)
    place = text("Where", longest=LINE)
    recorded_how = one_of_many(
        "How was it recorded?", [CHOOSE, *RECORDED_HOW], needed="Choose how it was recorded."
    )
    legal_advice = one_of_many(
        "Legal advice", [CHOOSE, *LEGAL_ADVICE], needed="Choose what became of legal advice."
    )
    is_vulnerable = yes(IS_VULNERABLE)
    adult = one_of(
        "Appropriate adult",
        ADULTS,
        needed="Choose whether there was an appropriate adult.",
        hint="Needed for anybody who is or seems to be under 18, or who is or may be vulnerable.",
    )
    why_no_adult = words(
        "If one was needed and not there: why was the interview held?",
        longest=2_000,
        hint="It is recorded either way, and a supervisor looks at it this shift.",
    )
    interpreter = text("Language interpreted", longest=LINE, hint="Leave empty when no interpreter was used.")
    others_present = text(
        "Who else was there?",
        longest=SHORT,
        hint="Names of the legal representative, the appropriate adult and the interpreter.",
    )
    account = words("The account given", needed="Write the account given, or that none was given.")


class ChargeForm(MaterialForm):
    title = "Record a charge"
    button = "Record the charge"

    charged_at = WhenField("Charged", needed="Enter when the suspect was charged.")
    offence = text("Charged with", needed="Enter what the suspect was charged with.", longest=SHORT)


class SuspectDecisionForm(MaterialForm):
    title = "Record a decision about this suspect"
    button = "Record the decision"

    decision = one_of("What was decided?", DECISIONS, needed="Choose what was decided.")
    reason = words("What does this rest on?", needed="Write what this rests on.", longest=2_000)
    proof_of_death = words(
        "What proves the death?",
        longest=2_000,
        hint="Only when they have died. For example: death certificate seen, coroner's reference. May follow "
        "later.",
    )

    def validate_proof_of_death(self, field) -> None:
        if field.data and self.decision.data and self.decision.data != "deceased":
            raise ValidationError("Proof of death is of a suspect who has died.")


class SuspectNoFurtherActionForm(MaterialForm):
    title = "Decide no further action for this suspect"
    button = "Decide no further action"

    reason = words(
        "Why is no further action right for this suspect?", needed="Write why no further action is right."
    )
    no_interview_reason = words(
        "Why was the suspect not interviewed?",
        longest=2_000,
        hint="Leave empty when the suspect was interviewed under caution.",
    )


class SuspectToldForm(BaseForm):
    title = "Record that the suspect was told"
    button = "Record"

    told_at = WhenField("Told", needed="Enter when the suspect was told.")
    why_first = words(
        "If a victim had not been told or tried before: why was the suspect told first?",
        longest=2_000,
        hint="Victims come first. What you record is kept either way, and a supervisor looks at it.",
    )
