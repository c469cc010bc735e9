"""The strict look at every page can fail, also once pages like it were found sound."""

from __future__ import annotations

import pytest

from tests.markup import refuse_bad_markup, refuse_what_leads_nowhere

SOUND = (
    '<!DOCTYPE html><html lang="en"><head><title>A</title></head><body><main id="main"><div><p>A</p></div>'
    '<div><p>B</p></div><a href="#main">Up</a><a href="/b?c=1&amp;copy=2">B</a>'
    '<label for="q">Q</label><input id="q" name="q"></main></body></html>'
)
FAULTY = {
    "a tag too many": ("<p>B</p>", "<p>B</p></div>"),
    "a tag never closed": ("<div><p>B</p></div>", "<div><p>B</p>"),
    "a page cut off": ("</main></body></html>", ""),
    "an attribute twice": ("<p>B", '<p class="a" class="b">B'),
    "a bare ampersand": ("&amp;copy", "&copy"),
}
LEADS_NOWHERE = {
    "links to parts that are not there": ('href="#main"', 'href="#"'),
    "no label for": ('for="q"', 'for="z"'),
    "ids used twice": ("<p>B", '<p id="q">B'),
}


@pytest.mark.parametrize("what", FAULTY)
def test_a_fault_in_the_markup_is_refused(what: str):
    refuse_bad_markup("/", SOUND)
    with pytest.raises(AssertionError, match="the markup is faulty"):
        refuse_bad_markup("/", SOUND.replace(*FAULTY[what]))


@pytest.mark.parametrize("said", LEADS_NOWHERE)
def test_what_leads_nowhere_is_refused(said: str):
    refuse_what_leads_nowhere("/", SOUND)
    with pytest.raises(AssertionError, match=said):
        refuse_what_leads_nowhere("/", SOUND.replace(*LEADS_NOWHERE[said]))
