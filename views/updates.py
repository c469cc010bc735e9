"""How often and in which way one victim is kept informed: what was agreed with them, and agreeing it."""

from __future__ import annotations

from flask import Blueprint, request

from forms.updates import ONLY_EVENTS, REGULARLY, AgreeUpdatesForm
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.clock import now
from views.victims import heard_by_choices, victim_form
from vocabulary import Act, Channel
from workflow.services import agreeing_updates as service

blueprint = Blueprint("updates", __name__)


@blueprint.route("/victims/<int:victim_id>/updates", methods=["GET", "POST"])
@case_reader
def agree(victim_id: int):
    victim, form = show_victim(db.session, victim_id), AgreeUpdatesForm()
    form.heard_by.choices = heard_by_choices()
    if request.method == "GET":
        form.heard_at.process(None, now())
        _show_as_agreed(form, victim.updates)
    return victim_form(
        form,
        victim,
        lambda: service.agree_updates(
            db.session,
            actor(),
            victim_id,
            service.UpdatesAgreed(
                int(form.every_days.data) if form.is_regular else None,
                Channel(form.method.data) if form.is_regular else None,
                form.quiet_times.data,
                form.words.data,
                int(form.heard_by.data),
                form.heard_at.data,
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "What was agreed is recorded.",
        Act.AGREE_UPDATES,
    )


def _show_as_agreed(form: AgreeUpdatesForm, agreed) -> None:
    """What holds now, to be changed."""
    if agreed is None:
        return
    form.agreed.data = REGULARLY if agreed.every_days else ONLY_EVENTS
    form.every_days.data = str(agreed.every_days) if agreed.every_days else ""
    form.method.data = agreed.method.value if agreed.method else None
    form.quiet_times.data = agreed.quiet_times
