"""Every stored word has what is needed to show it and to act on it."""

from __future__ import annotations

import re
from enum import Enum, StrEnum

import pytest

import vocabulary
from app import create_app
from settings import Mode, Settings
from tests.house.reading import ROOT
from views import labels, offered, places
from vocabulary import FINISHED, Act, EventKind, Gate, Place, State, Step
from workflow.policy.wording import SETTINGS
from workflow.requirements import of_gate
from workflow.services.steps import APPLY
from workflow.steps import STEPS

# The colours that the design system's tags come in.
COLOURS = {
    "grey",
    "green",
    "teal",
    "turquoise",
    "blue",
    "light-blue",
    "red",
    "purple",
    "pink",
    "orange",
    "yellow",
}
TABLES = {name: table for name, table in vars(labels).items() if name.isupper() and isinstance(table, dict)}
ENUMS = [
    each
    for each in vars(vocabulary).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
]
# A charge is recorded on the suspect's own page; lapsing happens by itself.
NOT_OFFERED = {Step.RECORD_CHARGE, Step.LAPSE}


@pytest.fixture(scope="module")
def endpoints() -> set[str]:
    app = create_app(Settings(mode=Mode.TEST, database_url="sqlite://", secret_key="x" * 40))
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def who_names(word: str, *folders: str) -> list[str]:
    """The files in these folders that name a word."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    pattern = re.compile(rf"{re.escape(word)}(?!\w)")
    return [path.name for path in paths if pattern.search(path.read_text(encoding="utf-8"))]


# The table of steps says which event each step writes.
@pytest.mark.parametrize("kind", [k for k in EventKind if k not in {rule.event for rule in STEPS.values()}])
def test_every_kind_of_event_is_written_by_some_service(kind: EventKind):
    assert who_names(f"EventKind.{kind.name}", "workflow/services")


@pytest.mark.parametrize("act", Act)
def test_every_act_is_asked_for_somewhere(act: Act):
    assert who_names(f"Act.{act.name}", "workflow/services", "views")


@pytest.mark.parametrize("name", SETTINGS)
def test_every_number_of_the_force_is_used(name: str):
    folders = ("workflow/services", "workflow/reading", "views", "workflow/requirements", "insight")
    assert who_names(f'"{name}"', *folders)


def test_every_kind_of_event_has_a_template_and_no_template_is_left_over():
    there = {path.stem for path in (ROOT / "templates" / "events").glob("*.html")}
    assert there == {kind.value for kind in EventKind}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_labels_has_every_word_of_its_enum(name):
    kinds = {type(key) for key in TABLES[name] if key is not None}
    assert len(kinds) == 1
    [kind] = kinds
    assert issubclass(kind, Enum)
    assert set(TABLES[name]) - {None} == set(kind)
    assert all(words.strip() for words in TABLES[name].values())


def test_every_state_has_its_label_and_a_colour_the_stylesheet_knows():
    assert set(labels.STATES) == set(labels.STATE_COLOURS) == set(State)
    assert set(labels.STATE_COLOURS.values()) <= COLOURS
    assert len(set(labels.STATES.values())) == len(State)


def test_every_place_has_an_address(endpoints):
    assert set(places.ENDPOINTS) == set(Place)
    assert {endpoint for endpoint, _ in places.ENDPOINTS.values()} <= endpoints
    assert {endpoint for endpoint, _ in places.ITEM_PLACES.values()} <= endpoints


def test_every_step_that_is_offered_has_an_address_and_a_service(endpoints):
    assert set(offered.ENDPOINTS) == set(Step) - NOT_OFFERED == set(APPLY)
    assert set(offered.ENDPOINTS.values()) <= endpoints
    assert len(set(offered.ENDPOINTS.values())) == len(offered.ENDPOINTS)


def test_every_step_has_its_rule_its_words_and_its_event():
    assert set(STEPS) == set(Step)
    for step, rule in STEPS.items():
        assert rule.step is step
        assert rule.title
        assert rule.sources
        assert rule.event in EventKind


def test_every_gate_stands_before_a_step_or_before_one_of_two_acts():
    before_steps = {gate for rule in STEPS.values() for gate in rule.gates}
    assert set(Gate) - before_steps == {Gate.SUSPECT_NO_FURTHER_ACTION, Gate.DOWNGRADE}
    assert all(of_gate(gate) for gate in Gate)


def test_finishing_is_never_possible_without_a_gate():
    for rule in STEPS.values():
        if rule.to in FINISHED:
            assert rule.gates == {Gate.FINAL}


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_stored_words_are_the_members_names_in_lower_case(enum):
    assert [member.value for member in enum] == [member.name.lower() for member in enum]
