"""Packs with one wrong row about lowering a risk or telling a decision."""

from __future__ import annotations

from tests.workflow.broken_packs import AUTHORITY, DUTIES, WORDS, added, authority, replaced


def lower_risk(**changes: str) -> str:
    return authority(**changes).replace("authority", "lower_risk", 1)


def telling(**changes: str) -> str:
    row = {"channels": '["in_person"]', "rule": '"A row."', "source": '"force.telling"'} | changes
    return "[[telling]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items())


BROKEN_ROWS = [
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
