"""Corrections: another offence, another unit, a contact or a suspect recorded wrongly."""

from __future__ import annotations

from forms.base import LINE, SHORT, MaterialForm, one_of_many, text, words
from forms.fields import DayField, OffenceField
from forms.victims import ContactForm


class ReclassifyForm(MaterialForm):
    title = "Give the crime another offence"
    button = "Reclassify"

    offence = OffenceField("Offence", needed="Choose the kind of crime, then the offence.")
    reason = words(
        "Why?",
        needed="Write what showed that it is this offence.",
        longest=2_000,
        hint="What has changed, or what showed that it was never the other offence.",
    )


class TransferUnitForm(MaterialForm):
    title = "Give the crime to another unit"
    button = "Give to this unit"

    unit = one_of_many("Unit", needed="Choose the unit that takes the crime.")
    reason = words("Why this unit?", needed="Write why the crime goes to this unit.", longest=2_000)
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


class CorrectContactForm(ContactForm):
    title = "Correct a contact"
    button = "Record it as it was"

    why = words(
        "What was wrong with the record?",
        needed="Write what was wrong with the record.",
        longest=2_000,
        hint="What was recorded first is kept, and counts for nothing.",
    )


class CorrectSuspectForm(MaterialForm):
    title = "Correct who the suspect is"
    button = "Correct"

    name = text("Name", needed="Enter the suspect's name.", longest=LINE)
    born_on = DayField("Date of birth", hint="For example, 27 3 1990. May be left empty.")
    offences_considered = text("Offences considered", needed="Enter the offences considered.", longest=SHORT)
    why = words(
        "How is this known?",
        needed="Write how this is known.",
        longest=2_000,
        hint="The timeline keeps what stood here before.",
    )


class RecordedInErrorForm(MaterialForm):
    title = "This suspect was recorded in error"
    button = "Take the suspect out"

    reason = words(
        "Why should this person never have been recorded?",
        needed="Write why this person should never have been recorded as a suspect.",
        longest=2_000,
        hint="For a person who was suspected and did not do it, record an elimination instead.",
    )
