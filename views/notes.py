"""Free notes on a case."""

from __future__ import annotations

from flask import Blueprint

from forms.crimes import NoteForm
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now
from vocabulary import Act
from workflow.services.notes import add_note

blueprint = Blueprint("notes", __name__, url_prefix="/investigations/<int:investigation_id>/notes")


@blueprint.route("/add", methods=["GET", "POST"])
@case_reader
def add(investigation_id: int):
    case, form = find_case(investigation_id), NoteForm()
    return run_case_form(
        form,
        case,
        lambda: add_note(
            db.session, actor(), case.id, form.words.data, now=now(), submission_id=form.submission_id()
        ),
        said="The note is added.",
        anchor="timeline",
        asks=Act.ADD_NOTE,
    )
