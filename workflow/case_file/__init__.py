"""The case file: frozen facts, and all that a rule may look at.

It holds ids, enums, times, presence and digests; no names and no free text, so that a sealed copy of it
can be kept beside a decision. `workflow/reading` builds it from rows; a service adds what is being
asked (`proposal`, `sign_off`, …) with `dataclasses.replace`. On the case page those are None, and a
requirement that needs them says what will be asked.
"""

from workflow.case_file.asked import (
    AllocationAsked,
    LowerRiskAsked,
    ProposalAsked,
    SignOffAsked,
    SuspectDecisionAsked,
)
from workflow.case_file.parts import (
    ActDone,
    Contact,
    Decision,
    Line,
    SignedBy,
    Suspect,
    Victim,
)
from workflow.case_file.readers import WhoReads
from workflow.case_file.whole import (
    CaseFile,
)

__all__ = [
    "ActDone",
    "AllocationAsked",
    "CaseFile",
    "Contact",
    "Decision",
    "Line",
    "LowerRiskAsked",
    "ProposalAsked",
    "SignOffAsked",
    "SignedBy",
    "Suspect",
    "SuspectDecisionAsked",
    "Victim",
    "WhoReads",
]
