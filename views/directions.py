"""Directions: giving one on a case, one's own, those one gave, and saying that one is done."""

from __future__ import annotations

from flask import Blueprint, render_template

from forms.directions import DirectionDoneForm, GiveDirectionForm
from insight.directions import DirectionShown, by_me, list_directions, show_direction, to_me
from insight.people import officers
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, today
from views.home import page_number
from vocabulary import OPERATIONAL_ROLES, Act
from workflow.case_file import CaseFile
from workflow.permissions import why_not_mark_done
from workflow.services import directions as service

blueprint = Blueprint("directions", __name__)

LISTS = {
    "my-directions": ("My directions", to_me, "Nobody has directed you to do anything that is still open."),
    "directions-given": ("Directions I gave", by_me, "None of the directions you gave is still open."),
}
_LISTED = "<any('my-directions','directions-given'):which>"


@blueprint.get(f"/{_LISTED}")
@case_reader
def listed(which: str):
    title, condition, nothing = LISTS[which]
    page = list_directions(db.session, condition(actor()), page_number())
    return render_template(
        "directions/listed.html", title=title, which=which, nothing=nothing, page=page, now=now()
    )


def _people(case: CaseFile) -> list[tuple[str, str]]:
    """Whoever works in the unit, the officer in the case first."""
    found = {each.id: each.name for each in officers(db.session, OPERATIONAL_ROLES, today(), case.unit_id)}
    pairs = sorted(found.items(), key=lambda pair: pair[0] != case.oic_id)
    return [(str(person), f"{name} (officer in the case)" if person == case.oic_id else name)
            for person, name in pairs]  # fmt: skip


@blueprint.route("/investigations/<int:investigation_id>/direct", methods=["GET", "POST"])
@case_reader
def give(investigation_id: int):
    case, form = find_case(investigation_id), GiveDirectionForm()
    form.to.choices = [("", "Choose somebody"), *_people(case)]

    def act():
        direction = service.DirectionToGive(int(form.to.data), form.what.data, form.due_at.data)
        return service.add_direction(
            db.session, actor(), case.id, direction, now=now(), submission_id=form.submission_id()
        )

    return run_case_form(
        form, case, act, said="The direction is given.", anchor="directions", asks=Act.ADD_DIRECTION
    )


@blueprint.route("/directions/<int:direction_id>/done", methods=["GET", "POST"])
@case_reader
def done(direction_id: int):
    direction = show_direction(db.session, direction_id)
    case, form = find_case(direction.investigation_id), DirectionDoneForm()
    return run_case_form(
        form,
        case,
        lambda: service.mark_done(
            db.session,
            actor(),
            direction_id,
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="The direction is marked as done.",
        anchor="directions",
        asks=Act.MARK_DIRECTION_DONE,
        context=lambda: _direction_as_it_stands(direction_id, case),
        template="directions/done.html",
    )


def _direction_as_it_stands(direction_id: int, case: CaseFile) -> dict:
    """The direction above its form, and why this person or this moment is not the one to say it is done."""
    direction = show_direction(db.session, direction_id)
    return {"direction": direction, "now": now(), "cannot": _cannot(direction, case)}


def _cannot(direction: DirectionShown, case: CaseFile) -> Cannot | None:
    who = actor()
    why = why_not_mark_done(who, case, direction.to_person_id, direction.given_by_id)
    if why is not None:
        return Cannot(why, is_somebody_elses=True)
    if direction.done_at is not None:
        return Cannot("This direction is marked as done already.", is_somebody_elses=False)
    if not direction.is_open:
        return Cannot(
            "This direction is asked no longer: the case was finished after it was given.",
            is_somebody_elses=False,
        )
    return None
