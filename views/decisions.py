"""Proposing, signing off, returning, withdrawing, closing, filing; who may sign; the decision record."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, render_template

from forms.decisions import (
    CloseForm,
    FileForm,
    ProposeClosureForm,
    ProposeNoFurtherActionForm,
    ReturnForm,
    SignOffForm,
    WithdrawForm,
)
from insight.case_page import show_decisions
from insight.signers import who_may_sign as find_signers
from models.session import db
from views.access import actor, case_reader
from views.case_pages import case_heading, find_case, run_step_form
from views.clock import policy, today
from vocabulary import DecisionKind, Gate, Step
from workflow.case_file import CaseFile, SignOffAsked
from workflow.requirements import assess
from workflow.services.particulars import InWords, Proposal
from workflow.steps import GATE_OF_DECISION, PROPOSES, steps_from

blueprint = Blueprint("decisions", __name__, url_prefix="/investigations/<int:investigation_id>")


def _propose(investigation_id: int, form, step: Step, kind: DecisionKind, gate: Gate):
    case = find_case(investigation_id)
    form.outcome.choices = [
        ("", "Choose an outcome"),
        *(
            (each.code, f"{each.code}: {each.title}")
            for each in policy().crime_outcomes
            if each.ending is kind
        ),
    ]
    return run_step_form(
        form,
        case,
        step,
        lambda: Proposal(
            form.outcome.data,
            form.evidence.data or "",
            form.lines.data or "",
            form.victim.data or "",
            form.risk.data or "",
        ),
        "The decision is proposed and waits for sign-off.",
        context=lambda: {"asked": assess(gate, case, policy())},
    )


@blueprint.route("/propose-closure", methods=["GET", "POST"])
@case_reader
def propose_closure(investigation_id: int):
    return _propose(
        investigation_id, ProposeClosureForm(), Step.PROPOSE_CLOSURE, DecisionKind.CLOSURE, Gate.CLOSURE
    )


@blueprint.route("/propose-no-further-action", methods=["GET", "POST"])
@case_reader
def propose_no_further_action(investigation_id: int):
    return _propose(
        investigation_id,
        ProposeNoFurtherActionForm(),
        Step.PROPOSE_NO_FURTHER_ACTION,
        DecisionKind.NO_FURTHER_ACTION,
        Gate.NO_FURTHER_ACTION,
    )


def standing(case: CaseFile) -> dict:
    """The decision that stands, shown above the form that signs, returns or finishes it."""
    if case.decision is None:
        return {}
    shown = [each for each in show_decisions(db.session, case.id) if each.row.id == case.decision.id]
    return {
        "standing": shown[0] if shown else None,
        "outcome": policy().crime_outcome(case.decision.outcome_code),
    }


@blueprint.route("/sign-off", methods=["GET", "POST"])
@case_reader
def sign_off(investigation_id: int):
    case, form = find_case(investigation_id), SignOffForm()
    return run_step_form(
        form,
        case,
        Step.AUTHORISE,
        lambda: InWords(form.words.data or ""),
        "Your sign-off is recorded.",
        context=lambda: {**standing(case), **_asked_of_me(case)},
        template="decisions/act.html",
    )


def _asked_of_me(case: CaseFile) -> dict:
    """Before anybody presses the button: whether this person may sign this decision."""
    if case.decision is None:
        return {}
    me = SignOffAsked(actor().id, actor().rank, actor().is_detective, actor().held_roles)
    return {"asked": assess(GATE_OF_DECISION[case.decision.kind], replace(case, sign_off=me), policy())}


@blueprint.route("/return", methods=["GET", "POST"])
@case_reader
def return_for_work(investigation_id: int):
    case, form = find_case(investigation_id), ReturnForm()
    return run_step_form(
        form,
        case,
        Step.RETURN_FOR_WORK,
        lambda: InWords(form.words.data, form.due_at.data),
        "The case is returned with your directions.",
        context=lambda: standing(case),
        template="decisions/act.html",
    )


@blueprint.route("/withdraw", methods=["GET", "POST"])
@case_reader
def withdraw(investigation_id: int):
    case, form = find_case(investigation_id), WithdrawForm()
    return run_step_form(
        form,
        case,
        Step.WITHDRAW_PROPOSAL,
        lambda: InWords(form.words.data),
        "The proposal is withdrawn.",
        context=lambda: standing(case),
        template="decisions/act.html",
    )


def finish_form(investigation_id: int, form, step: Step, said: str):
    case = find_case(investigation_id)
    return run_step_form(
        form,
        case,
        step,
        InWords,
        said,
        context=lambda: {**standing(case), "asked": assess(Gate.FINAL, case, policy())},
        template="decisions/act.html",
    )


@blueprint.route("/close", methods=["GET", "POST"])
@case_reader
def close(investigation_id: int):
    return finish_form(investigation_id, CloseForm(), Step.CLOSE, "The investigation is closed.")


@blueprint.route("/file", methods=["GET", "POST"])
@case_reader
def file(investigation_id: int):
    return finish_form(
        investigation_id, FileForm(), Step.FILE_NO_FURTHER_ACTION, "The case is filed as no further action."
    )


def _kinds_open_to(case: CaseFile) -> list[DecisionKind]:
    """What could be proposed now, besides the two by which most cases end."""
    usual = [DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION]
    if any(suspect.decision is None for suspect in case.suspects):
        usual.append(DecisionKind.SUSPECT_NO_FURTHER_ACTION)
    now_open = [PROPOSES[step] for step in steps_from(case.state) if step in PROPOSES]
    return usual + [kind for kind in now_open if kind not in usual]


@blueprint.get("/who-may-sign")
@case_reader
def who_may_sign(investigation_id: int):
    case = find_case(investigation_id)
    kinds = [case.decision.kind] if case.decision else _kinds_open_to(case)
    found = [(kind, find_signers(db.session, case, kind, policy(), today())) for kind in kinds]
    reference, offence = case_heading(case.id)
    return render_template(
        "decisions/who_may_sign.html", case=case, found=found, reference=reference, offence_title=offence
    )


@blueprint.get("/decisions/<int:decision_id>")
@case_reader
def record(investigation_id: int, decision_id: int):
    case = find_case(investigation_id)
    shown = [each for each in show_decisions(db.session, case.id) if each.row.id == decision_id]
    if not shown:
        abort(404)
    reference, _ = case_heading(case.id)
    return render_template(
        "decisions/record.html",
        case=case,
        decision=shown[0],
        reference=reference,
        outcome=policy().crime_outcome(shown[0].row.outcome_code) if shown[0].row.outcome_code else None,
        policy=policy(),
    )
