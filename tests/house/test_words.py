"""The words of pages: those that their readers use, one spelling of inquiry, roles by the force's names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.reading import ROOT, sources
from views.wording import in_the_forces_words

# What pages never say (practice G), whole words, whatever their case.
NEVER = (
    r"opt(ed|s|ing)?[ -]out",
    r"screened[ -]out",
    r"mornings?",
    r"gates?",
    r"findings?(?! out)",
    r"sealed evaluations?",
    r"supervision debts?",
    r"substance signals?",
)
FORBIDDEN = re.compile(rf"\b({'|'.join(NEVER)})\b", re.IGNORECASE)
A_LINE = re.compile(r"lines? of [ie]nquir(y|ies)", re.IGNORECASE)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Modules whose sentences are shown: every string in them, save what only a programmer reads.
SAID_BY = (
    "workflow/permissions.py",
    "workflow/refusals.py",
)
SAID_IN = (
    "forms/",
    "insight/shift/",
    "insight/auditing.py",
    "workflow/requirements/",
    "workflow/services/",
    "views/",
)


def read_aloud(template: str) -> str:
    """What a template says by itself, and the strings that it puts in: without marks, names and comments."""
    text = re.sub(r"\{#.*?#\}", " ", template, flags=re.S)
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', " ".join(re.findall(r"\{[{%].*?[%}]\}", text, flags=re.S)))
    plain = re.sub(r"\{[{%].*?[%}]\}", " ", text, flags=re.S)
    plain = re.sub(r"<[^>]*>", " ", plain)
    return " ".join([plain, *(each for each in strings if " " in each.strip())])


def sentences(path: str) -> Iterator[str]:
    """The strings of a module that are sentences: not its docstrings, keys or addresses."""
    [source] = [each for each in sources() if each.path == path]
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(source.tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(source.tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings and " " in node.value.strip():
            yield node.value


SHOWN = sorted(
    source.path for source in sources() if source.path in SAID_BY or source.path.startswith(SAID_IN)
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_says_no_word_that_its_readers_would_not_use(path):
    said = read_aloud(path.read_text(encoding="utf-8"))
    assert [found[0] for found in FORBIDDEN.finditer(said)] == []


@pytest.mark.parametrize("path", SHOWN)
def test_no_sentence_of_ours_says_such_a_word(path):
    assert [said for said in sentences(path) if FORBIDDEN.search(said)] == []


def test_the_words_are_found_where_they_are():
    assert FORBIDDEN.search(read_aloud('<p>A sealed evaluation</p>{{ "x" }}'))
    assert FORBIDDEN.search(read_aloud('{{ "Before the gate" if x else "" }}'))
    assert not FORBIDDEN.search(
        read_aloud('{% for found in findings %}<p class="gate">Northgate</p>{% endfor %}')
    )


def test_every_pack_keeps_to_them_too():
    packs = sorted((ROOT / "workflow/policy/packs").rglob("words.toml"))
    assert packs
    assert [path.name for path in packs if FORBIDDEN.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_spells_inquiry_as_the_force_does(path):
    text = path.read_text(encoding="utf-8")
    in_our_words = re.findall(r'"([^"]*)"\|our_words', text)
    assert len(A_LINE.findall(text)) == sum(len(A_LINE.findall(each)) for each in in_our_words)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_names_a_role_as_the_force_does(path):
    assert "victim care officer" not in path.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Lines of inquiry, on the case's page", "Lines of enquiry, on the case's page"),
        ("No line of inquiry is recorded.", "No line of enquiry is recorded."),
        ("An inquiry into lines", "An inquiry into lines"),
        ("By investigators and victim care officers.", "By investigators and victim liaison officers."),
        ("Victim care officer", "Victim liaison officer"),
    ],
)
def test_a_force_that_spells_and_names_otherwise_is_followed(words, said):
    assert in_the_forces_words(words, "enquiry", "Victim liaison officer") == said
    assert in_the_forces_words(said, "inquiry", "Victim care officer") in (words, said)


def test_the_spelling_of_the_pack_in_use_changes_nothing():
    for path in SHOWN:
        for said in sentences(path):
            assert in_the_forces_words(said, "inquiry", "Victim care officer") == said
