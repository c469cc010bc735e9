"""How a victim is safely reached, and why one was not told a decision: a page for each reason."""

from __future__ import annotations

from flask import Blueprint, request

from forms.telling import (
    NOT_SAID,
    AgreeExceptionForm,
    ExceptionOverForm,
    NoContactForm,
    NotToldYetForm,
    SafeContactForm,
    ToldElsewhereForm,
    UnableToContactForm,
)
from insight.telling import show_telling
from insight.victims import VictimShown, show_victim
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case
from views.clock import now, policy
from views.contact_forms import decisions_owed
from views.labels import EXCEPTIONS
from views.victims import heard_by_choices, victim_form
from vocabulary import Act, AdviserKind, Channel, ExceptionKind, OtherBody
from workflow.requirements.sign_offs import authority_in_words
from workflow.requirements.telling import exceptions_waiting
from workflow.restrictions import why_not_write_over
from workflow.services import safe_contacts
from workflow.services import telling_exceptions as service
from workflow.services.agreeing import agree_exception

blueprint = Blueprint("telling", __name__, url_prefix="/victims/<int:victim_id>")


NOTHING_IS_OWED = Cannot(
    "No decision is owed to this victim now: there is nothing to agree or record.", is_somebody_elses=False
)
NOTHING_HELD = Cannot("Nothing is recorded for this victim that could hold no more.", is_somebody_elses=False)


NOTHING_WAITS = Cannot(
    "Nothing recorded for this victim waits for somebody to agree.", is_somebody_elses=False
)


def _channels(field) -> frozenset[Channel]:
    return frozenset(Channel(channel) for channel in field.data or ())


