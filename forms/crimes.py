"""Recording a crime, classifying one, its risk, allocating, starting, reopening."""

from __future__ import annotations

from wtforms import ValidationError

from forms.base import LINE, SHORT, BaseForm, MaterialForm, any_of, one_of, one_of_many, text, words
from forms.directions import WITHOUT_A_TIME
from forms.fields import DayField, OffenceField, WhenField
from forms.patterns import refuse_no_reference, refuse_no_telephone

REPORTED_HOW = [
    ("emergency_call", "999 call"),
    ("non_emergency_call", "101 call"),
    ("online", "Online"),
    ("front_counter", "Front counter"),
    ("officer", "To an officer"),
    ("another_agency", "From another agency"),
]
RISK_FLAGS = [
    ("domestic_abuse", "Domestic abuse"),
    ("hate_crime", "Hate crime"),
    ("stalking", "Stalking or harassment"),
    ("child_victim", "Child victim"),
    ("vulnerable_victim", "Vulnerable victim"),
    ("repeat_victim", "Repeat victim"),
    ("high_risk", "High risk of serious harm"),
    ("strangulation", "Strangulation or suffocation"),
    ("injury", "Injury"),
    ("weapon", "Weapon"),
    ("trackable_item_taken", "Something taken that can be tracked"),
]
VICTIM_KINDS = [
    ("person", "A person"),
    ("business", "A business or organisation"),
    ("none", "No identifiable victim"),
]


MENTOR = (
    "For an officer without the accreditation: somebody who holds it stands beside them. They are then not "
    "independent of this case, and cannot sign it."
)


class RecordCrimeForm(BaseForm):
    title = "Record a crime"
    button = "Record the crime"

    reference = text(
        "Crime reference", needed="Enter the crime reference.", longest=40, hint="For example, ANY/4471/26"
    )
    unit = one_of_many("Unit that holds it", needed="Choose the unit that holds the crime.")
    offence = OffenceField("Offence", needed="Choose the kind of crime, then the offence.")
    occurred_from_at = WhenField("It happened from", needed="Enter when it happened, or began.")
    occurred_until_at = WhenField("It happened until", hint="Leave empty when it happened at one time.")
    reported_at = WhenField("Reported", needed="Enter when it was reported.")
    reported_how = one_of("How was it reported?", REPORTED_HOW, needed="Choose how it was reported.")
    place = text("Where it happened", needed="Enter where it happened.", longest=SHORT)
    summary = words("What happened", needed="Write what happened.")
    flags = any_of("What is known about risk?", RISK_FLAGS, hint="Choose all that apply, or none.")
    victim_kind = one_of(
        "Who is the victim?", VICTIM_KINDS, needed="Choose who the victim is, or that there is none."
    )
    victim_name = text(
        "Victim's name", longest=LINE, hint="Of the person or the business. More can be added later."
    )
    victim_contact_name = text("Person to contact at the business", longest=LINE)
    victim_born_on = DayField(
        "Victim's date of birth", hint="Of a person, where it is known. For example, 27 3 2011."
    )
    victim_phone = text("Victim's telephone number", longest=40)
    no_victim_reason = words("Why is there no identifiable victim?", longest=SHORT)
    suspect_known = one_of(
        "Is a suspect known?",
        [("yes", "Yes: I will add them next"), ("no", "No")],
        needed="Choose whether a suspect is known.",
    )
    no_suspect_reason = words(
        "Why is there no suspect?", longest=SHORT, hint="For example: nobody saw who did it."
    )

    def validate_reference(self, field) -> None:
        refuse_no_reference(field)

    def validate_victim_phone(self, field) -> None:
        refuse_no_telephone(field)

    def validate_victim_name(self, field) -> None:
        if self.victim_kind.data in ("person", "business") and not field.data:
            raise ValidationError("Enter the victim's name.")

    def validate_victim_contact_name(self, field) -> None:
        if self.victim_kind.data == "business" and not field.data:
            raise ValidationError("Enter who to contact at the business.")

    def validate_no_victim_reason(self, field) -> None:
        if self.victim_kind.data == "none" and not field.data:
            raise ValidationError("Write why there is no identifiable victim.")

    def validate_no_suspect_reason(self, field) -> None:
        if self.suspect_known.data == "no" and not field.data:
            raise ValidationError("Write why there is no suspect.")


