"""Packs with one thing wrong about gravity, lowering a class, or resolutions out of court."""

from __future__ import annotations

from tests.workflow.broken_packs import AUTHORITY, added, authority, replaced

GRAVITY, RESOLUTIONS = "gravity.toml", "resolutions.toml"


def lower_class(**changes: str) -> str:
    return authority(**changes).replace("authority", "lower_class", 1)


BROKEN_CORRECTIONS = [
    replaced(
        "class that nobody lowers",
        AUTHORITY,
        '[[lower_class]]\nrank = "sergeant"',
        '[[lower_class]]\nrank = "sergeant"\nclasses = ["drugs"]',
        "",
        "no row says who lowers its class",
    ),
    added("rank that lowers a class", AUTHORITY, lower_class(rank='"king"'), "lower_class", "'king'"),
    added("source of lowering a class", AUTHORITY, lower_class(source='"nowhere"'), "source", "'nowhere'"),
    replaced("class without gravity", GRAVITY, "drugs = { level = 3 }\n", "", "gravity.drugs", "is missing"),
    added("gravity of no class", GRAVITY, "arson = { level = 3 }", "gravity.arson", "'arson'"),
    added(
        "gravity of unclassified",
        GRAVITY,
        "unclassified = { level = 3 }",
        "unclassified",
        "no level",
    ),
    replaced("gravity of nothing", GRAVITY, "level = 10", "level = 0", "gravity.homicide.level", "1 or more"),
    replaced("gravity in words", GRAVITY, "level = 10", 'level = "high"', "level", "a whole number"),
    replaced(
        "source of gravity",
        GRAVITY,
        "{ level = 10 }",
        '{ level = 10, source = "nowhere" }',
        "gravity.homicide.source",
        "'nowhere'",
    ),
    added(
        "kind of resolution",
        RESOLUTIONS,
        'talk = { title = "Talk", outcomes = ["8"], source = "home-office.outcomes" }',
        "resolution.talk",
        "'talk'",
    ),
    replaced("resolution left out", RESOLUTIONS, "penalty_notice =", "#", "penalty_notice", "is missing"),
    replaced("outcome of a resolution", RESOLUTIONS, '["8"]', '["88"]', "outcomes", "'88'"),
    replaced("outcome that is not out of court", RESOLUTIONS, '["8"]', '["18"]', "outcomes", "18 is not"),
    replaced("resolution with no outcome", RESOLUTIONS, '["8"]', "[]", "outcomes", "names no outcome"),
    replaced(
        "caution that runs",
        RESOLUTIONS,
        'outcomes = ["6"]',
        'outcomes = ["6"], diversion = true',
        "penalty_notice.diversion",
        "diversion and deferred_prosecution alone",
    ),
    replaced(
        "rank that checks",
        RESOLUTIONS,
        'outcomes = ["6"]',
        'outcomes = ["6"], checked_by = "king"',
        "penalty_notice.checked_by",
        "'king'",
    ),
    replaced(
        "source of a resolution", RESOLUTIONS, '"home-office.outcomes"', '"nowhere"', "source", "'nowhere'"
    ),
]
