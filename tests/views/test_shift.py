"""The first page of each role: what it begins, where it goes on, and who it is for."""

from __future__ import annotations

import csv
import io

import pytest

from insight.shift.whole import LISTINGS
from tests.views.sites import (
    ABUSE,
    ADMINISTRATOR,
    ASSESSOR,
    AT_WORK,
    AUDITOR,
    CARE,
    DETECTIVE_INSPECTOR,
    INSPECTOR,
    NEW,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    REGISTRAR,
    SERGEANT,
    TRAY_SERGEANT,
    WAITING,
    on_both,
)


@pytest.mark.parametrize(
    ("number", "path", "heading"),
    [
        (OFFICER, "/my-shift", "My shift"),
        (SERGEANT, "/my-shift", "My shift"),
        (DETECTIVE_INSPECTOR, "/my-shift", "My shift"),
        (CARE, "/my-shift", "My shift"),
        (AUDITOR, "/auditing", "Auditing"),
        (ADMINISTRATOR, "/people", "People"),
        (ASSESSOR, "/cases/to-sign", "Awaiting my sign-off"),
        (REGISTRAR, "/cases/to-sign", "Awaiting my sign-off"),
    ],
)
def test_everybody_starts_at_their_own_first_page(looking, number, path, heading):
    page = looking.browse(number).get("/")
    assert (page.path, page.status) == (path, 200)
    assert page.heading.startswith(heading)
    if number != ADMINISTRATOR:
        assert looking.browse(number).get("/my-shift").path == path


def test_a_letter_that_was_not_safe_is_on_the_first_page_of_the_units_sergeant_one_click_from_looking(site):
    victim = site.first("victim", ABUSE)
    page = site.browse(OTHER_DETECTIVE).get(f"/victims/{victim}/contact")
    typed = {"result": "attempted", "channel": "letter", "told": "Please ring us."}
    assert page.fill(typed).submit().status == 200
    shift = site.browse(OTHER_SERGEANT).get("/my-shift")
    block = shift.soup.find(id="supervisor-owes").find_parent("section")
    row = block.find("li")
    assert "A victim was contacted by letter" in row.get_text()
    assert ABUSE in row.get_text()
    [look] = [link for link in row.find_all("a") if link.get_text().startswith("Look at it")]
    assert site.browse(OTHER_SERGEANT).get(look["href"]).heading == "Look at what was marked"


@on_both
@pytest.mark.parametrize("number", [OFFICER, SERGEANT, INSPECTOR, CARE])
def test_a_first_page_goes_on_in_lists_that_hold_as_many(site, number):
    browser = site.browse(number)
    page = browser.get("/my-shift")
    blocks = page.main.select("section h2")
    assert blocks
    for heading in blocks:
        link = heading.find_parent("section").find_all("a")[-1]["href"]
        if link.startswith("/my-shift/"):
            whole = browser.get(link)
            number_said = heading.get_text().rsplit(": ", 1)[1]
            assert f"{number_said} in all" in whole.heading, link


def test_every_list_opens_for_everybody_who_may_ask_for_it_also_when_it_is_empty(looking):
    for number in (OFFICER, SERGEANT, INSPECTOR, CARE):
        client = looking.browse(number).client
        answers = {key: client.get(f"/my-shift/{key}").status_code for key in LISTINGS}
        assert set(answers.values()) == {200}, (number, answers)


def test_a_list_that_is_empty_takes_one_line(looking):
    page = looking.browse(CARE).get("/my-shift")
    nothing = [item for item in page.main.find_all("li") if "No direction to you is open." in item.text]
    assert len(nothing) == 1
    assert page.soup.find(id="directions") is None


def test_an_officer_is_one_click_from_what_is_asked(looking):
    page = looking.browse(looking.one(
        "SELECT p.username FROM direction d JOIN person p ON p.id = d.to_person_id"
        " JOIN duty u ON u.direction_id = d.id WHERE u.status = 'running' ORDER BY d.id LIMIT 1"
    )).get("/my-shift")  # fmt: skip
    assert page.soup.find(id="directions") is not None
    assert any(words.startswith("Mark as done") for words in page.links)


def test_a_sergeant_is_one_click_from_allocating_and_from_who_may_sign(looking):
    tray = looking.browse(TRAY_SERGEANT).get("/my-shift")
    assert NEW in tray.links
    assert any(words.startswith("Allocate") for words in tray.links)
    page = looking.browse(SERGEANT).get("/my-shift")
    assert WAITING in page.links
    assert any(words.startswith("Who may sign this") for words in page.links)
    assert any(words.startswith("Who may sign this") for words in looking.browse(SERGEANT).get(
        "/cases/to-sign").links)  # fmt: skip


