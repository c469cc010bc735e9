"""Victims and contact with them."""

from __future__ import annotations

from flask import Blueprint, request

from forms.victims import (
    NOTHING_DECIDED,
    AddVictimForm,
    ContactForm,
    NeedsForm,
    NoVictimForm,
    SupportForm,
    ViewForm,
)
from insight.victims import VictimShown, show_victim
from models.session import db
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now, policy
from views.victim_details import details_by_victim
from vocabulary import Act, Channel, ContactResult, SupportReferral, VictimKind, VictimView
from workflow.case_file import CaseFile
from workflow.permissions import why_not
from workflow.policy.entries import Telling
from workflow.requirements.victims import channels_in_words
from workflow.restrictions import Details
from workflow.services import contacts
from workflow.services import victims as service

blueprint = Blueprint("victims", __name__)


@blueprint.route("/investigations/<int:investigation_id>/victims/add", methods=["GET", "POST"])
@case_reader
def add(investigation_id: int):
    case, form = find_case(investigation_id), AddVictimForm()
    return run_case_form(
        form,
        case,
        lambda: service.add_victim(
            db.session,
            actor(),
            case.id,
            service.VictimToAdd(
                VictimKind(form.kind.data),
                form.name.data,
                form.contact_name.data or "",
                form.phone.data or "",
                form.email.data or "",
                form.safe_contact.data or "",
                form.address.data or "",
            ),
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The victim is added.",
        anchor="victims",
        asks=Act.ADD_VICTIM,
    )


@blueprint.route("/investigations/<int:investigation_id>/victims/none", methods=["GET", "POST"])
@case_reader
def none(investigation_id: int):
    case, form = find_case(investigation_id), NoVictimForm()
    return run_case_form(
        form,
        case,
        lambda: service.record_no_victim(
            db.session,
            actor(),
            case.id,
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="It is recorded why there is no victim.",
        anchor="victims",
        asks=Act.ADD_VICTIM,
    )


def _victim_form(form, victim: VictimShown, act, said: str, asks: Act = Act.RECORD_CONTACT):
    case = find_case(victim.investigation_id)
    return run_case_form(
        form,
        case,
        act,
        said=said,
        anchor="victims",
        context=lambda: {
            "victim": show_victim(db.session, victim.id),
            "how": _how_shown(case, victim.id, asks),
        },
        asks=asks,
        template="victims/act.html",
    )


def _how_shown(case: CaseFile, victim_id: int, asks: Act) -> Details:
    """Whoever is about to record a contact needs the number, unless it is hidden from them."""
    how = details_by_victim(case)[victim_id]
    rings_them = asks is Act.RECORD_CONTACT and why_not(actor(), asks, case) is None
    return Details.SHOWN if rings_them and how is not Details.BEHIND_GLASS else how


def _decision_choices(victim: VictimShown) -> list[tuple[str, str]]:
    pairs = []
    for telling in victim.to_tell:
        outcome = policy().crime_outcome(telling.outcome_code) if telling.outcome_code else None
        words = (
            f"Outcome {outcome.code}: {outcome.title}" if outcome else f"No further action: {telling.suspect}"
        )
        pairs.append((str(telling.decision_id), f"{words}, and the reasons"))
    return [*pairs, (NOTHING_DECIDED, "No decision" if pairs else "No: nothing is decided yet")]


@blueprint.route("/victims/<int:victim_id>/contact", methods=["GET", "POST"])
@case_reader
def contact(victim_id: int):
    victim = show_victim(db.session, victim_id)
    form = ContactForm()
    form.tells_decision.choices = _decision_choices(victim)
    telling = _how_to_tell(victim.investigation_id)
    if victim.to_tell and len(telling.channels) < len(Channel):
        form.channel.description = f"{telling.rule} Tell it {channels_in_words(telling.channels)}."
    form.keeps_promises.choices = [(str(duty_id), what) for duty_id, what in victim.promises]
    if request.method == "GET":
        form.happened_at.process(None, now())
        if not victim.to_tell:
            form.tells_decision.data = NOTHING_DECIDED

    def act():
        told = form.tells_decision.data
        return contacts.record_contact(
            db.session,
            actor(),
            victim_id,
            contacts.ContactMade(
                channel=Channel(form.channel.data),
                result=ContactResult(form.result.data),
                happened_at=form.happened_at.data,
                told=form.told.data or "",
                said=form.said.data or "",
                took_account=bool(form.took_account.data),
                tells_decision_id=None if told == NOTHING_DECIDED else int(told),
                promised=form.promised.data or "",
                promised_for=form.promised_for.data,
                keeps_promises=frozenset(int(duty) for duty in form.keeps_promises.data or ()),
            ),
            now=now(),
            submission_id=form.submission_id(),
        )

    return _victim_form(form, victim, act, _what_was_recorded(form, telling))


def _how_to_tell(investigation_id: int) -> Telling:
    case = find_case(investigation_id)
    return policy().telling(case.offence_class, case.flags)


def _what_was_recorded(form: ContactForm, telling: Telling) -> str:
    if form.tells_decision.data in (None, "", NOTHING_DECIDED) or form.channel.data in telling.channels:
        return "The contact is recorded."
    words = channels_in_words(telling.channels)
    return f"The contact is recorded, but the decision still has to be told {words}. {telling.rule}"


@blueprint.route("/victims/<int:victim_id>/needs", methods=["GET", "POST"])
@case_reader
def needs(victim_id: int):
    victim, form = show_victim(db.session, victim_id), NeedsForm()
    return _victim_form(
        form,
        victim,
        lambda: service.assess_needs(
            db.session,
            actor(),
            victim_id,
            form.needs.data,
            bool(form.is_enhanced.data),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The needs assessment is recorded.",
        Act.ASSESS_NEEDS,
    )


@blueprint.route("/victims/<int:victim_id>/support", methods=["GET", "POST"])
@case_reader
def support(victim_id: int):
    victim, form = show_victim(db.session, victim_id), SupportForm()
    return _victim_form(
        form,
        victim,
        lambda: service.record_support_offer(
            db.session,
            actor(),
            victim_id,
            SupportReferral(form.answer.data),
            form.words.data or "",
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The answer is recorded.",
        Act.REFER_TO_SUPPORT,
    )


@blueprint.route("/victims/<int:victim_id>/view", methods=["GET", "POST"])
@case_reader
def view(victim_id: int):
    victim, form = show_victim(db.session, victim_id), ViewForm()
    return _victim_form(
        form,
        victim,
        lambda: service.record_view(
            db.session,
            actor(),
            victim_id,
            VictimView(form.view.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        "What the victim wants is recorded.",
    )
