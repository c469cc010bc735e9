"""How an event is hashed: the canonical form never changes, because stored hashes rest on it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import EventKind, Role, StreamKind
from workflow.ledger import FIRST_HASH, Draft, canonical_event, canonical_json, digest_of_detail, sha256

WHEN = dt.datetime(2026, 11, 24, 12, 0, 0, 5, tzinfo=dt.UTC)
DRAFT = Draft(
    StreamKind.INVESTIGATION,
    7,
    EventKind.LINE_RESULTED,
    WHEN,
    actor_id=3,
    actor_role=Role.INVESTIGATOR,
    submission_id="abc",
    facts={"line": 9, "flags": frozenset({"b", "a"}), "on": dt.date(2026, 11, 24), "who": "Siân"},
)
WRITTEN = (
    '{"about":null,"actor":3,"detail_digest":"d","facts":{"flags":["a","b"],"line":9,"on":"2026-11-24",'
    '"who":"Siân"},"form":1,"kind":"line_resulted","previous":"' + "0" * 64 + '",'
    '"recorded_at":"2026-11-24T12:00:00.000005+00:00","role":"investigator","sequence":1,'
    '"stream":"investigation:7","submission":"abc"}'
)


def test_the_canonical_form_of_an_event_is_this_text_for_ever():
    assert canonical_event(DRAFT, 1, FIRST_HASH, "d") == WRITTEN
    assert sha256(WRITTEN) == "426b554eb054c4a445ece669d74161dfeb41c61a421e654e09906435c5807673"


def test_a_time_is_written_in_utc_whatever_zone_it_was_given_in():
    summer = dt.timezone(dt.timedelta(hours=1))
    given_at = dt.datetime(2026, 7, 1, 13, 0, tzinfo=summer)
    assert canonical_json(given_at) == '"2026-07-01T12:00:00.000000+00:00"'


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        canonical_json({"at": dt.datetime(2026, 11, 24, 12, 0)})  # noqa: DTZ001


@pytest.mark.parametrize("value", [object(), b"bytes", 1j])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError, match="no canonical form"):
        canonical_json({"value": value})


def test_the_order_in_which_facts_were_given_does_not_matter():
    assert canonical_json({"b": 1, "a": {"d": 1, "c": 2}}) == canonical_json({"a": {"c": 2, "d": 1}, "b": 1})


@pytest.mark.parametrize(
    "change",
    [
        {"subject_id": 8},
        {"stream": StreamKind.PERSON},
        {"kind": EventKind.LINE_ADDED},
        {"recorded_at": WHEN + dt.timedelta(microseconds=1)},
        {"actor_id": 4},
        {"actor_role": Role.SUPERVISOR},
        {"about_person_id": 1},
        {"submission_id": None},
        {"facts": {"line": 10}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_part_of_an_event_is_hashed(change):
    values = {name: getattr(DRAFT, name) for name in DRAFT.__dataclass_fields__}
    changed = Draft(**(values | change))
    assert canonical_event(changed, 1, FIRST_HASH, "d") != WRITTEN


@pytest.mark.parametrize(
    ("sequence", "previous", "digest"), [(2, FIRST_HASH, "d"), (1, "1" * 64, "d"), (1, FIRST_HASH, "e")]
)
def test_the_place_in_the_chain_and_the_digest_of_the_words_are_hashed(sequence, previous, digest):
    assert canonical_event(DRAFT, sequence, previous, digest) != WRITTEN


def test_the_words_themselves_are_not_in_what_is_hashed():
    draft = Draft(StreamKind.INVESTIGATION, 7, EventKind.LINE_ADDED, WHEN, detail={"objective": "Find Rowan"})
    assert "Rowan" not in canonical_event(draft, 1, FIRST_HASH, digest_of_detail("n", "Find Rowan"))


@given(st.text(min_size=1), st.text())
def test_the_digest_of_words_depends_on_the_nonce_and_on_the_words(nonce, words):
    assert digest_of_detail(nonce, words) == sha256(nonce + words)
    assert digest_of_detail(nonce + "x", words) != digest_of_detail(nonce, words)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_reading_the_canonical_form_and_writing_it_again_changes_nothing(value):
    written = canonical_json(value)
    assert canonical_json(json.loads(written)) == written
