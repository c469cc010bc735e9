"""Stories 7 to 10: an image referral, stalking across a border, cancelling a rape, a care home."""

from __future__ import annotations

from commands.demo_force import further
from commands.demo_force.crimes import crime, person
from commands.demo_force.telling import Telling
from vocabulary import Bearing, Channel, ReportedHow, RiskFlag, Step
from workflow.services.particulars import InWords


def image_referral(t: Telling) -> None:
    t.record(
        "4533",
        crime(
            t,
            "ANY/5093/26",
            "indecent_images_possession",
            "17b Dock Road, Northgate",
            "A referral names the internet address of a bedsit. The tenant is given as R. Maddock.",
            unit="PP",
            how=ReportedHow.ANOTHER_AGENCY,
            flags=frozenset({RiskFlag.CHILD_VICTIM}),
            no_victim="The children are not identified; the images were sent for identification.",
        ),
    )


def stalked_across_a_border(t: Telling) -> None:
    t.record(
        "4571",
        crime(
            t,
            "ANY/4350/26",
            "stalking",
            "Northgate, and Hallam in the next force",
            "She moved to Hallam in May; he followed. Each force told her to ring the other.",
            person("Rebecca Thorne", "01632 960331", "Work mobile only, 9 to 12. Never by letter."),
            unit="PP",
            flags=frozenset({RiskFlag.STALKING}),
        ),
    )
    further.safe_by(
        t,
        "4571",
        t.victims[0],
        Channel.PHONE,
        times="Weekdays, 9 to 12",
        words="Ask for Rebecca by first name.",
    )
    t.give_to("4571", "2245", "One officer for both forces: ring Hallam today and write down who said what.")
    t.start("4571")
    who = t.suspect("4571", "Daniel Crewe", "Named by the victim; followed her by name.", "Stalking")
    t.interview("4571", who, "Says Hallam is a free country.")
    seen = t.line("4571", "witnesses", "Colleagues at the Hallam office.")
    t.answer("4571", seen, "Two saw him wait across the road on three mornings.", Bearing.TOWARDS)
    t.line("4571", "history", "Two breaches that she reported in September: what was done?")
    t.line("4571", "safeguarding", "A stalking protection order: applied for, or why not?")
    t.line("4571", "suspect_device", "His telephone, seized on arrest.")
    t.care(
        "9034",
        "Stalking adviser in Hallam. Wants one number to ring.",
        enhanced=True,
        words="Just tell me who has it.",
        between=(9, 12),
    )
    t.contact(
        "9034",
        t.victims[0],
        "Anyshire has the case until somebody in Hallam has taken it by name.",
        "Wants to know before his bail ends.",
        between=(9, 12),
        promised="Tell her what happens when bail ends",
        promised_in_days=6,
    )


def rape_to_cancel(t: Telling) -> None:
    t.record(
        "4533",
        crime(
            t,
            "ANY/5104/26",
            "rape",
            "An address in Northgate",
            "She told a ward nurse that a neighbour had raped her the evening before.",
            person("Deborah Finch", "", "Through the ward sister; she is an in-patient until Friday."),
            unit="PP",
            how=ReportedHow.ANOTHER_AGENCY,
            flags=frozenset({RiskFlag.VULNERABLE_VICTIM}),
            hours_before=16,
        ),
    )
    t.give_to("4533", "2245", "Referral centre before the window shuts.")
    t.start("4533")
    t.line("4533", "medical", "Examination at the referral centre, while samples can be taken.", 2.24)
    t.line("4533", "victim_account", "Her account on video, with the ward's agreement.")


def care_home_assault(t: Telling) -> None:
    t.record(
        "4525",
        crime(
            t,
            "ANY/2214/26",
            "assault_common",
            "Rowan House care home, Northgate",
            "Finger-shaped bruises on a resident's arms, found at bath time.",
            person(
                "Maud Ashworth",
                "01632 960341",
                "Through her daughter, Judith Ashworth, her spokesperson.",
            ),
            flags=frozenset({RiskFlag.VULNERABLE_VICTIM}),
        ),
    )
    t.give_to("4525", "2210")
    t.start("4525")
    who = t.suspect("4525", "Sandra Pym", "On duty the night before.", "Common assault")
    t.answer_minimum(
        "4525",
        {
            "victim_account": ("Can she say?", "She says 'the rough one'; she cannot name anybody."),
            "witnesses": ("The other carer.", "Saw nothing; was on the first floor."),
            "suspect_account": ("Her account.", "Says she turned Mrs Ashworth as she was taught."),
            "body_worn_video": ("None at the home.", "None."),
            "intelligence": ("Earlier concerns?", "One, about medicines."),
        },
    )
    t.interview("4525", who, "Says she turned her as she was taught.")
    t.care(
        "9034",
        "Dementia. Her daughter speaks for her and visits on Sundays.",
        enhanced=True,
        words="Her daughter: we want it looked into.",
    )
    t.release("2231", who, "One account against another; nobody saw it.")
    t.tell_release("9034", t.victims[0], "Nothing more is done about Ms Pym: nobody saw it.")
    t.propose(
        "4525",
        Step.PROPOSE_NO_FURTHER_ACTION,
        "15",
        "Bruises, and no witness.",
        "Answered.",
        "Her daughter wants it looked into.",
        "The home has moved Ms Pym to day shifts.",
    )
    decision = t.sign("2231", "Agreed.")
    t.contact(
        "9034",
        t.victims[0],
        "No further action: nobody saw how the bruises came about.",
        "Her daughter asks who looked at the rota.",
        channel=Channel.PHONE,
        tells=decision,
    )
    t.told_suspect("4525", who)
    t.later(hours=2)
    t.step("4525", Step.FILE_NO_FURTHER_ACTION, InWords())
