"""Who may import whom (the house's floors), and who alone may do what."""

from __future__ import annotations

import sys

import pytest

from tests.house.reading import Source, ours, sources

# Workflow's floors, from the ground up. What is neither reading, recording nor a service is pure.
READING = {"workflow.reading"}
RECORDING = {"workflow.recording"}
SERVICES = {"workflow.services"}
PURE = {
    "workflow.ages",
    "workflow.case_file",
    "workflow.charging_limits",
    "workflow.duties",
    "workflow.findings",
    "workflow.finished",
    "workflow.interviews",
    "workflow.ledger",
    "workflow.letters",
    "workflow.machine",
    "workflow.months",
    "workflow.overseeing",
    "workflow.permissions",
    "workflow.policy",
    "workflow.published_crimes",
    "workflow.published_repeats",
    "workflow.refusals",
    "workflow.requirements",
    "workflow.sampling",
    "workflow.standing",
    "workflow.restrictions",
    "workflow.rights",
    "workflow.reviewers",
    "workflow.rights_to_review",
    "workflow.statements",
    "workflow.steps",
    "workflow.telling",
    "workflow.working_days",
}
# room → what of Fairlead it may import besides itself. The longest name that fits a file is its room.
MAY_IMPORT: dict[str, set[str]] = {
    "start": {"frontend"},
    "frontend": set(),
    "settings": set(),
    "vocabulary": set(),
    "models": {"vocabulary"},
    "workflow": PURE | {"vocabulary"},
    "workflow.reading": PURE | {"models", "vocabulary"},
    "workflow.recording": PURE | {"models", "vocabulary"},
    "workflow.services": PURE | READING | RECORDING | {"models", "vocabulary"},
    "insight": PURE | READING | {"models", "vocabulary"},
    "forms": {"vocabulary"},
    "views": {"forms", "workflow", "insight", "models.session", "vocabulary"},
    "commands": {"forms", "workflow", "insight", "models.session", "vocabulary"},
    "app": {"commands", "forms", "insight", "models", "settings", "views", "vocabulary", "workflow"},
    "migrations": {"models"},
    "migrations.versions": set(),
    "benchmarks": ours(),
    "tests": ours(),
}
# Rooms that import nothing from outside Python either.
STANDARD_LIBRARY_ONLY = {"start", "frontend", "settings", "vocabulary"}


def dotted(source: Source) -> str:
    return source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def room_of(source: Source) -> str:
    rooms = [room for room in MAY_IMPORT if within(dotted(source), room)]
    return max(rooms, key=len, default="")


def breaches(source: Source) -> list[str]:
    room = room_of(source)
    # A room imports itself, save the pure rooms of workflow: they are listed one by one.
    allowed = MAY_IMPORT[room] | ({room} - {"workflow"})
    found = []
    for line, name in source.imports:
        top = name.split(".")[0]
        if top in ours() and not any(within(name, each) for each in allowed):
            found.append(f"{source.path}:{line} imports {name}")
        if room in STANDARD_LIBRARY_ONLY and top not in ours() | sys.stdlib_module_names:
            found.append(f"{source.path}:{line} imports {name}, which is not in the standard library")
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_from_the_floors_below_it(room):
    mine = [source for source in sources() if room_of(source) == room]
    assert mine, f"{room} has no file: the table has to follow the house"
    assert [breach for source in mine for breach in breaches(source)] == []


def test_every_file_is_in_a_room():
    assert [source.path for source in sources() if not room_of(source)] == []


def test_the_pure_rooms_of_workflow_are_those_that_are_there():
    named = {
        ".".join(dotted(source).split(".")[:2]) for source in sources() if within(dotted(source), "workflow")
    }
    assert named - {"workflow"} == PURE | READING | RECORDING | SERVICES


def outside_tests() -> list[Source]:
    return [source for source in sources() if room_of(source) != "tests"]


def importing(module: str) -> set[str]:
    return {
        source.path for source in outside_tests() if any(within(name, module) for _, name in source.imports)
    }


def test_only_the_machine_imports_transitions():
    assert importing("transitions") == {"workflow/machine.py"}


def test_nothing_imports_by_a_relative_name():
    assert [s.path for s in sources() if any(name.startswith(".") for _, name in s.imports)] == []


def calling(*names: str, ending: tuple[str, ...] = ()) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source in outside_tests():
        for line, name in source.calls:
            if name in names or name.endswith(ending or ("\0",)):
                found.setdefault(source.path, []).append(f"{name} on line {line}")
    return found


def test_only_recording_makes_events():
    assert set(calling("CaseEvent", "EventDetail", ending=(".CaseEvent", ".EventDetail"))) == {
        "workflow/recording.py"
    }
    inserts = {
        source.path
        for source in outside_tests()
        if "insert(CaseEvent" in source.text or "insert(models.CaseEvent" in source.text
    }
    assert inserts == {"workflow/recording.py"}


CLOCKS = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.monotonic",
)


@pytest.mark.parametrize("room", ["workflow", "models", "vocabulary", "forms", "insight"])
def test_nothing_below_the_views_asks_the_time(room):
    asked = calling(*CLOCKS, ending=tuple(f".{clock}" for clock in CLOCKS))
    assert {path: lines for path, lines in asked.items() if path.startswith(f"{room}/")} == {}
    taken = {
        source.path
        for source in outside_tests()
        if source.path.startswith(f"{room}/") and any(within(name, "time") for _, name in source.imports)
    }
    assert taken == set()


def test_the_views_ask_the_time_in_one_place():
    asked = calling(*CLOCKS, ending=tuple(f".{clock}" for clock in CLOCKS))
    assert {path for path in asked if path.startswith("views/")} == {"views/clock.py"}


def test_only_services_move_an_investigation():
    moved = {
        source.path
        for source in outside_tests()
        for _, target in source.assigned
        if target.endswith(".state") and not target.startswith("self.")
    }
    assert {path for path in moved if not path.startswith(("workflow/services/", "models/"))} == set()
    assert moved, "nothing assigns a state: the test no longer sees it"


def test_only_views_and_commands_commit():
    committing = set(calling("commit", ending=(".commit",)))
    assert {path for path in committing if not path.startswith(("views/", "commands/"))} == set()
    assert committing


def test_insight_and_reading_never_write():
    writes = calling(
        ending=(
            "session.add",
            "session.add_all",
            "session.delete",
            "session.flush",
            "sa.insert",
            "sa.update",
            "sa.delete",
        )
    )
    assert {path for path in writes if path.startswith(("insight/", "workflow/reading/"))} == set()
