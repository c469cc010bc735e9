"""Waiting for somebody else, and going on; new information on a finished case."""

from __future__ import annotations

from flask import Blueprint

from forms.cps import ConsideredForm, NewInformationForm, WaitingForm, WaitingOverForm
from insight.new_information import waits_to_be_considered
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, owner_choices, run_case_form
from views.clock import now
from vocabulary import Act, WaitingOn
from workflow.services import new_information as information
from workflow.services import waiting as service

blueprint = Blueprint("waiting", __name__, url_prefix="/investigations/<int:investigation_id>")


@blueprint.route("/waiting", methods=["GET", "POST"])
@case_reader
def start(investigation_id: int):
    case, form = find_case(investigation_id), WaitingForm()
    form.chaser.choices = [("", "Choose who chases it"), *owner_choices(case)]
    return run_case_form(
        form,
        case,
        lambda: service.start_waiting(
            db.session,
            actor(),
            case.id,
            service.Wait(
                WaitingOn(form.on.data),
                form.since_at.data,
                form.chase_on.data,
                int(form.chaser.data),
                form.words.data,
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="The case is among those that wait, and comes up on the day it is to be chased.",
        asks=Act.START_WAITING,
    )


@blueprint.route("/waiting-over", methods=["GET", "POST"])
@case_reader
def over(investigation_id: int):
    case, form = find_case(investigation_id), WaitingOverForm()
    return run_case_form(
        form,
        case,
        lambda: service.end_waiting(
            db.session, actor(), case.id, form.words.data, now=now(), submission_id=form.submission_id()
        ),
        said="The wait is over, and the case is among the active ones again.",
        asks=Act.END_WAITING,
    )


@blueprint.route("/new-information", methods=["GET", "POST"])
@case_reader
def new_information(investigation_id: int):
    case, form = find_case(investigation_id), NewInformationForm()
    return run_case_form(
        form,
        case,
        lambda: information.receive(
            db.session,
            actor(),
            case.id,
            information.Information(form.words.data, form.source.data, form.came_at.data),
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="The new information is recorded. A supervisor of the unit now considers reopening the case.",
        anchor="new-information",
        asks=Act.RECORD_NEW_INFORMATION,
    )


@blueprint.route("/new-information/considered", methods=["GET", "POST"])
@case_reader
def considered(investigation_id: int):
    case, form = find_case(investigation_id), ConsideredForm()
    return run_case_form(
        form,
        case,
        lambda: information.consider(
            db.session,
            actor(),
            case.id,
            form.reason.data,
            now=now(),
            seen_event_id=form.seen_event_id(),
            submission_id=form.submission_id(),
        ),
        said="It is recorded why the case stays finished.",
        anchor="new-information",
        asks=Act.CONSIDER_NEW_INFORMATION,
        template="cps/considered.html",
        context=lambda: {"information": waits_to_be_considered(db.session, investigation_id)},
    )
