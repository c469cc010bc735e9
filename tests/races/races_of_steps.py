"""Races of the steps: two people take the same one, and it is taken once."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from tests import making, making_endings
from tests.making import Case, Force
from tests.making_endings import CANCELLATION, TRANSFER
from tests.races.racing import StepRace
from vocabulary import CpsAsked, DecisionKind, Step
from workflow.services.charging import record_charge
from workflow.services.particulars import Charge, InWords, Referral, ToOfficer

CLOSURE = DecisionKind.CLOSURE


def with_a_suspect(session: Session, force: Force) -> Case:
    made = making.an_investigation(session, force)
    return Case(made.id, suspect=making.add_suspect(session, force, made))


def charged(session: Session, force: Force) -> Case:
    made = with_a_suspect(session, force)
    charge = Charge(made.suspect, making.NOW, "Theft")
    record_charge(session, force.officer, made.id, charge, now=making.NOW)
    return made


def asked(force: Force, case: Case) -> Referral:
    about = frozenset({case.suspect})
    return Referral(CpsAsked.FULL_CODE_CHARGE, making.NOW, about, "URN 42AB", "Is there enough?")


def proposing(kind: DecisionKind):
    """The words of a proposal that ends a case in this way."""
    if kind in making_endings.PARTICULARS:
        return lambda force, case: making_endings.PARTICULARS[kind]()
    return lambda force, case: making.proposal(making.OUTCOME[kind])


def ready(kind: DecisionKind):
    return partial(making.a_case_ready_to_propose, kind=kind)


def told(kind: DecisionKind):
    return partial(making_endings.told, kind=kind)


OF_STEPS = (
    StepRace(Step.ALLOCATE, "sergeant", making.a_crime, lambda f, c: ToOfficer(f.officer.id), "inspector"),
    StepRace(Step.START_INVESTIGATION, "officer", making.an_allocated_case),
    StepRace(Step.REFER_TO_CPS, "officer", with_a_suspect, asked, "sergeant"),
    StepRace(Step.RESUME_INVESTIGATION, "officer", charged, second="sergeant"),
    StepRace(Step.PROPOSE_CLOSURE, "officer", ready(CLOSURE), proposing(CLOSURE)),
    StepRace(
        Step.PROPOSE_NO_FURTHER_ACTION, "officer", making.a_case_ready_to_propose, proposing(making.NFA)
    ),
    StepRace(
        Step.PROPOSE_NOT_INVESTIGATING,
        "colleague",
        making.a_crime,
        proposing(making_endings.NOT_INVESTIGATED),
    ),
    StepRace(Step.PROPOSE_CANCELLATION, "colleague", making.a_crime, proposing(CANCELLATION)),
    StepRace(Step.PROPOSE_TRANSFER, "colleague", making.a_crime, proposing(TRANSFER)),
    StepRace(Step.WITHDRAW_PROPOSAL, "officer", making.a_case_awaiting_sign_off),
    StepRace(Step.RETURN_FOR_WORK, "sergeant", making.a_case_awaiting_sign_off, second="inspector"),
    StepRace(Step.AUTHORISE, "sergeant", making.a_case_awaiting_sign_off, second="inspector"),
    StepRace(Step.CLOSE, "officer", partial(making.a_case_ready_to_close, kind=CLOSURE), second="sergeant"),
    StepRace(Step.FILE_NO_FURTHER_ACTION, "officer", making.a_case_ready_to_close, second="sergeant"),
    StepRace(Step.CANCEL, "sergeant", told(CANCELLATION), second="inspector"),
    StepRace(Step.TRANSFER, "sergeant", told(TRANSFER), second="inspector"),
    StepRace(
        Step.REOPEN,
        "sergeant",
        making.a_finished_case,
        lambda f, c: InWords("A witness came forward."),
        "inspector",
    ),
)
