"""People for administrators: find, add, change, reset a password, close an account, give and end roles."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, current_app, flash, render_template, request, url_for

from forms.base import BaseForm
from forms.people import (
    AddPersonForm,
    ChangePersonForm,
    EndRoleForm,
    FindPeopleForm,
    GiveRoleForm,
    ResetPasswordForm,
    RetireForm,
)
from insight import administration
from insight.ending_roles import ending_roles
from insight.people import units
from models.session import db
from views import labels
from views.access import access, actor
from views.acting import run_form
from views.clock import now, policy, today
from views.home import page_number
from vocabulary import Accreditation, Rank, Role
from workflow.services import accounts
from workflow.services import people as service
from workflow.services.handing_over import answers_for, answers_for_under
from workflow.working_days import why_too_few_holidays

blueprint = Blueprint("people", __name__)
HOWEVER_FAR = 36_500  # days


def administers(view: Callable) -> Callable:
    """By administrators alone, and logged: a colleague's record is read too."""
    return access(Role.ADMINISTRATOR, reads_people=True)(view)


@blueprint.get("/people")
@administers
def everybody():
    form = FindPeopleForm(request.args)
    form.validate()
    page = administration.people(db.session, form.find.data or "", today(), page_number())
    ending = ending_roles(db.session, today(), policy().setting("role_end_seen_days"))
    too_few = why_too_few_holidays(today(), policy().setting("holidays_known_months"))
    return render_template(
        "people/everybody.html", form=form, page=page, ending=ending, too_few_holidays=too_few
    )


@blueprint.get("/people/<int:person_id>")
@administers
def show(person_id: int):
    shown = administration.show_person(db.session, person_id, today(), policy())
    return render_template(
        "people/show.html",
        shown=shown,
        answers=answers_for(db.session, person_id),
        ending=_ending_of(person_id),
        me=actor().id,
    )


def _ending_of(person_id: int) -> list:
    """Every role of theirs with an end, however far, that leaves crimes behind."""
    return ending_roles(db.session, today(), HOWEVER_FAR, person_id=person_id)


