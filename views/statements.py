"""How the offer of a personal statement stands with one victim; of a business, an impact statement."""

from __future__ import annotations

from flask import Blueprint, request

from forms.withdrawals import StatementForm
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.clock import now
from views.victims import heard_by_choices, victim_form
from vocabulary import Act, StatementAnswer, VictimKind
from workflow.services import statements as service

blueprint = Blueprint("statements", __name__)


@blueprint.route("/victims/<int:victim_id>/statement", methods=["GET", "POST"])
@case_reader
def offer(victim_id: int):
    victim, form = show_victim(db.session, victim_id), StatementForm()
    form.offered_by.choices = heard_by_choices()
    if victim.kind is VictimKind.BUSINESS:
        form.title = "Offer of an impact statement"
    if request.method == "GET":
        form.offered_at.process(None, now())
    return victim_form(
        form,
        victim,
        lambda: service.record_statement_offer(
            db.session,
            actor(),
            victim_id,
            service.OfferMade(
                StatementAnswer(form.answer.data),
                form.words.data,
                int(form.offered_by.data),
                form.offered_at.data,
                form.again_on.data,
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "How the offer stands is recorded.",
        Act.RECORD_STATEMENT_OFFER,
    )