def test_victim_care_is_told_how_it_is_safe_and_what_not_to_send(looking):
    page = looking.browse(CARE).get("/my-shift")
    assert "Safe contact:" in page.words
    assert "only a visit or the victim's adviser is safe until the victim has been asked" in page.words
    assert ABUSE in page.links


def test_cases_are_counted_by_state_and_each_number_leads_to_its_list(looking):
    browser = looking.browse(OFFICER)
    page = browser.get("/my-shift")
    narrowed = page.follow("being investigated")
    assert narrowed.path == "/cases/my-cases"
    assert AT_WORK in narrowed.links or "No case" not in narrowed.words


def test_the_ledger_is_the_auditors_first_page_and_nobody_elses(looking):
    page = looking.browse(AUDITOR).get("/auditing")
    assert page.soup.find(id="overturned") is not None
    assert "Auditing" in page.links
    assert looking.browse(SERGEANT).get("/auditing").status == 403
    assert "Auditing" not in looking.browse(SERGEANT).get("/my-shift").links


def test_a_whole_list_is_kept_as_a_file(looking):
    answer = looking.browse(CARE).client.get("/my-shift/safe-to-ring.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Crime", "Offence", "Victim"]
    assert len(rows) > 1
    audited = looking.browse(AUDITOR).client.get("/auditing/overturned.csv")
    assert audited.status_code == 200
    assert looking.browse(CARE).client.get("/auditing/overturned.csv").status_code == 403


def test_a_file_of_a_list_carries_no_formula(site):
    with site.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE victim SET safe_contact = '=1+1' WHERE safe_contact IS NOT NULL")
    answer = site.browse(CARE).client.get("/my-shift/safe-to-ring.csv")
    assert "'=1+1" in answer.text
    assert ",=1+1" not in answer.text


def test_an_administrator_is_not_sent_to_a_search_they_do_not_have(looking):
    page = looking.browse(ADMINISTRATOR).get("/no-such-page")
    assert page.status == 404
    assert "Search" not in page.words
    assert "use Search" in looking.browse(OFFICER).get("/no-such-page").words


def test_what_is_done_most_is_in_one_row_at_the_top_of_a_case(looking):
    page = looking.browse(OFFICER).get(looking.page_of(AT_WORK))
    row = page.main.select(".fairlead-do-now a")
    assert [link.get_text() for link in row] == [
        "Record contact", "Answer a line", "Add a note", "Add a line",
    ]  # fmt: skip
    assert page.text.index("fairlead-do-now") < page.text.index('id="next"')
    for link in row:
        if not link["href"].startswith("#"):
            assert looking.browse(OFFICER).get(link["href"]).status == 200


@on_both
@pytest.mark.parametrize("which", ["my-cases", "my-team"])
def test_a_list_is_narrowed_by_state_by_what_is_overdue_and_by_enhanced_rights(site, which):
    browser = site.browse(OFFICER)
    everything = browser.get(f"/cases/{which}")
    for question, holds in (
        ("state=investigating", "i.state = 'investigating'"),
        (
            "enhanced=y",
            "EXISTS (SELECT 1 FROM victim v WHERE v.investigation_id = i.id AND v.is_enhanced = (1 = 1))",
        ),
        (
            "overdue=y",
            "EXISTS (SELECT 1 FROM duty u WHERE u.investigation_id = i.id AND u.status = 'running'"
            " AND u.due_at < '2026-11-24 12:00:00')",
        ),
    ):
        page = browser.get(f"/cases/{which}?{question}")
        expected = {reference for (reference,) in site.ask(
            f"SELECT i.reference FROM investigation i WHERE {holds}"
        )}  # fmt: skip
        shown = {words for words in page.links if words.startswith("ANY/")}
        assert shown == {words for words in everything.links if words.startswith("ANY/")} & expected
        file = browser.client.get(f"/cases/{which}.csv?{question}").text
        assert {row.split(",")[0] for row in file.splitlines()[1:]} == shown


def test_a_state_that_there_is_not_is_refused_beside_the_list_and_has_no_file(looking):
    browser = looking.browse(OFFICER)
    page = browser.get("/cases/my-cases?state=nowhere")
    assert page.status == 422
    assert page.error_beside("state").startswith("What was chosen is not offered")
    assert browser.client.get("/cases/my-cases.csv?state=nowhere").status_code == 404
