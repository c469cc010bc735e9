"""Packs with one thing wrong about overrides or grades."""

from __future__ import annotations

from tests.workflow.broken_packs import added, replaced
from workflow.policy.overriding import MAY_BE_OVERRIDDEN
from workflow.requirements import REGISTRY

OVERRIDES, GRADES = "overrides.toml", "grades.toml"


def override(requirement: str, **changes: str) -> str:
    row = {
        "grounds": '["unsafe_to_ask"]',
        "rank": '"inspector"',
        "longest_days": "7",
        "source": '"force.overrides"',
    } | changes
    return f"[override.{requirement}]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


NEVER = "is asked whatever happens"
NOT_YET = "supervisor_has_reviewed"

BROKEN_OVERRIDES = [
    # One that somebody writes tomorrow is among them until it is named.
    *(
        added(f"override of {key}", OVERRIDES, override(key), key, NEVER)
        for key in sorted(REGISTRY.keys() - MAY_BE_OVERRIDDEN)
    ),
    added("override of nothing", OVERRIDES, override("lines_are_pretty"), "pretty", "is not a requirement"),
    added("unknown ground", OVERRIDES, override(NOT_YET, grounds='["tired"]'), "grounds", "'tired'"),
    added("no ground", OVERRIDES, override(NOT_YET, grounds="[]"), "grounds", "names no ground"),
    added("rank of an override", OVERRIDES, override(NOT_YET, rank='"king"'), "rank", "'king'"),
    added("rank that signs", OVERRIDES, override(NOT_YET, rank='"sergeant"'), "rank", "must be above"),
    added("endless override", OVERRIDES, override(NOT_YET, longest_days="0"), "longest_days", "1 or more"),
    added("source of an override", OVERRIDES, override(NOT_YET, source='"nowhere"'), "source", "'nowhere'"),
    replaced(
        "ground without its words",
        OVERRIDES,
        'title = "Another body has done it"',
        'title = " "',
        "ground.done_by_another_body.title",
        "must not be empty",
    ),
    replaced(
        "rank of a grade", GRADES, 'rank = "sergeant"', 'rank = "king"', "grade.supervisor.rank", "'king'"
    ),
    replaced(
        "grade that stands for none",
        GRADES,
        'rank = "sergeant"',
        'rank = "police_staff"',
        "grade.supervisor.rank",
        "must be a police rank",
    ),
    replaced("source of a grade", GRADES, 'source = "force.grades"', 'source = "x"', "source", "'x'"),
    replaced(
        "override due in hours",
        "duties.toml",
        'unit = "set"',
        'unit = "hours"',
        "override_expires.unit",
        "must be set",
    ),
    replaced(
        "something else due when set",
        "duties.toml",
        'unit = "hours"',
        'unit = "set"',
        "allocate.unit",
        "must be hours or working_days",
    ),
    replaced(
        "override with hours",
        "duties.toml",
        'unit = "set"\nstandard = 0',
        'unit = "set"\nstandard = 1',
        "override_expires.standard",
        "must be 0",
    ),
]
