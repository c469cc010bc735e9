"""Sealing an evaluation: all findings, the facts they came from, the policy version, one hash."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from workflow.case_file import CaseFile
from workflow.findings import Assessment
from workflow.ledger import canonical_json, sha256


@dataclass(frozen=True)
class Sealed:
    """`text` is canonical JSON; `hash` its SHA-256."""

    text: str
    hash: str


def seal(case: CaseFile, assessment: Assessment) -> Sealed:
    """Keep what was found, and on what. The case file holds no names and no free text."""
    text = canonical_json(
        {
            "gate": assessment.gate,
            "policy": assessment.policy_version,
            "facts": asdict(case),
            "findings": [
                {
                    "key": found.key,
                    "title": found.title,
                    "source": found.source,
                    "outcome": found.outcome,
                    "why": found.finding.why,
                    "items": [[item.text, item.kind, item.id] for item in found.finding.items],
                    "advice": found.finding.advice,
                    "overridden": found.finding.overridden,
                }
                for found in assessment.findings
            ],
        }
    )
    return Sealed(text, sha256(text))
