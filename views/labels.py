"""What pages call the stored words."""

from __future__ import annotations

from insight.overrides import Standing
from views.labels_of_reviews import REVIEW_RESULTS as REVIEW_RESULTS
from views.labels_of_reviews import REVIEW_SCHEMES as REVIEW_SCHEMES
from views.labels_of_withdrawals import ACCOUNTS as ACCOUNTS
from views.labels_of_withdrawals import CALL_BACKS as CALL_BACKS
from views.labels_of_withdrawals import EVIDENCE_LED as EVIDENCE_LED
from views.labels_of_withdrawals import STATEMENTS as STATEMENTS
from views.labels_of_withdrawals import WITHDRAWAL_REASONS as WITHDRAWAL_REASONS
from vocabulary import (
    Accreditation,
    AdviserKind,
    Bearing,
    ContactResult,
    CpsAsked,
    CpsGround,
    CpsReplyKind,
    DecisionEnding,
    DecisionKind,
    DiversionResult,
    ExceptionKind,
    Gate,
    GlassFinding,
    GlassReason,
    Inquest,
    NotPursuedReason,
    OtherBody,
    Place,
    Programme,
    Rank,
    RemainsAnswer,
    RemainsQuestion,
    ReportedHow,
    ResolutionCheck,
    ResolutionKind,
    Restriction,
    RiskFlag,
    State,
    SupportReferral,
    SuspectDecision,
    VictimKind,
    VictimView,
    WaitingOn,
)
from workflow.interviews import ADULTS_IN_WORDS, ADVICE_IN_WORDS, RECORDED_IN_WORDS
from workflow.letters import HANDED_OVER_IN_WORDS, LETTERS_IN_WORDS, NOT_SENT_IN_WORDS
from workflow.requirements.not_investigated import QUESTIONS_IN_WORDS
from workflow.rights import TRIGGERS_IN_WORDS, WHY_NOT_IN_WORDS
from workflow.services.waiting import WHOM
from workflow.telling import CHANNELS_IN_WORDS, UNSAFE_IN_WORDS

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
RESOLUTIONS = {
    ResolutionKind.COMMUNITY_RESOLUTION: "Community resolution",
    ResolutionKind.YOUTH_CAUTION: "Youth caution",
    ResolutionKind.YOUTH_CONDITIONAL_CAUTION: "Youth conditional caution",
    ResolutionKind.SIMPLE_CAUTION: "Adult simple caution",
    ResolutionKind.CONDITIONAL_CAUTION: "Adult conditional caution",
    ResolutionKind.PENALTY_NOTICE: "Penalty notice",
    ResolutionKind.CANNABIS_OR_KHAT_WARNING: "Cannabis or khat warning",
    ResolutionKind.DIVERSION: "Diversion",
    ResolutionKind.DEFERRED_PROSECUTION: "Deferred prosecution of a child",
}
RESOLUTION_CHECKS = {
    ResolutionCheck.RIGHT: "Found right",
    ResolutionCheck.TO_SCRUTINY: "Sent to the scrutiny panel",
}
DIVERSION_RESULTS = {DiversionResult.COMPLETED: "Completed", DiversionResult.FAILED: "Failed"}
DECISIONS = {
    DecisionKind.CLOSURE: "Closure",
    DecisionKind.NO_FURTHER_ACTION: "No further action",
    DecisionKind.SUSPECT_NO_FURTHER_ACTION: "No further action for one suspect",
    DecisionKind.NOT_INVESTIGATED: "Not investigated further",
    DecisionKind.CANCELLATION: "Cancellation",
    DecisionKind.TRANSFER: "Transfer to another force",
}
ASSESSMENT_QUESTIONS = QUESTIONS_IN_WORDS
GATES = {
    Gate.ALLOCATION: "Before a crime is allocated",
    Gate.CLOSURE: "Before closure is proposed, and again when it is signed off",
    Gate.NO_FURTHER_ACTION: "Before no further action is proposed, and again when it is signed off",
    Gate.FINAL: "Before a case is finished, once its decision is signed off",
    Gate.SUSPECT_NO_FURTHER_ACTION: "Before no further action is decided for one suspect",
    Gate.NOT_INVESTIGATED: "Before not investigating is proposed, and again when it is signed off",
    Gate.CANCELLATION: "Before cancelling is proposed, and again when it is signed off",
    Gate.TRANSFER: "Before a transfer is proposed, and again when it is signed off",
    Gate.DOWNGRADE: "Before a recorded risk is taken away, or a crime is given a less grave class",
}
PLACES = {
    Place.CASE: "The case's page",
    Place.CLASSIFY: "Classify the crime, from the case's page",
    Place.ALLOCATION: "Allocate to an officer, from the case's page",
    Place.LINES: "Lines of inquiry, on the case's page",
    Place.SUSPECTS: "Suspects, on the case's page",
    Place.VICTIMS: "Victims, on the case's page",
    Place.DECISION: "Decisions, on the case's page",
    Place.PROPOSE_CLOSURE: "Propose closure, from the case's page",
    Place.PROPOSE_NO_FURTHER_ACTION: "Propose no further action, from the case's page",
    Place.PROPOSE_NOT_INVESTIGATING: "Propose not to investigate further, from the case's page",
    Place.PROPOSE_CANCELLATION: "Propose to cancel the crime, from the case's page",
    Place.PROPOSE_TRANSFER: "Propose a transfer to another force, from the case's page",
    Place.TRANSFER_ACCEPTED: "Record that the other force accepted it, from the case's page",
    Place.WHO_MAY_SIGN: "Who may sign this, from the case's page",
    Place.REVIEW: "Record a review, from the case's page",
    Place.CPS_REPLY: "Record the CPS's reply, from the case's page",
    Place.CPS_DECISION: "Record that an appeal was considered, from the case's page",
    Place.EARLY_ADVICE: "Refer to the CPS, or record why early advice was not sought, from the case's page",
    Place.EVIDENCE_LED: "Decide whether to go on without the victim, from the case's page",
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
ADULTS, LEGAL_ADVICE, RECORDED_HOW = ADULTS_IN_WORDS, ADVICE_IN_WORDS, RECORDED_IN_WORDS
CHANNELS = CHANNELS_IN_WORDS
UNSAFE = UNSAFE_IN_WORDS
LETTERS = LETTERS_IN_WORDS
HANDED_OVER = HANDED_OVER_IN_WORDS
NOT_SENT = NOT_SENT_IN_WORDS
ADVISERS = {
    AdviserKind.SPOKESPERSON: "Spokesperson",
    AdviserKind.PARENT: "Parent or guardian",
    AdviserKind.ISVA: "ISVA",
    AdviserKind.IDVA: "IDVA",
    AdviserKind.SOLO: "SOLO",
    AdviserKind.FAMILY_LIAISON: "Family liaison officer",
    AdviserKind.ANOTHER: "Adviser",
}
EXCEPTIONS = {
    ExceptionKind.DOES_NOT_WANT_CONTACT: "Does not want contact",
    ExceptionKind.UNABLE_TO_CONTACT: "Cannot be reached",
    ExceptionKind.NOT_TOLD_YET: "Not told yet",
    ExceptionKind.TOLD_BY_ANOTHER_BODY: "Told by another body",
}
TRIGGERS, WHY_NOT_GIVEN = TRIGGERS_IN_WORDS, WHY_NOT_IN_WORDS
BODIES = {
    OtherBody.CPS: "the CPS",
    OtherBody.WITNESS_CARE: "the witness care unit",
    OtherBody.ISVA: "an independent adviser",
    OtherBody.FAMILY_LIAISON: "a family liaison officer",
    OtherBody.OTHER_FORCE: "another force",
}
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
REMAINS_QUESTIONS = {
    RemainsQuestion.PROTECTIVE_ORDER: "Protective order",
    RemainsQuestion.FIREARMS: "Firearms and shotgun certificates",
    RemainsQuestion.CHILDREN: "Children linked to the suspect",
    RemainsQuestion.POSITION_OF_TRUST: "Position of trust",
    RemainsQuestion.POLICE_SUSPECT: "Works for the police",
    RemainsQuestion.OTHER_ALLEGATIONS: "Other allegations",
    RemainsQuestion.INTELLIGENCE: "Intelligence",
    RemainsQuestion.WELFARE: "The suspect's own welfare",
    RemainsQuestion.TOLD_IN_PERSON: "Told in person",
}
REMAINS_ANSWERS = {
    RemainsAnswer.YES: "Yes",
    RemainsAnswer.NO: "No",
    RemainsAnswer.NOT_APPLICABLE: "Does not apply",
}
INQUESTS = {
    Inquest.NOT_EXPECTED: "No inquest is expected",
    Inquest.OPEN: "An inquest is expected or open",
    Inquest.CONCLUDED: "The inquest has concluded",
}
RANKS = {
    Rank.POLICE_STAFF: "Police staff",
    Rank.CONSTABLE: "Constable",
    Rank.SERGEANT: "Sergeant",
    Rank.INSPECTOR: "Inspector",
    Rank.CHIEF_INSPECTOR: "Chief inspector",
    Rank.SUPERINTENDENT: "Superintendent",
    Rank.CHIEF_SUPERINTENDENT: "Chief superintendent",
}
OVERRIDES = {Standing.LIVE: "In force", Standing.EXPIRED: "Expired", Standing.ENDED: "Ended before its time"}
PROGRAMMES = {Programme.PIP2: "PIP 2 programme"}
ACCREDITATIONS = {
    Accreditation.NONE: "None",
    Accreditation.PIP1: "PIP 1",
    Accreditation.PIP2: "PIP 2",
    Accreditation.PIP3: "PIP 3",
}
RESTRICTIONS = {Restriction.RESTRICTED: "Restricted", Restriction.COVERT: "Covert"}
GLASS_REASONS = {
    GlassReason.DANGER: "Somebody may be in danger now",
    GlassReason.ARREST: "A suspect is being arrested or is in custody",
    GlassReason.VICTIM_ASKS: "The victim has come to us",
    GlassReason.LINKED_CRIME: "Another crime or incident leads here",
    GlassReason.OTHER: "Something else",
}
GLASS_FINDINGS = {
    GlassFinding.JUSTIFIED: "There was good reason",
    GlassFinding.NOT_JUSTIFIED: "There was no good reason",
}

CPS_ASKED = {
    CpsAsked.FULL_CODE_CHARGE: "A charging decision on the Full Code Test",
    CpsAsked.THRESHOLD_CHARGE: "A charging decision on the Threshold Test",
    CpsAsked.EARLY_ADVICE: "Early advice",
}
CPS_REPLIES = {
    CpsReplyKind.CHARGE: "Charge",
    CpsReplyKind.ACTION_PLAN: "Action plan",
    CpsReplyKind.TRIAGE_REJECTED: "Rejected at triage",
    CpsReplyKind.EARLY_ADVICE: "Early advice",
    CpsReplyKind.NO_FURTHER_ACTION: "No further action",
}
CPS_GROUNDS = {
    CpsGround.EVIDENTIAL: "on the evidence",
    CpsGround.PUBLIC_INTEREST: "not in the public interest",
    CpsGround.NOT_SAID: "ground not said",
}
WAITING_ON = {each: f"Waiting for {WHOM[each]}" for each in WaitingOn}
