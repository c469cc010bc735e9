"""Another offence for a crime, and another unit."""

from __future__ import annotations

from flask import Blueprint

from forms.corrections import ReclassifyForm, TransferUnitForm
from insight.people import units
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, policy
from views.investigations import offence_groups
from vocabulary import Act, Gate
from workflow.case_file import CaseFile
from workflow.policy.entries import UNCLASSIFIED
from workflow.requirements import assess
from workflow.services.changing_unit import transfer_unit as give_to_unit
from workflow.services.particulars import ToUnit
from workflow.services.reclassifying import NOT_CLASSIFIED
from workflow.services.reclassifying import reclassify as give_class

blueprint = Blueprint("reclassifying", __name__, url_prefix="/investigations/<int:investigation_id>")


def _asked(form) -> dict:
    return {
        "now": now(),
        "seen_event_id": form.seen_event_id(),
        "submission_id": form.submission_id(),
        "lapse_accepted": bool(form.lapse_accepted.data),
    }


@blueprint.route("/reclassify", methods=["GET", "POST"])
@case_reader
def reclassify(investigation_id: int):
    case, form = find_case(investigation_id), ReclassifyForm()
    form.offence.groups = offence_groups(with_unclassified=False)
    return run_case_form(
        form,
        case,
        lambda: give_class(db.session, actor(), case.id, form.offence.data, form.reason.data, **_asked(form)),
        said="The crime is reclassified.",
        asks=Act.RECLASSIFY,
        context=lambda: {
            "asked": assess(Gate.DOWNGRADE, case, policy()),
            "cannot": _is_not_classified(find_case(case.id)),
        },
    )


def _is_not_classified(case: CaseFile) -> Cannot | None:
    return Cannot(NOT_CLASSIFIED, is_somebody_elses=False) if case.offence_class == UNCLASSIFIED else None


@blueprint.route("/transfer-unit", methods=["GET", "POST"])
@case_reader
def transfer_unit(investigation_id: int):
    case, form = find_case(investigation_id), TransferUnitForm()
    others = [(str(key), name) for key, name in units(db.session) if key != case.unit_id]
    form.unit.choices = [("", "Choose a unit"), *others]

    def act():
        to = ToUnit(
            int(form.unit.data),
            form.reason.data,
            form.urgent.data,
            form.promised.data,
            form.exhibits.data,
        )
        return give_to_unit(db.session, actor(), case.id, to, **_asked(form))

    return run_case_form(
        form,
        case,
        act,
        said="The crime is given to the other unit. Whoever holds its tray answers for it now.",
        asks=Act.TRANSFER_UNIT,
    )
