"""Crimes whose decision was carried out, one of them reopened since."""

from __future__ import annotations

import datetime as dt

from commands.demo_force.crimes import crime, person, shop
from commands.demo_force.letters import give_by_hand, write_to_first_victim
from commands.demo_force.telling import Telling
from vocabulary import AppropriateAdult, InterviewRecord, LegalAdvice, LetterKind, ReportedHow, Step
from workflow.services.particulars import InWords

NFA, CLOSE = Step.PROPOSE_NO_FURTHER_ACTION, Step.PROPOSE_CLOSURE


BURGLARY = {
    "victim_account": (
        "When was the house left and what is gone?",
        "Out 18:10 to 22:40. A laptop, two watches and a jewellery box are gone.",
    ),
    "scene": (
        "How did they get in, and what did they leave?",
        "Rear patio door forced with a bar about 25mm wide. A muddy shoe mark on the sill, lifted.",
    ),
    "forensic": (
        "Shoe mark and swabs from the door.",
        "The shoe mark is a common trainer, size 9. No DNA on the swabs.",
    ),
    "house_to_house": (
        "Who saw a car or people in the close?",
        "Eleven houses answered. Nobody saw anything between 18:00 and 23:00.",
    ),
    "witnesses": (
        "Is there anybody who saw it happen?",
        "None found. The dog walker named by number 6 was away that week.",
    ),
    "cctv": (
        "Cameras on the way in and out.",
        "The corner shop's camera covers the junction: 34 cars, none of interest, no one on foot with a bag.",
    ),
    "personal_video": (
        "Doorbells of numbers 2 to 12.",
        "Two doorbells, both facing away from the house. Viewed: nothing.",
    ),
    "property": (
        "Serials and second-hand sites for the watches.",
        "Serials circulated. Dealers and two sites searched: nothing offered for sale.",
    ),
    "intelligence": (
        "Is it one of a series?",
        "Two similar within a mile in the month. No common suspect named.",
    ),
    "tracking": ("Can the laptop be located?", "It has not been online since the burglary."),
}


def burglary_filed(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/3817/26",
            "burglary_residential",
            "3 Priory Gardens, Northgate",
            "Rear door forced during the evening. A laptop, two watches and a jewellery box taken.",
            person("Alan Whitcombe", "01632 960512", "Landline only."),
            no_suspect="Nobody was seen and nothing left points to anyone.",
            at="20:30",
        ),
    )
    t.give_to("4518", "2210")
    t.start("4518")
    t.answer_minimum("4518", BURGLARY)
    t.care(
        "9034",
        "Lives alone. Wants advice on locks; no other needs.",
        words="I would like it looked into properly.",
    )
    t.propose(
        "4518",
        NFA,
        "18",
        "A common shoe mark and no DNA.",
        "Every line of the plan is answered; nothing identifies anyone.",
        "Mr Whitcombe wants to be told if the watches turn up.",
        "Locks changed and a marking kit given.",
    )
    decision = t.sign("2231", "I have read the results and agree that nothing reasonable is left.")
    t.tell_all(
        "9034",
        decision,
        "Nobody could be identified: the shoe mark is common, the camera and the doorbells show "
        "nobody. The case is filed and will be opened again if the watches are found.",
        "Disappointed, and glad to have been told why.",
    )
    t.later(hours=2)
    t.step("4518", Step.FILE_NO_FURTHER_ACTION, InWords())


def shop_theft_closed(t: Telling) -> None:
    t.record(
        "4471",
        crime(
            t,
            "ANY/4012/26",
            "shoplifting",
            "Costley's, 14 High Street, Northgate",
            "A boy of 16 was stopped with headphones worth £30.",
            shop("Costley's Northgate", "Deb Larkin, duty manager", "01632 960114"),
            how=ReportedHow.OFFICER,
        ),
    )
    t.give_to("4471", "2210")
    t.start("4471")
    give_by_hand(t, "4471", write_to_first_victim(t, "4471", LetterKind.WRITTEN_CONFIRMATION))
    born_on = dt.date(t.last.year - 16, 1, 9)
    who = t.suspect(
        "4471", "R. B. (aged 16)", "Stopped outside the shop with the headphones.", "Theft", born_on=born_on
    )
    t.answer_minimum(
        "4471",
        {
            "cctv": ("The shop's camera.", "Clear view of him taking them."),
            "victim_account": ("What was taken?", "Headphones, £30, recovered undamaged."),
            "suspect_account": ("His account, with his mother.", "Admitted; a dare."),
        },
    )
    t.interview(
        "4471",
        who,
        "Admitted, said it was a dare.",
        adult=AppropriateAdult.PRESENT,
        legal_advice=LegalAdvice.DECLINED,
        recorded_how=InterviewRecord.BODY_WORN,
        place="Northgate police station, by appointment",
        others_present="Karen Bell, his mother",
    )
    t.resolve("4471", who, "He apologises, his mother there, and stays out for six months.")
    t.check_resolution("2231", who)
    t.propose(
        "4471", CLOSE, "8", "Camera and admission.", "All answered.", "The manager is content.", "None."
    )
    decision = t.sign("2231")
    t.tell_all(
        "9034",
        decision,
        "Dealt with by community resolution: he has apologised and will not come in for six months. "
        "A caution was not right for a first admitted theft by a child.",
        "Content.",
    )
    t.later(hours=1)
    t.step("4471", Step.CLOSE, InWords())


def bicycle_reopened(t: Telling) -> None:
    t.record(
        "4471",
        crime(
            t,
            "ANY/3555/26",
            "theft_of_bicycle",
            "Northgate station, platform 2 rack",
            "A blue touring bicycle was taken from the rack; the lock was cut.",
            person("Dr Ewa Nowak", "01632 960150"),
            no_suspect="Nobody saw it.",
            at="18:00",
        ),
    )
    t.give_to("4471", "2210")
    t.start("4471")
    t.answer_minimum(
        "4471",
        {
            "victim_account": (
                "When was it left, frame number?",
                "Left 07:50, gone 18:20. Frame number given.",
            ),
            "cctv": ("The station's camera.", "The rack is behind a pillar; nobody carrying it is seen."),
            "property": (
                "Frame number and second-hand sites.",
                "Registered and circulated; not offered on any site so far.",
            ),
        },
    )
    t.care("9034", "None. Wants it back.", support="declined")
    t.propose("4471", NFA, "18", "None beyond the cut lock.", "All answered.", "Would like it back.", "None.")
    decision = t.sign("2231")
    t.tell_all(
        "9034",
        decision,
        "Nobody was identified: the rack cannot be seen by the camera. Filed; reopened if it is found.",
        "Understands.",
    )
    t.later(hours=2)
    t.step("4471", Step.FILE_NO_FURTHER_ACTION, InWords())
    t.later(days=9)
    t.step(
        "2210", Step.REOPEN, InWords("The frame number has come up in a search of a lock-up in Weir Street.")
    )
