"""Correcting a contact, who a suspect is, and a suspect who was recorded in error."""

from __future__ import annotations

from flask import Blueprint, request

from forms.corrections import CorrectContactForm, CorrectSuspectForm, RecordedInErrorForm
from forms.victims import NOTHING_DECIDED
from insight.case_page import suspect_as_recorded
from insight.contacts import ContactShown, show_contact
from insight.telling import show_telling
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case
from views.clock import now, policy
from views.contact_forms import (
    ask_about_review,
    decision_choices,
    made_of,
    offer_rights,
    what_was_recorded,
)
from views.suspects import asked_of, suspect_form
from views.victims import victim_form
from vocabulary import Act
from workflow.case_file import CaseFile
from workflow.services import contact_corrections, suspect_corrections
from workflow.services.contact_made import BEFORE_REASONS
from workflow.services.suspect_decisions import why_not_decide

blueprint = Blueprint("corrections", __name__)


@blueprint.route("/contacts/<int:contact_id>/correct", methods=["GET", "POST"])
@case_reader
def contact(contact_id: int):
    old = show_contact(db.session, contact_id)
    victim = show_victim(db.session, old.row.victim_id)
    case = find_case(victim.investigation_id)
    form = CorrectContactForm()
    if not show_telling(db.session, case.id, now()).embargoes:
        del form.embargo_read
    rights = ask_about_review(form, case, victim, told_before=bool(old.row.told_of_review))
    told = [old.told] if old.told is not None else []
    owed = [each for each in victim.to_tell if each not in told]
    form.tells_decision.choices = decision_choices([*told, *owed])
    form.keeps_promises.choices = [(str(duty), what) for duty, what in [*old.kept, *victim.promises]]
    offer_rights(form, case, victim, *old.covered)
    if request.method == "GET":
        _show_as_recorded(form, old)
    return victim_form(
        form,
        victim,
        lambda: contact_corrections.correct_contact(
            db.session,
            actor(),
            contact_id,
            made_of(form),
            form.why.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        what_was_recorded(form, case, victim.id, "The contact is corrected."),
        Act.CORRECT_CONTACT,
        rights=rights,
    )


def _show_as_recorded(form: CorrectContactForm, old: ContactShown) -> None:
    row = old.row
    form.result.data, form.channel.data = row.result.value, row.channel.value
    form.happened_at.process(None, row.happened_at)
    form.tells_decision.data = str(row.decision_id) if row.decision_id is not None else NOTHING_DECIDED
    form.told.data, form.said.data = row.told, row.said
    if "reasons" in form:
        form.told.data, _, form.reasons.data = row.told.partition(BEFORE_REASONS)
    form.keeps_promises.data = [str(duty) for duty, _ in old.kept]
    form.covers.data = [str(duty) for duty, _ in old.covered]
    form.promised.data = old.promised
    if "told_of_review" in form:
        form.told_of_review.data = row.told_of_review
    if old.promised_for is not None:
        form.promised_for.process(None, old.promised_for)


@blueprint.route("/suspects/<int:suspect_id>/correct", methods=["GET", "POST"])
@case_reader
def suspect(suspect_id: int):
    form = CorrectSuspectForm()
    if request.method == "GET":
        row = suspect_as_recorded(db.session, suspect_id)
        form.name.data, form.offences_considered.data = row.name, row.offences_considered
        form.born_on.process(None, row.born_on)
    return suspect_form(
        form,
        suspect_id,
        lambda case: suspect_corrections.correct_suspect(
            db.session,
            actor(),
            suspect_id,
            suspect_corrections.WhoTheyAre(form.name.data, form.offences_considered.data, form.born_on.data),
            form.why.data,
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "The suspect is corrected. The timeline keeps what stood here before.",
        asks=Act.CORRECT_SUSPECT,
    )


@blueprint.route("/suspects/<int:suspect_id>/recorded-in-error", methods=["GET", "POST"])
@case_reader
def recorded_in_error(suspect_id: int):
    form = RecordedInErrorForm()

    def context(case: CaseFile) -> dict:
        why = why_not_decide(actor(), case, policy())
        return {"cannot": Cannot(why, is_somebody_elses=True) if why else None}

    return suspect_form(
        form,
        suspect_id,
        lambda case: suspect_corrections.record_in_error(
            db.session,
            actor(),
            suspect_id,
            form.reason.data,
            seen_event_id=form.seen_event_id(),
            **asked_of(form),
        ),
        "The suspect is taken out. The record of it is kept.",
        asks=Act.DECIDE_SUSPECT,
        context=context,
    )
