"""Packs with one wrong row about lowering a risk."""

from __future__ import annotations

from tests.workflow.broken_packs import AUTHORITY, added, authority, replaced


def lower_risk(**changes: str) -> str:
    return authority(**changes).replace("authority", "lower_risk", 1)


BROKEN_ROWS = [
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
]
