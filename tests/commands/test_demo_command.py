"""`flask demo load`: into an empty demonstration only, and what it makes is sound."""

from __future__ import annotations

import pytest

from commands.demo_force.people import PASSWORD, PEOPLE
from insight.demo_stories import stories
from settings import Mode
from tests.commands.terminal import Terminal, open_terminal
from tests.pages import Browser

HELD = "SELECT count(*) FROM person"


@pytest.mark.long("postgresql")
def test_an_empty_database_is_filled_and_its_record_is_sound(demo_terminal: Terminal):
    said = demo_terminal.done("demo", "load", "--if-empty")
    [(cases,)] = demo_terminal.ask("SELECT count(*) FROM investigation")
    assert said == f"Loaded {len(PEOPLE)} people and {cases} cases.\n"
    assert cases > 60
    assert demo_terminal.done("audit", "verify").startswith("Sound: ")
    references = {row[0] for row in demo_terminal.ask("SELECT reference FROM investigation")}
    numbers = {row[0] for row in PEOPLE}
    assert len(stories()) == 10
    for story in stories():
        assert set(story.references) <= references
        assert {each.reference for each in story.tries} <= set(story.references)
        assert {each.number for each in story.tries} <= numbers
    page = Browser(demo_terminal.app).get("/demo-stories")
    assert all(story.title in page.words for story in stories())
    for number in ("4471", "2231", "9001"):
        assert Browser(demo_terminal.app, number, PASSWORD).get("/").status == 200


def test_a_second_time_it_is_refused_or_asked_for_says_that_nothing_was_loaded(demo_terminal: Terminal):
    demo_terminal.done(
        *("people", "add-administrator", "--username", "1", "--name", "Nadia Haq", "--password", "x" * 12)
    )
    assert demo_terminal.refused("demo", "load") == (
        "The database already holds people. Load the demonstration into an empty one."
    )
    assert demo_terminal.done("demo", "load", "--if-empty") == (
        "The database already holds people: nothing was loaded.\n"
    )
    assert demo_terminal.ask(HELD) == [(1,)]
    assert demo_terminal.ask("SELECT count(*) FROM investigation") == [(0,)]


@pytest.mark.parametrize("options", [(), ("--if-empty",)])
def test_outside_demo_mode_it_is_refused(own_sqlite, tmp_path, options):
    for mode in (Mode.TEST, Mode.PRODUCTION):
        settings = {"mode": mode} if mode is Mode.TEST else {"mode": mode, "allow_sqlite": True}
        with open_terminal(own_sqlite.url, tmp_path, **settings) as terminal:
            assert terminal.refused("demo", "load", *options) == (
                "The demonstration force is loaded only with FAIRLEAD_MODE=demo."
            )
            assert terminal.ask(HELD) == [(0,)]
