"""Crimes that are new, allocated or being investigated."""

from __future__ import annotations

from commands.demo_force.crimes import crime, person, shop
from commands.demo_force.letters import write_to_first_victim
from commands.demo_force.telling import Telling
from vocabulary import Bearing, Channel, LetterKind, ReportedHow, RiskFlag, Step
from workflow.services.particulars import Proposal

NFA, CLOSE = Step.PROPOSE_NO_FURTHER_ACTION, Step.PROPOSE_CLOSURE


def new_shop_theft(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/5102/26",
            "shoplifting",
            "Costley's, 14 High Street, Northgate",
            "A man in a grey tracksuit put six bottles of spirits into a rucksack and left past the tills.",
            shop("Costley's Northgate", "Deb Larkin, duty manager", "01632 960114"),
            no_suspect="Staff do not know him; the rucksack hid his face from the till camera.",
        ),
    )


def damage_allocated(t: Telling) -> None:
    t.record(
        "4471",
        crime(
            t,
            "ANY/5088/26",
            "criminal_damage_vehicle",
            "Mill Lane, Northgate",
            "All four tyres of a parked van were slashed overnight.",
            person("Gareth Pugh", "01632 960231", "Works nights: ring after 2pm."),
            no_suspect="Nobody saw or heard it.",
            at="02:20",
        ),
    )
    t.give_to("4471", "2210", "Ask the flats opposite for doorbell video before the weekend.")


def burglary_at_work(t: Telling) -> None:
    t.record(
        "4471",
        crime(
            t,
            "ANY/4996/26",
            "burglary_residential",
            "8 Orchard Close, Northgate",
            "House entered through the rear while the family was out. Jewellery and a laptop taken.",
            person("Miriam Adeyemi", "01632 960377", "Mobile, any time before 9pm."),
            no_suspect="No description yet.",
            at="21:20",
        ),
    )
    t.give_to("4471", "2210", "CCTV from the corner shop first: they keep it for a fortnight.")
    t.start("4471")
    first = t.line("4471", "scene", "How did they get in, and what did they leave?")
    t.answer(
        "4471",
        first,
        "Rear patio door forced with a bar. A muddy shoe mark on the sill, lifted.",
    )
    t.line("4471", "cctv", "The corner shop keeps 14 days: who passed between 18:00 and 23:00?", 11)
    t.line("4471", "house_to_house", "Orchard Close and the footpath behind it.")
    t.contact(
        "4471",
        t.victims[0],
        "An officer has the case and will look at the shop's camera.",
        "She wants her mother's ring back.",
        promised="Ring her with what the camera shows",
        promised_in_days=6,
    )
    write_to_first_victim(
        t, "4471", LetterKind.UPDATE, "The shop has given us its film, and an officer is looking through it."
    )
    t.try_step("4471", NFA, Proposal("18", "A shoe mark.", "", "", ""))


def theft_from_person_ready(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/4870/26",
            "theft_from_person",
            "Number 9 bus, Station Road",
            "A purse was taken from an open bag on a crowded bus.",
            person("Jean Hollis", "01632 960845", "Her daughter may answer."),
            no_suspect="She felt nothing and saw nobody.",
        ),
    )
    t.give_to("4518", "2210")
    t.start("4518")
    t.answer_minimum(
        "4518",
        {
            "victim_account": (
                "When did she last have it, and who stood near her?",
                "Had it at the stop; missed it at the market. School children and two adults stood near.",
            ),
            "cctv": (
                "The bus company's recording.",
                "The bus's camera was facing the door; her seat is not covered. Viewed in full.",
            ),
            "financial": ("Were the cards used?", "Cancelled within the hour; no attempt to use them."),
            "intelligence": (
                "Other thefts on this route?",
                "Three in the quarter, no description in common.",
            ),
        },
    )
    t.care(
        "9034",
        "Shaken. Wants company on the bus for a while; her daughter will go with her.",
        words="I only want my photographs back.",
    )


def robbery_charged(t: Telling) -> None:
    t.record(
        "4502",
        crime(
            t,
            "ANY/4401/26",
            "robbery_personal",
            "Canal path behind the Arndale, Northgate",
            "A student was threatened with a knife for his phone and ran to the bus station.",
            person("Liam Osei", "01632 960433", "Text first, then ring."),
            how=ReportedHow.FRONT_COUNTER,
            flags=frozenset({RiskFlag.WEAPON}),
            at="21:41",
        ),
    )
    t.give_to("4502", "2210", "Bus station cameras today.")
    t.start("4502")
    seen = t.line("4502", "cctv", "Bus station and canal path cameras, 21:00 to 22:00.", 28)
    t.answer(
        "4502",
        seen,
        "A man in a red coat follows him from the canal at 21:41; his face is clear.",
        Bearing.TOWARDS,
    )
    t.line("4502", "identification", "Video identification with Mr Osei.")
    who = t.suspect(
        "4502",
        "Jordan Pike",
        "Named by two officers from the bus station recording.",
        "Robbery; possession of a bladed article",
    )
    t.interview("4502", who, "No comment.")
    t.charge("4502", who, "Robbery and possession of a bladed article")
    t.contact(
        "9034",
        t.victims[0],
        "A man has been charged. The first hearing is at Northgate magistrates.",
        "Relieved; asks whether he must go.",
        promised="Tell him whether he must attend",
        promised_in_days=4,
    )
    t.later(days=21)
    t.hearing("4502", "Northgate Magistrates' Court, court 2", "His first hearing. He need not attend.")


def domestic_abuse(t: Telling) -> None:
    t.record(
        "4533",
        crime(
            t,
            "ANY/5031/26",
            "assault_actual_bodily_harm",
            "A flat in Eastbrook",
            "Neighbours rang 999. Her arm and neck were bruised; she said he had held her by the throat.",
            person(
                "Grace Okoro", "01632 960708", "Only on her work number, 10am to 3pm. Never leave a message."
            ),
            unit="PP",
            how=ReportedHow.EMERGENCY_CALL,
            flags=frozenset(
                {RiskFlag.DOMESTIC_ABUSE, RiskFlag.HIGH_RISK, RiskFlag.STRANGULATION, RiskFlag.INJURY}
            ),
        ),
    )
    t.give_to(
        "4533",
        "2245",
        "Body-worn video and the 999 recording first. Photographs of the neck again at 48 hours.",
    )
    t.start("4533")
    heard = t.line("4533", "witnesses", "The neighbours and the 999 recording.")
    t.answer(
        "4533",
        heard,
        "The 999 recording has her say 'get off my neck' twice. The neighbour gives the same words.",
        Bearing.TOWARDS,
    )
    t.line("4533", "body_worn_video", "First account at the door, and the scene.")
    t.line("4533", "medical", "Photographs at 48 hours, and the doctor's note.", 2)
    who = t.suspect(
        "4533",
        "Emeka Okoro",
        "Named by the victim; found at the address.",
        "Assault; intentional strangulation",
    )
    t.interview("4533", who, "Said she fell. Could not say how her neck was marked.")
    t.care(
        "9034",
        "Safety plan with the adviser; children at her sister's. Interpreter not needed.",
        enhanced=True,
        words="I am frightened but I want it stopped.",
    )
    t.contact(
        "9034",
        t.victims[0],
        "He is on bail not to come to the flat or her work.",
        "Asks what happens if he does.",
        channel=Channel.THROUGH_ADVOCATE,
        promised="Ring her adviser after the bail review",
        promised_in_days=2,
    )
