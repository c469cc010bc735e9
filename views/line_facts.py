"""Facts about a line besides its answer."""

from __future__ import annotations

from flask import Blueprint

from forms.line_facts import LossForm, RequestForm, ResultReceivedForm
from insight.case_page import line_heading
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now, policy
from vocabulary import Act
from workflow.services import line_facts as service

blueprint = Blueprint("line_facts", __name__, url_prefix="/lines/<int:line_id>")


def _fact_form(form, line_id: int, act, said: str, asks: Act):
    investigation_id, category, objective = line_heading(db.session, line_id)
    title = policy().line_category(category).title
    return run_case_form(
        form,
        find_case(investigation_id),
        lambda: act(
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said=said,
        anchor="lines",
        context=lambda: {"inset": f"{title}: {objective}"},
        asks=asks,
        template="lines/fact.html",
    )


@blueprint.route("/result-received", methods=["GET", "POST"])
@case_reader
def received(line_id: int):
    form = ResultReceivedForm()
    return _fact_form(
        form,
        line_id,
        lambda **asked: service.record_result_received(
            db.session, actor(), line_id, form.received_at.data, form.words.data or "", **asked
        ),
        "It is recorded that the result came back. It is still to be read.",
        Act.RECORD_RESULT_RECEIVED,
    )


@blueprint.route("/lost", methods=["GET", "POST"])
@case_reader
def lost(line_id: int):
    form = LossForm()
    return _fact_form(
        form,
        line_id,
        lambda **asked: service.explain_loss(db.session, actor(), line_id, form.why.data, **asked),
        "It is recorded why. That it was lost stays on record.",
        Act.EXPLAIN_LOSS,
    )


@blueprint.route("/request", methods=["GET", "POST"])
@case_reader
def request(line_id: int):
    form = RequestForm()
    return _fact_form(
        form,
        line_id,
        lambda **asked: service.justify_request(
            db.session,
            actor(),
            line_id,
            service.Request(form.necessity.data, form.scope.data, form.consent.data),
            **asked,
        ),
        "The grounds of the request are recorded.",
        Act.JUSTIFY_REQUEST,
    )
