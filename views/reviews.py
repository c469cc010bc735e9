"""Supervisors' reviews."""

from __future__ import annotations

from flask import Blueprint

from forms.reviews import ReviewForm
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now
from vocabulary import Act
from workflow.services.reviews import record_review

blueprint = Blueprint("reviews", __name__, url_prefix="/investigations/<int:investigation_id>/reviews")


@blueprint.route("/record", methods=["GET", "POST"])
@case_reader
def record(investigation_id: int):
    case, form = find_case(investigation_id), ReviewForm()
    return run_case_form(
        form,
        case,
        lambda: record_review(
            db.session,
            actor(),
            case.id,
            form.directions.data,
            form.next_on.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="The review is recorded.",
        anchor="timeline",
        asks=Act.RECORD_REVIEW,
    )
