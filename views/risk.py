"""Risk of a case, up and down."""

from __future__ import annotations

from flask import Blueprint
from wtforms import SelectMultipleField

from forms.base import choices
from forms.crimes import LowerRiskForm, RecordRiskForm
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now, policy
from views.labels import RISK_FLAGS
from vocabulary import FINISHED, Act, Gate, RiskFlag
from workflow.requirements import assess
from workflow.services import risk as service

blueprint = Blueprint("risk", __name__, url_prefix="/investigations/<int:investigation_id>/risk")


def risk_flags(field: SelectMultipleField) -> frozenset[RiskFlag]:
    """The flags that were ticked."""
    return frozenset(RiskFlag(flag) for flag in field.data or ())


@blueprint.route("/record", methods=["GET", "POST"])
@case_reader
def record(investigation_id: int):
    case, form = find_case(investigation_id), RecordRiskForm()
    return run_case_form(
        form,
        case,
        lambda: service.record_risk(
            db.session,
            actor(),
            case.id,
            risk_flags(form.flags),
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The risk is recorded.",
        asks=Act.RECORD_RISK,
        context=lambda: {"is_new_information": case.state in FINISHED},
    )


@blueprint.route("/lower", methods=["GET", "POST"])
@case_reader
def lower(investigation_id: int):
    case, form = find_case(investigation_id), LowerRiskForm()
    form.flags.choices = choices((flag.value, RISK_FLAGS[flag]) for flag in RiskFlag if flag in case.flags)
    return run_case_form(
        form,
        case,
        lambda: service.lower_risk(
            db.session,
            actor(),
            case.id,
            risk_flags(form.flags),
            form.reason.data,
            now=now(),
            seen_event_id=form.seen_event_id(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The risk is lowered.",
        asks=Act.LOWER_RISK,
        context=lambda: {"asked": assess(Gate.DOWNGRADE, case, policy())},
    )
