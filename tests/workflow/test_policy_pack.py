"""The pack in use is sound, what is in force depends on the day, and a broken pack is refused by name."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from tests.workflow.broken_corrections import BROKEN_CORRECTIONS
from tests.workflow.broken_cps import BROKEN_CPS
from tests.workflow.broken_endings import BROKEN_ENDINGS
from tests.workflow.broken_letters import BROKEN_LETTERS
from tests.workflow.broken_overrides import BROKEN_OVERRIDES
from tests.workflow.broken_packs import BROKEN, FOUND_IN, change
from tests.workflow.broken_reviews import BROKEN_REVIEWS
from tests.workflow.broken_rows import BROKEN_ROWS
from tests.workflow.broken_signs import BROKEN_SIGNS
from tests.workflow.broken_telling import BROKEN_TELLING
from vocabulary import DecisionKind, DutyKind, RiskFlag, Role
from workflow.policy.loader import DEFAULT, FILES, PolicyBook, load_book
from workflow.policy.validator import PackRefused

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the pack in use, to be changed."""
    return Path(shutil.copytree(DEFAULT, tmp_path / "pack"))


def test_the_pack_in_use_is_sound_on_every_day_on_which_it_changes():
    book = load_book()
    policy = book.as_of(TODAY)
    assert len(policy.crime_outcomes) == 26
    assert set(policy.duty_rules) == set(DutyKind)
    assert re.fullmatch(r"[0-9a-f]{64}", policy.digest)


def test_every_outcome_closes_or_ends_without_action_or_is_not_for_a_force():
    endings = {outcome.code: outcome.ending for outcome in load_book().as_of(TODAY).crime_outcomes}
    closes = ["1", "1A", "2", "2A", "3", "3A", "4", "6", "7", "8", "22", "23"]
    assert {code for code, ending in endings.items() if ending is DecisionKind.CLOSURE} == set(closes)
    assert [code for code, ending in endings.items() if ending is None] == ["19"]


@pytest.mark.parametrize(
    ("day", "known"), [("2026-01-31", False), ("2026-02-01", True), ("2030-01-01", True)]
)
def test_an_outcome_is_known_from_the_day_it_came_into_force(day, known):
    outcome = load_book().as_of(dt.date.fromisoformat(day)).crime_outcome("23")
    assert (outcome is not None) is known


def test_a_policy_is_made_once_for_all_the_days_it_holds():
    book = load_book()
    assert book.as_of(dt.date(2026, 3, 1)) is book.as_of(dt.date(2026, 3, 2))
    assert book.as_of(dt.date(2026, 1, 1)) is not book.as_of(dt.date(2026, 3, 1))


def test_an_entry_ends_before_the_day_it_is_dated_until(pack):
    change(pack, "outcomes.toml", "21 = { title", "21 = { until = 2027-04-01, title")
    book = PolicyBook(pack)
    assert book.as_of(dt.date(2027, 3, 31)).crime_outcome("21") is not None
    assert book.as_of(dt.date(2027, 4, 1)).crime_outcome("21") is None


def test_the_digest_changes_with_any_file(pack):
    before = {PolicyBook(pack).digest, load_book().digest}
    assert len(before) == 1
    for file in ("pack.toml", *FILES):
        path = pack / file
        path.write_bytes(path.read_bytes() + b"\n# a remark\n")
        digest = PolicyBook(pack).digest
        assert digest not in before
        before.add(digest)


def test_minimum_lines_follow_the_kind_of_crime_its_risks_and_its_suspects():
    policy = load_book().as_of(TODAY)
    plain = set(policy.minimum_lines("shop_theft", frozenset(), False))
    named = set(policy.minimum_lines("shop_theft", frozenset(), True))
    assert {"cctv", "victim_account"} <= plain
    assert named - plain == {"suspect_account"}
    assert "tracking" not in policy.minimum_lines("theft", frozenset(), False)
    assert "tracking" in policy.minimum_lines("theft", frozenset({RiskFlag.TRACKABLE_ITEM_TAKEN}), False)
    assert "medical" in policy.minimum_lines("assault", frozenset({RiskFlag.INJURY}), False)


def test_what_the_pack_does_not_know_is_not_found():
    policy = load_book().as_of(TODAY)
    assert policy.offence("no_such_offence") is None
    assert policy.crime_outcome("99") is None
    assert policy.source("no.such-source") is None


def test_every_role_has_its_word():
    policy = load_book().as_of(TODAY)
    assert all(policy.words[f"role.{role.value}"] for role in Role)


EVERY_BROKEN = (
    *BROKEN,
    *BROKEN_CORRECTIONS,
    *BROKEN_CPS,
    *BROKEN_ENDINGS,
    *BROKEN_OVERRIDES,
    *BROKEN_ROWS,
    *BROKEN_TELLING,
    *BROKEN_LETTERS,
    *BROKEN_REVIEWS,
    *BROKEN_SIGNS,
)


@pytest.mark.parametrize("broken", EVERY_BROKEN, ids=lambda broken: broken.name)
def test_a_broken_pack_is_refused_with_the_file_the_key_and_the_reason(broken, pack):
    broken.breaks(pack)
    with pytest.raises(PackRefused) as refused:
        PolicyBook(pack)
    assert refused.value.file == FOUND_IN.get(broken.name, broken.file)
    assert broken.key in refused.value.key
    assert broken.reason in refused.value.reason
    assert str(refused.value).startswith(refused.value.file)


def test_the_copy_of_the_pack_is_sound_before_anything_is_broken(pack):
    assert PolicyBook(pack).as_of(TODAY).version == load_book().as_of(TODAY).version
