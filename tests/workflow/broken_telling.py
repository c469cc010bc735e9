"""Packs with one wrong row about exceptions to telling, telling a suspect, or the victim's own words."""

from __future__ import annotations

from tests.workflow.broken_packs import DUTIES, WORDS, added, replaced

TELLING = "telling.toml"
ENHANCED, RIGHTS = "enhanced.toml", "vcop.enhanced-vulnerable"
REVIEW = 'title = "Look again at whether the victim can be told"\nunit = '


def row(table: str, **values: str) -> str:
    held = {"rule": '"A row."', "source": '"force.telling-exceptions"'} | values
    return f"[[{table}]]\n" + "\n".join(f"{name} = {value}" for name, value in held.items())


def agreed(**changes: str) -> str:
    return row("telling_exception", **({"kind": '"embargo"', "rank": '"sergeant"'} | changes))


BROKEN_TELLING = [
    added(
        "category that is not there",
        ENHANCED,
        f'[[proposed]]\ncategory = "sad"\nrule = "R."\nflags = ["injury"]\nsource = "{RIGHTS}"',
        "category",
        "'sad'",
    ),
    added(
        "category proposed everywhere",
        ENHANCED,
        f'[[proposed]]\ncategory = "vulnerable"\nrule = "R."\nsource = "{RIGHTS}"',
        "proposed",
        "must name the crimes",
    ),
    replaced("nobody is under 0", ENHANCED, "under_age = 18", "under_age = 0", "under_age", "1 or more"),
    replaced(
        "update within hours",
        DUTIES,
        'title = "Keep the victim informed, as agreed"\nunit = "agreed"',
        'title = "Keep the victim informed, as agreed"\nunit = "hours"',
        "next_update.unit",
        "must be agreed",
    ),
    added("kind of exception", TELLING, agreed(kind='"bored"'), "telling_exception", "'bored'"),
    added("rank that agrees", TELLING, agreed(rank='"king"'), "rank", "'king'"),
    added("flag of an exception", TELLING, agreed(flags='["rude"]'), "flags", "'rude'"),
    added("source of an exception", TELLING, agreed(source='"nowhere"'), "source", "'nowhere'"),
    replaced(
        "class in which nobody agrees",
        TELLING,
        'kind = "embargo"',
        'kind = "embargo"\nclasses = ["drugs"]',
        "class ",
        "no row says who agrees to embargo",
    ),
    added("no hours", TELLING, row("suspect_telling", hours="0"), "hours", "1 or more"),
    added("hours in words", TELLING, row("suspect_telling", hours='"few"'), "hours", "whole number"),
    added(
        "class of telling a suspect",
        TELLING,
        row("suspect_telling", hours="1", classes='["arson"]'),
        "classes",
        "'arson'",
    ),
    added("class of own words", TELLING, row("own_words", classes='["arson"]'), "classes", "'arson'"),
    replaced(
        "class in which nobody decides to go on without the victim",
        TELLING,
        'kind = "evidence_led"',
        'kind = "evidence_led"\nclasses = ["drugs"]',
        "class ",
        "no row says who agrees to evidence_led",
    ),
    replaced(
        "class in which nobody agrees to a call-back",
        TELLING,
        'kind = "call_back"',
        'kind = "call_back"\nclasses = ["drugs"]',
        "class ",
        "no row says who agrees to call_back",
    ),
    replaced(
        "class in which nobody decides that somebody drawn is not rung back",
        TELLING,
        'kind = "no_call_back"',
        'kind = "no_call_back"\nclasses = ["drugs"]',
        "class ",
        "no row says who agrees to no_call_back",
    ),
    added("class of protection", TELLING, row("protective", classes='["arson"]'), "classes", "'arson'"),
    replaced(
        "nobody is rung back",
        WORDS,
        "withdrawal_call_back_percent = 10",
        "withdrawal_call_back_percent = 0",
        "setting.withdrawal_call_back_percent",
        "1 or more",
    ),
    replaced(
        "a statement offered on a date set alone",
        DUTIES,
        'title = "Offer a personal statement"\nunit = "working_days"',
        'title = "Offer a personal statement"\nunit = "date_set"',
        "offer_statement.unit",
        "must be hours or working_days",
    ),
    added("source of own words", TELLING, row("own_words", source='"nowhere"'), "source", "'nowhere'"),
    replaced(
        "until asked in words", DUTIES, "until_asked = true", 'until_asked = "yes"', "until_asked", "true"
    ),
    replaced(
        "a review within hours",
        DUTIES,
        f'{REVIEW}"promised"',
        f'{REVIEW}"hours"',
        "tell_later.unit",
        "must be promised",
    ),
    replaced(
        "no attempt is needed",
        WORDS,
        "unable_to_contact_attempts = 3",
        "unable_to_contact_attempts = 0",
        "setting.unable_to_contact_attempts",
        "1 or more",
    ),
]
