"""Running every requirement of a gate on a case, overrides applied."""

from __future__ import annotations

from dataclasses import replace

from vocabulary import Gate
from workflow.case_file import CaseFile
from workflow.findings import Assessed, Assessment
from workflow.policy.pack import Policy
from workflow.requirements.overriding import as_overridden, who_may_override
from workflow.requirements.registry import Requirement, of_gate


def assess(gate: Gate, case: CaseFile, policy: Policy) -> Assessment:
    """Run every requirement of the gate: page, refusal, queue and sealed evaluation read this."""
    case = replace(case, gate=gate)
    found = tuple(_assessed(declared, case, policy) for declared in of_gate(gate))
    return Assessment(gate, policy.version, found)


def _assessed(declared: Requirement, case: CaseFile, policy: Policy) -> Assessed:
    finding = as_overridden(declared, declared.rule(case, policy), case, policy)
    return Assessed(
        declared.key,
        declared.title,
        declared.source,
        declared.owner,
        declared.fix,
        finding,
        who_may_override(declared, case, policy) if finding.stands_in_the_way else "",
    )
