"""Packs with one thing wrong about not investigating, cancelling, or the roles that sign."""

from __future__ import annotations

from tests.workflow.broken_packs import AUTHORITY, added, authority, replaced

NEVER, GROUNDS = "not_investigated.toml", "cancellation.toml"


def never(**changes: str) -> str:
    row = {"classes": '["drugs"]', "rule": '"A row."', "source": '"force.not-investigated"'} | changes
    return "[[never]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items() if value)


def ground(**changes: str) -> str:
    row = {"title": '"A ground"', "asks": '["information"]', "source": '"force.cancellation"'} | changes
    return "[ground.another]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


BROKEN_ENDINGS = [
    added("class never left", NEVER, never(classes='["arson"]'), "classes", "'arson'"),
    added("flag never left", NEVER, never(classes="", flags='["rude"]'), "flags", "'rude'"),
    added("nothing named", NEVER, never(classes=""), "never[", "neither classes nor flags"),
    added("class and flag", NEVER, never(flags='["weapon"]'), "never[", "write a row for each"),
    added("source of never", NEVER, never(source='"nowhere"'), "source", "'nowhere'"),
    replaced("outcome of one left", NEVER, '["18"]', '["99"]', "outcome.no_suspect.outcomes", "'99'"),
    replaced("no outcome", NEVER, '["18"]', "[]", "outcome.no_suspect.outcomes", "at least one"),
    replaced("outcome left out", NEVER, "[outcome.suspect]", "[outcome.else]", "outcome.else", "not one of"),
    added("what a ground asks", GROUNDS, ground(asks='["a feeling"]'), "asks", "'a feeling'"),
    added("a ground that asks nothing", GROUNDS, ground(asks="[]"), "asks", "at least one"),
    added("source of a ground", GROUNDS, ground(source='"nowhere"'), "source", "'nowhere'"),
    added("role that signs", AUTHORITY, authority(role='"king"', kinds='["transfer"]'), "role", "'king'"),
    added(
        "two roles of a row",
        AUTHORITY,
        authority(role='"auditor"', role_instead='"auditor"', kinds='["transfer"]'),
        "role_instead",
        "means nothing beside",
    ),
    added(
        "two roles for a kind",
        AUTHORITY,
        authority(role='"auditor"', kinds='["cancellation"]'),
        "authority.role",
        "auditor and crime_registrar for cancellation",
    ),
    added("a role for a suspect", AUTHORITY, authority(role='"auditor"'), "authority.role", "name the kinds"),
    added(
        "a second look by two",
        AUTHORITY,
        authority(second_look="true", sign_offs="2", kinds='["transfer"]'),
        "sign_offs",
        "one sign-off",
    ),
    replaced(
        "nobody signs a transfer",
        AUTHORITY,
        'kinds = ["transfer"]',
        'kinds = ["transfer"]\nsecond_look = true',
        "",
        "no row says who signs transfer",
    ),
]
