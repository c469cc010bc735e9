"""The pages of whom to ring: narrowed by their address, with a number beside each choice."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.views.sites import CARE, on_both


def numbers(page) -> dict[str, int]:
    """What is beside each choice and each of the two lists."""
    said = [each.get_text().strip() for each in page.main.select("label, .moj-sub-navigation a")]
    found = [re.fullmatch(r"(.*) \(([\d,]+)\)", words) for words in said]
    return {each[1]: int(each[2]) for each in found if each}


def in_all(page) -> int:
    return int(re.search(r"([\d,]+) in all", page.heading).group(1))


@on_both
@pytest.mark.parametrize("which", ["safe-to-ring", "ask-first"])
def test_a_list_is_narrowed_by_its_address_to_as_many_as_stand_beside_the_choice(site, which):
    browser = site.browse(CARE)
    whole = browser.get(f"/my-shift/{which}")
    beside = numbers(whole)
    assert beside["Safe to ring" if which == "safe-to-ring" else "Ask first"] == in_all(whole)
    for question, words in (
        ("due=overdue", "Overdue"),
        ("due=today", "Today, or overdue"),
        ("due=week", "Within 7 days, or overdue"),
        ("enhanced=y", "Enhanced rights"),
        ("interpreter=y", "An interpreter is needed"),
    ):
        page = browser.get(f"/my-shift/{which}?{question}")
        assert in_all(page) == beside[words], question
    offered = [(each["value"], each.get_text()) for each in whole.soup.select("#what option, #unit option")]
    for value, words in offered:
        if value:
            asked = "unit" if value.isdigit() else "what"
            page = browser.get(f"/my-shift/{which}?{asked}={value}")
            assert in_all(page) == int(re.search(r"\(([\d,]+)\)$", words).group(1)), value


def test_what_is_asked_is_kept_in_the_form_by_the_other_list_and_in_the_file(looking):
    page = looking.browse(CARE).get("/my-shift/ask-first?due=week&what=tell_decision")
    assert page.form.value("due") == "week"
    assert page.form.value("what") == "tell_decision"
    kept = "due=week&what=tell_decision"
    other = page.main.select_one('.moj-sub-navigation a[href^="/my-shift/safe-to-ring"]')
    assert other["href"].endswith(f"?{kept}")
    file = page.main.select_one('a[href^="/my-shift/ask-first.csv"]')
    assert file["href"].endswith(f"?{kept}")
    rows = list(csv.reader(io.StringIO(looking.browse(CARE).client.get(file["href"]).text)))
    assert len(rows) - 1 == in_all(page)


def test_the_order_is_said_in_words(looking):
    page = looking.browse(CARE).get("/my-shift/safe-to-ring")
    assert "Whoever shows 2 or more signs that they may leave the case is first" in page.words


def test_what_cannot_be_asked_is_refused_beside_the_choice_and_has_no_file(looking):
    browser = looking.browse(CARE)
    for question in ("due=never", "unit=99999", "unit=north", "what=right:tea", "what=tea", "what=%00"):
        page = browser.get(f"/my-shift/ask-first?{question}")
        assert page.status == 422, question
        assert page.error_beside(question.partition("=")[0]).startswith("What was chosen is not offered")
        assert browser.client.get(f"/my-shift/ask-first.csv?{question}").status_code == 404, question


def test_a_choice_that_shows_nobody_any_more_stays_chosen(looking):
    """As after the last of them was rung."""
    page = looking.browse(CARE).get("/my-shift/safe-to-ring?what=right:complaint")
    assert page.status == 200
    assert "Nobody on this list meets all of this." in page.words
    assert page.form.value("what") == "right:complaint"
