"""Production does not start unsafely, and says everything there is to put right at once."""

from __future__ import annotations

import os
import stat

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from settings import FULL_COST, TEST_COST, Mode, Settings, UnsafeSettings, is_easy_to_guess

SECRET = "b3f1c2d4e5a697887960f1e2d3c4b5a6978869504132f0e1"
SAFE = {"SECRET_KEY": SECRET, "DATABASE_URL": "postgresql://fairlead:pass@db.example/fairlead"}

UNSAFE = {
    "no secret": ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    "a short secret": ({"SECRET_KEY": SECRET[:31]}, "SECRET_KEY is too easy to guess"),
    "a dull secret": ({"SECRET_KEY": "abcd" * 12}, "SECRET_KEY is too easy to guess"),
    "the alphabet": ({"SECRET_KEY": "abcdefghijklmnopqrstuvwxyz012345"}, "SECRET_KEY is too easy to guess"),
    "the alphabet backwards": ({"SECRET_KEY": "ZYXWVUTSRQPONMLKJIHGFEDCBA987654"}, "is too easy to guess"),
    "the keyboard": ({"SECRET_KEY": "qwertyuiopasdfghjklzxcvbnm1234567890"}, "is too easy to guess"),
    "a piece over and over": ({"SECRET_KEY": "correct horse battery staple " * 2}, "is too easy to guess"),
    "a placeholder": (
        {"SECRET_KEY": "change-me-0123456789abcdefghijklmnopqrst"},
        "SECRET_KEY is a placeholder",
    ),
    "an open cookie": ({"FAIRLEAD_COOKIE_SECURE": "0"}, "FAIRLEAD_COOKIE_SECURE is off"),
    "debug": ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on"),
    "SQLite": ({"DATABASE_URL": "sqlite:////tmp/fairlead.db"}, "DATABASE_URL does not name a PostgreSQL"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL does not name a PostgreSQL"),
    "another database": ({"DATABASE_URL": "mysql://root:hunter2@db/x"}, "DATABASE_URL must begin with"),
    "another driver": ({"DATABASE_URL": "postgresql+asyncpg://db/x"}, "DATABASE_URL must begin with"),
    "no such mode": ({"FAIRLEAD_MODE": "prod"}, "FAIRLEAD_MODE is 'prod'"),
    "no such answer": ({"FLASK_DEBUG": "maybe"}, "FLASK_DEBUG is 'maybe'"),
    "minutes in words": ({"FAIRLEAD_IDLE_MINUTES": "thirty"}, "FAIRLEAD_IDLE_MINUTES is 'thirty'"),
    "too many minutes": ({"FAIRLEAD_IDLE_MINUTES": "481"}, "FAIRLEAD_IDLE_MINUTES is '481'"),
    "fewer than no proxies": ({"FAIRLEAD_PROXIES": "-1"}, "FAIRLEAD_PROXIES is '-1'"),
    "mail without encryption": (
        {"FAIRLEAD_SMTP_HOST": "mail", "FAIRLEAD_SMTP_FROM": "a@b.example", "FAIRLEAD_SMTP_STARTTLS": "0"},
        "FAIRLEAD_SMTP_STARTTLS is off",
    ),
    "mail from nobody": ({"FAIRLEAD_SMTP_HOST": "mail"}, "FAIRLEAD_SMTP_FROM is missing"),
    "mail from two": (
        {"FAIRLEAD_SMTP_HOST": "mail", "FAIRLEAD_SMTP_FROM": "a@b.example, c@d.example"},
        "it must be one address",
    ),
    "no such port": ({"FAIRLEAD_SMTP_PORT": "0"}, "FAIRLEAD_SMTP_PORT is '0'"),
    "a huge body": ({"FAIRLEAD_MAX_BODY_BYTES": "99999999999"}, "FAIRLEAD_MAX_BODY_BYTES is"),
}


def read(tmp_path, **environ: str) -> Settings:
    return Settings.from_environment(environ, instance=tmp_path / "instance")


def test_production_is_the_default_and_safe(tmp_path):
    settings = read(tmp_path, **SAFE)
    assert settings.mode is Mode.PRODUCTION
    assert settings.cookie_secure
    assert not settings.debug
    assert settings.password_cost == FULL_COST
    assert (settings.idle_minutes, settings.trusted_proxies) == (30, 0)
    assert settings.force_name == "Anyshire Police"


@pytest.mark.parametrize(("change", "words"), UNSAFE.values(), ids=UNSAFE.keys())
def test_each_bad_setting_alone_is_refused(tmp_path, change, words):
    with pytest.raises(UnsafeSettings) as refused:
        read(tmp_path, **{**SAFE, **change})
    assert len(refused.value.problems) == 1
    assert words in str(refused.value)


@given(st.binary(min_size=32, max_size=32))
def test_a_key_that_is_made_as_advised_is_accepted(made):
    """All but a few in a billion, which Hypothesis likes to try: those of few characters."""
    key = made.hex()
    assume(len(set(key)) >= 10 and len(set(made)) >= 20)
    assert not is_easy_to_guess(key)


def test_all_bad_settings_are_named_together(tmp_path):
    with pytest.raises(UnsafeSettings) as refused:
        read(
            tmp_path,
            FAIRLEAD_COOKIE_SECURE="no",
            FLASK_DEBUG="true",
            FAIRLEAD_IDLE_MINUTES="0",
            FAIRLEAD_PROXIES="many",
        )
    for name in ("SECRET_KEY", "FAIRLEAD_COOKIE_SECURE", "FLASK_DEBUG", "DATABASE_URL"):
        assert name in str(refused.value)
    assert "FAIRLEAD_IDLE_MINUTES" in str(refused.value)
    assert "FAIRLEAD_PROXIES" in str(refused.value)
    assert len(refused.value.problems) == 6


def test_no_other_door_to_unsafe_production():
    with pytest.raises(UnsafeSettings):
        Settings(database_url="sqlite://", secret_key=SECRET)
    with pytest.raises(UnsafeSettings):
        Settings(mode="production", database_url="postgresql+psycopg://db/x", secret_key="")


def test_production_on_sqlite_only_when_asked_for(tmp_path):
    settings = read(tmp_path, SECRET_KEY=SECRET, FAIRLEAD_ALLOW_SQLITE="1")
    assert settings.database_url == f"sqlite:///{tmp_path.as_posix()}/instance/fairlead.db"
    assert (tmp_path / "instance").is_dir()


@pytest.mark.parametrize("kind", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_the_installed_driver(tmp_path, kind):
    settings = read(
        tmp_path, SECRET_KEY=SECRET, DATABASE_URL=f"{kind}://u:p%40ss@db:5433/fairlead?sslmode=require"
    )
    assert settings.database_url == "postgresql+psycopg://u:p%40ss@db:5433/fairlead?sslmode=require"


def test_the_demo_makes_its_secret_once_and_keeps_it_to_itself(tmp_path):
    first, second = read(tmp_path, FAIRLEAD_MODE="demo"), read(tmp_path, FAIRLEAD_MODE="demo")
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "instance" / "secret-key").stat().st_mode) == 0o600
    assert not first.cookie_secure  # it is served without HTTPS, on this machine only


