"""The case file: frozen facts, and all that a rule may look at.

It holds ids, enums, times, presence and digests; no names and no free text, so that a sealed copy of it
can be kept beside a decision. `workflow/reading` builds it from rows; a service adds what is being
asked (`proposal`, `sign_off`, …) with `dataclasses.replace`. On the case page those are None, and a
requirement that needs them says what will be asked.
"""

from workflow.case_file.asked import (
    AllocationAsked,
    CancellationAsked,
    LowerClassAsked,
    LowerRiskAsked,
    NotInvestigatingAsked,
    ProposalAsked,
    SignOffAsked,
    SuspectDecisionAsked,
    TransferAsked,
)
from workflow.case_file.cps import (
    CpsReferral,
    CpsReply,
)
from workflow.case_file.parts import (
    ActDone,
    Contact,
    Decision,
    Line,
    Override,
    Remains,
    Resolution,
    SignedBy,
    Suspect,
    Victim,
)
from workflow.case_file.readers import WhoReads
from workflow.case_file.reviews import Decided
from workflow.case_file.rights import RightOwed
from workflow.case_file.telling import (
    SafeWays,
    TellingException,
)
from workflow.case_file.whole import (
    CaseFile,
)
from workflow.case_file.withdrawals import EvidenceLedDecided, StatementOffer, Withdrawal

__all__ = [
    "ActDone",
    "AllocationAsked",
    "CancellationAsked",
    "CaseFile",
    "Contact",
    "CpsReferral",
    "CpsReply",
    "Decided",
    "Decision",
    "EvidenceLedDecided",
    "Line",
    "LowerClassAsked",
    "LowerRiskAsked",
    "NotInvestigatingAsked",
    "Override",
    "ProposalAsked",
    "Remains",
    "Resolution",
    "RightOwed",
    "SafeWays",
    "SignOffAsked",
    "SignedBy",
    "StatementOffer",
    "Suspect",
    "SuspectDecisionAsked",
    "TransferAsked",
    "TellingException",
    "Victim",
    "WhoReads",
    "Withdrawal",
]