@blueprint.route("/people/add", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add():
    form = AddPersonForm()
    _offer_what_they_may_be(form)
    chosen = accounts.one_time_password()

    def act():
        person = service.PersonToAdd(
            form.username.data,
            form.full_name.data,
            Rank(form.rank.data),
            _hashed(chosen),
            form.is_detective.data,
            Accreditation(int(form.accreditation.data)),
            must_change_password=True,
            grade=form.grade.data or None,
        )
        return service.add_person(db.session, actor(), person, now=now(), submission_id=form.submission_id())

    return run_form(
        form,
        act,
        done=lambda _: url_for("people.everybody"),
        said="The person is added.",
        context=lambda: {"back": url_for("people.everybody")},
        answer=lambda person_id: _show_password_once(person_id, chosen, is_new=True),
    )


def _hashed(password: str) -> str:
    """Slow on purpose, so never inside a transaction."""
    db.session.rollback()
    return current_app.extensions["password_hasher"].hash(password)


def _show_password_once(person_id: int, chosen: str, *, is_new: bool):
    shown = administration.show_person(db.session, person_id, today(), policy())
    return render_template("people/one_time_password.html", shown=shown, password=chosen, is_new=is_new)


def _offer_what_they_may_be(form: BaseForm) -> None:
    form.rank.choices = [
        ("", "Choose a rank"),
        *((rank.value, words) for rank, words in labels.RANKS.items()),
    ]
    form.accreditation.choices = [
        ("", "Choose an accreditation"),
        *((str(int(level)), words) for level, words in labels.ACCREDITATIONS.items()),
    ]
    grades = policy().grades.values()
    form.grade.choices = [("", "None"), *((grade.key, grade.title) for grade in grades)]


def run_about(
    form: BaseForm,
    person_id: int,
    act: Callable[[], object],
    said: str,
    template: str = "form_page.html",
    answer: Callable[[object], object] | None = None,
    then: Callable[[], None] = lambda: None,
    **context: Callable[[], object],
):
    """A form about one person, whose name stands above the heading. `context` is read for each page."""
    person_page = url_for("people.show", person_id=person_id)

    def shown() -> dict:
        person = administration.show_person(db.session, person_id, today(), policy())
        return {
            "caption": f"{person.name}, {person.number}",
            "back": person_page,
            "shown": person,
            **{name: value() for name, value in context.items()},
        }

    def done(result: object) -> str:
        if result is not None:
            then()
        return person_page

    return run_form(form, act, done=done, said=said, context=shown, template=template, answer=answer)


@blueprint.route("/people/<int:person_id>/change", methods=["GET", "POST"])
@administers
def change(person_id: int):
    person = administration.show_person(db.session, person_id, today(), policy())
    form = ChangePersonForm()
    _offer_what_they_may_be(form)
    if request.method == "GET":
        form.full_name.data, form.rank.data = person.full_name, person.rank.value
        form.is_detective.data, form.accreditation.data = person.is_detective, str(int(person.accreditation))
        form.grade.data = person.grade or ""

    def act():
        now_is = accounts.WhoTheyAre(
            form.full_name.data,
            Rank(form.rank.data),
            form.is_detective.data,
            Accreditation(int(form.accreditation.data)),
            form.grade.data or None,
        )
        return accounts.change_person(
            db.session, actor(), person_id, now_is, now=now(), submission_id=form.submission_id()
        )

    return run_about(form, person_id, act, "It is changed from now on.")


@blueprint.route("/people/<int:person_id>/reset-password", methods=["GET", "POST"])
@administers
def reset_password(person_id: int):
    form = ResetPasswordForm()
    chosen = accounts.one_time_password()

    def act():
        return accounts.reset_password(
            db.session,
            actor(),
            person_id,
            _hashed(chosen),
            form.asked_how.data,
            now=now(),
            submission_id=form.submission_id(),
        )

    return run_about(
        form,
        person_id,
        act,
        "The password is reset.",
        answer=lambda _: _show_password_once(person_id, chosen, is_new=False),
    )


@blueprint.route("/people/<int:person_id>/retire", methods=["GET", "POST"])
@administers
def retire(person_id: int):
    form = RetireForm()
    return run_about(
        form,
        person_id,
        lambda: accounts.retire_person(
            db.session, actor(), person_id, now=now(), submission_id=form.submission_id()
        ),
        "The account is closed.",
        template="people/letting_go.html",
        answers=lambda: answers_for(db.session, person_id),
    )


@blueprint.route("/people/<int:person_id>/give-role", methods=["GET", "POST"])
@administers
def give_role(person_id: int):
    form = GiveRoleForm()
    word = current_app.jinja_env.globals["role_label"]
    form.role.choices = [("", "Choose a role"), *((role.value, word(role)) for role in Role)]
    form.unit.choices = [("", "Choose a unit"), *((str(key), name) for key, name in units(db.session))]
    if request.method == "GET":
        form.from_on.process(None, today())

    def act():
        return service.give_role(
            db.session,
            actor(),
            person_id,
            int(form.unit.data),
            Role(form.role.data),
            form.from_on.data,
            now=now(),
            until_on=form.until_on.data,
            submission_id=form.submission_id(),
        )

    return run_about(form, person_id, act, "The role is given.", then=lambda: _warn_of_its_end(person_id))


def _warn_of_its_end(person_id: int) -> None:
    """An end date is allowed; whoever gives it learns at once what it will leave behind."""
    for each in _ending_of(person_id):
        cases = f"{each.cases:,} case{'' if each.cases == 1 else 's'}"
        day = f"{each.until_on.day} {each.until_on:%B %Y}"
        ends = f"Their role in {each.unit} ends on {day}"
        flash(f"{ends}, and they answer for {cases}. Have them handed over first.", "important")


@blueprint.route("/roles/<int:role_holding_id>/end", methods=["GET", "POST"])
@administers
def end_role(role_holding_id: int):
    held, person_id = administration.show_role(db.session, role_holding_id, today())
    form = EndRoleForm()
    if request.method == "GET":
        form.until_on.process(None, today())

    def act():
        return service.end_role(
            db.session,
            actor(),
            role_holding_id,
            form.until_on.data,
            now=now(),
            submission_id=form.submission_id(),
        )

    return run_about(
        form,
        person_id,
        act,
        "The end of the role is recorded.",
        template="people/letting_go.html",
        answers=lambda: answers_for_under(db.session, role_holding_id, today()),
        held=lambda: held,
    )
