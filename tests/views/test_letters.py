"""Letters on pages: chosen, read as they will be, made, printed, handed over, sent; and who gets none."""

from __future__ import annotations

import datetime as dt
import io

import pypdf
import pytest
import sqlalchemy as sa

from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    AUDITOR,
    CARE,
    CLOSED,
    OFFICER,
    OTHER_DETECTIVE,
    SERGEANT,
    SIGNED,
    Site,
    on_both,
)

WORDS = "The camera shows nobody who can be recognised.\n\nWe now ask the neighbours."
ADDRESS = "21 Nettle Row, Northgate, NG8 2AB"


def victim(site: Site, reference: str = AT_WORK) -> int:
    return site.first("victim", reference)


def lives_at(site: Site, reference: str = AT_WORK, email: str | None = None) -> None:
    """Put in where they live, which no page changes once they are recorded."""
    values = {"address": ADDRESS, "email": email, "id": victim(site, reference)}
    with site.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE victim SET address = :address, email = :email WHERE id = :id"),
            values,
        )


def letters(site: Site, reference: str = AT_WORK, number: str = OFFICER):
    return site.browse(number).get(f"/victims/{victim(site, reference)}/letters")


def letters_of(site: Site) -> int:
    return site.one("SELECT count(*) FROM letter WHERE investigation_id = :case", case=site.case(AT_WORK))


def read(site: Site, reference: str = AT_WORK, number: str = OFFICER, **typed: str):
    """The letter as it will be."""
    return letters(site, reference, number).fill({"kind": "update", "words": WORDS, **typed}).submit()


def make(page):
    """Press the button under the letter that was read."""
    assert page.form.value("make") == "yes"
    return page.form.submit()


def made(site: Site, reference: str = AT_WORK, number: str = OFFICER, **typed: str):
    return make(read(site, reference, number, **typed))


def text_of(page) -> str:
    return page.main.select_one(".fairlead-letter").get_text(" ", strip=True)


@on_both
def test_a_letter_is_read_as_it_will_be_then_made_printed_and_posted(site):
    lives_at(site)
    page = read(site)
    assert page.status == 200
    seen = text_of(page)
    for words in ("Miriam Adeyemi 21 Nettle Row Northgate NG8 2AB", "ANY/4996/26", "We now ask"):
        assert words in seen
    before = letters_of(site)
    page = make(page)
    assert letters_of(site) == before + 1
    assert page.said == "The letter is made. Print it, or send it by e-mail."
    assert text_of(page) == seen
    assert "Not handed over" in page.words
    assert page.soup.select_one("body.fairlead-prints-letter")
    page = page.follow("Record that it was posted or given").fill(how="posted").submit()
    assert page.said == "It is recorded, and is a contact with them."
    assert "Posted" in page.words
    case = site.browse(OFFICER).get(site.page_of(AT_WORK))
    assert "by letter" in case.section("victims")
    assert "We now ask the neighbours." in case.section("victims")
    assert "Letter to a victim posted: an update" in case.section("timeline")
    assert ADDRESS.split(",")[0] not in case.section("timeline")


def test_what_is_still_needed_stands_beside_the_field_and_nothing_typed_is_lost(site):
    page = letters(site).fill(kind="update", words="").submit()
    assert_refused_beside(page, "words", "Write what this letter is to tell them.", {"words": ""})
    page = letters(site, SIGNED).fill(kind="decision", words=WORDS).submit()
    assert_refused_beside(page, "decision", "Choose a decision of this case", {"words": WORDS})
    assert not letters(site).main.select("[value=decision], [name=decision]")


def test_a_letter_that_changed_since_it_was_read_is_shown_again(site):
    page = read(site)
    lives_at(site)
    page = make(page)
    assert page.status == 422
    [why] = page.errors
    assert why.startswith("The letter is not as you saw it")
    assert "21 Nettle Row" in text_of(page)
    assert make(page).said.startswith("The letter is made.")


def test_a_decision_is_told_with_its_reasons(site):
    lives_at(site, SIGNED)
    decision = str(
        site.one("SELECT current_decision_id FROM investigation WHERE id = :case", case=site.case(SIGNED))
    )
    page = made(site, SIGNED, CARE, kind="decision", decision=decision)
    assert "What Anyshire Police has decided" in text_of(page)
    assert "review" not in text_of(page)
    page = page.follow("Record that it was posted or given").fill(how="posted").submit()
    assert "Tell the victim the decision" not in site.browse(CARE).get(site.page_of(SIGNED)).section("next")


def test_who_lives_with_danger_is_not_offered_a_letter_until_they_were_asked(site):
    page = letters(site, ABUSE, SERGEANT)
    assert "No written way is recorded as safe for them" in page.words
    assert "record how it is safe to contact them" in page.words
    assert page.main.find("form", attrs={"method": "post"}) is None
    safe = site.browse(SERGEANT).get(f"/victims/{victim(site, ABUSE)}/safe-contact")
    safe.fill(safe="letter", preferred="not_said").submit()
    page = made(site, ABUSE, SERGEANT)
    assert page.said.startswith("The letter is made.")
    safe = site.browse(SERGEANT).get(f"/victims/{victim(site, ABUSE)}/safe-contact")
    safe.fill(safe=[], unsafe="letter", preferred="not_said").submit()
    page = site.browse(SERGEANT).get(page.path)
    assert "Do not post this letter" in page.words


