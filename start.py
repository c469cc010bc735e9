"""Runs Fairlead, or its tests, on a machine that has nothing but Python 3.11 or newer.

    python3 start.py                 install what is needed, then serve on http://127.0.0.1:5000
    python3 start.py test [ARGS...]  run the tests; ARGS go to pytest (`--all`: the long ones too)
    python3 start.py lint            check the style of the code
    python3 start.py build           install and build, without serving

Standard library only. What is up to date is left alone, so the second start takes seconds. PORT chooses
another port. Data is kept in instance/; delete that folder to begin again with a new demo force.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Fairlead needs Python 3.11 or newer, and this is Python {}.{}: start it with a newer one, "
        "for example `python3.11 start.py`.".format(*sys.version_info)
    )

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import frontend

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LAST_LINES = 15
# How the server ends when somebody, or the machine shutting down, asks it to: that is no failure.
ASKED_TO_STOP = (0, -signal.SIGTERM, -signal.SIGINT)

NO_NETWORK = (
    "Packages could not be fetched. Check the network, and the proxy or package mirror in the settings of "
    "pip or npm, then run this again: it goes on from here."
)
ALTERED = (
    "A package that was fetched is not the one that Fairlead was tested with. Do not use it. Try again; "
    "if it stays so, ask whoever runs your package mirror."
)
NO_VENV = "On Debian and Ubuntu: sudo apt-get install python3-venv\n  Then run this again."
NO_SPACE = "Free some disk space (about 1 GB is needed), then run this again."
NOT_ALLOWED = "Run this as a user who may write to this folder."
WHAT_TO_DO = {  # a sign in what a step printed, and what it means
    "ensurepip is not": NO_VENV,
    "No module named ensurepip": NO_VENV,
    "DO NOT MATCH THE HASHES": ALTERED,
    "EINTEGRITY": ALTERED,
    "No matching distribution": NO_NETWORK,
    "ConnectionError": NO_NETWORK,
    "ENOTFOUND": NO_NETWORK,
    "EAI_AGAIN": NO_NETWORK,
    "ECONNREFUSED": NO_NETWORK,
    "ETIMEDOUT": NO_NETWORK,
    "No space left": NO_SPACE,
    "ENOSPC": NO_SPACE,
    "Permission denied": NOT_ALLOWED,
    "EACCES": NOT_ALLOWED,
    "database is locked": "Another program has the database open. Stop it, then run this again.",
}
OTHERWISE = "Put right what these lines name, then run this again. Deleting .venv and node_modules is safe."


def stop(step: str, why: str, what_to_do: str) -> None:
    """End with the step that failed, why, and what to do."""
    sys.exit(f"\n{step}: this failed.\n\nWhy:\n{why}\n\nWhat to do:\n  {what_to_do}")


def run(step: str, command: list[str]) -> None:
    """Run one step: its name, a dot every two seconds, and the time it took, all on one line."""
    print(f"{step} ", end="", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        except OSError as error:
            print("failed", flush=True)
            stop(step, f"  {command[0]} cannot be started: {error.strerror}.", what_to_do(str(error)))
        while True:
            try:
                process.wait(timeout=2)
                break
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
            except BaseException:
                process.kill()
                raise
        took = time.monotonic() - began
        if process.returncode == 0:
            print(f" {took:.1f} s", flush=True)
            return
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
    print(f" failed after {took:.1f} s", flush=True)
    lines = said.splitlines()[-LAST_LINES:] or [f"it said nothing and ended with {process.returncode}"]
    stop(step, "\n".join("  " + line for line in lines), what_to_do(said))


def what_to_do(said: str) -> str:
    """The advice that fits what a step printed."""
    return next((advice for sign, advice in WHAT_TO_DO.items() if sign in said), OTHERWISE)


def has_pip() -> bool:
    """Whether .venv works; it does not when its making was broken off or its Python has gone."""
    if not PYTHON.exists():
        return False
    try:
        asked = subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True)
    except OSError:  # it is not whole, or was made for another kind of machine
        return False
    return asked.returncode == 0


def install(requirements: str, *also_covers: str) -> None:
    """Install a requirements file unless this very content is installed already."""
    stamp = VENV / f".installed-{requirements}"
    wanted = (ROOT / requirements).read_bytes()
    if PYTHON.exists() and stamp.exists() and stamp.read_bytes() == wanted:
        return
    if not has_pip():
        run("Making the environment .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run(f"Installing {requirements}", [*pip, "--require-hashes", "-r", requirements])
    for name in (requirements, *also_covers):
        (VENV / f".installed-{name}").write_bytes((ROOT / name).read_bytes())


def build_front_end() -> None:
    """Build static/dist when its sources changed, with the machine's Node.js or one installed for it."""
    if frontend.is_built():
        return
    node = frontend.machine_node()
    if node is None:
        install("requirements-frontend.txt")
        node = frontend.wheel_node(PYTHON)
        # It comes with its own list of authorities, and would not know that of a network's own proxy.
        os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    frontend.build(*node, run)


