"""Not investigated further, cancelled, transferred: proposing each, the acceptance, and finishing."""

from __future__ import annotations

from flask import Blueprint, current_app

from forms.other_endings import (
    CancelForm,
    ProposeCancellationForm,
    ProposeNotInvestigatingForm,
    ProposeTransferForm,
    TransferAcceptedForm,
    TransferForm,
)
from insight.people import officers
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form, run_step_form
from views.clock import now, policy, today
from views.decisions import finish_form, standing
from vocabulary import Act, AssessmentQuestion, Gate, Role, Step, SuspectDecision
from workflow.case_file import CaseFile
from workflow.requirements import assess
from workflow.requirements.not_investigated import answers_from_facts
from workflow.services.particulars import Acceptance, Cancelling, NotInvestigating, Transferring
from workflow.services.transferring import record_acceptance, why_no_acceptance

blueprint = Blueprint("other_endings", __name__, url_prefix="/investigations/<int:investigation_id>")
TAKE_REPORTS = (Role.INVESTIGATOR, Role.SUPERVISOR, Role.CRIME_ASSESSOR, Role.VICTIM_CARE_OFFICER)


def _propose(form, case: CaseFile, step: Step, gate: Gate, particulars):
    return run_step_form(
        form,
        case,
        step,
        particulars,
        "The decision is proposed and waits for sign-off.",
        context=lambda: {"asked": assess(gate, case, policy())},
    )


@blueprint.route("/propose-not-investigating", methods=["GET", "POST"])
@case_reader
def propose_not_investigating(investigation_id: int):
    case, form = find_case(investigation_id), ProposeNotInvestigatingForm()
    _fill_in_what_is_known(form, case)
    allowed = {code for codes in policy().endings.outcomes.values() for code in codes}
    form.outcome.choices = [
        ("", "Choose an outcome"),
        *(
            (each.code, f"{each.code}: {each.title}")
            for each in policy().crime_outcomes
            if each.code in allowed
        ),
    ]
    form.call_taken_by.choices = [
        ("", "Nobody with an account here"),
        *((str(each.id), each.name) for each in officers(db.session, TAKE_REPORTS, today())),
    ]
    return _propose(
        form,
        case,
        Step.PROPOSE_NOT_INVESTIGATING,
        Gate.NOT_INVESTIGATED,
        lambda: NotInvestigating(
            form.outcome.data,
            _answered(form, "yes"),
            _answered(form, "no"),
            form.reason.data or "",
            form.why_not_allocated.data or "",
            int(form.call_taken_by.data) if form.call_taken_by.data else None,
        ),
    )


def _fill_in_what_is_known(form: ProposeNotInvestigatingForm, case: CaseFile) -> None:
    """What is recorded answers with yes, and says why; there is no other answer to choose."""
    for question, why in answers_from_facts(case).items():
        field = form[question.value]
        field.choices, field.data, field.description = field.choices[:1], "yes", why


def _answered(form: ProposeNotInvestigatingForm, answer: str) -> frozenset[AssessmentQuestion]:
    return frozenset(question for question in AssessmentQuestion if form[question.value].data == answer)


@blueprint.route("/propose-cancellation", methods=["GET", "POST"])
@case_reader
def propose_cancellation(investigation_id: int):
    case, form = find_case(investigation_id), ProposeCancellationForm()
    form.ground.choices = [(each.key, each.title) for each in policy().endings.grounds.values()]
    form.information_kind.choices = list(policy().endings.information.items())
    return _propose(
        form,
        case,
        Step.PROPOSE_CANCELLATION,
        Gate.CANCELLATION,
        lambda: Cancelling(
            form.ground.data,
            form.information.data or "",
            form.provider.data or "",
            form.other_reference.data or "",
            form.information_kind.data or "",
        ),
    )


@blueprint.route("/propose-transfer", methods=["GET", "POST"])
@case_reader
def propose_transfer(investigation_id: int):
    case, form = find_case(investigation_id), ProposeTransferForm()
    if not any(suspect.decision is SuspectDecision.CHARGED for suspect in case.suspects):
        del form.prosecution
    form.ours = (current_app.config["FAIRLEAD"].force_name, policy().word("force_name"))
    return _propose(
        form,
        case,
        Step.PROPOSE_TRANSFER,
        Gate.TRANSFER,
        lambda: Transferring(
            form.force.data,
            form.reason.data,
            (form.prosecution.data or "") if "prosecution" in form else "",
        ),
    )


@blueprint.route("/transfer-accepted", methods=["GET", "POST"])
@case_reader
def transfer_accepted(investigation_id: int):
    case, form = find_case(investigation_id), TransferAcceptedForm()
    return run_case_form(
        form,
        case,
        lambda: record_acceptance(
            db.session,
            actor(),
            case.id,
            Acceptance(form.acceptor.data, form.reference.data, form.accepted_at.data),
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="The acceptance is recorded.",
        asks=Act.RECORD_TRANSFER_ACCEPTANCE,
        context=lambda: {**standing(case), **_nothing_to_accept(case)},
        template="decisions/act.html",
    )


def _nothing_to_accept(case: CaseFile) -> dict:
    """Nobody is asked to type what there is nothing to record it on."""
    why = why_no_acceptance(find_case(case.id))
    return {"cannot": Cannot(why, is_somebody_elses=False)} if why is not None else {}


@blueprint.route("/cancel", methods=["GET", "POST"])
@case_reader
def cancel(investigation_id: int):
    return finish_form(investigation_id, CancelForm(), Step.CANCEL, "The crime is cancelled.")


@blueprint.route("/transfer", methods=["GET", "POST"])
@case_reader
def transfer(investigation_id: int):
    return finish_form(
        investigation_id, TransferForm(), Step.TRANSFER, "The crime is transferred to the other force."
    )
