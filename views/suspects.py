"""Suspects."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from wtforms.validators import InputRequired

from forms.suspects import (
    AddSuspectForm,
    ChargeForm,
    InterviewForm,
    NoSuspectForm,
    SuspectDecisionForm,
    SuspectNoFurtherActionForm,
    SuspectToldForm,
)
from insight.case_page import suspect_heading
from insight.interviews import an_adult_is_needed
from insight.people import officers
from insight.suspects import recorded_already
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, policy, today
from vocabulary import (
    FINISHED,
    Act,
    AppropriateAdult,
    DecisionKind,
    Gate,
    InterviewRecord,
    LegalAdvice,
    Role,
    SuspectDecision,
)
from workflow.case_file import CaseFile, SignOffAsked
from workflow.findings import Assessment
from workflow.requirements import assess
from workflow.services import charging, interviews, suspect_decisions
from workflow.services import suspects as service
from workflow.services.particulars import Charge
from workflow.statements import what_is_left

blueprint = Blueprint("suspects", __name__)


def asked_of(form) -> dict:
    """What every material form about a suspect hands to its service."""
    return {
        "now": now(),
        "submission_id": form.submission_id(),
        "lapse_accepted": bool(form.lapse_accepted.data),
    }


def _ask_whether_it_is_another(form: AddSuspectForm, investigation_id: int) -> None:
    """One person in two rows is decided twice, or once: a warning, which a tick answers."""
    alike = recorded_already(db.session, investigation_id, form.name.data or "", form.born_on.data)
    if request.method != "POST" or not alike:
        del form.is_another
        return
    warning = f"{alike} is recorded on this crime already. If this is another person, tick the box."
    form.is_another.validators = [InputRequired(warning)]


@blueprint.route("/investigations/<int:investigation_id>/suspects/add", methods=["GET", "POST"])
@case_reader
def add(investigation_id: int):
    case, form = find_case(investigation_id), AddSuspectForm()
    _ask_whether_it_is_another(form, case.id)
    return run_case_form(
        form,
        case,
        lambda: service.add_suspect(
            db.session,
            actor(),
            case.id,
            service.SuspectToAdd(
                form.name.data,
                form.why_suspected.data,
                form.offences_considered.data,
                form.born_on.data,
                form.is_vulnerable.data,
            ),
            **asked_of(form),
        ),
        said="The suspect is added.",
        anchor="suspects",
        asks=Act.ADD_SUSPECT,
    )


@blueprint.route("/investigations/<int:investigation_id>/suspects/none", methods=["GET", "POST"])
@case_reader
def none(investigation_id: int):
    case, form = find_case(investigation_id), NoSuspectForm()
    return run_case_form(
        form,
        case,
        lambda: service.record_no_suspect(db.session, actor(), case.id, form.reason.data, **asked_of(form)),
        said="It is recorded why there is no suspect.",
        anchor="suspects",
        asks=Act.ADD_SUSPECT,
    )


def suspect_form(form, suspect_id: int, act, said: str, **extra):
    """A form page about one suspect, with their name above it and what else can be recorded."""
    investigation_id, name = suspect_heading(db.session, suspect_id)
    case = find_case(investigation_id)
    more = extra.pop("context", lambda case: {})
    extra.setdefault("asks", Act.RECORD_SUSPECT_FACT)
    extra.setdefault("template", "suspects/fact.html")
    return run_case_form(
        form,
        case,
        lambda: act(case),
        said=said,
        anchor="suspects",
        context=lambda: {
            "inset": name,
            "suspect_id": suspect_id,
            **more(case),
            **is_no_suspect(case, suspect_id),
        },
        **extra,
    )


def is_no_suspect(case: CaseFile, suspect_id: int) -> dict:
    """Of whoever was recorded in error the case file knows nothing, and nothing is added to the row."""
    if suspect_id in {each.id for each in case.suspects}:
        return {}
    return {"cannot": Cannot(service.RECORDED_IN_ERROR, is_somebody_elses=False)}


@blueprint.route("/suspects/<int:suspect_id>/interview", methods=["GET", "POST"])
@case_reader
def interview(suspect_id: int):
    form = InterviewForm()
    # Supervisors interview too: who did is not independent of the case.
    people = officers(db.session, (Role.INVESTIGATOR, Role.SUPERVISOR), today())
    pairs = sorted(
        ((str(each.id), each.name) for each in people), key=lambda pair: pair[0] != str(actor().id)
    )
    form.interviewed_by.choices = pairs
    form.second_officer.choices = [("", "Nobody"), *pairs]
    return suspect_form(
        form,
        suspect_id,
        lambda case: interviews.record_interview(
            db.session,
            actor(),
            suspect_id,
            interviews.InterviewHeld(
                form.interviewed_at.data,
                int(form.interviewed_by.data),
                form.account.data,
                InterviewRecord(form.recorded_how.data),
                LegalAdvice(form.legal_advice.data),
                AppropriateAdult(form.adult.data),
                int(form.second_officer.data) if form.second_officer.data else None,
                form.is_vulnerable.data,
                form.why_no_adult.data or "",
                form.interpreter.data or "",
                form.place.data or "",
                form.others_present.data or "",
            ),
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "The interview is recorded.",
        context=lambda case: {"needs_adult": an_adult_is_needed(db.session, suspect_id, now())},
    )


@blueprint.route("/suspects/<int:suspect_id>/charge", methods=["GET", "POST"])
@case_reader
def charge(suspect_id: int):
    form = ChargeForm()
    return suspect_form(
        form,
        suspect_id,
        lambda case: charging.record_charge(
            db.session,
            actor(),
            case.id,
            Charge(suspect_id, form.charged_at.data, form.offence.data),
            **asked_of(form),
        ),
        "The charge is recorded.",
        asks=Act.CHARGE_SUSPECT,
        context=lambda case: {"reopens": case.state in FINISHED, "statements_left": what_is_left(case)},
    )


@blueprint.route("/suspects/<int:suspect_id>/decide", methods=["GET", "POST"])
@case_reader
def decide(suspect_id: int):
    form = SuspectDecisionForm()
    return suspect_form(
        form,
        suspect_id,
        lambda case: suspect_decisions.record_suspect_decision(
            db.session,
            actor(),
            suspect_id,
            SuspectDecision(form.decision.data),
            form.reason.data,
            proof_of_death=form.proof_of_death.data or "",
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "The decision about this suspect is recorded.",
    )


@blueprint.route("/suspects/<int:suspect_id>/no-further-action", methods=["GET", "POST"])
@case_reader
def no_further_action(suspect_id: int):
    form = SuspectNoFurtherActionForm()
    return suspect_form(
        form,
        suspect_id,
        lambda case: suspect_decisions.decide_no_further_action(
            db.session,
            actor(),
            suspect_id,
            form.reason.data,
            form.no_interview_reason.data or "",
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "No further action is decided for this suspect. Each victim is now owed the reasons.",
        asks=Act.DECIDE_SUSPECT,
        context=lambda case: {
            "asked": _asked_of_me(case, suspect_id),
            "kind": DecisionKind.SUSPECT_NO_FURTHER_ACTION,
        },
    )


def _asked_of_me(case: CaseFile, suspect_id: int) -> Assessment:
    """What does not depend on what will be typed, with whether this person may decide it."""
    me = SignOffAsked(actor().id, actor().rank, actor().is_detective)
    asked = replace(case, decision=None, about_suspect_id=suspect_id, sign_off=me)
    return assess(Gate.SUSPECT_NO_FURTHER_ACTION, asked, policy())


@blueprint.route("/suspects/<int:suspect_id>/told", methods=["GET", "POST"])
@case_reader
def told(suspect_id: int):
    form = SuspectToldForm()
    return suspect_form(
        form,
        suspect_id,
        lambda case: service.record_suspect_told(
            db.session,
            actor(),
            suspect_id,
            form.told_at.data,
            now=now(),
            submission_id=form.submission_id(),
            why_first=form.why_first.data or "",
        ),
        "It is recorded that the suspect was told.",
        asks=Act.RECORD_SUSPECT_TOLD,
    )