def test_a_damaged_demo_secret_is_said(tmp_path):
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret-key").write_text("")
    with pytest.raises(UnsafeSettings, match="secret-key is damaged"):
        read(tmp_path, FAIRLEAD_MODE="demo")


def test_a_given_secret_is_used_in_the_demo_too(tmp_path):
    assert read(tmp_path, FAIRLEAD_MODE="demo", SECRET_KEY="mine").secret_key == "mine"
    assert not (tmp_path / "instance" / "secret-key").exists()


def test_only_tests_hash_passwords_cheaply(tmp_path):
    assert read(tmp_path, FAIRLEAD_MODE="test").password_cost == TEST_COST
    assert read(tmp_path, FAIRLEAD_MODE="demo").password_cost == FULL_COST


def test_a_force_sets_its_own(tmp_path):
    settings = read(
        tmp_path,
        **SAFE,
        FAIRLEAD_FORCE_NAME=" Borsetshire Police ",
        FAIRLEAD_IDLE_MINUTES="15",
        FAIRLEAD_PROXIES="1",
        FAIRLEAD_MAX_BODY_BYTES="1000000",
    )
    assert settings.force_name == "Borsetshire Police"
    assert (settings.idle_minutes, settings.trusted_proxies, settings.max_body_bytes) == (15, 1, 1_000_000)


@pytest.mark.parametrize("mode", ["production", "test", "demo"])
def test_secrets_are_not_shown(tmp_path, mode):
    settings = read(tmp_path, **SAFE, FAIRLEAD_MODE=mode)
    assert SECRET not in repr(settings)
    assert "pass@" not in repr(settings)


def test_a_refusal_does_not_repeat_the_database_password(tmp_path):
    with pytest.raises(UnsafeSettings) as refused:
        read(tmp_path, **{**SAFE, "DATABASE_URL": "mysql://root:hunter2@db/x"})
    assert "hunter2" not in str(refused.value)
