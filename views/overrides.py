"""Overrides: granting and ending one on a case, and the register of all."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, abort, render_template, request

from forms.overrides import EndOverrideForm, GrantOverrideForm, RegisterForm
from insight import overrides as register_of
from insight.case_page import item_names
from insight.overrides import Asked, OverrideShown, Standing
from insight.people import officers, units
from insight.work_lists import MOST_IN_A_FILE
from models.session import db
from views import labels
from views.access import actor, case_reader
from views.case_pages import find_case, run_case_form
from views.clock import now, policy, today
from views.downloads import csv_file
from views.home import page_number
from vocabulary import Act, Gate, Role
from workflow.case_file import CaseFile
from workflow.requirements import REGISTRY, Requirement
from workflow.requirements.overriding import may_be_overridden, override_authority, who_may_override
from workflow.requirements.sign_offs import involvement, lacks_authority
from workflow.services import overrides as service

blueprint = Blueprint("overrides", __name__)

COLUMNS = (
    "Crime", "Unit", "Requirement", "About", "Ground", "Reason", "Granted by", "Rank then", "Granted",
    "Holds until", "How it stands",
)  # fmt: skip


@blueprint.route("/investigations/<int:investigation_id>/overrides/new", methods=["GET", "POST"])
@case_reader
def new(investigation_id: int):
    case, form = find_case(investigation_id), GrantOverrideForm()
    if request.method == "GET":
        form.requirement.data = request.args.get("requirement", "")
    _offer(form, case)

    def act():
        asked = service.OverrideToGrant(
            form.requirement.data,
            form.ground.data,
            form.reason.data,
            form.until_on.data,
            int(form.officer.data) if form.officer.data else None,
            int(form.suspect.data) if form.suspect.data else None,
        )
        return service.grant_override(
            db.session,
            actor(),
            case.id,
            asked,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        )

    return run_case_form(
        form,
        case,
        act,
        said="The override is granted. It is in the register.",
        anchor="overrides",
        asks=Act.GRANT_OVERRIDE,
        template="overrides/grant.html",
        context=lambda: {"rules": _rules(case, form.requirement.data)},
    )


def _about(key: str | None) -> list[Requirement]:
    """The requirement that is chosen, or each that may be overridden while none is."""
    found = list(may_be_overridden(policy()))
    return [each for each in found if each.key == key] or found


def _offer(form: GrantOverrideForm, case: CaseFile) -> None:
    """Only what belongs to the requirement: its grounds, and the officer or the suspect that it is for."""
    titles = [(each.key, each.title) for each in may_be_overridden(policy())]
    form.requirement.choices = [("", "Choose a requirement"), *titles]
    about = _about(request.form.get("requirement") or request.args.get("requirement"))
    rules = [policy().override_rule(each.key) for each in about]
    grounds = {key: title for rule in rules for key, title in rule.grounds.items()}
    form.ground.choices = [("", "Choose a ground"), *grounds.items()]
    gates = frozenset().union(*(each.gates for each in about))
    form.officer.choices = _or_none(_officers(case)) if Gate.ALLOCATION in gates else []
    named = item_names(db.session, case.id)
    suspects = ((key, name) for (kind, key), name in named.items() if kind == "suspect")
    form.suspect.choices = _or_none(suspects) if Gate.SUSPECT_NO_FURTHER_ACTION in gates else []


def _officers(case: CaseFile) -> Iterable[tuple[int, str]]:
    return ((each.id, each.name) for each in officers(db.session, Role.INVESTIGATOR, today(), case.unit_id))


def _or_none(pairs: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    return [("", "None"), *((str(key), name) for key, name in pairs)]


def _rules(case: CaseFile, key: str | None) -> list[dict[str, object]]:
    """What the page says of each: who may grant it on this case, and for how long at most."""
    return [
        {
            "title": each.title,
            "who": who_may_override(each, case, policy()),
            "why_not": _why_not_me(each, case),
            "rule": policy().override_rule(each.key),
        }
        for each in _about(key)
    ]


def _why_not_me(declared: Requirement, case: CaseFile) -> str:
    """Why the person who opens the page could not grant it, before anything is typed."""
    who = actor()
    part = involvement(case, who.id, policy())
    if part is not None:
        return f"Not you: on this case, the person signed in {part}."
    needed = override_authority(declared, case, policy())
    lacking = lacks_authority(needed, who.rank, who.is_detective)
    return f"Not you: you act as {labels.RANKS[who.rank].lower()}." if lacking is not None else ""


@blueprint.route("/overrides/<int:override_id>/end", methods=["GET", "POST"])
@case_reader
def end(override_id: int):
    shown = register_of.one(db.session, override_id, now(), policy())
    case, form = find_case(shown.investigation_id), EndOverrideForm()
    return run_case_form(
        form,
        case,
        lambda: service.end_override(
            db.session,
            actor(),
            override_id,
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The override is ended.",
        anchor="overrides",
        asks=Act.END_OVERRIDE,
        template="overrides/end.html",
        context=lambda: {"override": shown},
    )


@blueprint.get("/registers/overrides")
@case_reader
def register():
    form = RegisterForm(request.args)
    _offer_to_narrow(form)
    status = 200 if form.validate() else 422
    asked = _asked(form) if status == 200 else Asked()
    page = register_of.register(db.session, asked, now(), policy(), page_number())
    quarters = register_of.by_quarter(db.session, asked, now())
    shown = {"form": form, "page": page, "quarters": quarters, "me": actor().id}
    return render_template("overrides/register.html", **shown), status


def _offer_to_narrow(form: RegisterForm) -> None:
    form.standing.choices = [("", "Any"), *((each.value, labels.OVERRIDES[each]) for each in Standing)]
    form.ground.choices = [("", "Any"), *register_of.grounds(db.session, policy())]
    form.unit.choices = [("", "Any"), *((str(key), name) for key, name in units(db.session))]
    me = (str(actor().id), "Me")
    others = ((str(key), name) for key, name in register_of.grantors(db.session) if key != actor().id)
    form.granted_by.choices = [("", "Anybody"), me, *others]


def _asked(form: RegisterForm) -> Asked:
    return Asked(
        Standing(form.standing.data) if form.standing.data else None,
        form.ground.data or None,
        int(form.unit.data) if form.unit.data else None,
        int(form.granted_by.data) if form.granted_by.data else None,
    )


@blueprint.get("/registers/overrides.csv")
@case_reader
def download() -> Response:
    form = RegisterForm(request.args)
    _offer_to_narrow(form)
    if not form.validate():
        abort(404)
    page = register_of.register(db.session, _asked(form), now(), policy(), size=MOST_IN_A_FILE)
    return csv_file("overrides", COLUMNS, [_cells(row) for row in page.rows], page)


def _cells(row: OverrideShown) -> list[str]:
    return [
        row.reference,
        row.unit,
        REGISTRY[row.requirement].title if row.requirement in REGISTRY else row.requirement,
        row.about,
        row.ground,
        row.reason,
        row.granted_by,
        labels.RANKS[row.rank],
        f"{row.granted_at.astimezone(register_of.LONDON):%Y-%m-%d %H:%M}",
        f"{row.last_day:%Y-%m-%d}",
        labels.OVERRIDES[row.standing],
    ]
