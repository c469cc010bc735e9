"""Story 5: six vans opened in one night; one camera and one line answer all six."""

from __future__ import annotations

from commands.demo_force.before_the_end import own_up
from commands.demo_force.crimes import crime, person, shop
from commands.demo_force.telling import Telling
from vocabulary import Channel, VictimView
from workflow.services import lines, victims
from workflow.services.victims import VictimToAdd

FIRST = "ANY/4471/26"
COVERS_ALL = "Six in one night: the camera at the corner of Garnet Road covers all, and keeps sixty days."
# Reference, where, what was taken, whose.
VANS: tuple[tuple[str, str, str, VictimToAdd], ...] = (
    (FIRST, "Garnet Road, outside 4", "drills and a laser level", person("Piotr Zawadzki", "01632 960311")),
    ("ANY/4472/26", "Garnet Road, outside 17", "a chop saw", person("Colin Fairweather", "01632 960312")),
    (
        "ANY/4473/26",
        "Opal Street, outside 2",
        "a locksmith's case",
        shop("Sure-Key Locks", "Dee Marlow", "01632 960313"),
    ),
    (
        "ANY/4474/26",
        "Opal Street, outside 30",
        "copper fittings",
        person("Ahmed Qureshi", "01632 960314", "Text is safe and best: he works underground."),
    ),
    ("ANY/4475/26", "Agate Close", "two chainsaws", person("Bryn Cadwallader", "01632 960315")),
    ("ANY/4476/26", "Jasper Court", "a plasterer's bag", person("Lena Fischer", "01632 960316")),
)


def van_broken_into(number: int):
    """Tells the crime of one van; the first holds the camera's line that the others rest on."""

    def tell(t: Telling) -> None:
        reference, place, taken, victim = VANS[number]
        t.record(
            "4471",
            crime(
                t,
                reference,
                "theft_from_vehicle",
                f"{place}, Northgate",
                f"A van was opened through its side door in the night and {taken} taken.",
                victim,
                no_suspect="Nobody was seen at this van.",
                at=f"02:{10 + number}",
            ),
        )
        t.give_to("4471", "2210", COVERS_ALL if number == 0 else "")
        t.start("4471")
        if number == 0:
            t.line("4471", "cctv", "The corner camera, 01:00 to 04:00: who goes to all six vans?", 60)
        else:
            _point_at_the_first(t)
        t.answer_minimum(
            "4471",
            {
                "victim_account": ("What is gone, with serials?", f"Gone: {taken}. Serials where known."),
                "property": (
                    "Tool markets and sites.",
                    "Serials circulated; both searched: nothing.",
                ),
                "house_to_house": ("The street.", "Four houses answered; nobody heard the doors."),
                "anpr": ("Vehicles in and out, 01:00 to 04:00.", "Nine; each keeper lives in the streets."),
            },
        )
        _care(t, number)
        own_up(t, "4471")

    return tell


def _point_at_the_first(t: Telling) -> None:
    line_id = t.line("4471", "cctv", "The corner camera of Garnet Road.", 60)
    lines.answer_on_another_crime(
        t.session,
        t.who("4471"),
        line_id,
        FIRST,
        None,
        "The same recording covers this street.",
        now=t.later(minutes=20),
    )


def _care(t: Telling, number: int) -> None:
    if number != 2:
        t.care("9034", "None beyond the loss of tools.", support="declined", words="I want my tools back.")
        return
    # A business: no needs assessment, but it is asked what it wants.
    victims.record_view(
        t.session,
        t.who("9034"),
        t.victims[0],
        VictimView.SUPPORTS,
        "We support a prosecution.",
        now=t.later(minutes=10),
    )
    t.contact("9034", t.victims[0], "One camera covers all six.", "Fine.", channel=Channel.EMAIL)
