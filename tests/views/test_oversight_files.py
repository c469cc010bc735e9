"""Files of oversight: every figure of the page is reckoned again from them alone, by rules written here."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from tests.pages import LONDON, Browser
from tests.views.sites import ABUSE, AUDITOR, CARE, SERGEANT, Site, on_both
from tests.views.test_oversight import restrict, rows
from views import oversight
from views.labels_of_oversight import FIGURES
from vocabulary import Figure

ASKED = "since=2026-09&until=2026-11"
HAD_TO_BE_MET = {"met_in_time", "met_late", "recorded_late", "overdue"}
EXCUSED = {"declined", "good_reason", "not_reached", "not_safe_yet", "no_longer_owed"}
Row = dict[str, str]
# What each figure counts, said again from the columns of the file.
RULES: dict[Figure, Callable[[Row], bool]] = {
    Figure.OWED: lambda row: True,
    Figure.HAD_TO_BE_MET: lambda row: row["Counted as"] in HAD_TO_BE_MET,
    Figure.MET_IN_TIME: lambda row: row["Counted as"] == "met_in_time",
    Figure.LATE: lambda row: row["Counted as"] in ("met_late", "recorded_late"),
    Figure.RECORDED_LATE: lambda row: row["Counted as"] == "recorded_late",
    Figure.OVERDUE: lambda row: row["Counted as"] == "overdue",
    Figure.RUNNING: lambda row: row["Counted as"] == "running",
    Figure.EXCUSED: lambda row: row["Counted as"] in EXCUSED,
    Figure.DECLINED: lambda row: row["Counted as"] == "declined",
    Figure.GOOD_REASON: lambda row: row["Counted as"] == "good_reason",
    Figure.NOT_REACHED: lambda row: row["Counted as"] == "not_reached",
    Figure.NOT_SAFE_YET: lambda row: row["Counted as"] == "not_safe_yet",
    Figure.NO_LONGER_OWED: lambda row: row["Counted as"] == "no_longer_owed",
    Figure.EXCUSED_AFTER_DUE: lambda row: row["Excused after it was due"] == "yes",
    Figure.HAD_TO_BE_TOLD: lambda row: row["First tried in time"] != "",
    Figure.TOLD_IN_TIME: lambda row: row["First tried in time"] != "" and row["Counted as"] == "met_in_time",
    Figure.TRIED_IN_TIME: lambda row: row["First tried in time"] == "yes",
}
SHARES = {
    Figure.MET_IN_TIME: Figure.HAD_TO_BE_MET,
    Figure.TOLD_IN_TIME: Figure.HAD_TO_BE_TOLD,
    Figure.TRIED_IN_TIME: Figure.HAD_TO_BE_TOLD,
}


def file_of(browser: Browser, asked: str = ASKED) -> list[Row]:
    answer = browser.get(f"/oversight?{asked}").follow("Download every duty as CSV").answer
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def number(found: list[Row], figure: Figure) -> int:
    return sum(RULES[figure](row) for row in found)


def as_a_cell(found: list[Row], figure: Figure) -> str:
    """What the page has to say of these rows."""
    if figure not in SHARES:
        return f"{number(found, figure):,}"
    share, of = number(found, figure), number(found, SHARES[figure])
    if not of:
        return "No rate" if found else "None owed"
    percent = 100 * share // of if share in (0, of) else min(99, max(1, int(100 * share / of + 0.5)))
    return f"{percent}%{' few' if of < 10 else ''} {share} of {of}"


@on_both
@pytest.mark.parametrize("by", ["kind", "unit"])
def test_every_figure_of_the_page_follows_from_the_file_alone(site: Site, by: str):
    """Also for somebody who may not read a restricted case: its rows say what they are counted as."""
    restrict(site, "restricted")
    column = "What is owed" if by == "kind" else "Unit"
    browser = site.browse(CARE)
    found = file_of(browser)
    assert any(row["Crime"] == "Restricted" for row in found)
    of_row = {
        title: [row for row in found if row[column] == title] for title in {row[column] for row in found}
    }
    of_row["All of these"] = found
    for figure in Figure:
        page = browser.get(f"/oversight?{ASKED}&by={by}&figure={figure.value}")
        monthly = rows(page, "months")
        assert set(monthly) == set(of_row)
        for title, cells in monthly.items():
            for month, said in cells.items():
                written = f"{dt.datetime.strptime(month, '%b %Y').replace(tzinfo=LONDON):%Y-%m}"
                theirs = [row for row in of_row[title] if row["Month due"] == written]
                assert said == as_a_cell(theirs, figure), (figure, title, month)
    for title, cells in rows(page, "together").items():
        for figure in (Figure.OWED, Figure.OVERDUE, Figure.RUNNING, Figure.MET_IN_TIME):
            assert cells[FIGURES[figure]] == as_a_cell(of_row[title], figure), (figure, title)
        assert cells["Met late"].startswith(as_a_cell(of_row[title], Figure.LATE))
        assert cells["Excused"].startswith(as_a_cell(of_row[title], Figure.EXCUSED))
        assert cells["First tried in time"].startswith(as_a_cell(of_row[title], Figure.TRIED_IN_TIME))


def test_what_a_duty_is_counted_as_follows_from_its_times(looking: Site):
    found = file_of(looking.browse(AUDITOR))
    assert len(found) > 40
    for row in found:
        due, counted_at = row["Due (UTC)"], row["Counted at (UTC)"]
        local = dt.datetime.fromisoformat(due).astimezone(LONDON)
        assert row["Month due"] == f"{local:%Y-%m}"
        if row["Status"] == "running":
            assert row["Counted as"] == ("overdue" if due < counted_at else "running")
            assert row["Ended by event"] == row["Ended by"] == row["Done (UTC)"] == ""
        elif row["Status"] == "excused":
            assert row["Counted as"] in EXCUSED
        elif row["Status"] == "met_late":
            assert row["Counted as"] == ("recorded_late" if row["Done (UTC)"] <= due else "met_late")
        else:
            assert row["Counted as"] == "met_in_time"
            assert row["Done (UTC)"] <= due
        if row["First tried in time"]:
            tried = row["First tried (UTC)"]
            in_time = row["Counted as"] == "met_in_time" or bool(tried and tried <= due)
            assert (row["First tried in time"] == "yes") == in_time
        started = looking.ask(
            "SELECT kind, recorded_at FROM case_event WHERE id = :id", id=int(row["Started by event"])
        )
        assert started[0][0] == row["Started by"]
        assert started[0][1].replace(" ", "T") + "+00:00" == row["Start recorded (UTC)"]


def test_a_file_of_a_question_holds_what_the_question_asks(looking: Site):
    browser = looking.browse(AUDITOR)
    found = file_of(browser, f"{ASKED}&what=right.written_confirmation")
    assert {(row["Kind"], row["Right"]) for row in found} == {("right", "written_confirmation")}
    [unit] = looking.ask("SELECT id, name FROM unit WHERE code = 'PP'")
    found = file_of(browser, f"{ASKED}&unit={unit[0]}")
    assert {row["Unit"] for row in found} == {unit[1]}
    assert {row["Month due"] for row in file_of(browser, "since=2026-10&until=2026-10")} == {"2026-10"}


def test_of_a_case_that_may_not_be_read_only_what_is_counted_is_told(site: Site):
    restrict(site, "restricted")
    whole = {row["Duty"]: row for row in file_of(site.browse(AUDITOR)) if row["Crime"] == ABUSE}
    hidden = [row for row in file_of(site.browse(CARE)) if row["Duty"] == "Restricted"]
    assert len(hidden) == len(whole) > 0
    told = ("Unit", "Kind", "Right", "What is owed", "Month due", "Status", "Counted as")
    judged = ("First tried in time", "Excused after it was due", "Counted at (UTC)")
    for row in hidden:
        kept = {name for name, cell in row.items() if cell} - {"Duty", "Crime"}
        assert kept <= {*told, *judged}
    compared = [
        sorted(tuple(row[name] for name in told) for row in each) for each in (hidden, whole.values())
    ]
    assert compared[0] == compared[1]


def test_the_definitions_go_with_the_file(looking: Site):
    answer = looking.browse(SERGEANT).get("/oversight").follow("Download the definitions as CSV").answer
    found = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    by_name = {row["Figure"]: row for row in found}
    assert set(FIGURES.values()) <= set(by_name)
    assert by_name["Unit"]["What it counts"].startswith("The unit that holds the crime at the moment")
    counted = set(by_name["Had to be met by now"]["Rows of the file counted as"].split(", "))
    assert counted == HAD_TO_BE_MET
    assert {row["Policy"] for row in found} == {"2026.1"}
    assert "oversight-definitions-2026-11-24" in answer.headers["Content-Disposition"]


def test_a_name_that_begins_like_a_formula_is_a_word_in_the_file(site: Site):
    with site.engine.begin() as connection:
        connection.execute(sa.text("UPDATE unit SET name = '=1+1' WHERE code = 'NG'"))
        connection.execute(
            sa.text("UPDATE investigation SET reference = '@SUM(A1)' WHERE reference = :abuse"),
            {"abuse": ABUSE},
        )
    found = file_of(site.browse(AUDITOR))
    assert {row["Unit"] for row in found} == {"'=1+1", "Public protection"}
    assert "'@SUM(A1)" in {row["Crime"] for row in found}


def test_a_file_is_whole_or_there_is_none(looking: Site, monkeypatch: pytest.MonkeyPatch):
    browser = looking.browse(AUDITOR)
    number_of_rows = len(file_of(browser))
    monkeypatch.setattr(oversight, "MOST_IN_AN_EXPORT", number_of_rows - 1)
    page = browser.get(f"/oversight?{ASKED}")
    assert "Download every duty as CSV" not in page.links
    assert "choose fewer months, one unit or one kind of duty" in page.words
    refused = browser.get(f"/oversight/duties.csv?{ASKED}")
    assert refused.status == 422
    [said] = refused.errors
    assert said.startswith(f"The file would hold {number_of_rows} duties")
    assert len(file_of(browser, f"{ASKED}&what=tell_decision")) < number_of_rows
