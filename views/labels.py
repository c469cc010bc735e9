"""What pages call the stored words."""

from __future__ import annotations

import re

from vocabulary import (
    Accreditation,
    Bearing,
    ContactResult,
    DecisionEnding,
    DecisionKind,
    Gate,
    NotPursuedReason,
    Origin,
    Place,
    Rank,
    ReportedHow,
    RiskFlag,
    State,
    SupportReferral,
    SuspectDecision,
    VictimKind,
    VictimView,
)
from workflow.requirements.victims import CHANNELS_IN_WORDS

STATES = {
    State.RECORDED: "Recorded",
    State.ALLOCATED: "Allocated",
    State.INVESTIGATING: "Being investigated",
    State.AWAITING_CPS: "With the CPS",
    State.IN_PROSECUTION: "In prosecution",
    State.AWAITING_SIGN_OFF: "Awaiting sign-off",
    State.AWAITING_VICTIM_UPDATE: "Victims to be told",
    State.CLOSED: "Closed",
    State.NO_FURTHER_ACTION: "No further action",
    State.CANCELLED: "Cancelled",
    State.TRANSFERRED: "Transferred",
    State.DECIDED_BEFORE_FAIRLEAD: "Decided before Fairlead",
}
STATE_COLOURS = {
    State.RECORDED: "light-blue",
    State.ALLOCATED: "light-blue",
    State.INVESTIGATING: "blue",
    State.AWAITING_CPS: "purple",
    State.IN_PROSECUTION: "purple",
    State.AWAITING_SIGN_OFF: "yellow",
    State.AWAITING_VICTIM_UPDATE: "orange",
    State.CLOSED: "grey",
    State.NO_FURTHER_ACTION: "grey",
    State.CANCELLED: "grey",
    State.TRANSFERRED: "grey",
    State.DECIDED_BEFORE_FAIRLEAD: "pink",
}
SUSPECT_DECISIONS = {
    None: "Not decided",
    SuspectDecision.CHARGED: "Charged",
    SuspectDecision.OUT_OF_COURT_RESOLUTION: "Out-of-court resolution",
    SuspectDecision.NO_FURTHER_ACTION: "No further action",
    SuspectDecision.ELIMINATED: "Eliminated",
    SuspectDecision.DECEASED: "Has died",
    SuspectDecision.WANTED: "Wanted",
}
DECISIONS = {
    DecisionKind.CLOSURE: "Closure",
    DecisionKind.NO_FURTHER_ACTION: "No further action",
    DecisionKind.SUSPECT_NO_FURTHER_ACTION: "No further action for one suspect",
}
GATES = {
    Gate.ALLOCATION: "Before a crime is allocated",
    Gate.CLOSURE: "Before closure is proposed, and again when it is signed off",
    Gate.NO_FURTHER_ACTION: "Before no further action is proposed, and again when it is signed off",
    Gate.FINAL: "Before a case is finished, once its decision is signed off",
    Gate.SUSPECT_NO_FURTHER_ACTION: "Before no further action is decided for one suspect",
    Gate.DOWNGRADE: "Before a recorded risk is taken away",
}
PLACES = {
    Place.CASE: "The case's page",
    Place.CLASSIFY: "Classify the crime, from the case's page",
    Place.ALLOCATION: "Allocate to an officer, from the case's page",
    Place.LINES: "Lines of inquiry, on the case's page",
    Place.LOWER_RISK: "Lower a risk, from the case's page",
    Place.SUSPECTS: "Suspects, on the case's page",
    Place.VICTIMS: "Victims, on the case's page",
    Place.DECISION: "Decisions, on the case's page",
    Place.PROPOSE_CLOSURE: "Propose closure, from the case's page",
    Place.PROPOSE_NO_FURTHER_ACTION: "Propose no further action, from the case's page",
    Place.WHO_MAY_SIGN: "Who may sign this, from the case's page",
}
ENDINGS = {
    None: "Stands",
    DecisionEnding.WITHDRAWN: "Withdrawn",
    DecisionEnding.RETURNED: "Returned with directions",
    DecisionEnding.LAPSED: "Lapsed: something material was recorded",
    DecisionEnding.CARRIED_OUT: "Carried out",
}
BEARINGS = {
    Bearing.TOWARDS: "points towards a suspect",
    Bearing.AWAY: "points away from a suspect",
    Bearing.NEUTRAL: "points neither way",
}
NOT_PURSUED = {
    NotPursuedReason.DISPROPORTIONATE: "not proportionate",
    NotPursuedReason.NOT_POSSIBLE: "not possible",
    NotPursuedReason.NOT_RELEVANT: "not relevant",
}
CHANNELS = CHANNELS_IN_WORDS
CONTACT_RESULTS = {ContactResult.REACHED: "Reached", ContactResult.ATTEMPTED: "Tried, not reached"}
VICTIM_KINDS = {VictimKind.PERSON: "Person", VictimKind.BUSINESS: "Business"}
VIEWS = {
    None: "Not asked yet",
    VictimView.SUPPORTS: "Supports further action",
    VictimView.DOES_NOT_SUPPORT: "Does not support further action",
    VictimView.UNABLE_TO_SUPPORT: "Is unable to support further action",
}
REFERRALS = {
    None: "Not offered yet",
    SupportReferral.ACCEPTED: "Accepted",
    SupportReferral.DECLINED: "Declined",
}
RISK_FLAGS = {
    RiskFlag.DOMESTIC_ABUSE: "Domestic abuse",
    RiskFlag.HATE_CRIME: "Hate crime",
    RiskFlag.STALKING: "Stalking",
    RiskFlag.CHILD_VICTIM: "Child victim",
    RiskFlag.VULNERABLE_VICTIM: "Vulnerable victim",
    RiskFlag.REPEAT_VICTIM: "Repeat victim",
    RiskFlag.HIGH_RISK: "High risk",
    RiskFlag.STRANGULATION: "Strangulation",
    RiskFlag.INJURY: "Injury",
    RiskFlag.WEAPON: "Weapon",
    RiskFlag.TRACKABLE_ITEM_TAKEN: "Trackable item",
}
REPORTED_HOW = {
    ReportedHow.EMERGENCY_CALL: "999 call",
    ReportedHow.NON_EMERGENCY_CALL: "101 call",
    ReportedHow.ONLINE: "online",
    ReportedHow.FRONT_COUNTER: "at a front counter",
    ReportedHow.OFFICER: "to an officer",
    ReportedHow.ANOTHER_AGENCY: "by another agency",
    ReportedHow.PUBLISHED_DATA: "not known: from published data",
}
ORIGINS = {Origin.FORCE: "Recorded here", Origin.PUBLISHED_DATA: "Imported from data.police.uk"}
RANKS = {
    Rank.POLICE_STAFF: "Police staff",
    Rank.CONSTABLE: "Constable",
    Rank.SERGEANT: "Sergeant",
    Rank.INSPECTOR: "Inspector",
    Rank.CHIEF_INSPECTOR: "Chief inspector",
    Rank.SUPERINTENDENT: "Superintendent",
    Rank.CHIEF_SUPERINTENDENT: "Chief superintendent",
}
ACCREDITATIONS = {
    Accreditation.NONE: "None",
    Accreditation.PIP1: "PIP 1",
    Accreditation.PIP2: "PIP 2",
    Accreditation.PIP3: "PIP 3",
}


A_LINE = re.compile(r"\b(lines? of )[ie](?=nquir(?:y|ies)\b)", re.IGNORECASE)
A_VICTIM_CARE_OFFICER = re.compile(r"\b(v)ictim care officer", re.IGNORECASE)


def in_the_forces_words(words: str, spelling: str, victim_care_officer: str) -> str:
    """Fairlead's own sentence in the force's spelling of inquiry, and with its name for that role.

    Never for what people wrote: that stays as they wrote it.
    """
    spelt = A_LINE.sub(lambda found: found[1] + spelling[0], words)

    def named(found: re.Match[str]) -> str:
        return victim_care_officer if found[1].isupper() else in_a_sentence(victim_care_officer)

    return A_VICTIM_CARE_OFFICER.sub(named, spelt)


def in_a_sentence(words: str) -> str:
    """A title inside a sentence: 'House-to-house' becomes 'house-to-house', and 'CCTV' stays as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
