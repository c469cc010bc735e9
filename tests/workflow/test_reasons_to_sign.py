"""Every reason why somebody more senior signs; who is told that answering a line takes that from them."""

from __future__ import annotations

import pytest

from tests.workflow.case_files import OIC, a_case, a_proposal, a_sign_off, policy
from vocabulary import DecisionKind, Rank, RiskFlag
from workflow.requirements.sign_offs import authority_needed, loses_signature


def test_every_reason_for_which_somebody_more_senior_signs_is_named():
    case = a_case(
        offence_class="assault",
        flags=frozenset({RiskFlag.HIGH_RISK, RiskFlag.STRANGULATION, RiskFlag.DOMESTIC_ABUSE}),
        proposal=a_proposal("16"),
    )
    needed = authority_needed(case, DecisionKind.NO_FURTHER_ACTION, policy())
    assert needed.rule == (
        "No further action where the risk of serious harm is high is decided by an inspector. "
        "No further action after strangulation is decided by an inspector. "
        "Domestic abuse ended because the victim does not support it is decided by an inspector."
    )


@pytest.mark.parametrize(
    ("signing", "category", "said"),
    [
        (a_sign_off(), "cctv", True),
        (a_sign_off(), "intelligence", False),
        (a_sign_off(rank=Rank.CONSTABLE), "cctv", False),
        (a_sign_off(OIC), "cctv", False),
    ],
    ids=["could sign", "a line that is no evidence", "too junior", "part of it already"],
)
def test_whoever_could_sign_is_told_that_answering_takes_it_away(signing, category, said):
    assert loses_signature(a_case(), signing, category, policy()) is said
