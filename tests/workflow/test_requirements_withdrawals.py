"""Outcomes that rest on a withdrawal rest on a record of it; a statement was offered where it is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    NOW,
    OIC,
    SOMEBODY,
    SUPERVISOR,
    UNIT,
    Example,
    a_case,
    a_contact,
    a_decision,
    a_proposal,
    a_suspect,
    a_victim,
    done,
)
from vocabulary import (
    CallBackResult,
    Channel,
    ContactResult,
    CpsAsked,
    EventKind,
    EvidenceLed,
    Gate,
    Outcome,
    RiskFlag,
    StatementAnswer,
    SuspectDecision,
    VictimKind,
    VictimView,
)
from workflow.case_file import CpsReferral, EvidenceLedDecided, StatementOffer, Withdrawal

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
RECORD, EVIDENCED, HELPED = "withdrawal_is_on_record", "withdrawal_is_evidenced", "barriers_were_offered_help"
PROTECTED, WITHOUT = "protection_was_considered", "evidence_led_route_was_decided"
DOUBT, STATEMENT = "no_withdrawal_is_in_doubt", "personal_statement_was_offered"
RUNG_BACK = "drawn_withdrawals_were_rung_back"
OF_WITHDRAWALS = (RECORD, EVIDENCED, HELPED, PROTECTED, WITHOUT, DOUBT)
ABUSED = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}
DAY = dt.timedelta(days=1)
TODAY = NOW.date()
WITHDREW_AT = 880  # the event
WHOLE = Withdrawal(
    60,
    WITHDREW_AT,
    UNIT,
    SOMEBODY,
    SOMEBODY,
    NOW - dt.timedelta(days=3),
    has_account=True,
    help_offered=True,
    protection_considered=True,
)


def attempted(days_ago: int):
    return a_contact(
        result=ContactResult.ATTEMPTED,
        happened_at=NOW - days_ago * DAY,
        decision_id=None,
        channel=Channel.IN_PERSON,
        counts=True,
    )


SILENT = a_victim(id=301, contacts=(attempted(6), attempted(4), attempted(2)))


def withdrew(number: int = 300, **changes: object):
    return a_victim(
        id=number, view=VictimView.DOES_NOT_SUPPORT, withdrawal=replace(WHOLE, **changes), view_is_heard=True
    )


def decided(by: int = SUPERVISOR, what: EvidenceLed = EvidenceLed.NOT_PURSUED, event: int = WITHDREW_AT + 1):
    return EvidenceLedDecided(what, by, event)


def case(*victims, outcome: str | None = "16", **changes: object):
    """Domestic abuse that is to end because these do not support it."""
    values = {
        "proposal": a_proposal(outcome) if outcome else None,
        "victims": victims or (withdrew(),),
        "evidence_led": decided(),
        **ABUSED,
    }
    return a_case(**(values | changes))


def doubted(result: CallBackResult | None, before: bool = False, **changes: object):
    return case(withdrew(called_back=result, was_doubted=before), **changes)


def drawn(result: CallBackResult | None, *, waits: bool | None = None):
    waiting = result is None if waits is None else waits
    since = NOW - dt.timedelta(days=2) if waiting else None
    return case(withdrew(is_drawn=True, called_back=result, waits_since=since), gate=Gate.FINAL)


SPOKE = done(EventKind.VICTIM_VIEW_RECORDED, by=OIC, about=SUPERVISOR)
CHARGED = {
    "gate": Gate.CLOSURE,
    "suspects": (a_suspect(SuspectDecision.CHARGED),),
    "proposal": a_proposal("1"),
}
REFERRED = (CpsReferral(1, 1, CpsAsked.FULL_CODE_CHARGE, NOW, (200,)),)


def offering(answer: StatementAnswer | None, again_on: dt.date | None = None, **changes: object):
    offer = StatementOffer(answer, again_on) if answer else None
    return a_case(**(CHARGED | {"victims": (a_victim(statement=offer),)} | changes))


EXAMPLES = [
    *(Example(key, "all of it, and 16", case(), MET) for key in OF_WITHDRAWALS),
    *(
        Example(key, "no outcome is chosen", case(outcome=None), NOT_APPLICABLE, "Asked when")
        for key in OF_WITHDRAWALS
    ),
    *(
        Example(key, "15 does not rest on it", case(outcome="15"), NOT_APPLICABLE, "does not rest")
        for key in OF_WITHDRAWALS
    ),
    *(
        Example(key, "no victim is recorded", replace(case(), victims=()), NOT_APPLICABLE, "No victim")
        for key in OF_WITHDRAWALS
    ),
    *(
        Example(key, "none engages", case(SILENT), NOT_APPLICABLE, "whoever signs looks at the attempts")
        for key in (RECORD, EVIDENCED, HELPED, PROTECTED)
    ),
    Example(RECORD, "one of two engages", case(withdrew(), SILENT), MET, "1 of 2 on record. 1 do"),
    Example(RECORD, "a view, and no withdrawal", case(a_victim(view=VictimView.DOES_NOT_SUPPORT)), UNMET),
    Example(RECORD, "silence, and too few attempts", case(a_victim()), UNMET, "own words"),
    Example(RECORD, "one of two has withdrawn", case(withdrew(), a_victim(id=302)), UNMET, "rests on a"),
    Example(EVIDENCED, "no statement", case(withdrew(has_account=False)), UNMET, "signed statement"),
    Example(
        EVIDENCED,
        "no statement, and a theft",
        case(withdrew(has_account=False), flags=frozenset()),
        NOT_APPLICABLE,
        "this kind",
    ),
    Example(EVIDENCED, "nobody has withdrawn yet", case(a_victim()), NOT_APPLICABLE, "on record"),
    Example(HELPED, "nothing was offered", case(withdrew(help_offered=False)), UNMET, "help was offered"),
    Example(HELPED, "a theft is asked it too", case(withdrew(help_offered=False), flags=frozenset()), UNMET),
    Example(PROTECTED, "nothing about it", case(withdrew(protection_considered=False)), UNMET, "protect"),
    Example(
        PROTECTED,
        "nothing about it, and no risk",
        case(withdrew(protection_considered=False), flags=frozenset()),
        NOT_APPLICABLE,
        "No risk",
    ),
    Example(WITHOUT, "nobody decided it", case(evidence_led=None), UNMET, "detective sergeant"),
    Example(WITHOUT, "nor of those who are silent", case(SILENT, evidence_led=None), UNMET, "Nobody has"),
    Example(WITHOUT, "of those who are silent, it was", case(SILENT), MET),
    Example(WITHOUT, "before they withdrew", case(evidence_led=decided(event=870)), UNMET, "before the last"),
    Example(WITHOUT, "by the officer in the case", case(evidence_led=decided(OIC)), UNMET, "is the officer"),
    Example(WITHOUT, "by whoever heard it", case(acts=(SPOKE,)), UNMET, "took what the victim wants"),
    Example(WITHOUT, "to go on", case(evidence_led=decided(what=EvidenceLed.GO_ON)), UNMET, "to go on"),
    Example(DOUBT, "no withdrawal is on record", case(a_victim()), NOT_APPLICABLE),
    Example(DOUBT, "rung back: their own", doubted(CallBackResult.OWN_DECISION), MET),
    Example(DOUBT, "rung back: not their own", doubted(CallBackResult.NOT_OWN_DECISION), UNMET, "rung back"),
    Example(DOUBT, "once not their own, and again withdrawn", doubted(None, True), UNMET),
    Example(DOUBT, "and rung back once more", doubted(CallBackResult.OWN_DECISION, True), MET),
    Example(
        DOUBT,
        "found out once it is signed",
        doubted(
            CallBackResult.NOT_OWN_DECISION,
            gate=Gate.FINAL,
            proposal=None,
            decision=a_decision(outcome_code="16"),
        ),
        UNMET,
    ),
    Example(RUNG_BACK, "drawn, and it was their own decision", drawn(CallBackResult.OWN_DECISION), MET),
    Example(RUNG_BACK, "drawn, and the risk check says not to ring", drawn(CallBackResult.NOT_RUNG), MET),
    Example(RUNG_BACK, "drawn, rung back and withdrawn once more", drawn(None, waits=False), MET),
    Example(RUNG_BACK, "drawn, and nobody has rung", drawn(None), UNMET, "a sergeant or above of another"),
    Example(RUNG_BACK, "nobody was drawn", case(gate=Gate.FINAL), NOT_APPLICABLE, "drawn"),
    Example(RUNG_BACK, "nobody withdrew", case(SILENT, gate=Gate.FINAL), NOT_APPLICABLE, "drawn"),
    Example(RUNG_BACK, "15 does not rest on it", case(outcome="15"), NOT_APPLICABLE, "does not rest"),
    Example(STATEMENT, "charged, and accepted", offering(StatementAnswer.ACCEPTED), MET),
    Example(STATEMENT, "charged, and declined", offering(StatementAnswer.DECLINED), MET),
    Example(STATEMENT, "charged, and not offered", offering(None), UNMET, "has not been offered"),
    Example(STATEMENT, "too early, with a day", offering(StatementAnswer.NOT_YET, TODAY + DAY), MET),
    Example(STATEMENT, "too early, and the day is today", offering(StatementAnswer.NOT_YET, TODAY), MET),
    Example(
        STATEMENT, "too early, and the day has passed", offering(StatementAnswer.NOT_YET, TODAY - DAY), UNMET
    ),
    Example(
        STATEMENT, "no answer, and the day has passed", offering(StatementAnswer.OFFERED, TODAY - DAY), UNMET
    ),
    Example(
        STATEMENT,
        "a business",
        offering(None, victims=(a_victim(kind=VictimKind.BUSINESS),)),
        NOT_APPLICABLE,
        "No person",
    ),
    Example(
        STATEMENT,
        "a resolution, and the CPS was not asked",
        offering(
            None, suspects=(a_suspect(SuspectDecision.OUT_OF_COURT_RESOLUTION),), proposal=a_proposal("8")
        ),
        NOT_APPLICABLE,
        "Nobody was charged",
    ),
    Example(
        STATEMENT,
        "a resolution, after the CPS was asked",
        offering(
            None,
            suspects=(a_suspect(SuspectDecision.OUT_OF_COURT_RESOLUTION),),
            proposal=a_proposal("8"),
            referrals=REFERRED,
        ),
        UNMET,
    ),
    *(
        Example(
            STATEMENT,
            f"outcome {code}",
            offering(None, gate=Gate.NO_FURTHER_ACTION, proposal=a_proposal(code)),
            NOT_APPLICABLE,
            "with this outcome",
        )
        for code in ("14", "18", "20")
    ),
    Example(
        STATEMENT,
        "no further action of somebody named: only shown",
        offering(None, gate=Gate.NO_FURTHER_ACTION, proposal=a_proposal("15"), referrals=REFERRED),
        NOT_APPLICABLE,
        "Offered to 0 of 1",
    ),
    Example(
        STATEMENT,
        "no further action, and it was offered",
        offering(StatementAnswer.DECLINED, gate=Gate.NO_FURTHER_ACTION, proposal=a_proposal("15")),
        MET,
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def test_each_victim_who_is_short_of_something_is_listed_where_it_is_mended():
    spoilt = case(withdrew(has_account=False), withdrew(301), withdrew(302, has_account=False))
    items = Example(EVIDENCED, "", spoilt, UNMET).check().items
    assert [(item.kind, item.id) for item in items] == [
        ("victim_withdrawal", 300),
        ("victim_withdrawal", 302),
    ]


def test_who_withdraws_again_after_a_doubt_is_told_apart_from_who_says_so_now():
    for spoilt, why in (
        (doubted(CallBackResult.NOT_OWN_DECISION), "as they said when rung back"),
        (doubted(None, True), "not rung back since"),
    ):
        (item,) = Example(DOUBT, "", spoilt, UNMET).check().items
        assert why in item.text
