"""Crimes in rarer states: not investigated, cancelled, transferred, with the CPS, waiting, restricted."""

from __future__ import annotations

from commands.demo_force import further
from commands.demo_force.crimes import crime, person, shop
from commands.demo_force.telling import Telling
from vocabulary import (
    AppropriateAdult,
    AssessmentQuestion,
    Bearing,
    ReportedHow,
    Restriction,
    RiskFlag,
    Step,
    WaitingOn,
)
from workflow.services.particulars import Cancelling, InWords, NotInvestigating, Transferring


def not_investigated(t: Telling) -> None:
    t.record(
        "4518",
        crime(
            t,
            "ANY/4903/26",
            "theft_other",
            "Northgate indoor market",
            "A folding chair left beside a stall was gone at closing time.",
            person("Agnes Dearlove", "01632 960401"),
            how=ReportedHow.ONLINE,
            no_suspect="Nobody saw it go.",
        ),
    )
    every = frozenset(AssessmentQuestion)
    further.propose(
        t,
        "2210",
        Step.PROPOSE_NOT_INVESTIGATING,
        NotInvestigating(
            "18", frozenset(), every, "No camera covers the stall and the chair has no mark.",
            call_taken_by_id=t.who("4518").id,
        ),
    )  # fmt: skip
    decision = t.sign("9061", "Nothing to follow.")
    while t.case().state == "awaiting_sign_off":  # drawn for a second look
        t.sign("1107", "Looked at twice: nothing to follow.")
    t.tell_all(
        "9034",
        decision,
        "There is no camera at the stall and nothing to trace, so it is not investigated further. It is "
        "kept, and opened again if anything comes up.",
        "Had hoped for a camera; understands.",
    )
    t.later(hours=1)
    t.step("2210", Step.FILE_NO_FURTHER_ACTION, InWords())


def bus_shelter(t: Telling) -> None:
    t.record(
        "4560",
        crime(
            t,
            "ANY/4815/26",
            "criminal_damage_other",
            "Bus shelter, Eastbrook High Street",
            "Glass of the shelter broken; reported by the bus company and again by a passer-by.",
            shop("Eastbrook Buses", "Nigel Frith", "01632 960402"),
            unit="EB",
            no_suspect="Nobody seen.",
        ),
    )


def cancelled_as_a_duplicate(t: Telling) -> None:
    t.record(
        "4561",
        crime(
            t,
            "ANY/4816/26",
            "criminal_damage_other",
            "Bus shelter, Eastbrook High Street",
            "A passer-by reports broken glass at the shelter.",
            shop("Eastbrook Buses", "Nigel Frith", "01632 960402"),
            unit="EB",
            no_suspect="Nobody seen.",
        ),
    )
    further.propose(
        t,
        "4561",
        Step.PROPOSE_CANCELLATION,
        Cancelling("duplicate", other_reference="ANY/4815/26"),
    )
    decision = t.sign("1130", "The same pane of glass: 4815 stays.")
    t.tell_all("9035", decision, "Two reports of one broken pane: one record stays.", "Fine.")
    t.later(hours=1)
    t.step("2260", Step.CANCEL, InWords())


def transferred(t: Telling) -> None:
    t.record(
        "4560",
        crime(
            t,
            "ANY/4770/26",
            "theft_from_vehicle",
            "Car park of Hallam retail village",
            "Golf clubs taken from a car; the owner lives in Eastbrook and reported it at home.",
            person("Frederick Loomis", "01632 960403"),
            unit="EB",
            no_suspect="Nobody seen.",
        ),
    )
    t.give_to("4560", "2260")
    further.propose(
        t, "4560", Step.PROPOSE_TRANSFER, Transferring("Hallamshire Police", "It happened in Hallam.")
    )
    further.accept(t, "4560", "PS Denise Wray, Hallam", "HAL/22871/26")
    decision = t.sign("1130", "Accepted by name.")
    t.tell_all(
        "9035", decision, "Hallamshire Police have it: PS Wray, reference HAL/22871/26.", "Writes it down."
    )
    t.later(hours=1)
    t.step("4560", Step.TRANSFER, InWords())


def with_the_cps(t: Telling) -> None:
    t.record(
        "4570",
        crime(
            t,
            "ANY/4610/26",
            "assault_actual_bodily_harm",
            "Taxi office, Eastbrook",
            "A driver was struck with a torch in a quarrel over a fare.",
            person("Bashir Malik", "01632 960404", "Nights are best."),
            unit="SC",
            how=ReportedHow.EMERGENCY_CALL,
            flags=frozenset({RiskFlag.INJURY}),
        ),
    )
    t.give_to("4570", "2250", "Both cab cameras.")
    t.start("4570")
    who = t.suspect("4570", "Dean Halloran", "The passenger; named by his card.", "Assault")
    seen = t.line("4570", "cctv", "The office's camera and the cab's.")
    t.answer("4570", seen, "One blow with a torch, seen from the front.", Bearing.TOWARDS)
    t.interview(
        "4570",
        who,
        "Says the driver locked the doors.",
        is_vulnerable=True,
        adult=AppropriateAdult.ABSENT,
        why_no_adult="Told the nurse afterwards that he hears voices; nobody had asked him before.",
    )
    t.care_for(
        "9035", t.victims[0], "Off work for a week.", enhanced=False, support="accepted", view="supports",
        words="I want it to go to court.",
    )  # fmt: skip
    further.refer(t, "4570", [who], "CPS/22/1184", "Is one blow on camera enough with his account?")


def waiting_for_the_laboratory(t: Telling) -> None:
    t.record(
        "4502",
        crime(
            t,
            "ANY/4844/26",
            "burglary_business",
            "Quay Street Dental, Northgate",
            "A rear window was broken with a stone; blood was left on the frame.",
            shop("Quay Street Dental", "Dr Amit Sethi", "01632 960405"),
            no_suspect="The blood is all there is.",
        ),
    )
    t.give_to("4502", "2210")
    t.start("4502")
    t.line("4502", "forensic", "DNA from the blood on the frame.")
    further.wait_for(t, "4502", WaitingOn.LABORATORY, "Swab sent; four weeks said.", 28)


def restricted_case(t: Telling) -> None:
    t.record(
        "4533",
        crime(
            t,
            "ANY/4890/26",
            "assault_common",
            "An address in Northgate",
            "A police officer's partner says she was pushed down two stairs.",
            person("Charlotte Venn", "01632 960406", "Never at home; her sister's number only."),
            unit="PP",
            how=ReportedHow.FRONT_COUNTER,
            flags=frozenset({RiskFlag.DOMESTIC_ABUSE}),
        ),
    )
    t.give_to("4533", "2245", "He works in this building: nothing on desks.")
    t.start("4533")
    t.suspect("4533", "Adam Venn", "Named by the victim.", "Common assault")
    further.restrict(t, "1120", Restriction.RESTRICTED, "The suspect is an officer of this force.")


def covert_case(t: Telling) -> None:
    t.record(
        "4570",
        crime(
            t,
            "ANY/4880/26",
            "drugs_supply",
            "Kept from lists",
            "Supply from a minicab office; observations until the middle of December.",
            unit="SC",
            how=ReportedHow.OFFICER,
            no_victim="The offence is against the public.",
            no_suspect="Not named here while the observation lasts.",
        ),
    )
    t.give_to("4570", "2250")
    t.start("4570")
    t.line("4570", "intelligence", "The observation log.")
    further.restrict(t, "1121", Restriction.COVERT, "An observation is under way.")
