"""Rows: typed SQLAlchemy classes, a file per noun. No row holds policy; nothing here imports workflow."""

from models.base import Base
from models.cps import CpsAction, CpsDecisionConsidered, CpsReferral, CpsReferralSuspect, CpsReply
from models.decisions import Decision, DecisionEnded, SignOff, TransferAcceptance
from models.directions import Direction
from models.duties import Duty
from models.events import CaseEvent, EventDetail, Stream
from models.hearings import Hearing
from models.interviews import Interview
from models.investigation import Investigation, InvestigationFlag, PublishedFile, PublishedOutcome
from models.letters import Letter, LetterEmail, LetterHandedOver
from models.lines_of_inquiry import LineOfInquiry
from models.overrides import Override
from models.people import Person, RoleHolding, SignInSession, Unit
from models.reads import ReadLogEntry
from models.remaining import RiskThatRemains
from models.resolutions import OutOfCourtResolution
from models.restricting import BreakGlass, NamedReader
from models.reviews import ReviewRequest, ReviewRequestStep
from models.skills import AccreditationHeld, ActingRank, TraineeProgramme
from models.suspects import Suspect
from models.telling import (
    Embargo,
    EmbargoEnded,
    SafeContact,
    TellingException,
    TellingExceptionAgreed,
    TellingExceptionEnded,
    VictimChannel,
)
from models.updates import UpdateAgreement
from models.victims import Contact, Victim
from models.withdrawals import (
    CallBack,
    CallBackAgreed,
    EvidenceLedDecision,
    StatementOffer,
    Withdrawal,
    WithdrawalTakenBack,
)

__all__ = [
    "AccreditationHeld",
    "ActingRank",
    "Base",
    "BreakGlass",
    "CallBack",
    "CallBackAgreed",
    "CaseEvent",
    "Contact",
    "CpsAction",
    "CpsDecisionConsidered",
    "CpsReferral",
    "CpsReferralSuspect",
    "CpsReply",
    "Decision",
    "DecisionEnded",
    "Direction",
    "Duty",
    "Embargo",
    "EmbargoEnded",
    "EventDetail",
    "EvidenceLedDecision",
    "Hearing",
    "Interview",
    "Investigation",
    "InvestigationFlag",
    "Letter",
    "LetterEmail",
    "LetterHandedOver",
    "LineOfInquiry",
    "Override",
    "OutOfCourtResolution",
    "NamedReader",
    "Person",
    "PublishedFile",
    "PublishedOutcome",
    "ReadLogEntry",
    "ReviewRequest",
    "ReviewRequestStep",
    "RiskThatRemains",
    "RoleHolding",
    "SafeContact",
    "SignInSession",
    "SignOff",
    "StatementOffer",
    "Stream",
    "Suspect",
    "TransferAcceptance",
    "TraineeProgramme",
    "TellingException",
    "TellingExceptionAgreed",
    "TellingExceptionEnded",
    "Unit",
    "UpdateAgreement",
    "Victim",
    "VictimChannel",
    "Withdrawal",
    "WithdrawalTakenBack",
]
