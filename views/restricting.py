"""Restricting a case, lifting it, who else reads it; and breaking the glass."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, request, url_for

from forms.base import BaseForm
from forms.restricting import (
    BreakGlassForm,
    EndReaderForm,
    LiftRestrictionForm,
    NameReaderForm,
    RestrictForm,
)
from insight.losing_sight import who_would_lose_sight
from insight.people import officers
from insight.restricted import named_reader_heading, named_readers, show_stub
from models.session import db
from views.access import actor, case_reader
from views.acting import run_form
from views.case_pages import Cannot, case_address, find_case, run_case_form
from views.clock import now, policy, today
from views.marking import note_kind
from vocabulary import READING_ROLES, Act, GlassReason, Restriction
from workflow.case_file import CaseFile
from workflow.reading import read_case, unnoted
from workflow.restrictions import why_not_break_glass, why_not_name_reader, why_not_restrict
from workflow.services import restricting as service
from workflow.services.break_glass import break_glass as break_it

blueprint = Blueprint("restricting", __name__)
OF_CASE = "/investigations/<int:investigation_id>"


def _form_about_readers(
    form: BaseForm,
    case: CaseFile,
    act: Callable[[], object],
    said: str,
    asks: Act,
    why_not: Callable[..., str | None],
    *,
    context: Callable[[], dict] = dict,
    **more,
):
    """Rank and unit are the policy's: who may not is told so before anything is typed."""

    def shown() -> dict:
        why = why_not(actor(), case, policy())
        refused = {"cannot": Cannot(why, is_somebody_elses=True)} if why else {}
        return {**refused, **context()}

    return run_case_form(form, case, act, said=said, asks=asks, context=shown, **more)


@blueprint.route(f"{OF_CASE}/restrict", methods=["GET", "POST"])
@case_reader
def restrict(investigation_id: int):
    case, form = find_case(investigation_id), RestrictForm()
    _offer_readers(form, case)
    if request.method == "GET" and case.who_reads.restriction is not None:
        form.kind.data = case.who_reads.restriction.value
    return _form_about_readers(
        form,
        case,
        lambda: service.restrict(
            db.session,
            actor(),
            case.id,
            Restriction(form.kind.data),
            form.review_on.data,
            form.reason.data,
            readers=[int(person) for person in form.readers.data or ()],
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The case is restricted.",
        Act.RESTRICT,
        why_not_restrict,
    )


def _offer_readers(form: RestrictForm, case: CaseFile) -> None:
    """Nobody loses sight of what they owe without being named here, and who answers for it then."""
    losing = who_would_lose_sight(db.session, case, actor().id, policy(), today())
    form.readers.choices = [(str(each.id), f"{each.name}: {'; '.join(each.owes)}") for each in losing]
    if not losing:
        return
    stub = show_stub(db.session, case.id)
    form.readers.description = (
        "Whoever is ticked is named as a reader. Whoever is not loses sight of what they owe: "
        f"{stub.contact} answers for it then, and has it on their own list."
    )
    if request.method == "GET":
        form.readers.data = [str(each.id) for each in losing]


@blueprint.route(f"{OF_CASE}/lift-restriction", methods=["GET", "POST"])
@case_reader
def lift(investigation_id: int):
    case, form = find_case(investigation_id), LiftRestrictionForm()
    return _form_about_readers(
        form,
        case,
        lambda: service.lift_restriction(
            db.session,
            actor(),
            case.id,
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The restriction is lifted.",
        Act.LIFT_RESTRICTION,
        why_not_restrict,
    )


@blueprint.route(f"{OF_CASE}/readers", methods=["GET", "POST"])
@case_reader
def readers(investigation_id: int):
    case, form = find_case(investigation_id), NameReaderForm()
    people = officers(db.session, READING_ROLES, today())
    form.person.choices = [("", "Choose somebody"), *((str(each.id), each.name) for each in people)]
    return _form_about_readers(
        form,
        case,
        lambda: service.name_reader(
            db.session,
            actor(),
            case.id,
            int(form.person.data),
            form.reason.data,
            form.until_at.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "They are named as a reader.",
        Act.NAME_READER,
        why_not_name_reader,
        context=lambda: {"readers": named_readers(db.session, case.id, now())},
        done=lambda _: url_for("restricting.readers", investigation_id=case.id),
        template="restricting/readers.html",
    )


@blueprint.route("/named-readers/<int:named_reader_id>/end", methods=["GET", "POST"])
@case_reader
def end_reader(named_reader_id: int):
    investigation_id, name = named_reader_heading(db.session, named_reader_id)
    case, form = find_case(investigation_id), EndReaderForm()
    return _form_about_readers(
        form,
        case,
        lambda: service.end_reader(
            db.session, actor(), named_reader_id, now=now(), submission_id=form.submission_id()
        ),
        "They are not a named reader any more.",
        Act.NAME_READER,
        why_not_name_reader,
        context=lambda: {"inset": name},
        done=lambda _: url_for("restricting.readers", investigation_id=case.id),
        template="restricting/end_reader.html",
    )


@blueprint.route(f"{OF_CASE}/break-glass", methods=["GET", "POST"])
@case_reader
def break_glass(investigation_id: int):
    """Shows the stub and no more of the case. `card`: sent from the safeguarding card, back to there."""
    form = BreakGlassForm()
    with unnoted(db.session):
        case = read_case(db.session, investigation_id, now())
    note_kind(case)
    to = "investigations.safeguarding" if request.form.get("card") else "investigations.show"

    def shown() -> dict:
        why = why_not_break_glass(actor(), case)
        return {
            "stub": show_stub(db.session, case.id),
            "cannot": Cannot(why, is_somebody_elses=False) if why else None,
            "hours": policy().setting("break_glass_hours"),
            "investigation_id": case.id,
            "back": case_address(case.id),
        }

    return run_form(
        form,
        lambda: break_it(
            db.session,
            actor(),
            case.id,
            GlassReason(form.reason.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        done=lambda _: url_for(to, investigation_id=case.id),
        said="The glass is broken. What you read from now on will be reviewed.",
        context=shown,
        last_event_id=case.last_event_id,
        template="restricting/break_glass.html",
    )
