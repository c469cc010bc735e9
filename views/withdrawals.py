"""A victim withdraws; a supervisor decides whether to go on without them; somebody outside rings back."""

from __future__ import annotations

from flask import Blueprint, request

from forms.withdrawals import (
    NO_ACCOUNT,
    AgreeCallBackForm,
    CallBackForm,
    EvidenceLedForm,
    WithdrawalForm,
)
from insight.telling import show_telling
from insight.victims import show_victim
from insight.withdrawals import show_withdrawals
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, policy
from views.victims import heard_by_choices, victim_form
from vocabulary import AccountKind, Act, CallBackResult, Channel, EvidenceLed, VictimView, WithdrawalReason
from workflow.case_file import CaseFile, Victim
from workflow.permissions import why_not
from workflow.policy.telling import CALL_BACK, EVIDENCE_LED, NO_CALL_BACK
from workflow.requirements.sign_offs import authority_in_words
from workflow.services import call_backs
from workflow.services import withdrawals as service
from workflow.services.evidence_led import decide_evidence_led, why_not_decide
from workflow.telling import channels_in_words, channels_that_count

blueprint = Blueprint("withdrawals", __name__)

NOTHING_TO_RING_BACK = Cannot(call_backs.NOTHING_TO_RING_BACK, is_somebody_elses=False)
NOBODY_HAS_TO_AGREE = Cannot(
    "This victim has not asked not to be contacted, or it is agreed already: nobody has to agree.",
    is_somebody_elses=False,
)


