"""What a force sets from outside, read once from the environment. Standard library only.

`Settings.from_environment()` gives settings that are safe for their mode, or refuses with one
message that names everything there is to put right. Production is the default: to run unsafely somebody
has to ask for it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

INSTANCE = Path(__file__).resolve().parent / "instance"
SHORTEST_SECRET = 32
FEWEST_DIFFERENT_CHARACTERS = 10
# What people type when they are asked for many characters; a run of these, either way round, is no secret.
ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST_RUN = 6
PLACEHOLDERS = ("change-me", "changeme", "change_me", "your-secret", "secret-key", "secret_key", "example")
MAKE_A_SECRET = 'python3 -c "import secrets; print(secrets.token_hex(32))" makes one'
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class Mode(StrEnum):
    """What this running Fairlead is for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class PasswordCost(NamedTuple):
    """How slow hashing a password is, in argon2-cffi's own terms: `PasswordHasher(**cost._asdict())`."""

    time_cost: int
    memory_cost: int
    parallelism: int


FULL_COST = PasswordCost(time_cost=3, memory_cost=64 * 1024, parallelism=4)  # RFC 9106, second choice
TEST_COST = PasswordCost(time_cost=1, memory_cost=8, parallelism=1)


class UnsafeSettings(ValueError):
    """Fairlead does not start with these settings; `problems` has a sentence for each reason."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        lines = "".join(f"\n- {problem}" for problem in problems)
        super().__init__(f"Fairlead does not start with these settings:{lines}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs from one installation to the next."""

    mode: Mode = Mode.PRODUCTION
    database_url: str = field(repr=False)  # may hold a password
    secret_key: str = field(repr=False)
    cookie_secure: bool = True
    debug: bool = False
    allow_sqlite: bool = False
    idle_minutes: int = 30
    trusted_proxies: int = 0
    force_name: str = "Anyshire Police"
    max_body_bytes: int = 2 * 1024 * 1024
    reads_waiting: Path = INSTANCE / "reads-waiting.jsonl"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = field(default="", repr=False)
    smtp_password: str = field(default="", repr=False)
    smtp_from: str = ""
    smtp_starttls: bool = True

    def __post_init__(self) -> None:
        if self.mode == Mode.PRODUCTION and (problems := unsafe_in_production(self)):
            raise UnsafeSettings(problems)

    @property
    def password_cost(self) -> PasswordCost:
        """Slow everywhere but in tests, which sign in thousands of times."""
        return TEST_COST if self.mode == Mode.TEST else FULL_COST

    @property
    def sends_mail(self) -> bool:
        """Is there a mail server to send letters by?"""
        return bool(self.smtp_host and self.smtp_from)

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None, instance: Path = INSTANCE
    ) -> Settings:
        """Settings from environment variables; `instance` is the folder for what Fairlead keeps itself."""
        environ = os.environ if environ is None else environ
        read = _Reader(environ)
        mode = read.mode()
        try:
            settings = cls(
                mode=mode,
                database_url=read.database_url(instance),
                secret_key=read.secret_key(mode, instance),
                cookie_secure=read.yes_or_no("FAIRLEAD_COOKIE_SECURE", default=mode == Mode.PRODUCTION),
                debug=read.yes_or_no("FLASK_DEBUG", default=False),
                allow_sqlite=read.yes_or_no("FAIRLEAD_ALLOW_SQLITE", default=False),
                idle_minutes=read.number("FAIRLEAD_IDLE_MINUTES", cls.idle_minutes, 1, 480),
                trusted_proxies=read.number("FAIRLEAD_PROXIES", cls.trusted_proxies, 0, 5),
                force_name=environ.get("FAIRLEAD_FORCE_NAME", "").strip() or cls.force_name,
                max_body_bytes=read.number(
                    "FAIRLEAD_MAX_BODY_BYTES", cls.max_body_bytes, 64 * 1024, 64 * 1024 * 1024
                ),
                reads_waiting=Path(
                    environ.get("FAIRLEAD_READS_WAITING", "").strip() or instance / cls.reads_waiting.name
                ),
                smtp_host=read.text("FAIRLEAD_SMTP_HOST"),
                smtp_port=read.number("FAIRLEAD_SMTP_PORT", cls.smtp_port, 1, 65_535),
                smtp_user=read.text("FAIRLEAD_SMTP_USER"),
                smtp_password=environ.get("FAIRLEAD_SMTP_PASSWORD", ""),
                smtp_from=read.sender(),
                smtp_starttls=read.yes_or_no("FAIRLEAD_SMTP_STARTTLS", default=True),
            )
        except UnsafeSettings as unsafe:
            read.problems.extend(unsafe.problems)
        if read.problems:
            raise UnsafeSettings(read.problems)
        return settings


