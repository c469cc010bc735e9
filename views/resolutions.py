"""Resolutions out of court: given, checked by a sergeant, and how a diversion ended."""

from __future__ import annotations

from flask import Blueprint, request

from forms.base import choices
from forms.resolutions import CheckResolutionForm, EndDiversionForm, ResolutionForm
from insight.people import officers
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot
from views.clock import now, policy, today
from views.suspects import asked_of, suspect_form
from vocabulary import Act, DiversionResult, ResolutionCheck, ResolutionKind, Role
from workflow.case_file import CaseFile, Resolution
from workflow.requirements.resolutions import what_is_missing
from workflow.services import resolutions as service

blueprint = Blueprint("resolutions", __name__, url_prefix="/suspects/<int:suspect_id>")

ANSWERS = {"yes": True, "no": False, "not_known": None}


@blueprint.route("/out-of-court-resolution", methods=["GET", "POST"])
@case_reader
def give(suspect_id: int):
    form = ResolutionForm()
    form.kind.choices = choices((rule.kind.value, rule.title) for rule in policy().resolutions.values())
    people = officers(db.session, (Role.INVESTIGATOR, Role.SUPERVISOR), today())
    form.given_by.choices = sorted(
        ((str(each.id), each.name) for each in people), key=lambda pair: pair[0] != str(actor().id)
    )
    return suspect_form(
        form,
        suspect_id,
        lambda case: service.give_resolution(
            db.session,
            actor(),
            suspect_id,
            service.ResolutionAsGiven(
                ResolutionKind(form.kind.data),
                form.given_at.data,
                int(form.given_by.data),
                form.conditions.data or "",
                ANSWERS[form.admitted.data],
                ANSWERS[form.victim_consulted.data],
                form.diversion_ends_on.data,
            ),
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "The resolution is recorded. A sergeant is to check it.",
    )


def _standing(case: CaseFile, suspect_id: int) -> Resolution | None:
    """The resolution that stands for this suspect; None also for one who was recorded in error."""
    return next((each.resolution for each in case.suspects if each.id == suspect_id), None)


@blueprint.route("/check-resolution", methods=["GET", "POST"])
@case_reader
def check(suspect_id: int):
    form = CheckResolutionForm()

    def context(case: CaseFile) -> dict:
        resolution = _standing(case, suspect_id)
        rule = policy().resolution(resolution.kind) if resolution is not None else None
        why = None
        if rule is not None:
            involved = (resolution.given_by_id, resolution.recorded_by_id, case.oic_id)
            why = service.why_not_check(actor(), rule, involved)
        return {
            "cannot": Cannot(why, is_somebody_elses=True) if why else None,
            "given": rule.title if rule is not None else None,
            "missing": what_is_missing(resolution, policy()) if resolution is not None else [],
        }

    return suspect_form(
        form,
        suspect_id,
        lambda case: service.check_resolution(
            db.session,
            actor(),
            suspect_id,
            ResolutionCheck(form.result.data),
            form.words.data or "",
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The check is recorded.",
        asks=Act.CHECK_RESOLUTION,
        context=context,
        template="suspects/check_resolution.html",
    )


@blueprint.route("/end-diversion", methods=["GET", "POST"])
@case_reader
def end_diversion(suspect_id: int):
    form = EndDiversionForm()
    if request.method == "GET":
        form.ended_at.process(None, now())
    return suspect_form(
        form,
        suspect_id,
        lambda case: service.end_diversion(
            db.session,
            actor(),
            suspect_id,
            DiversionResult(form.result.data),
            form.ended_at.data,
            form.words.data or "",
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "How the diversion ended is recorded.",
    )
