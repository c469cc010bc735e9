"""Taking a recorded risk away: a reason, somebody other than the officer in the case, of the rank asked."""

from __future__ import annotations

import pytest

from tests.workflow.case_files import OIC, SUPERVISOR, Example, a_case, a_sign_off, done
from vocabulary import EventKind, Outcome, Rank, RiskFlag
from workflow.case_file import LowerClassAsked, LowerRiskAsked

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
WHY, WHO = "why_risk_is_lowered_is_written", "risk_is_lowered_by_somebody_else"
AUTHORITY = "who_lowers_risk_has_the_authority"


def asking(
    *flags: RiskFlag, person: int = SUPERVISOR, rank=Rank.SERGEANT, detective=False, reason=True, **changes
):
    flags = frozenset(flags or {RiskFlag.WEAPON})
    changes.setdefault("flags", flags)
    asked = LowerRiskAsked(flags, reason)
    return a_case(lower_risk=asked, sign_off=a_sign_off(person, rank, detective), **changes)


def inspector(*flags: RiskFlag, **changes):
    return asking(*flags, rank=Rank.INSPECTOR, **changes)


def lowering(offence_class: str, *flags: RiskFlag, rank=Rank.SERGEANT, detective=False, **changes):
    """A crime of this class would become an 'other crime'."""
    asked = LowerClassAsked("other_crime", changes.pop("reason", True))
    return a_case(
        offence_class=offence_class,
        flags=frozenset(flags),
        lower_class=asked,
        sign_off=a_sign_off(changes.pop("person", SUPERVISOR), rank, detective),
        **changes,
    )


RAPE = {"offence_class": "rape_and_serious_sexual"}
EXAMPLES = [
    Example(WHY, "it is", asking(), MET),
    Example(WHY, "it is not", asking(reason=False), UNMET, "what has changed"),
    Example(WHY, "nobody asks", a_case(), NOT_APPLICABLE, "Asked when"),
    Example(WHO, "a supervisor who never held it", asking(), MET),
    Example(WHO, "the officer in the case", asking(person=OIC), UNMET, "Ask another"),
    Example(
        WHO,
        "whoever held it before",
        asking(acts=(done(EventKind.CASE_ALLOCATED, by=OIC, about=SUPERVISOR),)),
        UNMET,
        "are or were",
    ),
    Example(
        WHO,
        "whoever allocated it, which is supervising",
        asking(acts=(done(EventKind.CASE_ALLOCATED, by=SUPERVISOR, about=OIC),)),
        MET,
    ),
    Example(WHO, "nobody asks", a_case(), NOT_APPLICABLE),
    Example(AUTHORITY, "a weapon, by a sergeant", asking(), MET, "a sergeant or above"),
    Example(AUTHORITY, "a weapon, by a constable", asking(rank=Rank.CONSTABLE), UNMET, "a sergeant"),
    *(
        Example(AUTHORITY, f"{flag.value}, by a sergeant", asking(flag), UNMET, "an inspector or above")
        for flag in (RiskFlag.DOMESTIC_ABUSE, RiskFlag.HIGH_RISK, RiskFlag.STRANGULATION, RiskFlag.STALKING)
    ),
    Example(AUTHORITY, "domestic abuse, by an inspector", inspector(RiskFlag.DOMESTIC_ABUSE), MET),
    Example(
        AUTHORITY,
        "one of two, and the other asks for an inspector",
        asking(RiskFlag.WEAPON, flags=frozenset({RiskFlag.WEAPON, RiskFlag.DOMESTIC_ABUSE})),
        MET,
    ),
    Example(
        AUTHORITY, "a child, by an inspector", inspector(RiskFlag.CHILD_VICTIM), UNMET, "not recorded as"
    ),
    Example(
        AUTHORITY,
        "a child, by a detective inspector",
        inspector(RiskFlag.CHILD_VICTIM, detective=True),
        MET,
        "a detective inspector",
    ),
    Example(AUTHORITY, "any risk of a rape, by an inspector", inspector(**RAPE), UNMET, "detective"),
    Example(AUTHORITY, "nobody asks", a_case(), NOT_APPLICABLE),
    Example(WHY, "a class, with a reason", lowering("theft"), MET),
    Example(WHY, "a class, without one", lowering("theft", reason=False), UNMET, "never the graver"),
    Example(WHO, "a class, by the officer in the case", lowering("theft", person=OIC), UNMET, "the class"),
    Example(AUTHORITY, "a theft, by a sergeant", lowering("theft"), MET),
    Example(
        AUTHORITY,
        "a rape, by an inspector who is no detective",
        lowering("rape_and_serious_sexual", rank=Rank.INSPECTOR),
        UNMET,
        "a detective inspector",
    ),
    Example(
        AUTHORITY,
        "a rape, by a detective inspector",
        lowering("rape_and_serious_sexual", rank=Rank.INSPECTOR, detective=True),
        MET,
    ),
    Example(
        AUTHORITY,
        "a theft with domestic abuse",
        lowering("theft", RiskFlag.DOMESTIC_ABUSE),
        UNMET,
        "inspector",
    ),
    Example(
        AUTHORITY,
        "a homicide, by a detective inspector",
        lowering("homicide", rank=Rank.INSPECTOR, detective=True),
        UNMET,
        "chief inspector",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()
