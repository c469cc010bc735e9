"""How a victim is safely reached, why one was not told, what must not be told yet, what was marked."""

from __future__ import annotations

from forms.base import LINE, SHORT, BaseForm, any_of, one_of, one_of_many, text, words, yes
from forms.fields import DayField, WhenField
from forms.victims import CHANNELS

NOT_SAID = "not_said"
ADVISERS = [
    ("", "Nobody"),
    ("spokesperson", "Spokesperson"),
    ("parent", "Parent or guardian"),
    ("isva", "Independent sexual violence adviser (ISVA)"),
    ("idva", "Independent domestic violence adviser (IDVA)"),
    ("solo", "Sexual offences liaison officer (SOLO)"),
    ("family_liaison", "Family liaison officer"),
    ("another", "Another adviser"),
]
BODIES = [
    ("cps", "The CPS"),
    ("witness_care", "The witness care unit"),
    ("isva", "An independent adviser (ISVA or IDVA)"),
    ("family_liaison", "A family liaison officer"),
    ("other_force", "Another force"),
]


class SafeContactForm(BaseForm):
    title = "How is it safe to contact them?"
    button = "Record"

    safe = any_of(
        "Which ways did they say are safe?", CHANNELS, hint="Only what they said themselves, when asked."
    )
    unsafe = any_of("Which ways are not safe?", CHANNELS, hint="Nobody tells them a decision this way.")
    preferred = one_of(
        "Which do they prefer?",
        [*CHANNELS, (NOT_SAID, "They did not say")],
        needed="Choose which way they prefer, or that they did not say.",
    )
    no_messages = yes("Leave no message", hint="Not on a machine, and not with anybody else.")
    safe_times = text(
        "When is it safe?", longest=SHORT, hint="For example: weekdays after 10, not on Fridays."
    )
    safe_words = words(
        "What to say, and what not?", longest=1_000, hint="For example: say that you ring about the survey."
    )
    interpreter = text(
        "Which language does an interpreter speak with them?",
        longest=LINE,
        hint="Leave empty when they need no interpreter. For example: Polish, or British Sign Language.",
    )
    adviser_kind = one_of_many("Does somebody speak for them, or stand beside them?", ADVISERS, needed=None)
    adviser_name = text("Their name", longest=LINE)
    adviser_reached = text("How are they reached?", longest=SHORT)


class NoContactForm(BaseForm):
    title = "They do not want contact"
    button = "Record"

    words = words(
        "In their own words",
        needed="Write the victim's own words.",
        longest=2_000,
        hint="An answer, not a hole. It stands until they take it back.",
    )
    heard_by = one_of_many("Who heard them?", needed="Choose who heard them.")
    heard_at = WhenField("When they said it", needed="Enter when they said it.")


class UnableToContactForm(BaseForm):
    title = "They cannot be reached"
    button = "Agree"

    decision = one_of("Which decision are they owed?", needed="Choose the decision.")
    words = words("What was tried?", needed="Write what was tried.", longest=2_000)


class NotToldYetForm(BaseForm):
    title = "They are not told yet"
    button = "Agree"

    decision = one_of("Which decision are they owed?", needed="Choose the decision.")
    words = words(
        "Why not now?",
        needed="Write why the victim cannot be told yet.",
        longest=2_000,
        hint="What makes it unsafe now, or which operation it would harm.",
    )
    review_on = DayField("Look again on", needed="Enter when this is looked at again.")


class ToldElsewhereForm(BaseForm):
    title = "Another body told them"
    button = "Record"

    decision = one_of("Which decision were they told?", needed="Choose the decision.")
    body = one_of("Who told them?", BODIES, needed="Choose who told them.")
    told_at = WhenField("When they were told", needed="Enter when they were told.")
    reference = text("Their reference", needed="Enter their reference.", longest=LINE)
    words = words(
        "Who told them, and what?",
        needed="Write who told them, and what they were told.",
        longest=2_000,
    )


class AgreeExceptionForm(BaseForm):
    title = "Agree why they were not told"
    button = "Agree"

    exception = one_of("Which?", needed="Choose one that waits for somebody to agree.")
    words = words(
        "How do you know that it is so?",
        needed="Write how you know that it is so.",
        longest=2_000,
        hint="For example: heard it on the body-worn video; rang the witness care unit. If it is not so, "
        "record that it holds no more instead.",
    )


class ExceptionOverForm(BaseForm):
    title = "It holds no more"
    button = "Record"

    exception = one_of("Which?", needed="Choose one that still holds for this victim.")
    words = words(
        "What has changed?",
        needed="Write what has changed.",
        longest=2_000,
        hint="What they were not told because of it is owed again.",
    )


class EmbargoForm(BaseForm):
    title = "Do not tell yet"
    button = "Agree"

    what = words(
        "What must not be told?",
        needed="Write what must not be told.",
        longest=1_000,
        hint="For example: that an arrest is planned. Everybody who rings a victim of this crime reads it.",
    )
    until_at = WhenField("Until", needed="Enter until when.")


class EmbargoOverForm(BaseForm):
    title = "It may be told now"
    button = "Record"

    embargo = one_of("Which?", needed="Choose what still must not be told.")
    why = words("Why?", needed="Write why it may be told now.", longest=1_000)


class MarkedForm(BaseForm):
    title = "Look at what was marked"
    button = "Record"

    marked = any_of("What did you look at?")
    words = words(
        "What did you do about it?",
        needed="Write what you did about it.",
        longest=2_000,
        hint="For example: went to see her; she is safe; the letter had not been opened.",
    )
