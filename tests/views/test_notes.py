"""Notes on a case."""

from __future__ import annotations

from tests.views.filling import assert_refused_beside
from tests.views.sites import AT_WORK, AUDITOR, CARE, CLOSED, on_both

WORDS = "He works nights: ring after four.\nNot before."


def note_page(site, reference: str = AT_WORK, number: str = CARE):
    return site.browse(number).get(site.page_of(reference)).follow("Add a note")


@on_both
def test_a_note_is_added_from_the_case_page_and_stands_in_the_timeline(site):
    for reference in (AT_WORK, CLOSED):
        page = note_page(site, reference).fill(words=WORDS).submit()
        assert (page.said, page.path) == ("The note is added.", site.page_of(reference))
        assert "Note by Ruth Bello" in page.section("timeline")
        assert " ".join(WORDS.split()) in page.section("timeline")


def test_an_empty_note_and_one_too_long_say_so_beside_the_field(looking):
    for typed, why in (("", "Write the note."), ("x" * 5_001, "Note must be 5,000 characters or fewer.")):
        assert_refused_beside(note_page(looking).fill(words=typed).submit(), "words", why, {"words": typed})


def test_an_auditor_reads_the_page_and_adds_nothing(looking):
    why = "This is recorded by investigators, supervisors and victim care officers."
    assert why in note_page(looking, number=AUDITOR).words
    page = looking.browse(AUDITOR).send_anyway(f"{looking.page_of(AT_WORK)}/notes/add", words=WORDS)
    assert (page.status, page.form.value("words")) == (422, WORDS)
    assert page.errors == [why]
