"""The force's ordinary crimes: data in ordinary/*.toml, brought to their states by the services."""

from __future__ import annotations

import tomllib
from pathlib import Path

from commands.demo_force.before_the_end import see_to_the_rest
from commands.demo_force.crimes import crime, person, shop
from commands.demo_force.telling import Telling
from commands.demo_force.withdrawing import decide_without, withdraws
from vocabulary import Bearing, Channel, ReportedHow, ResolutionKind, RiskFlag, Step, SuspectDecision
from workflow.services.particulars import InWords

FOLDER = Path(__file__).parent / "ordinary"
# Who allocates in each unit, and who signs there without having done anything on the case.
GIVES = {"NG": "2210", "EB": "2260", "PP": "2245", "SC": "2250"}
SIGNS = {"NG": "2231", "EB": "2262", "PP": "1120", "SC": "1121"}
CARES = {"NG": "9034", "PP": "9034", "EB": "9035", "SC": "9035"}
PROPOSE = {"close": Step.PROPOSE_CLOSURE, "file": Step.PROPOSE_NO_FURTHER_ACTION}
FINISH = {"close": Step.CLOSE, "file": Step.FILE_NO_FURTHER_ACTION}
# How far a crime has come; each takes in what stands before it.
STAGES = ("recorded", "allocated", "investigating", "charged", "proposed", "signed", "finished", "reopened")


def read_crimes() -> list[dict]:
    """Every ordinary crime as written, oldest first."""
    written = [
        each
        for path in sorted(FOLDER.glob("*.toml"))
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["crime"]
    ]
    return sorted(written, key=lambda each: -each["days_ago"])


def tell(t: Telling, told: dict) -> None:
    """Bring one crime to the stage it is said to have reached."""
    stage = STAGES.index(told["stage"])
    _record(t, told)
    if stage >= STAGES.index("allocated"):
        t.give_to(told["officer"], GIVES[told["unit"]], told.get("directions", ""))
    if stage >= STAGES.index("investigating"):
        t.start(told["officer"])
        _work(t, told)
        _care(t, told)
    if stage >= STAGES.index("proposed"):
        see_to_the_rest(t, told["officer"], GIVES[told["unit"]], told.get("review", ""))
        _end(t, told, stage)


def _record(t: Telling, told: dict) -> None:
    victims = [
        shop(each["business"], each.get("contact", ""), each.get("phone", ""))
        if "business" in each
        else person(each["name"], each.get("phone", ""), each.get("safe", ""))
        for each in told.get("victims", ())
    ]
    t.record(
        told.get("recorded_by", told["officer"]),
        crime(
            t,
            told["reference"],
            told["offence"],
            told["place"],
            told["summary"],
            *victims,
            unit=told["unit"],
            flags=frozenset(RiskFlag(flag) for flag in told.get("flags", ())),
            hours_before=told.get("hours_before", 3),
            at=told.get("at", ""),
            how=ReportedHow(told.get("how", "non_emergency_call")),
            no_suspect=told.get("no_suspect", ""),
            no_victim=told.get("no_victim", ""),
        ),
    )


def _work(t: Telling, told: dict) -> None:
    """Suspects first: which lines are asked depends on them."""
    officer = told["officer"]
    added = [
        (t.suspect(officer, each["name"], each["why"], each["offences"]), each)
        for each in told.get("suspects", ())
    ]
    for category, (objective, *answer) in told.get("lines", {}).items():
        line_id = t.line(officer, category, objective)
        if answer:
            bearing = Bearing(answer[1]) if len(answer) > 1 else Bearing.NEUTRAL
            t.answer(officer, line_id, answer[0], bearing)
    if "proposed" in STAGES[: STAGES.index(told["stage"]) + 1]:
        t.answer_minimum(officer, {})
    for suspect_id, each in added:
        if "account" in each:
            t.interview(officer, suspect_id, each["account"])
        if "charged_with" in each:
            t.charge(officer, suspect_id, each["charged_with"])
        elif each.get("decision") == SuspectDecision.NO_FURTHER_ACTION:
            t.release(each["decided_by"], suspect_id, each["reason"])
            for victim_id in t.victims:
                t.tell_release(CARES[told["unit"]], victim_id, f"Nothing more is done. {each['reason']}")
        elif each.get("decision") == SuspectDecision.OUT_OF_COURT_RESOLUTION:
            kind = ResolutionKind(each.get("resolution", ResolutionKind.COMMUNITY_RESOLUTION))
            t.resolve(officer, suspect_id, each["reason"], kind)
            t.check_resolution(GIVES[told["unit"]], suspect_id)
        elif "decision" in each:
            t.decide_suspect(officer, suspect_id, SuspectDecision(each["decision"]), each["reason"])


def _care(t: Telling, told: dict) -> None:
    for victim_id, each in zip(t.victims, told.get("victims", ()), strict=True):
        if "needs" in each:
            t.care_for(
                CARES[told["unit"]],
                victim_id,
                each["needs"],
                enhanced=each.get("enhanced", False),
                support=each.get("support", "accepted"),
                view="" if "withdrawal" in each else each.get("view", "supports"),
                words=each.get("words", "I want it looked into."),
            )
        if "withdrawal" in each:
            by = CARES[told["unit"]]
            withdraws(t, by, victim_id, each["view"], each["words"], each["withdrawal"])
        for contact in each.get("contacts", ()):
            t.contact(
                contact.get("by", told["officer"]),
                victim_id,
                contact["told"],
                contact.get("said", ""),
                channel=Channel(contact.get("channel", "phone")),
                promised=contact.get("promised", ""),
                promised_in_days=contact.get("in_days"),
                reached=contact.get("reached", True),
            )
            if "kept" in contact:
                t.later(days=contact["kept_in_days"])
                channel = Channel(contact.get("kept_channel") or contact.get("channel", "phone"))
                t.contact(contact["by"], victim_id, contact["kept"], channel=channel, keeps=True)
        if "declines" in each:
            t.decline(told["officer"], victim_id, each["declines"])
    if "without_victim" in told:
        decide_without(t, told["without_victim"]["by"], told["without_victim"]["reason"])


def _end(t: Telling, told: dict, stage: int) -> None:
    ending, officer = told["ending"], told["officer"]
    how = ending["how"]
    t.propose(
        officer,
        PROPOSE[how],
        ending["outcome"],
        ending["evidence"],
        ending["lines"],
        ending["victim"],
        ending["risk"],
    )
    if stage < STAGES.index("signed"):
        return
    decision = t.sign(ending.get("signed_by", SIGNS[told["unit"]]), ending.get("remarks", ""))
    if stage < STAGES.index("finished"):
        return
    channel = Channel(ending.get("channel", "phone"))
    by = CARES[told["unit"]]
    t.tell_all(by, decision, ending.get("told", ""), ending.get("said", ""), channel)
    t.later(hours=2)
    t.step(officer, FINISH[how], InWords())
    if told["stage"] == "reopened":
        t.later(days=ending.get("reopened_after_days", 10))
        t.step(GIVES[told["unit"]], Step.REOPEN, InWords(ending["reopened_because"]))
