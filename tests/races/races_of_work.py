"""Races of what is done on a crime: lines, suspects, the CPS, risk, who holds it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, Override
from tests import making, making_cps
from tests.making import NOW, Case, Force
from tests.making_interviews import as_held
from tests.making_overrides import grant, to_grant
from tests.making_remaining import GROUNDS, answers
from tests.making_resolutions import as_given, resolve
from tests.races.racing import Race
from vocabulary import (
    Bearing,
    CpsReplyKind,
    DecisionKind,
    DiversionResult,
    NotPursuedReason,
    ResolutionCheck,
    ResolutionKind,
    RiskFlag,
    SuspectDecision,
)
from workflow.services.changing_unit import transfer_unit
from workflow.services.charging import record_charge
from workflow.services.cps import record_reply
from workflow.services.cps_decisions import consider_decision, record_no_early_advice
from workflow.services.crimes import classify, record_crime
from workflow.services.interviews import record_interview
from workflow.services.line_facts import explain_loss, justify_request, record_result_received
from workflow.services.lines import (
    add_line,
    answer_on_another_crime,
    do_not_pursue_line,
    result_line,
    supersede_line,
)
from workflow.services.mentoring import name_mentor
from workflow.services.minimum_lines import add_missing_lines
from workflow.services.no_lines import agree_no_lines
from workflow.services.overrides import end_override, grant_override
from workflow.services.particulars import Charge, HandOver, ReplyMade, ToUnit
from workflow.services.reallocating import reallocate
from workflow.services.reclassifying import reclassify
from workflow.services.remaining import record_risk_that_remains
from workflow.services.resolutions import check_resolution, end_diversion, give_resolution
from workflow.services.risk import lower_risk, record_risk
from workflow.services.suspect_corrections import WhoTheyAre, correct_suspect, record_in_error
from workflow.services.suspect_decisions import decide_no_further_action, record_suspect_decision
from workflow.services.suspects import SuspectToAdd, add_suspect, record_no_suspect, record_suspect_told

WEAPON = frozenset({RiskFlag.WEAPON})
ANOTHER = SuspectToAdd("Robin Vale", "Seen with him.", "Theft")
UNTIL = NOW.date() + dt.timedelta(days=30)


def case(session: Session, force: Force, **changes: object) -> int:
    return making.an_investigation(session, force, **changes).id


def line(session: Session, force: Force, category: str = "cctv") -> int:
    return making.add_line(session, force, making.an_investigation(session, force), category)


def suspect(session: Session, force: Force) -> int:
    return making.add_suspect(session, force, making.an_investigation(session, force))


def unclassified(session: Session, force: Force) -> int:
    """As an import leaves it."""
    made = making.a_crime(session, force)
    row = session.get_one(Investigation, made.id)
    row.offence_class, row.offence = "unclassified", "other_published"
    session.flush()
    return made.id


def another_crimes_line(session: Session, force: Force) -> tuple:
    other = making.an_investigation(session, force)
    shared = making.add_line(session, force, other)
    reference = session.get_one(Investigation, other.id).reference
    return line(session, force), reference, shared, ""


def ready_for_no_further_action(session: Session, force: Force) -> int:
    made = making.an_investigation(session, force, no_suspect_reason="")
    found = making.add_suspect(session, force, made)
    making.answer_the_minimum(session, force, made)
    return found


def eliminated(session: Session, force: Force) -> int:
    found = suspect(session, force)
    record_suspect_decision(session, force.officer, found, SuspectDecision.ELIMINATED, "Abroad.", now=NOW)
    return found


def resolved(session: Session, force: Force, **changes: object) -> int:
    found = suspect(session, force)
    resolve(session, force, found, checked=False, **changes)
    return found


def referred(session: Session, force: Force) -> tuple[Case, int]:
    made = making.an_investigation(session, force)
    found = making.add_suspect(session, force, made)
    return Case(made.id, suspect=found), making_cps.refer(session, force, made.id, found)


def replied(session: Session, force: Force) -> tuple:
    made, referral = referred(session, force)
    kind = CpsReplyKind.NO_FURTHER_ACTION
    making_cps.reply(session, force, made.id, kind, referral_id=referral, suspect_id=made.suspect)
    [reply] = making_cps.read_case(session, made.id, NOW).replies
    return made.id, reply.id, False, "Its reasons are right."


def advised(session: Session, force: Force) -> tuple:
    made, referral = referred(session, force)
    return made.id, ReplyMade(CpsReplyKind.EARLY_ADVICE, NOW, "Go on.", referral)


def no_early_advice(session: Session, force: Force) -> tuple:
    made = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    return made.id, [making.add_suspect(session, force, made)], "Nothing to read yet."


def charged(session: Session, force: Force) -> tuple:
    made = making.an_investigation(session, force)
    return made.id, Charge(making.add_suspect(session, force, made), NOW, "Theft")


def of_closure(session: Session, force: Force) -> tuple:
    made = making.a_case_ready_to_propose(session, force, DecisionKind.CLOSURE)
    return made.suspect, WhoTheyAre("Rowan Pyke", "Theft"), "His passport."


def override(session: Session, force: Force) -> int:
    made = making.an_investigation(session, force)
    grant(session, force, made, asked=to_grant("support_is_offered"))
    return session.scalar(sa.select(Override.id).where(Override.investigation_id == made.id))


DIVERTED = {"kind": ResolutionKind.DIVERSION, "diversion_ends_on": UNTIL}
HANDED = ("Nothing.", "Nothing.", "None.")

OF_WORK = (
    Race(record_crime, "officer", lambda s, f: (making.crime_to_record(f),)),
    Race(classify, "officer", lambda s, f: (unclassified(s, f), "robbery_personal")),
    Race(reclassify, "officer", lambda s, f: (case(s, f), "robbery_personal", "A knife.")),
    Race(reallocate, "sergeant", lambda s, f: (case(s, f), HandOver(f.colleague.id, *HANDED))),
    Race(transfer_unit, "inspector", lambda s, f: (case(s, f), ToUnit(f.other_unit, "Theirs.", *HANDED))),
    Race(record_risk, "officer", lambda s, f: (case(s, f), WEAPON, "A knife was seen.")),
    Race(lower_risk, "inspector", lambda s, f: (case(s, f, flags=WEAPON), WEAPON, "It was a toy.")),
    Race(add_line, "officer", lambda s, f: (case(s, f), "cctv", "Who came?", f.officer.id), both_stand=True),
    Race(
        name_mentor,
        "sergeant",
        lambda s, f: (case(s, f, offence="robbery_personal"), f.detective_inspector.id),
        both_stand=True,
    ),
    Race(add_missing_lines, "officer", lambda s, f: (case(s, f), {"cctv"}, f.officer.id)),
    Race(
        supersede_line,
        "officer",
        lambda s, f: (line(s, f), "cctv", "The other shop.", f.officer.id),
        more={"why": "Wrong shop."},
    ),
    Race(result_line, "officer", lambda s, f: (line(s, f), "Nobody.", Bearing.NEUTRAL)),
    Race(do_not_pursue_line, "officer", lambda s, f: (line(s, f), NotPursuedReason.NOT_RELEVANT, "Indoors.")),
    Race(answer_on_another_crime, "officer", another_crimes_line),
    Race(record_result_received, "officer", lambda s, f: (line(s, f, "forensic"), NOW), both_stand=True),
    Race(explain_loss, "officer", lambda s, f: (line(s, f), "Asked for too late."), both_stand=True),
    Race(justify_request, "officer", lambda s, f: (line(s, f, "victim_device"), GROUNDS), both_stand=True),
    Race(agree_no_lines, "inspector", lambda s, f: (case(s, f), "Nothing to find."), both_stand=True),
    Race(add_suspect, "officer", lambda s, f: (case(s, f), ANOTHER), both_stand=True),
    Race(record_no_suspect, "officer", lambda s, f: (case(s, f), "Nobody saw."), both_stand=True),
    Race(record_interview, "officer", lambda s, f: (suspect(s, f), as_held(f.officer.id))),
    Race(
        record_suspect_decision,
        "officer",
        lambda s, f: (suspect(s, f), SuspectDecision.ELIMINATED, "Abroad."),
    ),
    Race(record_suspect_told, "officer", lambda s, f: (eliminated(s, f), NOW), both_stand=True),
    Race(
        decide_no_further_action,
        "sergeant",
        lambda s, f: (ready_for_no_further_action(s, f), "Too little.", "Abroad."),
    ),
    Race(record_in_error, "inspector", lambda s, f: (suspect(s, f), "His own name.")),
    Race(correct_suspect, "officer", of_closure),
    Race(record_charge, "officer", charged),
    Race(give_resolution, "officer", lambda s, f: (suspect(s, f), as_given(f))),
    Race(check_resolution, "sergeant", lambda s, f: (resolved(s, f), ResolutionCheck.RIGHT, "")),
    Race(
        end_diversion,
        "officer",
        lambda s, f: (resolved(s, f, **DIVERTED), DiversionResult.COMPLETED, NOW, "Completed."),
    ),
    Race(record_risk_that_remains, "officer", lambda s, f: (suspect(s, f), answers())),
    Race(record_reply, "officer", advised, both_stand=True),
    Race(consider_decision, "sergeant", replied),
    Race(record_no_early_advice, "officer", no_early_advice, both_stand=True),
    Race(grant_override, "inspector", lambda s, f: (case(s, f), to_grant("support_is_offered"))),
    Race(end_override, "sergeant", lambda s, f: (override(s, f), "Asked after all.")),
)
