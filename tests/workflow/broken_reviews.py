"""Packs with one thing wrong about the right to review."""

from __future__ import annotations

from tests.workflow.broken_packs import added, replaced

FILE = "rights_to_review.toml"

BROKEN_REVIEWS = [
    added(
        "scheme of a review",
        FILE,
        '[scheme.army]\ntitle = "A"\nask_within_months = 3\nnotice = "needed"\nsource = "npcc.reviewer"',
        "scheme.army",
        "'army'",
    ),
    replaced("no scheme of the CPS", FILE, "[scheme.cps]", "[scheme.police.x]", "scheme", ""),
    replaced("no ranks above", FILE, "ranks_above = 1\n", "", "ranks_above", "is missing"),
    replaced("ranks below", FILE, "ranks_above = 1", "ranks_above = 0", "ranks_above", "1 or more"),
    replaced(
        "reviewer of the CPS",
        FILE,
        "ordinarily_working_days = 10",
        "ranks_above = 1",
        "ranks_above",
        "for the CPS to say",
    ),
    replaced("notice of a right", FILE, 'notice = "needed"', 'notice = "maybe"', "notice", "'maybe'"),
    replaced(
        "months to ask",
        FILE,
        "ask_within_months = 3",
        "ask_within_months = 0",
        "ask_within_months",
        "1 or more",
    ),
    replaced(
        "source of the reviewer",
        FILE,
        'reviewer_source = "npcc.reviewer"',
        'reviewer_source = "x"',
        "source",
        "'x'",
    ),
]
