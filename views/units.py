"""Units for administrators: the list, adding, renaming, and who holds the tray."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for

from forms.base import BaseForm
from forms.people import AddUnitForm, RenameUnitForm, TrayHolderForm
from insight.administration import show_unit, units_in_full
from insight.people import officers
from models.session import db
from views.access import access, actor
from views.acting import run_form
from views.clock import now, today
from views.people import administers
from vocabulary import Role
from workflow.services import people as service

blueprint = Blueprint("units", __name__, url_prefix="/units")


@blueprint.get("")
@administers
def everywhere():
    return render_template("units/everywhere.html", units=units_in_full(db.session, today()))


@blueprint.route("/add", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add():
    form = AddUnitForm()
    return run_form(
        form,
        lambda: service.add_unit(
            db.session,
            actor(),
            form.code.data,
            form.name.data,
            now=now(),
            submission_id=form.submission_id(),
        ),
        done=lambda _: url_for("units.everywhere"),
        said="The unit is added. Name who holds its tray before crimes are recorded for it.",
        context=lambda: {"back": url_for("units.everywhere")},
    )


def _run_about(form: BaseForm, unit_id: int, act: Callable[[], object], said: str):
    """A form about one unit, whose name stands above the heading."""

    def shown() -> dict:
        return {"caption": show_unit(db.session, unit_id, today()).name, "back": url_for("units.everywhere")}

    return run_form(form, act, done=lambda _: url_for("units.everywhere"), said=said, context=shown)


@blueprint.route("/<int:unit_id>/rename", methods=["GET", "POST"])
@administers
def rename(unit_id: int):
    unit = show_unit(db.session, unit_id, today())
    form = RenameUnitForm()
    if request.method == "GET":
        form.name.data = unit.name

    def act():
        return service.rename_unit(
            db.session, actor(), unit_id, form.name.data, now=now(), submission_id=form.submission_id()
        )

    return _run_about(form, unit_id, act, "The unit has its new name.")


@blueprint.route("/<int:unit_id>/tray-holder", methods=["GET", "POST"])
@administers
def tray_holder(unit_id: int):
    unit = show_unit(db.session, unit_id, today())
    supervisors = officers(db.session, Role.SUPERVISOR, today(), unit_id)
    form = TrayHolderForm()
    form.person.choices = [("", "Choose a supervisor"), *((str(each.id), each.name) for each in supervisors)]
    if request.method == "GET" and unit.tray_holder_id is not None:
        form.person.data = str(unit.tray_holder_id)

    def act():
        return service.name_tray_holder(
            db.session,
            actor(),
            unit_id,
            int(form.person.data),
            now=now(),
            submission_id=form.submission_id(),
        )

    return _run_about(form, unit_id, act, "The holder of the tray is named.")
