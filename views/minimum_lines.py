"""The missing lines of a crime's minimum, on one page."""

from __future__ import annotations

from flask import Blueprint, request

from forms.lines import MinimumLinesForm
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, owner_choices, run_case_form
from views.clock import now, policy
from vocabulary import Act
from workflow.requirements.lines import missing_from_minimum
from workflow.services.minimum_lines import add_missing_lines

blueprint = Blueprint("minimum_lines", __name__)
NOTHING_MISSING = "Every line of the minimum is recorded: there is none to add."


@blueprint.route("/investigations/<int:investigation_id>/lines/minimum", methods=["GET", "POST"])
@case_reader
def add(investigation_id: int):
    case, form = find_case(investigation_id), MinimumLinesForm()
    missing = missing_from_minimum(case, policy())
    form.categories.choices = [(each, policy().line_category(each).title) for each in missing]
    form.owner.choices = owner_choices(case)
    if request.method == "GET":
        form.categories.data = missing
    chosen = len(form.categories.data or ())
    return run_case_form(
        form,
        case,
        lambda: add_missing_lines(
            db.session,
            actor(),
            case.id,
            form.categories.data or (),
            int(form.owner.data),
            evidence_expires_at=form.evidence_expires_at.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said=f"{chosen} line{'' if chosen == 1 else 's'} of inquiry {'is' if chosen == 1 else 'are'} added.",
        anchor="lines",
        asks=Act.ADD_LINE,
        context=lambda: {} if missing else {"cannot": Cannot(NOTHING_MISSING, is_somebody_elses=False)},
    )
