"""Lists as CSV files: the words of the page's columns, safe to open in a spreadsheet, logged as read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from flask import Blueprint, Response, abort

from insight import work_lists
from insight.directions import DirectionShown, list_directions
from insight.listing import Asked, ListedRow, Listing, read_page
from insight.search import find_cases
from insight.shift.whole import LISTINGS
from insight.work_lists import MOST_IN_A_FILE, CaseRow, OwedRow, Page
from models.session import db
from views import labels
from views.access import access, actor, case_reader
from views.clock import LONDON, policy, today
from views.directions import LISTS as DIRECTION_LISTS
from views.home import asked_of, cases_form
from views.marking import marking_of_a_file
from views.search import asked, asked_form
from views.shift import AUDITS, keys_of
from views.shift import asked as shift_asked
from views.to_ring import narrowed
from views.way_back import TO_RING
from vocabulary import Role

blueprint = Blueprint("downloads", __name__)

CASE_COLUMNS = (
    "Crime", "Offence", "Place", "Reported", "Where it stands", "Waiting", "Published as", "Next due",
    "Due at", "Officer", "Unit", "Who matches",
)  # fmt: skip
DIRECTION_COLUMNS = ("Crime", "What is to be done", "To", "From", "Given", "Due")
LISTED_COLUMNS = (
    "Crime", "Offence", "Victim", "Enhanced rights", "What", "When", "Who", "About whom", "Safe contact",
    "How not to tell a decision", "Signs that they may leave",
)  # fmt: skip
OWED_COLUMNS = ("Victim", "Enhanced rights", "Crime", "What is owed", "Due", "Safe contact")
# A spreadsheet takes a cell that begins so for a formula, the wide forms included.
BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


@blueprint.get(
    "/cases/<any('my-cases','waiting','my-team','to-allocate','to-sign','new-information'):which>.csv"
)
@case_reader
def cases(which: str):
    form = cases_form()
    if form.asks_something and not form.validate():
        abort(404)
    page = work_lists.cases(db.session, asked_of(which, form), policy(), size=MOST_IN_A_FILE)
    return csv_file(which, CASE_COLUMNS, case_cells(page.rows), page)


@blueprint.get("/owed-to-victims.csv")
@case_reader
def owed():
    page = work_lists.owed_to_victims(db.session, actor(), size=MOST_IN_A_FILE)
    return csv_file("owed-to-victims", OWED_COLUMNS, owed_cells(page.rows), page)


@blueprint.get("/<any('my-directions','directions-given'):which>.csv")
@case_reader
def directions(which: str):
    _, condition, _ = DIRECTION_LISTS[which]
    page = list_directions(db.session, condition(actor()), size=MOST_IN_A_FILE)
    return csv_file(which, DIRECTION_COLUMNS, direction_cells(page.rows), page)


@blueprint.get(f"/my-shift/<any({keys_of(LISTINGS)}):which>.csv")
@case_reader
def shift(which: str):
    if which not in TO_RING:
        return _listed_file(LISTINGS[which], shift_asked())
    form, question, _ = narrowed(LISTINGS[which], shift_asked())
    if not form.validate():
        abort(404)
    return _listed_file(LISTINGS[which], question)


@blueprint.get(f"/auditing/<any({keys_of(AUDITS)}):which>.csv")
@access(Role.AUDITOR, reads_people=True)
def audited(which: str):
    return _listed_file(AUDITS[which], shift_asked())


def _listed_file(listing: Listing, question: Asked) -> Response:
    page = read_page(db.session, listing, question, size=MOST_IN_A_FILE)
    return csv_file(listing.key, LISTED_COLUMNS, listed_cells(page.rows), page)


@blueprint.get("/search.csv")
@case_reader
def search():
    """What the same search shows as a page; one that asks nothing, or what cannot be, has no file."""
    form = asked_form()
    if not form.asks_something or not form.validate():
        abort(404)
    found = find_cases(db.session, asked(form), policy(), size=MOST_IN_A_FILE)
    return csv_file("cases-found", CASE_COLUMNS, case_cells(found.page.rows, found.people), found.page)


def case_cells(rows: Iterable[CaseRow], people: Mapping[int, list[str]] | None = None) -> list[list[str]]:
    return [
        [
            row.reference,
            row.offence,
            row.place,
            _reported(row),
            labels.STATES[row.state],
            labels.WAITING_ON[row.waiting_on] if row.waiting_on else "",
            row.published_label or "",
            row.next_duty or "Nothing running",
            _moment(row.next_due_at),
            row.officer or "Not allocated",
            row.unit,
            "; ".join((people or {}).get(row.id, ())),
        ]
        for row in rows
    ]


def owed_cells(rows: Iterable[OwedRow]) -> list[list[str]]:
    return [
        [
            row.victim,
            "Yes" if row.is_enhanced else "",
            row.reference,
            row.what,
            _moment(row.due_at),
            row.safe_contact,
        ]
        for row in rows
    ]


def direction_cells(rows: Iterable[DirectionShown]) -> list[list[str]]:
    return [
        [row.reference, row.what, row.to, row.given_by, _moment(row.given_at), _moment(row.due_at)]
        for row in rows
    ]


def listed_cells(rows: Iterable[ListedRow]) -> list[list[str]]:
    return [
        [
            row.reference,
            row.offence,
            row.victim,
            "Yes" if row.is_enhanced else "",
            row.what,
            _moment(row.at),
            row.person,
            row.about,
            row.safe_contact,
            row.not_by,
            "; ".join(row.signs),
        ]
        for row in rows
    ]


def _moment(at) -> str:
    """A time in London, so that a spreadsheet sorts it."""
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M}" if at is not None else ""


def _reported(row: CaseRow) -> str:
    """A published crime has a month only."""
    if row.date_precision == "month":
        return f"{row.reported_at.astimezone(LONDON):%Y-%m}"
    return _moment(row.reported_at)


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and never carries out: an apostrophe before what begins a formula."""
    # Also after spaces: some spreadsheets take those off.
    begins_one = cell.startswith(BEGINS_A_FORMULA) or cell.lstrip().startswith(BEGINS_A_FORMULA)
    return f"'{cell}" if begins_one else cell


def left_out(page: Page) -> str:
    """The last line of a file that does not hold the whole list; empty when it does."""
    if len(page.rows) == page.total:
        return ""
    return (
        f"Only the first {len(page.rows):,} of {page.total:,} are in this file. "
        "The list on the page has the rest."
    )


def csv_file(name: str, columns: Sequence[str], rows: list[list[str]], page: Page) -> Response:
    """A file to keep, whose last line says when it does not hold the whole list.

    With a byte order mark, without which spreadsheets misread accents.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    if left_out(page):
        writer.writerow([left_out(page)])
    answer = Response(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    # In the name and a header: a line of its own in the file would be taken for a row.
    marked = marking_of_a_file()
    answer.headers["X-Protective-Marking"] = marked
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{today()}-{marked}.csv"'
    return answer