def free_port() -> int:
    """The port to serve on, once it is known that nobody else uses it."""
    asked = os.environ.get("PORT", "5000")
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        stop("Choosing the port", f"  PORT is {asked!r}.", "Set PORT to a number from 1 to 65535.")
    port = int(asked)
    with socket.socket() as trial:
        if os.name != "nt":  # there it would let two programs share a port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            another = "set PORT=5001 and run" if os.name == "nt" else "PORT=5001"
            stop(
                "Choosing the port",
                f"  Port {port} cannot be used: {error.strerror}.",
                f"If Fairlead is running already, open http://127.0.0.1:{port}\n"
                f"  Otherwise choose another port: {another} python3 start.py",
            )
    return port


def serve(port: int, mode: str) -> int:
    """Serve until stopped, saying where as soon as it answers."""
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    server = subprocess.Popen(
        [str(PYTHON), "-m", "waitress", f"--listen=127.0.0.1:{port}", "--call", "app:create_app"], cwd=ROOT
    )
    # Asked to stop, stop the server too: it would go on holding the port.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while server.poll() is None and not answers(port):
            time.sleep(0.1)
        if server.poll() is None:
            print(f"Starting the server  {time.monotonic() - began:.1f} s")
            print(f"\nFairlead is at {address}")
            if mode == "demo":
                print(
                    "Sign in as any of the people whom the sign-in page lists, with the password given there."
                )
            print("Ctrl+C stops it. Everything entered is kept in instance/.", flush=True)
        ended = server.wait()
        if ended not in ASKED_TO_STOP:
            stop("Serving", f"  The server ended with {ended}; its own words are above.", OTHERWISE)
        print("\nStopped.")
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        server.terminate()
        server.wait()
    return 0


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def run_fairlead() -> int:
    """Everything from a bare machine to a page that answers."""
    port = free_port()
    mode = os.environ.setdefault("FAIRLEAD_MODE", "demo")
    install("requirements.txt")
    build_front_end()
    flask = [str(PYTHON), "-m", "flask", "--app", "app"]
    run("Bringing the database up to date", [*flask, "db", "upgrade"])
    if mode == "demo":
        run("Looking for the demo force", [*flask, "demo", "load", "--if-empty"])
    return serve(port, mode)


def run_tests(pytest_arguments: list[str]) -> int:
    """The whole suite, or what the arguments name; two processes unless they say otherwise."""
    install("requirements-dev.txt", "requirements.txt")
    build_front_end()
    return ended_with("pytest", "-n", "2", "--dist", "worksteal", *pytest_arguments)


def check_style() -> int:
    """What ruff finds, and whether it would lay any file out differently."""
    install("requirements-dev.txt", "requirements.txt")
    return ended_with("ruff", "check", ".") or ended_with("ruff", "format", "--check", ".")


def ended_with(module: str, *arguments: str) -> int:
    """Run an installed tool before the person's eyes; its exit code."""
    return subprocess.run([str(PYTHON), "-m", module, *arguments], cwd=ROOT, check=False).returncode


def main(arguments: list[str]) -> int:
    if not arguments:
        return run_fairlead()
    if arguments[0] == "test":
        return run_tests(arguments[1:])
    if arguments == ["lint"]:
        return check_style()
    if arguments == ["build"]:
        install("requirements.txt")
        build_front_end()
        return 0
    print(__doc__)
    return 0 if arguments[0] in ("-h", "--help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
