"""What people hold by date: accreditations, training and acting ranks, for administrators."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request

from forms.base import BaseForm
from forms.skills import AccreditationForm, ActingRankForm, EndHeldForm, TrainingForm
from insight import administration
from insight.held_by_date import held_by_date, may_supervise_training, whose
from models.session import db
from views import labels
from views.access import actor
from views.clock import now, policy, today
from views.people import administers, run_about
from vocabulary import Accreditation, Programme, Rank
from workflow.services import acting_ranks, skills

blueprint = Blueprint("skills", __name__)
NOT_ACTING = (Rank.POLICE_STAFF, Rank.CONSTABLE)


@blueprint.get("/people/<int:person_id>/skills")
@administers
def show(person_id: int):
    return render_template(
        "people/skills.html",
        shown=administration.show_person(db.session, person_id, today(), policy()),
        held=held_by_date(db.session, person_id, today()),
        me=actor().id,
    )


def _begin_today(form: BaseForm) -> None:
    if request.method == "GET":
        form.from_on.process(None, today())


@blueprint.route("/people/<int:person_id>/acting-rank", methods=["GET", "POST"])
@administers
def acting_rank(person_id: int):
    form = ActingRankForm()
    ranks = ((rank.value, words) for rank, words in labels.RANKS.items() if rank not in NOT_ACTING)
    form.rank.choices = [("", "Choose a rank"), *ranks]
    _begin_today(form)

    def act():
        return acting_ranks.give_acting_rank(
            db.session,
            actor(),
            person_id,
            Rank(form.rank.data),
            form.is_detective.data,
            form.from_on.data,
            form.until_on.data,
            now=now(),
            submission_id=form.submission_id(),
        )

    return run_about(form, person_id, act, "The acting rank is given: it begins and ends by its days.")


@blueprint.route("/people/<int:person_id>/skills/accreditation", methods=["GET", "POST"])
@administers
def accreditation(person_id: int):
    form = AccreditationForm()
    levels = ((str(int(level)), words) for level, words in labels.ACCREDITATIONS.items() if level)
    form.level.choices = [("", "Choose an accreditation"), *levels]
    _begin_today(form)

    def act():
        return skills.give_accreditation(
            db.session,
            actor(),
            person_id,
            Accreditation(int(form.level.data)),
            form.from_on.data,
            form.until_on.data,
            now=now(),
            submission_id=form.submission_id(),
        )

    return run_about(form, person_id, act, "The accreditation is recorded.")


@blueprint.route("/people/<int:person_id>/skills/training", methods=["GET", "POST"])
@administers
def training(person_id: int):
    form = TrainingForm()
    programmes = ((each.value, words) for each, words in labels.PROGRAMMES.items())
    form.programme.choices = [("", "Choose a programme"), *programmes]
    supervisors = may_supervise_training(db.session, Programme.PIP2, today(), person_id)
    form.mentor.choices = [("", "Choose somebody"), *((str(key), name) for key, name in supervisors)]
    _begin_today(form)

    def act():
        return skills.begin_training(
            db.session,
            actor(),
            person_id,
            Programme(form.programme.data),
            int(form.mentor.data),
            form.from_on.data,
            form.until_on.data,
            now=now(),
            submission_id=form.submission_id(),
        )

    return run_about(form, person_id, act, "The training is recorded.")


def _run_end(kind: str, held_id: int, end: Callable, title: str):
    """A form that ends a record on a day."""
    form = EndHeldForm()
    form.title = title
    if request.method == "GET":
        form.until_on.process(None, today())

    def act():
        return end(
            db.session, actor(), held_id, form.until_on.data, now=now(), submission_id=form.submission_id()
        )

    return run_about(form, whose(db.session, kind, held_id), act, "The end is recorded.")


@blueprint.route("/acting-ranks/<int:acting_rank_id>/end", methods=["GET", "POST"])
@administers
def end_acting_rank(acting_rank_id: int):
    return _run_end("acting", acting_rank_id, acting_ranks.end_acting_rank, "End the acting rank")


@blueprint.route("/accreditations/<int:accreditation_held_id>/end", methods=["GET", "POST"])
@administers
def end_accreditation(accreditation_held_id: int):
    return _run_end("accreditation", accreditation_held_id, skills.end_accreditation, "End the accreditation")


@blueprint.route("/training/<int:trainee_programme_id>/end", methods=["GET", "POST"])
@administers
def end_training(trainee_programme_id: int):
    return _run_end("training", trainee_programme_id, skills.end_training, "End the training")
