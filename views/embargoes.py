"""What must not be told yet, and what was marked for a supervisor to look at."""

from __future__ import annotations

from flask import Blueprint

from forms.telling import EmbargoForm, EmbargoOverForm, MarkedForm
from insight.telling import marked_things, show_telling
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, policy
from vocabulary import Act
from workflow.policy.telling import EMBARGO
from workflow.requirements.sign_offs import authority_in_words
from workflow.services import embargoes as service
from workflow.services.marked import look_at_marked

blueprint = Blueprint("embargoes", __name__, url_prefix="/investigations/<int:investigation_id>")


def _nothing(why: str) -> Cannot:
    return Cannot(why, is_somebody_elses=False)


@blueprint.route("/embargo", methods=["GET", "POST"])
@case_reader
def embargo(investigation_id: int):
    case, form = find_case(investigation_id), EmbargoForm()
    needed = policy().agreeing(EMBARGO, case.offence_class, case.flags)
    form.until_at.description = f"Agreed by {authority_in_words(needed)}. It ends by itself."
    return run_case_form(
        form,
        case,
        lambda: service.set_embargo(
            db.session,
            actor(),
            case.id,
            form.what.data,
            form.until_at.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="Whoever contacts a victim of this crime now reads what must not be told.",
        asks=Act.SET_EMBARGO,
    )


@blueprint.route("/embargo-over", methods=["GET", "POST"])
@case_reader
def embargo_over(investigation_id: int):
    case, form = find_case(investigation_id), EmbargoOverForm()
    held = show_telling(db.session, case.id, now()).embargoes
    form.embargo.choices = [(str(each.id), each.what) for each, _ in held]
    return run_case_form(
        form,
        case,
        lambda: service.end_embargo(
            db.session,
            actor(),
            case.id,
            int(form.embargo.data),
            form.why.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="It may be told now.",
        asks=Act.END_EMBARGO,
        context=lambda: {
            "cannot": None if held else _nothing("Nothing on this case has to wait to be told.")
        },
    )


@blueprint.route("/marked", methods=["GET", "POST"])
@case_reader
def marked(investigation_id: int):
    case, form = find_case(investigation_id), MarkedForm()
    form.marked.choices = [(str(each.id), each.what) for each in marked_things(db.session, case.id)]
    return run_case_form(
        form,
        case,
        lambda: look_at_marked(
            db.session,
            actor(),
            case.id,
            frozenset(int(duty) for duty in form.marked.data or ()),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="What you did about it is recorded.",
        asks=Act.LOOK_AT_MARKED,
        context=lambda: {
            "cannot": None if form.marked.choices else _nothing("Nothing on this case waits to be looked at.")
        },
    )
