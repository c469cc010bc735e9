"""Lines of inquiry."""

from __future__ import annotations

from flask import Blueprint, request

from forms.base import choices
from forms.lines import (
    AddLineForm,
    AnsweredElsewhereForm,
    NoLinesForm,
    NotPursuedForm,
    ResultLineForm,
    SupersedeLineForm,
)
from insight.case_page import item_names, line_heading
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, owner_choices, run_case_form, why_not_here
from views.clock import now, policy
from vocabulary import Act, Bearing, LineStatus, NotPursuedReason, Role
from workflow.case_file import CaseFile, SignOffAsked
from workflow.requirements.lines import minimum_of, why_not_agree_on_none
from workflow.requirements.sign_offs import loses_signature
from workflow.services import lines as service
from workflow.services.no_lines import agree_no_lines
from workflow.services.pointing import lines_to_choose_from

blueprint = Blueprint("lines", __name__)


def category_choices() -> list[tuple[str, str]]:
    """The kinds of line, the empty choice first."""
    return [("", "Choose a kind"), *((each.key, each.title) for each in policy().line_categories)]


def _asked(form) -> dict:
    """What every act on a line takes from its form."""
    return {
        "now": now(),
        "submission_id": form.submission_id(),
        "lapse_accepted": bool(form.lapse_accepted.data),
    }


@blueprint.route("/investigations/<int:investigation_id>/lines/add", methods=["GET", "POST"])
@case_reader
def add(investigation_id: int):
    case = find_case(investigation_id)
    form = AddLineForm()
    form.category.choices = category_choices()
    form.owner.choices = owner_choices(case)
    suspects = [
        (str(key), name) for (kind, key), name in item_names(db.session, case.id).items() if kind == "suspect"
    ]
    if suspects:
        form.suspect.choices = choices([("", "Nobody in particular"), *suspects])
    else:
        del form.suspect
    if request.method == "GET":
        form.category.data = request.args.get("category", "")
        if "suspect" in form:
            form.suspect.data = request.args.get("suspect", "")
    return run_case_form(
        form,
        case,
        lambda: service.add_line(
            db.session,
            actor(),
            case.id,
            form.category.data,
            form.objective.data,
            int(form.owner.data),
            evidence_expires_at=form.evidence_expires_at.data,
            suspect_id=int(form.suspect.data) if "suspect" in form and form.suspect.data else None,
            **_asked(form),
        ),
        said="The line of inquiry is added.",
        anchor="lines",
        asks=Act.ADD_LINE,
    )


def _line_form(form, line_id: int, act, said: str, asks: Act = Act.RESULT_LINE):
    investigation_id, category, objective = line_heading(db.session, line_id)
    case = find_case(investigation_id)
    title = policy().line_category(category).title
    return run_case_form(
        form,
        case,
        lambda: act(case),
        said=said,
        anchor="lines",
        context=lambda: {
            "inset": f"{title}: {objective}",
            "line_id": line_id,
            "cannot": _cannot_answer(find_case(investigation_id), line_id, asks),
            "loses_signature": _could_sign(case, category),
        },
        asks=asks,
        template="lines/answer.html",
    )


def _cannot_answer(case: CaseFile, line_id: int, asks: Act) -> Cannot | None:
    """An answer is given once; another line takes the place of a mistaken one, whatever it says."""
    status = next(each.status for each in case.lines if each.id == line_id)
    if status is LineStatus.SUPERSEDED:
        return Cannot(service.SUPERSEDED, is_somebody_elses=False)
    is_answer = asks is Act.RESULT_LINE and status is not LineStatus.OPEN
    return Cannot(service.ANSWERED, is_somebody_elses=False) if is_answer else None


def _could_sign(case: CaseFile, category: str) -> bool:
    """Is what this form takes from them worth saying? Only a supervisor signs."""
    me = actor()
    asked = SignOffAsked(me.id, me.rank, me.is_detective, me.held_roles)
    return me.holds(Role.SUPERVISOR) and loses_signature(case, asked, category, policy())


@blueprint.route("/lines/<int:line_id>/result", methods=["GET", "POST"])
@case_reader
def result(line_id: int):
    form = ResultLineForm()
    return _line_form(
        form,
        line_id,
        lambda case: service.result_line(
            db.session, actor(), line_id, form.result.data, Bearing(form.bearing.data), **_asked(form)
        ),
        "The result is recorded.",
    )


@blueprint.route("/lines/<int:line_id>/not-pursued", methods=["GET", "POST"])
@case_reader
def not_pursued(line_id: int):
    form = NotPursuedForm()
    return _line_form(
        form,
        line_id,
        lambda case: service.do_not_pursue_line(
            db.session,
            actor(),
            line_id,
            NotPursuedReason(form.reason.data),
            form.words.data,
            **_asked(form),
        ),
        "The reason is recorded.",
    )


@blueprint.route("/lines/<int:line_id>/answered-elsewhere", methods=["GET", "POST"])
@case_reader
def answered_elsewhere(line_id: int):
    form = AnsweredElsewhereForm()
    several = lines_to_choose_from(db.session, actor(), line_id, form.other_reference.data or "", now())
    if len(several) > 1:
        form.other_line.choices = [("", "Choose a line"), *((str(key), words) for key, words in several)]
    else:
        del form.other_line
    return _line_form(
        form,
        line_id,
        lambda case: service.answer_on_another_crime(
            db.session,
            actor(),
            line_id,
            form.other_reference.data,
            int(form.other_line.data) if "other_line" in form and form.other_line.data else None,
            form.words.data or "",
            **_asked(form),
        ),
        "The line points to the other crime. It counts as answered while the line there is.",
    )


@blueprint.route("/lines/<int:line_id>/supersede", methods=["GET", "POST"])
@case_reader
def supersede(line_id: int):
    form = SupersedeLineForm()
    investigation_id, category, _ = line_heading(db.session, line_id)
    form.category.choices = category_choices()
    form.owner.choices = owner_choices(find_case(investigation_id))
    if request.method == "GET":
        form.category.data = category
    return _line_form(
        form,
        line_id,
        lambda case: service.supersede_line(
            db.session,
            actor(),
            line_id,
            form.category.data,
            form.objective.data,
            int(form.owner.data),
            why=form.why.data,
            **_asked(form),
        ),
        "The new line stands in its place. The old one is kept.",
        asks=Act.ADD_LINE,
    )


@blueprint.route("/investigations/<int:investigation_id>/lines/none", methods=["GET", "POST"])
@case_reader
def none(investigation_id: int):
    case, form = find_case(investigation_id), NoLinesForm()
    return run_case_form(
        form,
        case,
        lambda: agree_no_lines(db.session, actor(), case.id, form.reason.data, **_asked(form)),
        said="It is recorded and agreed that no line of inquiry is reasonable.",
        anchor="lines",
        asks=Act.EXCUSE_NO_LINES,
        context=lambda: _about_none(case.id),
        template="lines/none.html",
    )


def _about_none(investigation_id: int) -> dict:
    """What agreeing that no line is reasonable leaves asked, and why it may not be agreed now."""
    case = find_case(investigation_id)
    there_is_one = why_not_agree_on_none(case)
    cannot = why_not_here(actor(), Act.EXCUSE_NO_LINES, case)
    if cannot is None and there_is_one is not None:
        cannot = Cannot(there_is_one, is_somebody_elses=False)
    titles = [policy().line_category(each).title for each in minimum_of(case, policy())]
    return {"cannot": cannot, "minimum": titles}