@blueprint.route("/victims/<int:victim_id>/withdrawal", methods=["GET", "POST"])
@case_reader
def record(victim_id: int):
    victim, form = show_victim(db.session, victim_id), WithdrawalForm()
    case = find_case(victim.investigation_id)
    form.heard_by.choices = heard_by_choices()
    # Elsewhere a text message or a call is enough (practice P26), and nobody is asked for more.
    if not policy().asks_own_words(case.offence_class, case.flags):
        del form.account, form.account_reference
    if request.method == "GET":
        form.heard_at.process(None, now())
        _fill_in(form, case.id, victim_id)
    return victim_form(
        form,
        victim,
        lambda: service.record_withdrawal(
            db.session,
            actor(),
            victim_id,
            _said(form),
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        "The withdrawal is recorded.",
        Act.RECORD_WITHDRAWAL,
    )


def _fill_in(form: WithdrawalForm, case_id: int, victim_id: int) -> None:
    """What holds now: whoever adds what was missing sends the rest as it is."""
    shown = show_withdrawals(db.session, case_id).withdrawals.get(victim_id)
    if shown is None or shown.taken_back:
        return
    row = shown.row
    form.view.description = "What is on record is filled in. Add what is missing, and send the whole again."
    form.view.data, form.words.data = row.view.value, row.words
    form.reason.data, form.reason_words.data = row.reason.value, row.reason_words
    form.channel.data, form.heard_by.data = row.channel.value, str(row.heard_by_id)
    form.heard_at.process(None, row.heard_at)
    form.help_offered.data, form.help_answer.data = row.help_offered, row.help_answer
    form.protection.data = row.protection
    if "account" in form and row.account is not None:
        form.account.data, form.account_reference.data = row.account.value, row.account_reference


def _said(form: WithdrawalForm) -> service.WithdrawalSaid:
    account, reference = None, ""
    if "account" in form:
        account = None if form.account.data == NO_ACCOUNT else AccountKind(form.account.data)
        reference = form.account_reference.data or ""
    return service.WithdrawalSaid(
        words=form.words.data,
        reason=WithdrawalReason(form.reason.data),
        channel=Channel(form.channel.data),
        heard_by_id=int(form.heard_by.data),
        heard_at=form.heard_at.data,
        view=VictimView(form.view.data),
        reason_words=form.reason_words.data or "",
        account=account,
        account_reference=reference,
        help_offered=form.help_offered.data or "",
        help_answer=form.help_answer.data or "",
        protection=form.protection.data or "",
    )


@blueprint.route("/investigations/<int:investigation_id>/evidence-led", methods=["GET", "POST"])
@case_reader
def evidence_led(investigation_id: int):
    case, form = find_case(investigation_id), EvidenceLedForm()
    needed = policy().agreeing(EVIDENCE_LED, case.offence_class, case.flags)
    form.decided.description = f"Decided by {authority_in_words(needed)}. {needed.rule}"
    why = why_not_decide(case, actor(), policy())
    return run_case_form(
        form,
        case,
        lambda: decide_evidence_led(
            db.session,
            actor(),
            case.id,
            EvidenceLed(form.decided.data),
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="What you decided is recorded.",
        anchor="victims",
        context=lambda: {
            "cannot": Cannot(why, is_somebody_elses=True) if why else None,
            "withdrawals": show_withdrawals(db.session, case.id),
            "victims": [show_victim(db.session, victim.id) for victim in case.victims],
        },
        asks=Act.DECIDE_EVIDENCE_LED,
        template="withdrawals/evidence_led.html",
    )


def _why_not_ring(case: CaseFile, whom: Victim) -> Cannot | None:
    """Before anything is typed: that nothing is drawn, or that it is somebody else's."""
    drawn = show_withdrawals(db.session, case.id).withdrawals.get(whom.id)
    if whom.withdrawal is None or drawn is None or not drawn.waits:
        return NOTHING_TO_RING_BACK
    why = call_backs.why_not_ring_back(db.session, case, whom.withdrawal, actor(), policy())
    return Cannot(why, is_somebody_elses=True) if why else None


@blueprint.route("/victims/<int:victim_id>/call-back", methods=["GET", "POST"])
@case_reader
def call_back(victim_id: int):
    victim, form = show_victim(db.session, victim_id), CallBackForm()
    case = find_case(victim.investigation_id)
    whom = case.victim(victim_id)
    counting = channels_that_count(case, whom, policy())
    form.channel.description = f"Safe for them: {channels_in_words(counting.channels)}. {counting.rule}"
    if whom.wants_no_contact and not (whom.withdrawal and whom.withdrawal.call_back_agreed):
        who = authority_in_words(policy().agreeing(CALL_BACK, case.offence_class, case.flags))
        form.result.description = f"They asked not to be contacted. Do not ring unless {who} agrees first."
    else:
        who = authority_in_words(policy().agreeing(NO_CALL_BACK, case.offence_class, case.flags))
        form.result.description = f"That they were not reached, or not rung, is recorded by {who}."
    if not show_telling(db.session, case.id, now()).embargoes:
        del form.embargo_read
    return victim_form(
        form,
        victim,
        lambda: call_backs.record_call_back(
            db.session,
            actor(),
            victim_id,
            _made(form),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "What came of the call-back is recorded.",
        Act.RECORD_CALL_BACK,
        cannot=_why_not_ring(case, whom),
    )


def _made(form: CallBackForm) -> call_backs.CallBackMade:
    return call_backs.CallBackMade(
        CallBackResult(form.result.data),
        form.risk_check.data,
        Channel(form.channel.data) if form.channel.data else None,
        form.rung_at.data,
        form.words.data or "",
        {"yes": True, "no": False}.get(form.help_was_offered.data),
        embargo_read="embargo_read" in form,
    )


@blueprint.route("/victims/<int:victim_id>/call-back-agreed", methods=["GET", "POST"])
@case_reader
def agree(victim_id: int):
    victim, form = show_victim(db.session, victim_id), AgreeCallBackForm()
    case = find_case(victim.investigation_id)
    whom = case.victim(victim_id)
    needed = policy().agreeing(CALL_BACK, case.offence_class, case.flags)
    form.reason.description = f"Agreed by {authority_in_words(needed)}. {needed.rule}"
    cannot = None
    if why_not(actor(), Act.AGREE_CALL_BACK, case) is None:
        drawn = show_withdrawals(db.session, case.id).withdrawals.get(victim_id)
        if whom.withdrawal is None or drawn is None or not drawn.waits:
            cannot = NOTHING_TO_RING_BACK
        elif not whom.wants_no_contact or whom.withdrawal.call_back_agreed:
            cannot = NOBODY_HAS_TO_AGREE
    return victim_form(
        form,
        victim,
        lambda: call_backs.agree_call_back(
            db.session,
            actor(),
            victim_id,
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is agreed that they are rung back.",
        Act.AGREE_CALL_BACK,
        cannot=cannot,
    )
