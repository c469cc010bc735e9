"""Crimes with a decision proposed, returned, or signed off and to be told."""

from __future__ import annotations

from commands.demo_force.crimes import crime, person, shop
from commands.demo_force.telling import Telling
from vocabulary import Channel, ReportedHow, RiskFlag, Step
from workflow.services.particulars import InWords

NFA, CLOSE = Step.PROPOSE_NO_FURTHER_ACTION, Step.PROPOSE_CLOSURE


def van_theft_waiting(t: Telling) -> None:
    t.record(
        "4471",
        crime(
            t,
            "ANY/4733/26",
            "theft_of_vehicle",
            "Tallis Road, Northgate",
            "A white panel van with tools in it was taken from the road overnight.",
            person("Kevin Marsh", "01632 960690"),
            no_suspect="No description.",
            flags=frozenset({RiskFlag.TRACKABLE_ITEM_TAKEN}),
            at="02:09",
        ),
    )
    t.give_to("4471", "2210")
    t.start("4471")
    t.answer_minimum(
        "4471",
        {
            "victim_account": (
                "When was it parked, who had keys?",
                "Parked 19:20, gone at 06:05. One key, still in his hand.",
            ),
            "anpr": (
                "Where did it go?",
                "One reading northbound at 02:14, then nothing: plates likely changed.",
            ),
            "cctv": (
                "The yard at the end of the road.",
                "The yard's camera shows the van pass at 02:09, the driver not visible.",
            ),
            "tracking": (
                "Is there a tracker?",
                "The tracker's last report was at 02:31, by the reservoir. Searched: nothing.",
            ),
            "property": (
                "Tools offered for sale?",
                "Serials circulated; two sites searched: nothing.",
            ),
        },
    )
    t.care("9034", "Self-employed; has lost his work. Given the insurer's letter.", support="declined")
    t.propose(
        "4471",
        NFA,
        "18",
        "One camera and one plate reading, no face.",
        "All answered; the tracker's last place was searched.",
        "Mr Marsh has claimed on his insurance and wants to know if it is found.",
        "None known beyond the loss.",
    )


def shop_theft_told_next(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/4690/26",
            "shoplifting",
            "Brights Chemist, Market Square",
            "A woman was stopped leaving with cosmetics worth £46 unpaid.",
            shop("Brights Chemist", "Mo Iqbal, manager", "01632 960022"),
            how=ReportedHow.OFFICER,
        ),
    )
    t.give_to("4518", "2210")
    t.start("4518")
    who = t.suspect("4518", "Carly Donnelly", "Stopped by staff with the goods in her bag.", "Theft")
    t.answer_minimum(
        "4518",
        {
            "cctv": ("The shop's camera.", "Shows her choose the items and pass the till."),
            "victim_account": (
                "What was taken and is it recovered?",
                "£46 of cosmetics, all back on the shelf.",
            ),
            "suspect_account": ("Her account.", "Admitted at once: had lost her job and panicked."),
        },
    )
    t.interview("4518", who, "Admitted taking the cosmetics. Sorry; no previous.")
    t.resolve("4518", who, "An apology in writing, agreed by the manager.")
    t.check_resolution("2231", who)
    t.propose(
        "4518",
        CLOSE,
        "8",
        "Her admission, the camera, the goods.",
        "All answered.",
        "The manager agreed to an apology.",
        "None: first time, goods back.",
    )
    t.contact(
        "9034",
        t.victims[0],
        "By e-mail: the crime number, the officer's name, that he was interviewed, and what he has to do.",
        channel=Channel.EMAIL,
    )
    t.sign("2231", "A proportionate result that the manager asked for.")


def damage_returned(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/4655/26",
            "criminal_damage_dwelling",
            "22 Weir Street, Northgate",
            "A brick was thrown through the front window at night.",
            person("Harpreet Gill", "01632 960990"),
            no_suspect="A hooded figure, seen from behind.",
            at="23:50",
        ),
    )
    t.give_to("4518", "2210")
    t.start("4518")
    t.answer_minimum(
        "4518",
        {
            "victim_account": (
                "What did they see and hear?",
                "Glass at 23:50; a hooded figure ran towards the park.",
            ),
            "witnesses": ("Anybody in the street?", "One smoker outside the Bell heard it and saw nobody."),
            "personal_video": ("Doorbells.", "Number 25's doorbell shows a hooded figure; not identifiable."),
            "cctv": ("The Bell's camera.", "Covers the door only."),
        },
    )
    t.care("9034", "Children slept through; wants a patrol at the weekend.")
    t.propose(
        "4518",
        NFA,
        "18",
        "A doorbell recording that shows nobody's face.",
        "All answered.",
        "Wants it taken seriously.",
        "A second brick is possible.",
    )
    t.later(hours=5)
    t.step(
        "2231",
        Step.RETURN_FOR_WORK,
        InWords(
            "Mr Gill said at first that a neighbour threatened him in September. Ask him about it, "
            "and say whether this was a hate crime, before this comes back."
        ),
    )
