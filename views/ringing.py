"""Saying that one rings a victim now, so that whoever else would sees it; or that one did not ring."""

from __future__ import annotations

from flask import Blueprint, url_for

from forms.ringing import NotRungForm, RingingForm
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.clock import now
from views.victims import victim_form
from views.way_back import carried_on, next_to_ring
from vocabulary import Act, Channel
from workflow.services import ringing as service

blueprint = Blueprint("ringing", __name__, url_prefix="/victims/<int:victim_id>")


@blueprint.route("/ringing", methods=["GET", "POST"])
@case_reader
def begin(victim_id: int):
    """Leads straight to the form of the contact."""
    form = RingingForm()
    return victim_form(
        form,
        show_victim(db.session, victim_id),
        lambda: service.begin_ringing(
            db.session, actor(), victim_id, now=now(), submission_id=form.submission_id()
        ),
        "Others see that you are ringing them.",
        Act.RING_VICTIM,
        done=lambda _: url_for(
            "victims.contact", victim_id=victim_id, channel=Channel.PHONE.value, **carried_on()
        ),
    )


@blueprint.route("/not-rung", methods=["GET", "POST"])
@case_reader
def end(victim_id: int):
    form = NotRungForm()
    return victim_form(
        form,
        show_victim(db.session, victim_id),
        lambda: service.end_ringing(
            db.session, actor(), victim_id, now=now(), submission_id=form.submission_id()
        ),
        "It is recorded that you did not ring.",
        Act.RING_VICTIM,
        done=lambda _: next_to_ring() or url_for("rights.show", victim_id=victim_id),
    )