def unsafe_in_production(settings: Settings) -> list[str]:
    """A sentence for each setting that would be unsafe with real people's data."""
    problems = []
    secret = settings.secret_key
    if not secret:
        problems.append(f"SECRET_KEY is missing: set it to a long random text ({MAKE_A_SECRET}).")
    elif any(placeholder in secret.lower() for placeholder in PLACEHOLDERS):
        problems.append(f"SECRET_KEY is a placeholder: set it to a long random text ({MAKE_A_SECRET}).")
    elif is_easy_to_guess(secret):
        problems.append(
            f"SECRET_KEY is too easy to guess: it needs {SHORTEST_SECRET} random characters or more "
            f"({MAKE_A_SECRET})."
        )
    if not settings.cookie_secure:
        problems.append(
            "FAIRLEAD_COOKIE_SECURE is off: the session cookie would travel without encryption. Serve "
            "Fairlead over HTTPS and leave this setting out."
        )
    if settings.debug:
        problems.append("FLASK_DEBUG is on: it shows the program's insides to anybody. Leave it out.")
    if settings.database_url.startswith("sqlite") and not settings.allow_sqlite:
        problems.append(
            "DATABASE_URL does not name a PostgreSQL database: set it to "
            "postgresql://USER:PASSWORD@HOST/NAME, or set FAIRLEAD_ALLOW_SQLITE=1 to use SQLite for a "
            "small trial on one machine."
        )
    if settings.smtp_host and not settings.smtp_starttls:
        problems.append(
            "FAIRLEAD_SMTP_STARTTLS is off: letters to victims would travel without encryption. Use a mail "
            "server that speaks STARTTLS and leave this setting out."
        )
    return problems


def is_easy_to_guess(secret: str) -> bool:
    """Too short, of few characters, one piece over and over, or mostly runs along alphabet and keyboard."""
    repeats = secret in (secret + secret)[1:-1]
    few = len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS
    return repeats or few or len(secret) - _in_runs(secret.lower()) < SHORTEST_SECRET


def _in_runs(text: str) -> int:
    """How many characters are part of a run of SHORTEST_RUN or more along one of the ROWS."""
    neighbours = {pair for row in ROWS for way in (row, row[::-1]) for pair in pairwise(way)}
    total, run = 0, 1
    for pair in [*pairwise(text), ("", "")]:
        if pair in neighbours:
            run += 1
        else:
            total += run if run >= SHORTEST_RUN else 0
            run = 1
    return total


def kept_secret(instance: Path) -> str:
    """The secret of an installation that nobody gave one: made once, and readable by its owner only."""
    file = instance / "secret-key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as opened:
        secret = secrets.token_hex(32)
        opened.write(secret)
    return secret


class _Reader:
    """Reads one variable at a time and notes what cannot be read, so that all of it is said at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def mode(self) -> Mode:
        asked = self.environ.get("FAIRLEAD_MODE", Mode.PRODUCTION)
        try:
            return Mode(asked)
        except ValueError:
            self.problems.append(f"FAIRLEAD_MODE is {asked!r}: it must be one of {', '.join(Mode)}.")
            return Mode.PRODUCTION

    def database_url(self, instance: Path) -> str:
        """The database's address, in the words that SQLAlchemy uses for the driver that is installed."""
        asked = self.environ.get("DATABASE_URL", "").strip()
        if not asked:
            instance.mkdir(parents=True, exist_ok=True)
            return f"sqlite:///{(instance / 'fairlead.db').as_posix()}"
        kind, _, rest = asked.partition("://")
        if kind in ("postgres", "postgresql", "postgresql+psycopg"):
            return f"postgresql+psycopg://{rest}"
        if kind != "sqlite":  # the address is not repeated: it may hold a password
            self.problems.append("DATABASE_URL must begin with postgresql:// or sqlite://.")
        return asked

    def secret_key(self, mode: Mode, instance: Path) -> str:
        asked = self.environ.get("SECRET_KEY", "")
        if asked or mode == Mode.PRODUCTION:
            return asked
        secret = kept_secret(instance) if mode == Mode.DEMO else secrets.token_hex(32)
        if len(secret) < SHORTEST_SECRET:
            self.problems.append(f"{instance / 'secret-key'} is damaged: delete it, and a new one is made.")
        return secret

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip()

    def sender(self) -> str:
        """Whom letters by e-mail come from: needed where there is a mail server."""
        asked = self.text("FAIRLEAD_SMTP_FROM")
        if self.text("FAIRLEAD_SMTP_HOST") and not asked:
            self.problems.append(
                "FAIRLEAD_SMTP_FROM is missing: set it to the address that letters by e-mail come from."
            )
        elif asked and (asked.count("@") != 1 or any(each.isspace() or each in "<>,;" for each in asked)):
            self.problems.append(f"FAIRLEAD_SMTP_FROM is {asked!r}: it must be one address, as a@b.example.")
        return asked

    def yes_or_no(self, name: str, *, default: bool) -> bool:
        if name not in self.environ:
            return default
        asked = self.environ[name].strip().lower()
        if asked not in YES + NO:
            self.problems.append(f"{name} is {asked!r}: it must be 1 or 0.")
        return asked in YES

    def number(self, name: str, default: int, least: int, most: int) -> int:
        asked = self.environ.get(name, "").strip()
        if not asked:
            return default
        if not (asked.isascii() and asked.isdigit() and len(asked) < 12 and least <= int(asked) <= most):
            self.problems.append(f"{name} is {asked!r}: it must be a whole number from {least} to {most}.")
            return default
        return int(asked)
