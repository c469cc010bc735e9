"""What pages of one case share: reading the case, and a form about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for

from forms.base import BaseForm
from insight.case_page import heading, item_names
from insight.people import officers
from models.session import db
from views.access import actor
from views.acting import run_form
from views.clock import now, policy, today
from views.marking import note_kind
from vocabulary import FINISHED, Act, Actor, Role, Step
from workflow.case_file import CaseFile
from workflow.finished import why_not_in
from workflow.permissions import why_not, why_not_take
from workflow.reading import read_case
from workflow.refusals import StepNotOpen
from workflow.restrictions import refuse_reading
from workflow.services.particulars import Particulars
from workflow.services.steps import take_step
from workflow.steps import FINISHES, STEPS


def find_case(investigation_id: int) -> CaseFile:
    """The case file, or a 404; whether this person reads it, views/door.py has asked."""
    case = read_case(db.session, investigation_id, now())
    refuse_reading(actor(), case)
    note_kind(case)
    return case


def case_address(investigation_id: int, anchor: str | None = None) -> str:
    """The case page, at a section."""
    return url_for("investigations.show", investigation_id=investigation_id, _anchor=anchor)


def run_case_form(
    form: BaseForm,
    case: CaseFile,
    act: Callable[[], object],
    *,
    said: str,
    anchor: str | None = None,
    done: Callable[[object], str] | None = None,
    context: Callable[[], dict] | None = None,
    asks: Act | Step | None = None,
    template: str = "form_page.html",
):
    """A form page about one case, with its reference above the heading and the way back.

    `asks`: the act or step that this form is for. Who may not take it, or not now, is told so at the top;
    `context` may know a `cannot` of its own, for whoever might else take it.
    """
    return run_form(
        form,
        act,
        done=lambda result: (done and done(result)) or case_address(case.id, anchor),
        said=said,
        context=lambda: around_a_form(case, asks, anchor, context() if context else {}),
        last_event_id=case.last_event_id,
        template=template,
    )


def around_a_form(case: CaseFile, asks: Act | Step | None, anchor: str | None, more: dict) -> dict:
    """What the page of a form about one case shows besides the form."""
    reference, _ = case_heading(case.id)
    # A form that was refused may have been overtaken: the case is read again.
    as_it_stands = find_case(case.id) if request.method == "POST" else case
    return {
        "caption": reference,
        "back": case_address(case.id, anchor),
        "investigation_id": case.id,
        "item_names": item_names(db.session, case.id),
        "asks": asks,
        **more,
        "cannot": why_not_here(actor(), asks, as_it_stands) or more.get("cannot"),
    }


@dataclass(frozen=True)
class Cannot:
    """Why a form cannot be sent: it is somebody else's, or the case is not where it could be.

    `is_finished`: the page then says what can be done instead.
    """

    why: str
    is_somebody_elses: bool
    is_finished: bool = False


def why_not_here(who: Actor, asks: Act | Step | None, case: CaseFile) -> Cannot | None:
    """What the service would say about this person and this state, before anything is typed."""
    if asks is None:
        return None
    if isinstance(asks, Act):
        reason = why_not(who, asks, case)
    else:
        reason = why_not_take(who, asks, case)
    if reason is not None:
        return Cannot(reason, is_somebody_elses=True)
    finished = case.state in FINISHED
    if isinstance(asks, Act):
        reason = why_not_in(case.state, asks)
        return Cannot(reason, False, finished) if reason is not None else None
    if case.state not in STEPS[asks].sources:
        return Cannot(StepNotOpen(asks, case.state).why, False, finished)
    if asks in FINISHES and case.decision is not None and case.decision.kind not in FINISHES[asks]:
        return Cannot("What was decided ends this case in another way.", is_somebody_elses=False)
    return None


def run_step_form(
    form: BaseForm, case: CaseFile, step: Step, particulars: Callable[[], Particulars], said: str, **extra
):
    """A form page that takes a step. `particulars` is called once the form's shape is right."""
    return run_case_form(
        form,
        case,
        lambda: take_step(
            db.session,
            actor(),
            case.id,
            step,
            particulars(),
            seen_event_id=form.seen_event_id(),
            now=now(),
            submission_id=form.submission_id(),
        ),
        said=said,
        asks=step,
        **extra,
    )


def case_heading(investigation_id: int) -> tuple[str, str]:
    """(reference, offence title) for headings."""
    reference, offence = heading(db.session, investigation_id)
    found = policy().offence(offence)
    return reference, found.title if found else offence


def owner_choices(case: CaseFile) -> list[tuple[str, str]]:
    """Who may own a line: investigators and supervisors of the unit, and the person acting."""
    people = officers(db.session, (Role.INVESTIGATOR, Role.SUPERVISOR), today(), case.unit_id)
    me = actor().id
    pairs = [(str(each.id), each.name) for each in people]
    # Oneself first: the commonest answer.
    return sorted(pairs, key=lambda pair: pair[0] != str(me))
