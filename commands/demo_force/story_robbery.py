"""Story 1: a knife robbery of a corner shop, with an officer who has too many crimes to see it whole."""

from __future__ import annotations

from commands.demo_force import further
from commands.demo_force.crimes import crime, shop
from commands.demo_force.telling import Telling
from vocabulary import Bearing, ReportedHow, RiskFlag

LABORATORY = (
    "Laboratory letter LAB/26/20911. A full DNA profile from the inside of the glove matches the profile of "
    "Jayden Cole, born 14 March 2003, taken on arrest in 2024."
)


def knife_robbery_to_allocate(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/5110/26",
            "robbery_business",
            "Patel's News and Wine, 88 Canal Street, Northgate",
            "Two men on a moped; one showed a kitchen knife and took £420. A glove was dropped.",
            shop("Patel's News and Wine", "Hina Patel", "01632 960301"),
            how=ReportedHow.EMERGENCY_CALL,
            flags=frozenset({RiskFlag.WEAPON}),
            no_suspect="Helmets on throughout.",
            at="18:40",
        ),
    )


def knife_robbery_at_work(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/4640/26",
            "robbery_business",
            "Patel's News and Wine, 88 Canal Street, Northgate",
            "A man with a kitchen knife took £310 and left on the back of a moped. He dropped a glove.",
            shop("Patel's News and Wine", "Hina Patel", "01632 960301"),
            how=ReportedHow.EMERGENCY_CALL,
            flags=frozenset({RiskFlag.WEAPON}),
            no_suspect="A helmet and a scarf; the moped's plate was bent.",
            at="19:20",
        ),
    )
    t.give_to("4471", "2210", "Recording from the launderette opposite, and the glove to the laboratory.")
    t.start("4471")
    account = t.line("4471", "victim_account", "Mrs Patel's account, while it is fresh.")
    t.answer(
        "4471",
        account,
        "He said 'the blue bag, quick'. About 20, local voice, a burn on the left wrist.",
        Bearing.TOWARDS,
    )
    scene = t.line("4471", "scene", "What did he touch, and what did he leave?")
    t.answer("4471", scene, "The counter flap and the till drawer. The glove lay by the door: seized.")
    t.line("4471", "anpr", "The moped on Canal Street and the ring road between 19:00 and 20:00.")
    glove = t.line("4471", "forensic", "DNA inside the glove.")
    t.contact(
        "4471",
        t.victims[0],
        "The glove has gone to the laboratory.",
        "Closes at seven now. Wants to know if it is the same two.",
        promised="Ring her when the glove is back",
        promised_in_days=14,
    )
    t.later(days=20)
    further.result_came_back(t, "4518", glove, LABORATORY)