class ClassifyForm(MaterialForm):
    title = "Classify the crime"
    button = "Classify"

    offence = OffenceField("Offence", needed="Choose the kind of crime, then the offence.")
    flags = any_of(
        "What is known about risk?",
        RISK_FLAGS,
        hint="Choose all that apply, or none. More can be added later.",
    )
    reason = words("What does that rest on?", longest=SHORT, hint="Only when a risk is chosen.")

    def validate_reason(self, field) -> None:
        if self.flags.data and not field.data:
            raise ValidationError("Write what the risk rests on.")


class RecordRiskForm(MaterialForm):
    title = "Record risk"
    button = "Record the risk"

    flags = any_of(
        "What is known about risk?", RISK_FLAGS, hint="Choose all that apply. What is recorded already stays."
    )
    reason = words("What does it rest on?", needed="Write what the risk rests on.", longest=2_000)

    def validate_flags(self, field) -> None:
        if not field.data:
            raise ValidationError("Choose at least one risk.")


class LowerRiskForm(MaterialForm):
    title = "Lower risk"
    button = "Lower the risk"

    flags = any_of("Which no longer applies?", hint="The timeline keeps who took it away and why.")
    reason = words(
        "Why?",
        needed="Write why the risk is lowered.",
        longest=2_000,
        hint="What has changed, or what showed that the risk was never there.",
    )

    def validate_flags(self, field) -> None:
        if not field.data:
            raise ValidationError("Choose at least one risk.")


class AllocateForm(BaseForm):
    title = "Allocate to an officer"
    button = "Allocate"

    officer = one_of("Officer", needed="Choose an officer.")
    mentor = one_of_many("Mentor on this case", needed=None, hint=MENTOR)
    directions = words("Directions", longest=2_000, hint="What you want done first. May be left empty.")
    directions_due_at = WhenField("Directions to be followed by", hint=WITHOUT_A_TIME)

    def validate_directions_due_at(self, field) -> None:
        if field.data and not self.directions.data:
            raise ValidationError("Write the directions that are to be followed by then.")


class MentorForm(MaterialForm):
    title = "Name a mentor"
    button = "Name the mentor"

    mentor = one_of_many("Mentor on this case", needed="Choose a mentor.", hint=MENTOR)


class ReallocateForm(MaterialForm):
    title = "Re-allocate to another officer"
    button = "Re-allocate"

    officer = one_of("Officer", needed="Choose an officer.")
    mentor = one_of_many("Mentor on this case", needed=None, hint=MENTOR)
    urgent = words("What is urgent?", needed="Write what is urgent, or that nothing is.", longest=2_000)
    promised = words(
        "What was the victim promised?",
        needed="Write what the victim was promised, or that nothing was.",
        longest=2_000,
    )
    exhibits = words(
        "Where are the exhibits?",
        needed="Write where the exhibits are, or that there are none.",
        longest=2_000,
    )


class NoteForm(BaseForm):
    title = "Add a note"
    button = "Add the note"

    words = words(
        "Note",
        needed="Write the note.",
        hint="What others on this case should know. A result, a contact or a risk has a page of its own.",
    )


class StartForm(BaseForm):
    title = "Start the investigation"
    button = "Start"


class ResumeForm(BaseForm):
    title = "Resume the investigation"
    button = "Resume"

    words = words("Why is work resumed?", needed="Write why work is resumed.", longest=2_000)


class ReopenForm(BaseForm):
    title = "Reopen the case"
    button = "Reopen"

    words = words("Why is it reopened?", needed="Write why the case is reopened.", longest=2_000)
