"""Packs with one thing wrong about the CPS, or about a duty whose time a person sets."""

from __future__ import annotations

from tests.workflow.broken_packs import DUTIES, added, replaced

CPS, CHARGING = "cps.toml", "charging.toml"


def early_advice(**changes: str) -> str:
    row = {"classes": '["theft"]', "source": '"practice.early-advice"'} | changes
    return "[[early_advice]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


def charging_limit(**changes: str) -> str:
    row = {
        "offences": '["affray"]',
        "months": "6",
        "rule": '"A row."',
        "source": '"force.charging-limit"',
    } | changes
    return "[[charging_limit]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


BROKEN_CPS = [
    added("offence with a limit", CHARGING, charging_limit(offences='["rude"]'), "offences", "'rude'"),
    added("limit of no offence", CHARGING, charging_limit(offences="[]"), "offences", "names no offence"),
    added("limit of no months", CHARGING, charging_limit(months="0"), "months", "1 or more"),
    added("risk with a limit", CHARGING, charging_limit(flags='["rude"]'), "flags", "'rude'"),
    added("source of a limit", CHARGING, charging_limit(source='"nowhere"'), "source", "'nowhere'"),
    added(
        "longest limit of nothing",
        CHARGING,
        charging_limit(longest_months="24"),
        "longest_months",
        "give both",
    ),
    added(
        "longest limit that is shorter",
        CHARGING,
        charging_limit(after_line='"victim_account"', longest_months="3"),
        "longest_months",
        "must not be shorter",
    ),
    added(
        "limit from another line",
        CHARGING,
        charging_limit(after_line='"seance"', longest_months="24"),
        "after_line",
        "'seance'",
    ),
    replaced("ground of a decision", CPS, "evidential =", "sentimental =", "decision", "'sentimental'"),
    replaced("outcome of a decision", CPS, '["15", "16"]', '["99"]', "evidential.outcomes", "'99'"),
    replaced("no outcome of a decision", CPS, '["15", "16"]', "[]", "evidential.outcomes", "no outcome"),
    replaced("outcome that closes", CPS, '["9"]', '["8"]', "public_interest.outcomes", "does not end as"),
    replaced(
        "source of a decision",
        CPS,
        'outcomes = ["9"], source = "practice.cps-loop"',
        'outcomes = ["9"], source = "nowhere"',
        "public_interest.source",
        "'nowhere'",
    ),
    replaced(
        "ground left out",
        CPS,
        'public_interest = { outcomes = ["9"], source = "practice.cps-loop" }\n',
        "",
        "decision.public_interest",
        "is missing",
    ),
    added("class of early advice", CPS, early_advice(classes='["arson"]'), "classes", "'arson'"),
    added("flag of early advice", CPS, early_advice(flags='["rude"]'), "flags", "'rude'"),
    added("source of early advice", CPS, early_advice(source='"nowhere"'), "source", "'nowhere'"),
    added("early advice in every crime", CPS, early_advice(classes="[]"), "early_advice", "names neither"),
    replaced(
        "a duty with a limit and a date",
        DUTIES,
        'unit = "date_set"\nstandard = 0',
        'unit = "date_set"\nstandard = 5',
        "duty.cps_action.standard",
        "must be 0",
    ),
    replaced(
        "an action with a limit of its own",
        DUTIES,
        'unit = "date_set"\nstandard = 0\nenhanced = 0',
        'unit = "hours"\nstandard = 24\nenhanced = 24',
        "duty.cps_action.unit",
        "must be date_set",
    ),
    replaced(
        "an allocation on a date set",
        DUTIES,
        'unit = "hours"\nstandard = 24\nenhanced = 24\nowed_by = "supervisor"',
        'unit = "date_set"\nstandard = 0\nenhanced = 0\nowed_by = "supervisor"',
        "duty.allocate.unit",
        "must be hours or working_days",
    ),
    replaced(
        "a promise on a date set",
        DUTIES,
        'unit = "promised"',
        'unit = "date_set"',
        "duty.promise.unit",
        "must be promised",
    ),
]
