"""A victim's contact details on a page of their own; hiding them, and showing them again."""

from __future__ import annotations

from flask import Blueprint, render_template

from forms.restricting import HideDetailsForm, ShowDetailsForm
from insight.telling import show_telling
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, case_heading, find_case, run_case_form
from views.clock import now
from vocabulary import Act
from workflow.case_file import CaseFile
from workflow.restrictions import Details, details_of, why_not_hide
from workflow.services.victim_details import hide_details

blueprint = Blueprint("victim_details", __name__, url_prefix="/victims/<int:victim_id>")


def details_by_victim(case: CaseFile) -> dict[int, Details]:
    """How whoever is signed in gets to each victim's contact details."""
    return {victim.id: details_of(actor(), case, victim) for victim in case.victims}


@blueprint.get("/details")
@case_reader
def show(victim_id: int):
    """Opening it is its own line in the read log: the endpoint says what was looked at."""
    victim = show_victim(db.session, victim_id)
    case = find_case(victim.investigation_id)
    how = details_by_victim(case)[victim_id]
    reference, _ = case_heading(case.id)
    status = 403 if how is Details.BEHIND_GLASS else 200
    return render_template(
        "victims/details.html",
        victim=victim,
        case=case,
        reference=reference,
        how=how,
        telling=show_telling(db.session, case.id, now()),
    ), status


def _hide(victim_id: int, form, hidden: bool, said: str):
    victim = show_victim(db.session, victim_id)
    case = find_case(victim.investigation_id)

    def shown() -> dict:
        why = why_not_hide(actor(), case, hidden=hidden)
        refused = {"cannot": Cannot(why, is_somebody_elses=True)} if why else {}
        return {**refused, "inset": victim.name}

    return run_case_form(
        form,
        case,
        lambda: hide_details(
            db.session,
            actor(),
            victim_id,
            hidden,
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        said=said,
        anchor="victims",
        asks=Act.HIDE_DETAILS,
        context=shown,
        template="victims/hide_details.html",
    )


@blueprint.route("/hide-details", methods=["GET", "POST"])
@case_reader
def hide(victim_id: int):
    return _hide(victim_id, HideDetailsForm(), True, "The contact details are hidden.")


@blueprint.route("/show-details-again", methods=["GET", "POST"])
@case_reader
def show_again(victim_id: int):
    return _hide(victim_id, ShowDetailsForm(), False, "The contact details are shown again.")
