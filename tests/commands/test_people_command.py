"""`flask people add-administrator`: somebody able to sign in, or a sentence that says why not."""

from __future__ import annotations

import pytest

from tests.commands.terminal import Terminal
from tests.pages import Browser

PASSWORD = "three unrelated words"
EVENTS = "SELECT kind FROM case_event ORDER BY id"


def asked(**changes: str) -> list[str]:
    """The command with everything that it asks for."""
    given = {"username": "9001", "name": "Nadia Haq", "password": PASSWORD} | changes
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    return ["people", "add-administrator", *options]


def kept(terminal: Terminal) -> tuple[list[tuple], ...]:
    return tuple(terminal.ask(f"SELECT * FROM {table}") for table in ("unit", "person", "case_event"))


def test_the_first_administrator_can_sign_in(terminal: Terminal):
    assert terminal.done(*asked()) == "Nadia Haq can now sign in as 9001.\n"
    assert Browser(terminal.app, "9001", PASSWORD).get("/").status == 200
    assert terminal.ask("SELECT role FROM role_holding") == [("administrator",)]
    assert "Sound: " in terminal.done("audit", "verify")


def test_a_wrong_password_does_not_sign_in(terminal: Terminal):
    terminal.done(*asked())
    with pytest.raises(AssertionError, match="could not sign in"):
        Browser(terminal.app, "9001", PASSWORD + ".")


def test_what_is_left_out_is_asked_for_and_the_password_twice_and_unseen(terminal: Terminal):
    said = terminal.type("people", "add-administrator", answers=f"9001\nNadia Haq\n{PASSWORD}\n{PASSWORD}\n")
    assert said.exit_code == 0
    for words in ("Staff number:", "Full name:", "Password:", "Repeat for confirmation:"):
        assert words in said.output
    assert PASSWORD not in said.output
    assert Browser(terminal.app, "9001", PASSWORD).get("/").status == 200


def test_nobody_to_answer_is_an_end_and_not_a_wait(terminal: Terminal):
    result = terminal.type("people", "add-administrator", answers="")
    assert result.exit_code == 1
    assert "Aborted!" in result.stderr
    assert kept(terminal) == ([], [], [])


def test_the_number_is_kept_in_lower_case_and_outer_spaces_fall_off(terminal: Terminal):
    said = terminal.done(*asked(username=" AB12 ", name="  Nadia Haq ", unit=" HQ "))
    assert said == "Nadia Haq can now sign in as ab12.\n"
    assert terminal.ask("SELECT username, full_name, name_search FROM person") == [
        ("ab12", "Nadia Haq", "nadia haq")
    ]
    assert terminal.ask("SELECT code, name FROM unit") == [("HQ", "Headquarters")]


def test_a_unit_is_made_when_it_does_not_exist_and_used_when_it_does(terminal: Terminal):
    terminal.done(*asked(username="1", unit="ICT"))
    terminal.done(*asked(username="2", unit="ICT"))
    assert terminal.ask("SELECT code, name FROM unit") == [("ICT", "ICT")]
    assert terminal.ask(EVENTS).count(("unit_added",)) == 1
    assert terminal.ask("SELECT count(DISTINCT unit_id), count(*) FROM role_holding") == [(1, 2)]


def test_a_number_that_has_an_account_is_refused_and_its_password_stays(terminal: Terminal):
    terminal.done(*asked(username="ab12"))
    before = kept(terminal)
    for again in ("ab12", "AB12", " ab12"):
        said = terminal.refused(*asked(username=again, unit="NEW", password="another password"))
        assert said == "There is already an account ab12."
    assert kept(terminal) == before


def test_a_unit_named_as_another_is_refused(terminal: Terminal):
    terminal.done(*asked())
    assert terminal.refused(*asked(username="2", unit="Headquarters")) == (
        "There is already a unit Headquarters or a unit called Headquarters."
    )


REFUSED = {
    "a password of eleven characters": (
        {"password": "x" * 11},
        "The password must have 12 characters or more.",
    ),
    "no password": ({"password": ""}, "The password must have 12 characters or more."),
    "a password that the sign-in page would refuse": (
        {"password": "x" * 201},
        "The password must have 200 characters or fewer.",
    ),
    "a password nobody can type": (
        {"password": "x" * 12 + "\n"},
        "The password holds a character that cannot be kept. Type it again.",
    ),
    "a password of broken bytes": (
        {"password": "x" * 12 + "\udcff"},
        "The password holds a character that cannot be kept. Type it again.",
    ),
    "no number": ({"username": " "}, "The staff number must not be empty."),
    "a number too long": ({"username": "9" * 41}, "The staff number must have 40 characters or fewer."),
    "a number with a control character": (
        {"username": "90\x0001"},
        "The staff number holds a character that cannot be kept. Type it again.",
    ),
    "a number with a tab": (
        {"username": "90\t01"},
        "The staff number holds a character that cannot be kept. Type it again.",
    ),
    "no name": ({"name": ""}, "The name must not be empty."),
    "a name too long": ({"name": "N" * 121}, "The name must have 120 characters or fewer."),
    "a name with a control character": (
        {"name": "Nadia\x1b[31m"},
        "The name holds a character that cannot be kept. Type it again.",
    ),
    "a name on two lines": (
        {"name": "Nadia\nHaq"},
        "The name holds a character that cannot be kept. Type it again.",
    ),
    "a name of broken bytes": (
        {"name": "Nadia\udce9"},
        "The name holds a character that cannot be kept. Type it again.",
    ),
    "no unit": ({"unit": "  "}, "The unit must not be empty."),
    "a unit too long": ({"unit": "U" * 21}, "The unit must have 20 characters or fewer."),
    "a unit with a control character": (
        {"unit": "H\x7fQ"},
        "The unit holds a character that cannot be kept. Type it again.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_could_not_be_kept_or_typed_again_is_refused(
    terminal: Terminal, change: dict[str, str], sentence: str
):
    assert terminal.refused(*asked(**change)) == sentence
    assert kept(terminal) == ([], [], [])


def test_the_longest_that_is_taken_can_sign_in(terminal: Terminal):
    longest = {"username": "9" * 40, "name": "N" * 120, "unit": "U" * 20, "password": "p" * 200}
    terminal.done(*asked(**longest))
    assert Browser(terminal.app, longest["username"], longest["password"]).get("/").status == 200


def test_an_option_that_does_not_exist_is_refused(terminal: Terminal):
    result = terminal.type(*asked(rank="chief"))
    assert result.exit_code == 2
    assert "No such option" in result.stderr
    assert kept(terminal) == ([], [], [])