@blueprint.route("/safe-contact", methods=["GET", "POST"])
@case_reader
def safe_contact(victim_id: int):
    victim, form = show_victim(db.session, victim_id), SafeContactForm()
    case = find_case(victim.investigation_id)
    why = why_not_write_over(actor(), case, case.victim(victim_id))
    if request.method == "GET" and why is None:
        _fill_in(form, victim)
    return victim_form(
        form,
        victim,
        lambda: safe_contacts.record_safe_contact(
            db.session,
            actor(),
            victim_id,
            safe_contacts.SafeContactSaid(
                _channels(form.safe),
                _channels(form.unsafe),
                None if form.preferred.data == NOT_SAID else Channel(form.preferred.data),
                bool(form.no_messages.data),
                form.safe_times.data or "",
                form.safe_words.data or "",
                AdviserKind(form.adviser_kind.data) if form.adviser_kind.data else None,
                form.adviser_name.data or "",
                form.adviser_reached.data or "",
                form.interpreter.data or "",
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "How it is safe to contact them is recorded.",
        Act.RECORD_SAFE_CONTACT,
        cannot=Cannot(why, is_somebody_elses=True) if why else None,
    )


def _fill_in(form: SafeContactForm, victim: VictimShown) -> None:
    """What holds now: whoever changes one thing sends the rest as it is."""
    shown = show_telling(db.session, victim.investigation_id, now()).safe.get(victim.id)
    if shown is None:
        return
    row = shown.row
    form.safe.data = [channel.value for channel in shown.safe]
    form.unsafe.data = [channel.value for channel in shown.unsafe]
    form.preferred.data = row.preferred.value if row.preferred else NOT_SAID
    form.no_messages.data = row.no_messages
    form.safe_times.data, form.safe_words.data = row.safe_times, row.safe_words
    form.adviser_kind.data = row.adviser_kind.value if row.adviser_kind else ""
    form.interpreter.data = row.interpreter
    form.adviser_name.data, form.adviser_reached.data = row.adviser_name, row.adviser_reached


@blueprint.route("/does-not-want-contact", methods=["GET", "POST"])
@case_reader
def does_not_want_contact(victim_id: int):
    victim, form = show_victim(db.session, victim_id), NoContactForm()
    form.heard_by.choices = heard_by_choices()
    if request.method == "GET":
        form.heard_at.process(None, now())
    return victim_form(
        form,
        victim,
        lambda: service.record_no_contact(
            db.session,
            actor(),
            victim_id,
            form.words.data,
            int(form.heard_by.data),
            form.heard_at.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is recorded that they do not want contact.",
        Act.RECORD_NO_CONTACT,
    )


def _who_agrees(kind: ExceptionKind, victim: VictimShown) -> str:
    """For the top of the page: by whom it is agreed, and the rule that asks."""
    case = find_case(victim.investigation_id)
    needed = policy().agreeing(kind, case.offence_class, case.flags)
    return f"Agreed by {authority_in_words(needed)}, who has no part in the case. {needed.rule}"


def _what_is_enough() -> str:
    attempts = policy().setting("unable_to_contact_attempts")
    days = policy().setting("unable_to_contact_days")
    channels = policy().setting("unable_to_contact_channels")
    return (
        f"{attempts} attempts are needed since the decision, on {days} days and by {channels} ways that are "
        "safe for them. Same channel, same day: counts as one attempt."
    )


@blueprint.route("/unable-to-contact", methods=["GET", "POST"])
@case_reader
def unable_to_contact(victim_id: int):
    victim, form = show_victim(db.session, victim_id), UnableToContactForm()
    form.decision.choices = decisions_owed(victim.to_tell)
    form.decision.description = _who_agrees(ExceptionKind.UNABLE_TO_CONTACT, victim)
    form.words.description = _what_is_enough()
    return victim_form(
        form,
        victim,
        lambda: service.agree_unable_to_contact(
            db.session,
            actor(),
            victim_id,
            int(form.decision.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is agreed that they cannot be reached. Trying again stays owed.",
        Act.AGREE_UNABLE_TO_CONTACT,
        cannot=None if form.decision.choices else NOTHING_IS_OWED,
    )


@blueprint.route("/not-told-yet", methods=["GET", "POST"])
@case_reader
def not_told_yet(victim_id: int):
    victim, form = show_victim(db.session, victim_id), NotToldYetForm()
    form.decision.choices = decisions_owed(victim.to_tell)
    form.decision.description = _who_agrees(ExceptionKind.NOT_TOLD_YET, victim)
    return victim_form(
        form,
        victim,
        lambda: service.agree_not_told_yet(
            db.session,
            actor(),
            victim_id,
            int(form.decision.data),
            form.words.data,
            form.review_on.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is agreed that they are not told yet. It stays owed, and is looked at again.",
        Act.AGREE_NOT_TOLD_YET,
        cannot=None if form.decision.choices else NOTHING_IS_OWED,
    )


@blueprint.route("/told-by-another-body", methods=["GET", "POST"])
@case_reader
def told_by_another_body(victim_id: int):
    victim, form = show_victim(db.session, victim_id), ToldElsewhereForm()
    form.decision.choices = decisions_owed(victim.to_tell)
    return victim_form(
        form,
        victim,
        lambda: service.record_told_elsewhere(
            db.session,
            actor(),
            victim_id,
            int(form.decision.data),
            OtherBody(form.body.data),
            form.told_at.data,
            form.reference.data,
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is recorded that another body told them.",
        Act.RECORD_TOLD_ELSEWHERE,
        cannot=None if form.decision.choices else NOTHING_IS_OWED,
    )


@blueprint.route("/agree", methods=["GET", "POST"])
@case_reader
def agree(victim_id: int):
    victim, form = show_victim(db.session, victim_id), AgreeExceptionForm()
    waiting = exceptions_waiting(find_case(victim.investigation_id), victim_id)
    form.exception.choices = [(str(each.id), EXCEPTIONS[each.kind]) for each in waiting]
    rules = dict.fromkeys(_who_agrees(each.kind, victim) for each in waiting)
    form.exception.description = " ".join(rules)
    return victim_form(
        form,
        victim,
        lambda: agree_exception(
            db.session,
            actor(),
            victim_id,
            int(form.exception.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is agreed. The decision can be final for this victim.",
        Act.AGREE_EXCEPTION,
        cannot=None if waiting else NOTHING_WAITS,
    )


@blueprint.route("/exception-over", methods=["GET", "POST"])
@case_reader
def exception_over(victim_id: int):
    victim, form = show_victim(db.session, victim_id), ExceptionOverForm()
    held = show_telling(db.session, victim.investigation_id, now()).exceptions.get(victim_id, [])
    form.exception.choices = [(str(each.row.id), EXCEPTIONS[each.row.kind]) for each in held]
    return victim_form(
        form,
        victim,
        lambda: service.end_exception(
            db.session,
            actor(),
            victim_id,
            int(form.exception.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is recorded that it holds no more. What they were not told is owed again.",
        Act.END_TELLING_EXCEPTION,
        cannot=None if held else NOTHING_HELD,
    )
