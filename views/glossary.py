"""The glossary: words of the field and of Fairlead, in our own words.

What a force may call otherwise stands in braces and comes from the policy pack.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.policy.pack import Policy


@dataclass(frozen=True)
class Term:
    """`key` is its anchor for ever; what a force calls it may change."""

    key: str
    term: str
    meaning: str


def glossary_terms(policy: Policy) -> list[Term]:
    """Every term with the force's own words in it, in order of the alphabet."""
    words = {key.replace(".", "_"): text for key, text in policy.words.items()}
    words |= {f"{key}_l": text[:1].lower() + text[1:] for key, text in words.items()}
    words["line_of_inquiry_c"] = policy.word("line_of_inquiry").capitalize()
    filled = [Term(each.key, each.term.format(**words), each.meaning.format(**words)) for each in TERMS]
    return sorted(filled, key=lambda each: each.term.casefold())


TERMS = (
    Term(
        "accreditation",
        "Accreditation (PIP)",
        "The level at which an officer is accredited to investigate, from the College of Policing's "
        "professionalising investigations programme: PIP1 for everyday crime, PIP2 for serious and complex, "
        "PIP3 for major investigations.",
    ),
    Term(
        "advice",
        "Take note",
        "Something that was found and does not stand in the way. You may go on; that you saw it is kept.",
    ),
    Term(
        "allocate",
        "Allocate",
        "Give a crime to an officer, who is then the officer in the case.",
    ),
    Term(
        "authority-table",
        "Authority table",
        "The force's own list of who signs what: the rank, whether a detective, and how many people.",
    ),
    Term(
        "bearing",
        "Towards, away, neutral",
        "Which way the result of a {line_of_inquiry} points: towards a suspect, away from one, or neither.",
    ),
    Term(
        "closed",
        "{state_closed}",
        "Ended with formal action, such as a charge or an out-of-court resolution.",
    ),
    Term(
        "cps",
        "CPS",
        "The Crown Prosecution Service, which decides on charges in the more serious cases and prosecutes.",
    ),
    Term(
        "cpia",
        "CPIA",
        "The Criminal Procedure and Investigations Act 1996. Under its code of practice all reasonable lines "
        "are pursued, whether they point towards a suspect or away.",
    ),
    Term(
        "decided-before-fairlead",
        "{state_decided_before_fairlead}",
        "Imported with an outcome that was already published. What led to it was never asked about here.",
    ),
    Term(
        "decision-record",
        "{decision_record}",
        "What was decided and why, who proposed and signed it, and everything that was found at that moment. "
        "It is kept as it was and cannot be changed.",
    ),
    Term(
        "does-not-want-contact",
        "Does not want contact",
        "A victim's own choice, recorded as theirs. It is an answer; not having been reached is none.",
    ),
    Term(
        "direction",
        "Direction",
        "What a supervisor asks somebody to do on a case, by when. Directing makes nobody part of the case.",
    ),
    Term(
        "duty",
        "Due, owed",
        "Something owed to somebody by a time, such as telling a victim a decision. It is done, excused with "
        "a reason, or overdue.",
    ),
    Term(
        "elimination",
        "Eliminated",
        "Evidence shows that this person did not do it. Being told no further action is not elimination.",
    ),
    Term(
        "enhanced-rights",
        "Enhanced rights",
        "What the Victims' Code gives to victims of the most serious crime, to those persistently targeted "
        "and to the vulnerable or intimidated: among other things, being told sooner.",
    ),
    Term(
        "evidential-line",
        "Evidential line",
        "A {line_of_inquiry} whose answer is evidence. Whoever answered one cannot sign the case off.",
    ),
    Term(
        "filed",
        "Filed",
        "Ended without formal action. Where nobody was identified, pages say: {outcome_18_l}.",
    ),
    Term(
        "force-setting",
        "Force setting",
        "A number, rank or rule that the force chose, because no national rule was found or it is not "
        "confirmed. It is never law.",
    ),
    Term(
        "independent",
        "Independent of the case",
        "Somebody who has done nothing on a case that makes it theirs: not its officer now or before, no "
        "account taken, no evidential line answered, no proposal made. Supervising it is not involvement.",
    ),
    Term(
        "lapse",
        "Lapsed",
        "A proposal or a sign-off that no longer stands, because something material was recorded after it.",
    ),
    Term(
        "line-of-inquiry",
        "{line_of_inquiry_c}",
        "One thing worth finding out, with an owner. It is answered by a result, by a reason why it is not "
        "pursued, or by a line of another crime.",
    ),
    Term(
        "material",
        "Material",
        "Said of what changes the ground that a decision stands on: a new line, a new suspect, a victim's "
        "view. Recording it takes a standing proposal back, after a warning.",
    ),
    Term(
        "minimum-lines",
        "Minimum lines",
        "The lines that the force asks for in a kind of crime. Each needs a result or a reason.",
    ),
    Term(
        "my-shift",
        "My shift",
        "The first page: what is due, lost, waiting or asked of you now. Each list there goes on in full.",
    ),
    Term(
        "needs-assessment",
        "Needs assessment",
        "Asking a victim what they need, whether they have enhanced rights and how it is safe to reach them.",
    ),
    Term(
        "no-further-action",
        "{state_no_further_action} (NFA)",
        "Nobody is charged or otherwise dealt with. It is decided for one suspect, or for the whole crime.",
    ),
    Term(
        "not-investigated-further",
        "Not investigated further",
        "Decided at the start that no work will follow, with reasons, signed by somebody who did not take "
        "the report. It is not the same as having found nothing.",
    ),
    Term(
        "oic",
        "Officer in the case (OIC)",
        "Who investigates the crime. There may be none while it waits in a tray; somebody always answers for "
        "it.",
    ),
    Term(
        "outcome",
        "Outcome",
        "The Home Office's code for how a crime ended, such as 1 for charged, 15 and 16 for a suspect who "
        "was identified and not charged, 18 for nobody identified.",
    ),
    Term(
        "overdue",
        "Overdue",
        "Past its time and not done. It is said of the work, and not of anybody's character.",
    ),
    Term(
        "out-of-court-resolution",
        "Out-of-court resolution",
        "A caution, a community resolution or a similar answer to a crime without a court.",
    ),
    Term(
        "override",
        "Override",
        "A requirement goes unmet for a time, on a named ground, because somebody senior to whoever signs "
        "said so in writing. It is shown wherever it counts, and kept in a register.",
    ),
    Term(
        "policy-pack",
        "Policy",
        "Every number, rank, list, word and source that Fairlead uses, with dates. Its version is at the "
        "foot of each page, and is kept with each decision.",
    ),
    Term(
        "propose",
        "Propose",
        "Ask that a case be ended, with an outcome and reasons. Somebody independent then signs it or "
        "returns it.",
    ),
    Term(
        "read-log",
        "Read log",
        "Who looked at what, and when. Every page about a person is in it.",
    ),
    Term(
        "responsible",
        "Answers for it",
        "The one person responsible for a case at any moment: its officer, or the supervisor whose tray it "
        "waits in.",
    ),
    Term(
        "safe-contact",
        "Safe contact",
        "How a victim may be reached without putting them at risk. If none is recorded, ask before you leave "
        "a message or write.",
    ),
    Term(
        "sign-off",
        "Sign-off",
        "An independent supervisor's signature under a decision, on the case as it stood.",
    ),
    Term(
        "still-needed",
        "{still_needed}",
        "What stands in the way of a step: what is missing, why it is asked, whose rule it is, and where to "
        "mend it.",
    ),
    Term(
        "supervisor",
        "{role_supervisor}",
        "Allocates crimes, gives directions and signs decisions, as far as their rank and what they did on "
        "the case allow.",
    ),
    Term(
        "support-referral",
        "Referral to support",
        "Passing a victim's details, with their agreement, to a service that helps victims.",
    ),
    Term(
        "tray",
        "Tray",
        "Where a unit's new and reopened crimes wait to be allocated. A named supervisor answers for them.",
    ),
    Term(
        "victim",
        "Victim",
        "A person who was harmed by a crime, with the rights of the Victims' Code; or a business, through "
        "somebody to contact there.",
    ),
    Term(
        "victim-care-officer",
        "{role_victim_care_officer}",
        "Looks after what victims are owed: needs, support, contact, being told.",
    ),
    Term(
        "victims-code",
        "Victims' Code",
        "The Code of Practice for Victims of Crime: twelve rights, several of them with a time limit.",
    ),
    Term(
        "wanted",
        "Wanted",
        "A suspect who was identified and has not been found.",
    ),
    Term(
        "working-day",
        "Working day",
        "Monday to Friday, without bank holidays of England and Wales.",
    ),
)
