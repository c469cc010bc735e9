"""Risk that remains: one screen about one suspect (practice P34)."""

from __future__ import annotations

from flask import Blueprint, request

from forms.base import choices
from forms.remaining import REASON, RiskThatRemainsForm
from insight.case_page import suspect_heading
from insight.remaining import RemainingShown, show_remaining
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now, policy
from views.suspects import is_no_suspect
from vocabulary import Act, RemainsAnswer, RemainsQuestion, RiskFlag
from workflow.case_file import CaseFile
from workflow.services.remaining import Answered, record_risk_that_remains

blueprint = Blueprint("remaining", __name__)

A_CHILD_IS_KNOWN = "A child is the victim of this crime: "


@blueprint.route("/suspects/<int:suspect_id>/risk-that-remains", methods=["GET", "POST"])
@case_reader
def record(suspect_id: int):
    investigation_id, name = suspect_heading(db.session, suspect_id)
    case, shown = find_case(investigation_id), show_remaining(db.session, suspect_id)
    form = _form(case)
    if request.method == "GET":
        _fill(form, case, shown)
    return run_case_form(
        form,
        case,
        lambda: record_risk_that_remains(
            db.session,
            actor(),
            suspect_id,
            _answers(form),
            now=now(),
            seen_event_id=form.seen_event_id(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="What remains is recorded.",
        anchor="suspects",
        asks=Act.RECORD_RISK_THAT_REMAINS,
        template="suspects/risk_that_remains.html",
        context=lambda: {
            **is_no_suspect(case, suspect_id),
            "inset": name,
            "suspect_id": suspect_id,
            "shown": show_remaining(db.session, suspect_id),
            "is_asked": bool(_asked(case)),
            "child_is_known": RiskFlag.CHILD_VICTIM in case.flags,
            "offences": {each.key: each.title for each in policy().offences},
        },
    )


def _asked(case: CaseFile) -> frozenset[RemainsQuestion]:
    return policy().remaining.questions(case.offence_class, case.flags)


def _form(case: CaseFile) -> RiskThatRemainsForm:
    """What is asked of this kind of crime; where nothing is, everything but what only images ask."""
    form = RiskThatRemainsForm()
    form.order_kind.choices = choices([("", "Choose an order"), *policy().remaining.orders.items()])
    form.keep_questions(_asked(case) or set(RemainsQuestion) - {RemainsQuestion.TOLD_IN_PERSON})
    return form


def _fill(form: RiskThatRemainsForm, case: CaseFile, shown: RemainingShown) -> None:
    for question, row in shown.answers.items():
        if question in form:
            form[question].data, form[question + REASON].data = row.answer.value, row.reason
            if row.order_kind is not None:
                form.order_kind.data = row.order_kind
    if RiskFlag.CHILD_VICTIM in case.flags and RemainsQuestion.CHILDREN not in shown.answers:
        form.children_reason.data = A_CHILD_IS_KNOWN


def _answers(form: RiskThatRemainsForm) -> dict[RemainsQuestion, Answered]:
    found = {}
    for name in form.answered():
        question, answer = RemainsQuestion(name), RemainsAnswer(form[name].data)
        order = None
        if question is RemainsQuestion.PROTECTIVE_ORDER and answer is RemainsAnswer.YES:
            order = form.order_kind.data
        found[question] = Answered(answer, form[name + REASON].data or "", order)
    return found
