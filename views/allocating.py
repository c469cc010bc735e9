"""Giving a crime to an officer, and from one officer to another."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, redirect, request, url_for

from forms.crimes import MENTOR, AllocateForm, MentorForm, ReallocateForm
from insight.candidates import candidates
from insight.held_by_date import accredited
from insight.people import officers
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form, run_step_form
from views.clock import now, policy, today
from vocabulary import FINISHED, Act, Gate, Role, State, Step
from workflow.case_file import CaseFile
from workflow.requirements import assess
from workflow.services.mentoring import name_mentor
from workflow.services.particulars import HandOver, ToOfficer
from workflow.services.reallocating import reallocate as give_to_another

blueprint = Blueprint("allocating", __name__, url_prefix="/investigations/<int:investigation_id>")


def _offer(form: AllocateForm | ReallocateForm, case: CaseFile) -> None:
    """The officers, each with what the gate would say of them: a warning is read before the button."""
    found = candidates(db.session, case, policy(), today())
    form.officer.choices = [(str(each.id), f"{each.name} ({each.level})") for each in found]
    form.officer.beside = [{"hint": {"text": each.says}} for each in found]
    _offer_mentors(form, case)


def _offer_mentors(form: AllocateForm | MentorForm | ReallocateForm, case: CaseFile) -> None:
    """Whoever holds what the crime needs, in any unit; and until when they would be its officer's mentor."""
    until = today() + dt.timedelta(days=policy().setting("mentor_days"))
    form.mentor.choices = _mentors(case)
    form.mentor.description = f"{MENTOR} It is until {until.day} {until:%B %Y}."


def _mentors(case: CaseFile) -> list[tuple[str, str]]:
    needed = policy().allocation(case.offence_class, case.flags).needed
    found = accredited(db.session, needed, today(), besides=[case.oic_id])
    return [("", "No mentor"), *((str(key), name) for key, name in found)]


def _mentor_chosen(form: AllocateForm | ReallocateForm) -> int | None:
    return int(form.mentor.data) if form.mentor.data else None


def _asked(case: CaseFile) -> dict:
    """What is asked; and names for what is found of an officer, whom the case file has no name for."""
    people = {
        ("officer", each.id): each.name
        for each in officers(db.session, Role.INVESTIGATOR, today(), case.unit_id)
    }
    return {"asked": assess(Gate.ALLOCATION, case, policy()), "officer_names": people}


@blueprint.route("/allocate", methods=["GET", "POST"])
@case_reader
def allocate(investigation_id: int):
    case, form = find_case(investigation_id), AllocateForm()
    if request.method == "GET" and case.state not in FINISHED | {State.RECORDED}:
        return redirect(url_for("allocating.reallocate", investigation_id=case.id))
    _offer(form, case)
    return run_step_form(
        form,
        case,
        Step.ALLOCATE,
        lambda: ToOfficer(
            int(form.officer.data),
            form.directions.data or "",
            _mentor_chosen(form),
            form.directions_due_at.data,
        ),
        "The crime is allocated.",
        context=lambda: _asked(case),
    )


@blueprint.route("/mentor", methods=["GET", "POST"])
@case_reader
def mentor(investigation_id: int):
    case, form = find_case(investigation_id), MentorForm()
    _offer_mentors(form, case)
    form.mentor.choices[0] = ("", "Choose a mentor")
    return run_case_form(
        form,
        case,
        lambda: name_mentor(
            db.session,
            actor(),
            case.id,
            int(form.mentor.data),
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The mentor is named.",
        asks=Act.NAME_MENTOR,
    )


@blueprint.route("/re-allocate", methods=["GET", "POST"])
@case_reader
def reallocate(investigation_id: int):
    case, form = find_case(investigation_id), ReallocateForm()
    _offer(form, case)

    def act():
        to = HandOver(
            int(form.officer.data),
            form.urgent.data,
            form.promised.data,
            form.exhibits.data,
            _mentor_chosen(form),
        )
        return give_to_another(
            db.session,
            actor(),
            case.id,
            to,
            now=now(),
            seen_event_id=form.seen_event_id(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        )

    return run_case_form(
        form,
        case,
        act,
        said="The crime is re-allocated.",
        asks=Act.REALLOCATE,
        context=lambda: _asked(case),
    )
