"""Stories 3, 4 and 6: two suspects of a rape, images on a caretaker's laptop, a wounding outside a pub."""

from __future__ import annotations

from commands.demo_force import further
from commands.demo_force.crimes import crime, person
from commands.demo_force.telling import Telling
from vocabulary import AdviserKind, Bearing, Channel, ReportedHow, RiskFlag


def rape_with_two_suspects(t: Telling) -> None:
    t.record(
        "4571",
        crime(
            t,
            "ANY/4385/26",
            "rape",
            "A flat in Northgate",
            "She was taken to a flat after a party. Two men were there; one drove her home.",
            person(
                "Keziah Lamont",
                "",
                "Only through her adviser, Jo Penrose, at the sexual violence service.",
            ),
            unit="PP",
            how=ReportedHow.ANOTHER_AGENCY,
            at="03:00",
        ),
    )
    t.give_to("4571", "2245", "Movements of both men that night; the adviser before every contact.")
    t.start("4571")
    further.adviser(
        t,
        "4571",
        t.victims[0],
        AdviserKind.ISVA,
        "Jo Penrose",
        "01632 960309, weekdays",
        "Say: Jo asked me to ring. Nothing about the case to anybody else.",
    )
    first = t.suspect("4571", "Aaron Slade", "Named by the victim; his flat.", "Rape")
    second = t.suspect(
        "4571", "Bradley Coyle", "Was in the flat and drove her home.", "Rape as a party to it"
    )
    medical = t.line("4571", "medical", "Referral centre.")
    t.answer("4571", medical, "Samples the same day; injuries consistent with her account.", Bearing.TOWARDS)
    forensic = t.line("4571", "forensic", "Samples against both men.")
    t.answer("4571", forensic, "Slade's DNA; none of Coyle's.", Bearing.TOWARDS)
    t.line("4571", "cctv", "Coyle's car on the ring road: when did he leave, and come back?")
    t.line("4571", "suspect_device", "Coyle's telephone: where was it between 02:00 and 05:00?", about=second)
    t.interview("4571", first, "Says she consented.", second="4533")
    t.interview("4571", second, "Says he was asleep and was woken to drive her.")
    t.care(
        "9034",
        "Adviser with her at each step. Does not want her parents told.",
        enhanced=True,
        words="I want both of them asked.",
    )
    t.charge("4571", first, "Rape")
    t.contact(
        "9034",
        t.victims[0],
        "Aaron Slade is charged. Bradley Coyle is still being looked at.",
        "Asks Jo to come to court with her.",
        channel=Channel.THROUGH_ADVOCATE,
        promised="Tell Jo before anything is decided about Coyle",
        promised_in_days=10,
    )


def images_on_a_laptop(t: Telling) -> None:
    t.record(
        "4533",
        crime(
            t,
            "ANY/4720/26",
            "indecent_images_making",
            "Caretaker's lodge, Northgate Academy",
            "A referral names the lodge's internet address. A laptop and a tablet were seized.",
            unit="PP",
            how=ReportedHow.ANOTHER_AGENCY,
            flags=frozenset({RiskFlag.CHILD_VICTIM}),
            no_victim="The children are not identified; the images were sent for identification.",
        ),
    )
    t.give_to("4533", "2245", "His partner has a boy of nine: social care today.")
    t.start("4533")
    who = t.suspect(
        "4533", "Clive Haddon", "Holds the account; lives in the lodge.", "Making indecent images of children"
    )
    search = t.line("4533", "search", "The lodge and his locker.")
    t.answer("4533", search, "Laptop and tablet seized. His partner's son, nine, sleeps there at weekends.")
    laptop = t.line("4533", "suspect_device", "The laptop.")
    t.answer("4533", laptop, "Fourteen images in deleted space; no search terms found.", Bearing.NEUTRAL)
    t.line("4533", "suspect_device", "The tablet.")
    scored = t.line("4533", "intelligence", "How is the referral scored, and by whom?")
    t.answer("4533", scored, "Scored low. The scorer's training lapsed in the spring.", Bearing.NEUTRAL)
    t.line("4533", "safeguarding", "The boy, and the school.")
    t.interview("4533", who, "Says the laptop was second-hand.")


def wounding_outside_a_pub(t: Telling) -> None:
    t.record(
        "4570",
        crime(
            t,
            "ANY/4760/26",
            "wounding",
            "The Railway Arms, Eastbrook",
            "Two men were cut with a glass outside the pub at closing time.",
            person("Imran Shah", "01632 960321", "Mobile, after 4pm."),
            person("Kyle Dempster", "01632 960322", "Through his mother."),
            unit="SC",
            how=ReportedHow.EMERGENCY_CALL,
            flags=frozenset({RiskFlag.WEAPON, RiskFlag.INJURY}),
            at="23:10",
        ),
    )
    t.give_to("4570", "2250", "Both victims' own accounts, apart.")
    t.start("4570")
    who = t.suspect("4570", "Joel Tarrant", "Named by the door staff.", "Unlawful wounding")
    t.interview("4570", who, "Says the glass broke as he fell.")
    t.answer_minimum(
        "4570",
        {
            "victim_account": ("Both accounts.", "Mr Shah is clear; Mr Dempster was drunk and cannot say."),
            "witnesses": (
                "Door staff and smokers.",
                "Two saw a glass raised; one says it was thrown at him.",
            ),
            "cctv": ("The pub's camera.", "The doorway hides the blow."),
            "medical": ("Both men's notes.", "Eleven stitches and four; either account is possible."),
            "suspect_account": ("His account.", "Denies it."),
            "body_worn_video": ("Officers attending.", "Tarrant: 'he came at me'."),
            "personal_video": ("Telephones of the smokers.", "One, pointed at the road."),
            "intelligence": ("Trouble between them?", "None known."),
        },
    )
    shah, dempster = t.victims
    t.care_for(
        "9035",
        shah,
        "Scar on the face; counselling accepted.",
        enhanced=True,
        support="accepted",
        view="supports",
        words="He should answer for my face.",
    )
    t.care_for(
        "9035",
        dempster,
        "None now.",
        enhanced=False,
        support="declined",
        view="does_not_support",
        words="I was as bad as him. Leave it.",
    )
