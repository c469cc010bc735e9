"""Packs with one thing wrong about the signs that a victim may leave."""

from __future__ import annotations

from tests.workflow.broken_packs import added, replaced

FILE = "signs.toml"


def sign(**changes: str) -> str:
    row = {"kind": '"silence"', "days": "7", "source": '"force.signs-of-leaving"'} | changes
    return "[[sign]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items() if value)


BROKEN_SIGNS = [
    added("kind of sign", FILE, sign(kind='"weather"'), "sign[7].kind", "'weather'"),
    added("silence without days", FILE, sign(days=""), "sign[7].days", "is missing"),
    added("silence of no days", FILE, sign(days="0"), "sign[7].days", "is missing"),
    added("silence of days gone", FILE, sign(days="-1"), "sign[7].days", "1 or more"),
    added("words of silence", FILE, sign(words='"Hush"'), "sign[7].words", "means nothing of silence"),
    added("silence of a class", FILE, sign(classes='["theft"]'), "classes or flags", "means nothing"),
    added("triggers of silence", FILE, sign(triggers='["bail_changed"]'), "triggers", "means nothing"),
    added("bail that never ends", FILE, sign(kind='"bail_ended"'), "sign[7].triggers", "is missing"),
    added(
        "what ends bail",
        FILE,
        sign(kind='"bail_ended"', triggers='["rain"]'),
        "sign[7].triggers",
        "'rain'",
    ),
    added(
        "any kind of crime",
        FILE,
        sign(kind='"kind_of_crime"', days="", words='"All"'),
        "classes or flags",
        "is missing",
    ),
    added(
        "kind of crime without words",
        FILE,
        sign(kind='"kind_of_crime"', days="", flags='["hate_crime"]'),
        "sign[7].words",
        "is missing",
    ),
    added(
        "days of a kind of crime",
        FILE,
        sign(kind='"kind_of_crime"', words='"Hate"', flags='["hate_crime"]'),
        "sign[7].days",
        "means nothing of kind_of_crime",
    ),
    added("source of a sign", FILE, sign(source='"x"'), "sign[7].source", "'x'"),
    replaced(
        "number of signs",
        "words.toml",
        "signs_that_move_up = 2",
        "signs_that_move_up = 0",
        "signs_that_move_up",
        "1 or more",
    ),
]
