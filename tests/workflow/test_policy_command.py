"""`flask policy check` and `flask policy due`, as an officer of the force types them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from commands.policy import policy_commands
from vocabulary import DutyKind
from workflow.policy.entries import SET_BY_A_PERSON
from workflow.policy.loader import DEFAULT, load_book
from workflow.working_days import future_holidays_known_until


def run(*arguments: str) -> Result:
    """Run one command; it asks nothing of the application it belongs to."""
    info = ScriptInfo(create_app=lambda: Flask("policy"))
    return CliRunner().invoke(policy_commands, list(arguments), obj=info)


def test_checking_the_pack_in_use_says_what_it_holds():
    result = run("check")
    assert result.exit_code == 0
    assert "england_and_wales 2026.1: sound." in result.output
    assert f"26 outcomes, {len(DutyKind)} duties" in result.output


def test_checking_fails_where_too_few_bank_holidays_to_come_are_known():
    last = future_holidays_known_until()
    result = run("check", "--on", last.isoformat())
    assert result.exit_code == 1
    assert "installs a newer version of the Python package holidays" in result.output
    assert f"Bank holidays are known until {last}." in run("check").output


def test_checking_a_folder_checks_that_folder(tmp_path):
    copy = Path(shutil.copytree(DEFAULT, tmp_path / "pack"))
    assert run("check", str(copy)).exit_code == 0
    (copy / "duties.toml").write_text("[duty.allocate]\n[[telling]]\n", encoding="utf-8")
    result = run("check", str(copy))
    assert result.exit_code == 1
    assert "duties.toml: duty.allocate.title: is missing" in result.output


def test_a_folder_that_is_not_there_is_said_to_lack_its_files(tmp_path):
    result = run("check", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert "pack.toml: the file is missing" in result.output


@pytest.mark.parametrize(
    ("kind", "more", "due", "in_london"),
    [
        ("allocate", (), "2026-11-28T16:00:00+00:00", "Saturday 28 November 2026 16:00:00"),
        ("needs_assessment", (), "2026-11-28T16:00:00+00:00", "Saturday 28 November 2026 16:00:00"),
        ("support_referral", (), "2026-12-01T23:59:59+00:00", "Tuesday 1 December 2026 23:59:59"),
        ("tell_decision", (), "2026-12-04T23:59:59+00:00", "Friday 4 December 2026 23:59:59"),
        ("tell_decision", ("--enhanced",), "2026-11-30T23:59:59+00:00", "Monday 30 November 2026 23:59:59"),
        (
            "promise",
            ("--promised-for", "2027-07-01T10:00:00+01:00"),
            "2027-07-01T09:00:00+00:00",
            "Thursday 1 July 2027 10:00:00",
        ),
    ],
)
def test_when_a_duty_triggered_on_a_friday_afternoon_is_due(kind, more, due, in_london):
    result = run("due", kind, "--trigger", "2026-11-27T16:00:00+00:00", *more)
    assert result.exit_code == 0, result.output
    assert f"Due {due} (UTC), which is {in_london} in London." in result.output
    version = load_book().head["version"]
    assert result.output.rstrip().endswith(f"Policy england_and_wales {version}.")


def test_every_kind_of_duty_can_be_asked_about():
    for kind in set(DutyKind) - {DutyKind.RIGHT}:
        more = ("--promised-for", "2026-12-01T10:00Z") if kind in SET_BY_A_PERSON else ()
        assert run("due", kind.value, "--trigger", "2026-11-27T16:00Z", *more).exit_code == 0
    for right in load_book().as_of(dt.date(2026, 11, 27)).rights:
        assert run("due", right, "--trigger", "2026-11-27T16:00Z", "--enhanced").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("visit", "--trigger", "2026-11-27T16:00Z"),
            "'visit' is not a kind of duty. The kinds are allocate",
        ),
        (("allocate", "--trigger", "Friday"), "The trigger 'Friday' is not a time"),
        (("allocate", "--trigger", "2026-11-27T16:00"), "'2026-11-27T16:00' has no time zone"),
        (("allocate",), "Missing option '--trigger'"),
        (("promise", "--trigger", "2026-11-27T16:00Z"), "add --promised-for"),
        (
            ("promise", "--trigger", "2026-11-27T16:00Z", "--promised-for", "2026-12-01"),
            "The promise '2026-12-01' has no time zone",
        ),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_the_reason(arguments, says):
    result = run("due", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())
    assert "Traceback" not in result.output
