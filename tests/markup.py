"""What is looked at in the markup of every page that a test opens.

A page in which every tag stands where one stood in a page that was found sound is not parsed again: to parse
strictly takes longer than to make the page.
"""

from __future__ import annotations

import re
from collections import Counter

import html5lib

INPUTS = ["input", "select", "textarea"]
ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|#\d+);")
ATTRIBUTE = re.compile(r'="[^"&]*"')
IDS = re.compile(r'<[^>]*\sid="([^"]+)"')
INSIDE = re.compile(r'<a\s[^>]*href="#([^"]*)"')
LABELLED = re.compile(r'<label\s[^>]*for="([^"]+)"')
ASKED = re.compile(rf"<(?:{'|'.join(INPUTS)})[\s>][^>]*>")
TAGS = re.compile(r"<(/?)([!a-zA-Z][^\s/>]*)[^>]*?(/?)>")
NEVER_CLOSED = {"!DOCTYPE", "br", "hr", "img", "input", "link", "meta", "col", "source", "wbr"}
SOUND: set[tuple[str, ...]] = set()  # each tag and those it stands in, of pages that were found without fault


def refuse_bad_markup(path: str, text: str) -> None:
    """AssertionError with what the parser says of it."""
    built = built_of(text)
    if built is None or not built <= SOUND:
        parser = html5lib.HTMLParser()
        parser.parse(text)
        faults = [(place, fault) for place, fault, _ in parser.errors]
        assert not faults, f"{path}: the markup is faulty: {faults[:3]}"
        SOUND.update(built or ())


def built_of(text: str) -> set[tuple[str, ...]] | None:
    """Each tag of a page with those that it stands in; None where they do not close one another in turn."""
    found, inside = set(), []
    for tag in TAGS.finditer(ATTRIBUTE.sub("", ESCAPED.sub("", text))):
        closes, name, closed = tag.groups()
        if not closes:
            found.add((*inside, tag[0]))
            if not closed and name not in NEVER_CLOSED:
                inside.append(name)
        elif not inside or inside.pop() != name:
            return None
    return None if inside else found


def refuse_what_leads_nowhere(path: str, text: str) -> None:
    """AssertionError for an id used twice, a link to a part that is not there, an input without a label."""
    ids = Counter(IDS.findall(text))
    twice = {each for each, number in ids.items() if number > 1}
    assert not twice, f"{path}: ids used twice: {twice}"
    missing = {*INSIDE.findall(text)} - ids.keys()
    assert not missing, f"{path}: links to parts that are not there: {missing}"
    labelled = {*LABELLED.findall(text)}
    for tag in ASKED.findall(text):
        if ' type="hidden"' not in tag:
            assert labelled & {*IDS.findall(tag)}, f"{path}: no label for {tag}"