def test_a_finished_case_takes_letters(site):
    page = made(site, CLOSED, CARE)
    assert page.said.startswith("The letter is made.")
    assert "Given to them by hand" in letters(site, CLOSED, CARE).words


def test_an_auditor_reads_and_writes_none(looking):
    page = letters(looking, AT_WORK, AUDITOR)
    assert "This is recorded by investigators, supervisors and victim care officers." in page.words
    page = page.follow(page.main.select_one("a[href^='/letters/']").get_text(" ", strip=True))
    assert "The shop has given us its film" in text_of(page)


def test_it_goes_by_hand_once_and_after_it_was_made(site):
    page = made(site)
    form = page.follow("Record that it was posted or given")
    again = form.fill(how="posted").submit()
    assert_refused_beside(again, "how", "No address is recorded for them", {})
    assert form.fill(how="by_hand").submit().said.startswith("It is recorded")
    page = site.browse(OFFICER).get(form.path)
    assert "This letter was given to them by hand already." in page.words
    assert page.main.find("form", attrs={"method": "post"}) is None


def test_whose_details_are_hidden_has_letters_that_are_hidden(site):
    lives_at(site)
    letter = made(site).path
    hide = site.browse(SERGEANT).get(f"/victims/{victim(site)}/hide-details")
    hide.fill(reason="He works here.").submit()
    other = site.browse(OTHER_DETECTIVE)
    for path in (letter, f"{letter}/pdf"):
        page = other.get(path)
        assert page.status == 403
        assert "21 Nettle Row" not in page.words
        assert "Break the glass" in page.words
    page = letters(site, AT_WORK, OTHER_DETECTIVE)
    assert "hidden from you. Break the glass first." in page.words
    assert page.main.find("form", attrs={"method": "post"}) is None
    assert site.browse(OFFICER).get(letter).status == 200


def test_without_a_mail_server_it_says_print_and_post(site):
    lives_at(site, email="miriam@example.org")
    page = made(site).follow("Send it by e-mail")
    assert "no mail server is set. Print the letter and post it." in page.words
    assert page.main.find("form", attrs={"method": "post"}) is None


@pytest.fixture
def mailing(site: Site):
    """The same application, with a mail server set; nothing is sent from pages."""
    settings = site.app.config["FAIRLEAD"]
    site.app.config["FAIRLEAD"] = type(settings)(
        **{**vars(settings), "smtp_host": "mail", "smtp_from": "police@example.org"}
    )
    yield site
    site.app.config["FAIRLEAD"] = settings


def test_with_one_it_waits_to_be_sent_and_nothing_else_happens_to_it(mailing):
    page = made(mailing).follow("Send it by e-mail")
    assert "No e-mail address is recorded for them." in page.words
    lives_at(mailing, email="miriam@example.org")
    letter = made(mailing)
    page = letter.follow("Send it by e-mail").form.submit()
    assert page.said.startswith("It waits to be sent by e-mail.")
    assert "Waits to be sent by e-mail" in page.words
    assert mailing.ask("SELECT address, standing FROM letter_email") == [("miriam@example.org", "waiting")]
    for way in ("handed-over", "email"):
        waits = mailing.browse(OFFICER).get(f"{letter.path}/{way}")
        assert "This letter waits to be sent by e-mail." in waits.words


def test_what_must_not_be_told_is_read_first(site):
    embargo = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/embargo")
    at = site.now + dt.timedelta(days=1)
    embargo.fill(what="That an arrest is planned.", **when("until_at", at)).submit()
    page = letters(site)
    assert "That an arrest is planned." in page.words
    page = page.fill(kind="update", words=WORDS).submit()
    assert_refused_beside(page, "embargo_read", "Read what must not be told", {"words": WORDS})
    page = make(page.fill(embargo_read="y").submit())
    page = page.follow("Record that it was posted or given").fill(how="by_hand", embargo_read="y").submit()
    assert page.said.startswith("It is recorded")


def test_the_pdf_is_the_letter_tagged_with_title_and_language_and_marked(site):
    lives_at(site)
    page = made(site)
    answer = site.browse(OFFICER).client.get(f"{page.path}/pdf")
    assert answer.status_code == 200
    assert answer.headers["X-Protective-Marking"] == "OFFICIAL-SENSITIVE"
    assert "burglary" not in answer.headers["Content-Disposition"]
    file = pypdf.PdfReader(io.BytesIO(answer.data))
    root = file.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert file.metadata.title == "An update from Anyshire Police"
    said = " ".join(file.pages[0].extract_text().split())
    for words in ("21 Nettle Row", "OFFICIAL-SENSITIVE", "We now ask the neighbours."):
        assert words in said
