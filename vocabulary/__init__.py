"""The words Fairlead stores and passes around: enums, Place, Actor. Standard library only.

A stored value is the lower-case word on the right of each member; it never changes once a record
holds it. What a page shows for it lives in the templates or in the policy pack.
"""

from vocabulary.case import (
    Bearing,
    Channel,
    ContactResult,
    DatePrecision,
    DecisionEnding,
    DecisionKind,
    DutyKind,
    DutyStatus,
    LineStatus,
    NotPursuedReason,
    Origin,
    Outcome,
    Place,
    ReportedHow,
    RiskFlag,
    SupportReferral,
    SuspectDecision,
    VictimKind,
    VictimView,
)
from vocabulary.events import (
    EventKind,
    StreamKind,
)
from vocabulary.people import (
    OPERATIONAL_ROLES,
    READING_ROLES,
    Accreditation,
    Actor,
    Rank,
    Role,
)
from vocabulary.restricting import GlassFinding, GlassReason, Restriction
from vocabulary.steps import (
    FINISHED,
    FINISHED_BY_FAIRLEAD,
    PROPOSAL_STANDS,
    WORK_IS_OPEN,
    Act,
    Gate,
    State,
    Step,
)

__all__ = [
    "Accreditation",
    "Act",
    "Actor",
    "Bearing",
    "Channel",
    "ContactResult",
    "DatePrecision",
    "DecisionEnding",
    "DecisionKind",
    "DutyKind",
    "DutyStatus",
    "EventKind",
    "FINISHED",
    "FINISHED_BY_FAIRLEAD",
    "Gate",
    "GlassFinding",
    "GlassReason",
    "LineStatus",
    "NotPursuedReason",
    "OPERATIONAL_ROLES",
    "Origin",
    "Outcome",
    "PROPOSAL_STANDS",
    "Place",
    "READING_ROLES",
    "Rank",
    "ReportedHow",
    "Restriction",
    "RiskFlag",
    "Role",
    "State",
    "Step",
    "StreamKind",
    "SupportReferral",
    "SuspectDecision",
    "VictimKind",
    "VictimView",
    "WORK_IS_OPEN",
]
