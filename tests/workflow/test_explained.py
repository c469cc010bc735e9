"""The handbook's words: every requirement has them, and nothing else does."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from workflow.requirements import REGISTRY
from workflow.requirements.explained import EXPLAINED, Explained

PARTS = [field.name for field in fields(Explained)]


def test_every_requirement_is_explained():
    assert set(REGISTRY) - set(EXPLAINED) == set()


def test_nothing_is_explained_that_is_no_requirement():
    assert set(EXPLAINED) - set(REGISTRY) == set()


def test_the_words_cannot_be_changed_by_the_pages_that_show_them():
    with pytest.raises(TypeError):
        EXPLAINED["every_line_is_answered"] = None
    with pytest.raises(FrozenInstanceError):
        EXPLAINED["every_line_is_answered"].asks = ""


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("key", EXPLAINED)
def test_each_part_is_whole_sentences(key, part):
    words = getattr(EXPLAINED[key], part)
    assert words[0].isupper() or words[0] == "'"
    assert words.endswith((".", ".'"))
    assert "  " not in words
    assert len(words) > 15


@pytest.mark.parametrize("key", EXPLAINED)
def test_the_explanation_says_more_than_the_title_and_its_examples_differ(key):
    explained = EXPLAINED[key]
    assert len({getattr(explained, part) for part in PARTS}) == len(PARTS)
    assert explained.asks.rstrip(".").lower() != REGISTRY[key].title.lower()


@pytest.mark.parametrize("key", EXPLAINED)
def test_pages_never_speak_of_gates_or_of_the_evaluation(key):
    words = " ".join(getattr(EXPLAINED[key], part) for part in PARTS).lower()
    assert not {"gate", "gates", "sealed", "registry"} & set(words.replace(",", "").replace(".", "").split())
