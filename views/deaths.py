"""The death of a victim."""

from __future__ import annotations

from flask import Blueprint, request

from forms.reviews import DeathForm
from insight.victims import show_death, show_victim
from models.session import db
from views.access import actor, case_reader
from views.clock import now
from views.victims import victim_form
from vocabulary import Act, Inquest
from workflow.services.deaths import Death, record_death

blueprint = Blueprint("deaths", __name__)


@blueprint.route("/victims/<int:victim_id>/death", methods=["GET", "POST"])
@case_reader
def record(victim_id: int):
    victim, form = show_victim(db.session, victim_id), DeathForm()
    if request.method == "GET":
        known = show_death(db.session, victim_id)
        form.died_on.process(None, known.died_on)
        form.coroner_told_on.process(None, known.coroner_told_on)
        form.bereaved_contact.data = known.bereaved_contact
        form.inquest.data = known.inquest and known.inquest.value
    return victim_form(
        form,
        victim,
        lambda: record_death(
            db.session,
            actor(),
            victim_id,
            Death(
                form.died_on.data,
                Inquest(form.inquest.data),
                form.bereaved_contact.data or "",
                form.coroner_told_on.data,
            ),
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        "The death is recorded.",
        Act.RECORD_DEATH,
        is_new_information=True,
    )
