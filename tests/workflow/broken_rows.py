"""Packs with one wrong row about lowering a risk, telling a decision or what is asked at the end."""

from __future__ import annotations

from tests.workflow.broken_packs import AUTHORITY, DUTIES, WORDS, added, authority, replaced


def lower_risk(**changes: str) -> str:
    return authority(**changes).replace("authority", "lower_risk", 1)


def telling(**changes: str) -> str:
    row = {"channels": '["in_person"]', "rule": '"A row."', "source": '"force.telling"'} | changes
    return "[[telling]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


REMAINING = "remaining.toml"


def remains(**changes: str) -> str:
    return _asked("remains", {"questions": '["firearms"]'} | changes)


def focused(**changes: str) -> str:
    return _asked("suspect_focused", {"categories": '["history"]'} | changes)


def reviewed(**changes: str) -> str:
    return _asked("reviewed", changes)


def _asked(table: str, changes: dict[str, str]) -> str:
    row = {"classes": '["drugs"]', "source": '"force.reviews"'} | changes
    return f"[[{table}]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


PROTECTION = "protection.toml"


def restrict(**changes: str) -> str:
    row = {"rank": '"sergeant"', "rule": '"A row."', "source": '"force.restricting"'} | changes
    return "[[restrict]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


BROKEN_ROWS = [
    added("rank that restricts", PROTECTION, restrict(rank='"king"'), "restrict[", "'king'"),
    added("source of restricting", PROTECTION, restrict(source='"nowhere"'), "source", "'nowhere'"),
    added(
        "rank that reviews",
        PROTECTION,
        restrict(rank='"king"').replace("restrict", "review", 1),
        "review[",
        "king",
    ),
    added(
        "rank that oversees",
        PROTECTION,
        restrict(rank='"king"').replace("restrict", "oversee", 1),
        "oversee[",
        "king",
    ),
    added(
        "class of a sensitive case",
        PROTECTION,
        '[[sensitive]]\nclasses = ["arson"]\nrule = "R."\nsource = "gscp.official-sensitive"',
        "classes",
        "'arson'",
    ),
    replaced(
        "a marking above the tier",
        PROTECTION,
        'people = "OFFICIAL-',
        'people = "SECRET-',
        "people",
        "neither",
    ),
    replaced(
        "a marking that names no file",
        PROTECTION,
        'people = "OFFICIAL-SENSITIVE"',
        'people = "OFFICIAL-FOR/EYES"',
        "people",
        "names files",
    ),
    replaced(
        "a marking that is missing", PROTECTION, 'ordinary = "OFFICIAL"\n', "", "ordinary", "is missing"
    ),
    replaced("a marking of nothing", PROTECTION, "ordinary =", "plain =", "marking.plain", "is not one of"),
    replaced(
        "another spelling", WORDS, 'inquiry = "inquiry"', 'inquiry = "query"', "word.inquiry", "'query'"
    ),
    replaced(
        "two spellings",
        WORDS,
        'inquiry = "inquiry"',
        'inquiry = "enquiry"',
        "word.line_of_inquiry",
        "must be spelt with enquiry",
    ),
    replaced(
        "class whose risk nobody lowers",
        AUTHORITY,
        '[[lower_risk]]\nrank = "sergeant"',
        '[[lower_risk]]\nrank = "sergeant"\nclasses = ["drugs"]',
        "",
        "no row says who lowers a risk",
    ),
    added("question that remains", REMAINING, remains(questions='["colour"]'), "questions", "'colour'"),
    added("no question that remains", REMAINING, remains(questions="[]"), "questions", "names none"),
    added("class of what remains", REMAINING, remains(classes='["arson"]'), "classes", "'arson'"),
    added("source of what remains", REMAINING, remains(source='"nowhere"'), "source", "'nowhere'"),
    added("order without a title", REMAINING, "[order.curfew]", "order.curfew.title", "is missing"),
    added("suspect-focused category", REMAINING, focused(categories='["tea"]'), "categories", "'tea'"),
    added("no suspect-focused category", REMAINING, focused(categories="[]"), "categories", "names none"),
    added("outcome that is led", REMAINING, focused(outcomes='["99"]'), "outcomes", "'99'"),
    added("flag of reviews", REMAINING, reviewed(flags='["rain"]'), "flags", "'rain'"),
    replaced(
        "lost without a time",
        "lines.toml",
        'search = { title = "Search"',
        'search = { lost = true, title = "Search"',
        "category.search.lost",
        "perishes_after_hours",
    ),
    replaced(
        "no forensic window", "words.toml", "forensic_window_days = 7", "", "forensic_window_days", "whole"
    ),
    added("rank that lowers a risk", AUTHORITY, lower_risk(rank='"king"'), "lower_risk", "'king'"),
    added("source of lowering a risk", AUTHORITY, lower_risk(source='"nowhere"'), "source", "'nowhere'"),
    added(
        "two who sign for a suspect",
        AUTHORITY,
        authority(sign_offs="2", classes='["robbery"]'),
        "authority.sign_offs",
        "one person signs",
    ),
    added("channel of telling", DUTIES, telling(channels='["pigeon"]'), "channels", "'pigeon'"),
    added("class of telling", DUTIES, telling(classes='["arson"]'), "classes", "'arson'"),
    added("source of telling", DUTIES, telling(source='"nowhere"'), "source", "'nowhere'"),
    added(
        "no channel is left",
        DUTIES,
        telling(channels='["letter"]', classes='["homicide"]'),
        "class homicide",
        "no channel",
    ),
    replaced(
        "class nobody says how to tell",
        DUTIES,
        'rule = "A decision is told by whatever',
        'classes = ["drugs"]\nrule = "A decision is told by whatever',
        "",
        "no row says how",
    ),
]
