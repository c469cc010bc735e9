"""The PostgreSQL server that tests use: one that is named, a throw-away one, or one that is running.

On a server that is not its own a test run makes and drops databases named `fairlead_test_<random>`, and
touches nothing else.
"""

from __future__ import annotations

import getpass
import os
import secrets
import shlex
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

NAMED_BY = "FAIRLEAD_TEST_POSTGRES_URL"
USUAL_HOST, USUAL_PORT = "127.0.0.1", 5432
PREFIX = "fairlead_test_"
START_SECONDS = 60


class NoServer(Exception):
    """There is no server to test on; the message is the reason, and what to do."""


@dataclass(frozen=True)
class Server:
    """A server on which this run may make databases."""

    url: str
    where: str
    stop: Callable[[], None] = lambda: None

    @contextmanager
    def new_database(self, template: str | None = None, *, name: str | None = None) -> Iterator[str]:
        """The URL of a new database, dropped afterwards; a copy of `template`, another one's URL, if given.

        Nobody may be connected to the template: dispose of its engine first. `name`: one of `new_name`.
        """
        name = name or new_name()
        copied = "template0" if template is None else str(sa.make_url(template).database)
        if template is not None and not copied.startswith(PREFIX):
            raise ValueError(f"{copied} was not made for tests")
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'"), name, copied)
        try:
            # It need not survive a power cut, and waiting for the disk is most of a commit.
            self._execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off"), name)
            yield sa.make_url(self.url).set(database=name).render_as_string(hide_password=False)
        finally:
            self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)

    def _execute(self, statement: sql.SQL, *names: str) -> None:
        with _connect(self.url) as connection:
            connection.execute(statement.format(*map(sql.Identifier, names)))


def new_name() -> str:
    """The name of a database that nobody else has."""
    return f"{PREFIX}{secrets.token_hex(8)}"


def find_server() -> Server:
    """The first of: the one named in the environment, a throw-away one, the one running here.

    A throw-away one need not wait for the disk: to drop a database there takes a fortieth of the time.
    """
    if NAMED_BY in os.environ:
        url = sa.make_url(os.environ[NAMED_BY]).set(drivername="postgresql+psycopg")
        return _usable(url, f"the server in {NAMED_BY}")
    try:
        return _throw_away_server()
    except NoServer as reason:
        return _running_server(str(reason))


def _running_server(no_throw_away: str) -> Server:
    for user in dict.fromkeys((getpass.getuser(), "postgres")):
        url = sa.URL.create(
            "postgresql+psycopg", username=user, host=USUAL_HOST, port=USUAL_PORT, database="postgres"
        )
        try:
            return _usable(url, f"{USUAL_HOST}:{USUAL_PORT}")
        except NoServer:
            continue
    raise NoServer(f"{no_throw_away}; and none that tests may use runs on {USUAL_HOST}:{USUAL_PORT}")


def _connect(url: str) -> psycopg.Connection:
    address = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True, connect_timeout=5)


def _usable(url: sa.URL, where: str, stop: Callable[[], None] = lambda: None) -> Server:
    server = Server(url.render_as_string(hide_password=False), where, stop)
    try:
        with _connect(server.url) as connection:
            may_create = connection.execute(
                "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        raise NoServer(f"{where} cannot be reached: {str(error).splitlines()[0]}") from error
    if may_create != (True,):
        raise NoServer(f"{where}: {url.username} may not create databases there")
    return server


def _server_programs() -> Path | None:
    """The folder with initdb and pg_ctl; Debian keeps them off the PATH."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_: bin_.parent.name, reverse=True
    )
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def _as_a_user_postgresql_accepts(command: list[str]) -> list[str]:
    """The command itself, or, for root, whom PostgreSQL refuses, the same as the user postgres."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return command
    if shutil.which("runuser"):
        return ["runuser", "-u", "postgres", "--", *command]
    return ["su", "postgres", "-s", "/bin/sh", "-c", shlex.join(command)]


def _throw_away_server() -> Server:
    programs = _server_programs()
    if programs is None:
        raise NoServer(f"no PostgreSQL is installed here; install it, or set {NAMED_BY}")
    folder = Path(tempfile.mkdtemp(prefix="fairlead-postgres-"))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        try:
            shutil.chown(folder, "postgres")
        except LookupError:
            raise NoServer(f"as root a server needs the user postgres; set {NAMED_BY}") from None
    with socket.socket() as trial:
        trial.bind((USUAL_HOST, 0))
        port = trial.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        # Output goes to a file: the server keeps what it inherits open, and a pipe would never end.
        with (folder / "output").open("w+") as output:
            done = subprocess.run(
                _as_a_user_postgresql_accepts([str(programs / program), *arguments]),
                cwd=folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            output.seek(0)
            if done.returncode:
                raise NoServer(f"{program} failed: {' / '.join(output.read().split(chr(10))[-4:])}")

    def stop() -> None:
        run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    # Nothing in it outlives the run, so it need not be safe against a power cut.
    options = f"-h {USUAL_HOST} -p {port} -k '' -F -c full_page_writes=off -c synchronous_commit=off"
    run("pg_ctl", "-D", str(folder / "data"), "-w", "-t", str(START_SECONDS), "-o", options, "start")
    url = sa.URL.create(
        "postgresql+psycopg", username="postgres", host=USUAL_HOST, port=port, database="postgres"
    )
    return _usable(url, f"a throw-away server on {USUAL_HOST}:{port}", stop)
