"""The CPS: referring, recording what it replied, considering its decisions."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template

from forms.base import choices
from forms.cps import (
    NO_REFERRAL,
    ActionPlanForm,
    CpsDecisionConsideredForm,
    CpsNoFurtherActionForm,
    EarlyAdviceForm,
    NoEarlyAdviceForm,
    ReferToCpsForm,
    TriageRejectedForm,
)
from insight.case_page import item_names
from insight.cps import show_cps
from models.session import db
from views.access import actor, case_reader
from views.case_pages import (
    Cannot,
    case_address,
    case_heading,
    find_case,
    run_case_form,
    run_step_form,
    why_not_here,
)
from views.clock import now
from views.lines import category_choices
from views.wording import referral_in_words, reply_in_words
from vocabulary import Act, CpsAsked, CpsGround, CpsReplyKind, Step, SuspectDecision
from workflow.case_file import CaseFile
from workflow.services import cps as service
from workflow.services import cps_decisions
from workflow.services.particulars import ActionAsked, Referral, ReplyMade
from workflow.statements import what_is_left

blueprint = Blueprint("cps", __name__, url_prefix="/investigations/<int:investigation_id>")


def _suspects(case: CaseFile) -> list[tuple[str, str]]:
    names = item_names(db.session, case.id)
    return [(str(each.id), names[("suspect", each.id)]) for each in case.suspects]


@blueprint.route("/refer-to-cps", methods=["GET", "POST"])
@case_reader
def refer(investigation_id: int):
    case, form = find_case(investigation_id), ReferToCpsForm()
    form.suspects.choices = choices(_suspects(case))
    return run_step_form(
        form,
        case,
        Step.REFER_TO_CPS,
        lambda: Referral(
            CpsAsked(form.asked.data),
            form.referred_at.data,
            frozenset(int(each) for each in form.suspects.data or ()),
            form.reference.data or "",
            form.words.data or "",
        ),
        "The case is with the CPS.",
        anchor="cps",
        context=lambda: {"statements_left": what_is_left(case)},
    )


@blueprint.get("/cps-reply")
@case_reader
def reply(investigation_id: int):
    """Which kind of reply came: each has a page of its own."""
    case = find_case(investigation_id)
    reference, offence = case_heading(case.id)
    names = item_names(db.session, case.id)
    to_charge = [
        (each.id, names[("suspect", each.id)])
        for each in case.suspects
        if each.decision is not SuspectDecision.CHARGED
    ]
    return render_template(
        "cps/reply.html",
        case=case,
        cannot=why_not_here(actor(), Act.RECORD_REPLY_OF_CPS, case),
        reference=reference,
        offence_title=offence,
        back=case_address(case.id, "cps"),
        to_charge=to_charge,
    )


def _reply_form(investigation_id: int, form, kind: CpsReplyKind, said: str, more: Callable[[], dict] = dict):
    case = find_case(investigation_id)
    _offer_referrals(form, case)
    if hasattr(form, "suspect"):
        form.suspect.choices = choices(_suspects(case))

    def act() -> int:
        made = ReplyMade(kind, form.replied_at.data, form.words.data or "", form.referral_id(), **more())
        return service.record_reply(
            db.session,
            actor(),
            case.id,
            made,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        )

    return run_case_form(
        form,
        case,
        act,
        said=said,
        anchor="cps",
        asks=Act.RECORD_REPLY_OF_CPS,
    )


def _offer_referrals(form, case: CaseFile) -> None:
    """Every referral, newest first; the only one that waits is chosen already."""
    shown = show_cps(db.session, case.id).referrals
    form.referral.choices = choices(
        [
            *((str(each.row.id), referral_in_words(each)) for each in shown),
            *([NO_REFERRAL] if shown else []),
        ]
    )
    waiting = case.waiting_referrals
    if not form.is_submitted() and len(waiting) == 1:
        form.referral.data = str(waiting[0].id)


@blueprint.route("/cps-reply/action-plan", methods=["GET", "POST"])
@case_reader
def action_plan(investigation_id: int):
    form = ActionPlanForm()
    for _, category, _ in form.rows():
        category.choices = category_choices()
    return _reply_form(
        investigation_id,
        form,
        CpsReplyKind.ACTION_PLAN,
        "The action plan is recorded. Each of its actions is a line of inquiry.",
        lambda: {
            "actions": tuple(
                ActionAsked(category.data, asks.data, due_on.data)
                for asks, category, due_on in form.filled_rows()
            )
        },
    )


@blueprint.route("/cps-reply/triage-rejected", methods=["GET", "POST"])
@case_reader
def triage_rejected(investigation_id: int):
    form = TriageRejectedForm()
    return _reply_form(
        investigation_id, form, CpsReplyKind.TRIAGE_REJECTED, "The rejection at triage is recorded."
    )


@blueprint.route("/cps-reply/early-advice", methods=["GET", "POST"])
@case_reader
def early_advice(investigation_id: int):
    return _reply_form(
        investigation_id, EarlyAdviceForm(), CpsReplyKind.EARLY_ADVICE, "The early advice is recorded."
    )


@blueprint.route("/cps-reply/no-further-action", methods=["GET", "POST"])
@case_reader
def no_further_action(investigation_id: int):
    form = CpsNoFurtherActionForm()
    return _reply_form(
        investigation_id,
        form,
        CpsReplyKind.NO_FURTHER_ACTION,
        "The CPS's decision is recorded. A supervisor now considers whether to appeal.",
        lambda: {"suspect_id": int(form.suspect.data), "ground": CpsGround(form.ground.data)},
    )


@blueprint.route("/cps-decision-considered", methods=["GET", "POST"])
@case_reader
def considered(investigation_id: int):
    case, form = find_case(investigation_id), CpsDecisionConsideredForm()
    left = [
        each
        for each in show_cps(db.session, case.id).replies
        if each.row.kind is CpsReplyKind.NO_FURTHER_ACTION and each.considered is None
    ]
    form.reply.choices = choices((str(each.row.id), reply_in_words(each)) for each in left)
    if not form.is_submitted() and len(left) == 1:
        form.reply.data = str(left[0].row.id)
    return run_case_form(
        form,
        case,
        lambda: cps_decisions.consider_decision(
            db.session,
            actor(),
            case.id,
            int(form.reply.data),
            form.appealed.data == "yes",
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="It is recorded that the decision was received and an appeal considered.",
        anchor="cps",
        asks=Act.CONSIDER_CPS_DECISION,
        context=lambda: {"cannot": _nothing_left(find_case(case.id))},
    )


def _nothing_left(case: CaseFile) -> Cannot | None:
    undecided = CpsReplyKind.NO_FURTHER_ACTION
    if any(each.kind is undecided and each.considered_by_id is None for each in case.replies):
        return None
    return Cannot("No decision of the CPS waits to be considered on this case.", is_somebody_elses=False)


@blueprint.route("/no-early-advice", methods=["GET", "POST"])
@case_reader
def no_early_advice(investigation_id: int):
    case, form = find_case(investigation_id), NoEarlyAdviceForm()
    form.suspects.choices = choices(_suspects(case))
    return run_case_form(
        form,
        case,
        lambda: cps_decisions.record_no_early_advice(
            db.session,
            actor(),
            case.id,
            [int(each) for each in form.suspects.data],
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="It is recorded why early advice was not sought.",
        anchor="cps",
        asks=Act.RECORD_NO_EARLY_ADVICE,
    )
