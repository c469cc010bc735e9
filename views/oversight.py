"""Oversight: how well what victims are owed is kept, the duties behind each figure, and files of both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request, url_for

from forms.oversight import FiguresForm
from insight import compliance
from insight.compliance import SHARE_OF, Figures, Rate, Tally, title_of
from insight.compliance_counted import RIGHT, Asked, what_is
from insight.compliance_duties import (
    MOST_IN_AN_EXPORT,
    Exported,
    count_duties,
    duties_behind,
    duties_to_export,
)
from insight.people import units
from insight.work_lists import Page
from models.session import db
from views.access import access, actor
from views.clock import now, policy
from views.downloads import csv_file
from views.home import page_number
from views.labels_of_oversight import COUNTED_AS, FIGURES, definitions
from vocabulary import COUNTED_IN, OVERSEEING_ROLES, OWED_TO_VICTIMS, DutyKind, Figure, FiguresBy
from workflow.months import Month, month_of, months_between, read_month
from workflow.overseeing import units_overseen

blueprint = Blueprint("oversight", __name__, url_prefix="/oversight")

SHOWN_AT_FIRST = 6  # months, this one included
# How far from this month months are offered: somebody may have typed any year for a day.
BACK, AHEAD = 120, 12
# Under the number of those excused, where it is made of several.
WHY_EXCUSED = (
    Figure.DECLINED,
    Figure.GOOD_REASON,
    Figure.NOT_REACHED,
    Figure.NOT_SAFE_YET,
    Figure.NO_LONGER_OWED,
    Figure.EXCUSED_AFTER_DUE,
)
COLUMNS = (
    "Duty", "Crime", "Victim", "Unit", "Kind", "Right", "What is owed", "Month due", "Owed from (UTC)",
    "Started by event", "Started by", "Start recorded (UTC)", "Due (UTC)", "Status", "Done (UTC)",
    "Ended by event", "Ended by", "End recorded (UTC)", "First tried (UTC)", "Counted as",
    "First tried in time", "Excused after it was due", "Counted at (UTC)",
)  # fmt: skip
NOT_SHOWN = "Restricted"
NARROWED_BY = {FiguresBy.KIND: "what", FiguresBy.UNIT: "unit"}


@dataclass(frozen=True)
class Cell:
    """A figure, and the address of the duties that it counts.

    `of`: what it is a share of, of a figure that is one; it has no `rate` where that is nothing.
    """

    figure: Figure
    number: int
    owed: int
    href: str
    of: Figure | None
    rate: Rate | None
    of_href: str


@dataclass(frozen=True)
class Row:
    """A row of both tables: month by month, and all the figures of the months together."""

    title: str
    months: list[Cell]
    cells: dict[Figure, Cell]


@blueprint.get("")
@access(*OVERSEEING_ROLES)
def figures():
    form = _form()
    if not form.validate():
        return render_template("oversight/figures.html", form=form, asked=None), 422
    return _figures_page(form)


def _figures_page(form: FiguresForm) -> str:
    asked, by = _asked(form), FiguresBy(form.by.data)
    found = compliance.read_figures(db.session, asked, by)
    titles = _row_titles(form, found, by)
    rows = [
        _row(form, asked, found, title, key)
        for key, title in titles.items()
        if found.of(key).numbers[Figure.OWED]
    ]
    return render_template(
        "oversight/figures.html",
        form=form,
        asked=asked,
        by=by,
        rows=rows,
        total=_row(form, asked, found, "All of these"),
        chosen=Figure(form.figure.data),
        called=FIGURES,
        why_excused=WHY_EXCUSED,
        definitions=definitions(policy()),
        oversees_all=units_overseen(actor(), policy()) is None,
        too_many=found.of().numbers[Figure.OWED] > MOST_IN_AN_EXPORT,
        most=MOST_IN_AN_EXPORT,
        now=now(),
    )


def _form() -> FiguresForm:
    this = month_of(now())
    form = FiguresForm(
        request.args,
        since=str(this.later(1 - SHOWN_AT_FIRST)),
        until=str(this),
        by=FiguresBy.KIND.value,
        figure=Figure.MET_IN_TIME.value,
    )
    first, last = compliance.months_of_duties(db.session, now())
    first = max(min(first, this.later(1 - SHOWN_AT_FIRST)), this.later(-BACK))
    offered = months_between(first, min(last, this.later(AHEAD)))
    form.since.choices = form.until.choices = [(str(each), each.in_words) for each in offered]
    overseen = units_overseen(actor(), policy())
    form.unit.choices = [
        ("", "Every unit" if overseen is None else "All my units"),
        *((str(key), name) for key, name in units(db.session) if overseen is None or key in overseen),
    ]
    form.what.choices = [("", "Everything owed to victims"), *_kinds()]
    form.figure.choices = [(each.value, words) for each, words in FIGURES.items()]
    return form


def _kinds() -> list[tuple[str, str]]:
    """Everything that a victim can be owed, rights first; a right that the pack has ended, if asked for."""
    rights = [what_is(DutyKind.RIGHT, key) for key in policy().rights]
    others = [kind.value for kind in OWED_TO_VICTIMS if kind is not DutyKind.RIGHT]
    asked = request.args.get("what", "")
    ended = [asked] if asked.startswith(RIGHT) and asked not in rights else []
    return [(what, title_of(what, policy())) for what in (*rights, *others, *ended)]


def _asked(form: FiguresForm) -> Asked:
    """What a checked form asks, of the units that whoever asks oversees."""
    months = months_between(read_month(form.since.data), read_month(form.until.data))
    chosen = frozenset({int(form.unit.data)}) if form.unit.data else units_overseen(actor(), policy())
    return Asked(tuple(months), now(), policy(), chosen, form.what.data or None)


def _row_titles(form: FiguresForm, found: Figures, by: FiguresBy) -> dict[str | int, str]:
    """Every row that there could be, in order; last the rights that the pack has ended."""
    if by is FiguresBy.UNIT:
        return dict(units(db.session))
    offered = dict(form.what.choices[1:])
    ended = sorted(key for key, _ in found.tallies if key is not None and key not in offered)
    return offered | {key: title_of(key, policy()) for key in ended}


def _row(form: FiguresForm, asked: Asked, found: Figures, title: str, key: str | int | None = None) -> Row:
    """`key` None: the row of all."""
    narrowed = {} if key is None else {NARROWED_BY[FiguresBy(form.by.data)]: key}
    months = [
        _cell(form, found.of(key, each), Figure(form.figure.data), narrowed, each, each)
        for each in asked.months
    ]
    first, last = asked.months[0], asked.months[-1]
    cells = {figure: _cell(form, found.of(key), figure, narrowed, first, last) for figure in Figure}
    return Row(title, months, cells)


def _cell(
    form: FiguresForm, tally: Tally, figure: Figure, narrowed: dict[str, object], first: Month, last: Month
) -> Cell:
    asks = {**narrowed, "since": str(first), "until": str(last)}
    of = SHARE_OF.get(figure)
    return Cell(
        figure,
        tally.numbers[figure],
        tally.numbers[Figure.OWED],
        _behind(form, figure, asks),
        of,
        tally.rate(figure, policy().setting("few_duties")) if of else None,
        _behind(form, of, asks) if of else "",
    )


def _behind(form: FiguresForm, figure: Figure, asks: dict[str, object]) -> str:
    """The address of the list behind a figure."""
    kept = {"unit": form.unit.data or None, "what": form.what.data or None, "by": form.by.data}
    return url_for("oversight.duties", **{**kept, **asks, "figure": figure.value})


@blueprint.get("/duties")
@access(*OVERSEEING_ROLES, reads_people=True)
def duties():
    form = _form()
    if not form.validate():
        abort(404)
    asked, figure = _asked(form), Figure(form.figure.data)
    behind = duties_behind(db.session, asked, figure, page_number())
    return render_template(
        "oversight/duties.html",
        form=form,
        asked=asked,
        figure=figure,
        behind=behind,
        page=behind.page,
        called=FIGURES,
        counted_as=COUNTED_AS,
        said=dict(definitions(policy()))[FIGURES[figure]],
        now=now(),
    )


@blueprint.get("/duties.csv")
@access(*OVERSEEING_ROLES, reads_people=True)
def download():
    """All the duties that the same question shows figures of; never a part of them."""
    form = _form()
    if not form.validate():
        abort(404)
    asked = _asked(form)
    number = count_duties(db.session, asked)
    if number > MOST_IN_AN_EXPORT:
        form.form_errors.append(
            f"The file would hold {number:,} duties, and {MOST_IN_AN_EXPORT:,} at most fit in one. Choose "
            "fewer months, one unit or one kind of duty."
        )
        return _figures_page(form), 422
    rows = [_cells(each) for each in duties_to_export(db.session, asked)]
    return csv_file("oversight-duties", COLUMNS, rows, Page(rows, 1, len(rows), len(rows)))


def _cells(each: Exported) -> list[str]:
    known = each.known
    told = (each.tried_in_time, each.excused_after_due)
    return [
        str(known.duty_id) if known else NOT_SHOWN,
        known.reference if known else NOT_SHOWN,
        str(known.victim_id) if known else "",
        each.unit,
        each.kind.value,
        each.right_key or "",
        each.title,
        each.month,
        _exactly(known and known.triggered_at),
        str(known.trigger_event_id) if known else "",
        known.started_by.value if known else "",
        _exactly(known and known.started_recorded_at),
        _exactly(known and known.due_at),
        each.status.value,
        _exactly(known and known.ended_at),
        str(known.ended_by_event_id or "") if known else "",
        known.ended_by.value if known and known.ended_by else "",
        _exactly(known and known.ended_recorded_at),
        _exactly(known and known.first_tried_at),
        each.counted_as.value,
        *("" if said is None else "yes" if said else "no" for said in told),
        _exactly(now()),
    ]


def _exactly(at: dt.datetime | None) -> str:
    """As events write their times, so that they can be compared."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds") if at else ""


@blueprint.get("/definitions.csv")
@access(*OVERSEEING_ROLES)
def definitions_file() -> Response:
    """What the file of duties is reckoned by, to be kept beside it."""
    counts = {
        FIGURES[figure]: ", ".join(each.value for each in COUNTED_AS if each in COUNTED_IN[figure])
        for figure in Figure
    }
    rows = [[name, words, counts.get(name, ""), policy().version] for name, words in definitions(policy())]
    columns = ("Figure", "What it counts", "Rows of the file counted as", "Policy")
    return csv_file("oversight-definitions", columns, rows, Page(rows, 1, len(rows), len(rows)))
