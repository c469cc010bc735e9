"""Evidence: lost, unread, about the suspect, asked of people, and without the victim's."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import (
    NOW,
    SUPERVISOR,
    Example,
    a_case,
    a_line,
    a_proposal,
    a_suspect,
    an_open_line,
    policy,
)
from vocabulary import Gate, LineStatus, NotPursuedReason, Outcome, RiskFlag, SuspectDecision
from workflow.case_file import SuspectDecisionAsked
from workflow.requirements import REGISTRY
from workflow.requirements.lines import minimum_of

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
LOST, READ = "lost_evidence_is_owned_up_to", "every_result_is_read"
FOCUSED, ASKED = "suspect_focused_lines_are_answered", "intrusive_requests_are_justified"
LED = "evidence_led_case_was_considered"
DAY = dt.timedelta(days=1)
REPORTED = NOW - 10 * DAY


def a_theft(*lines, **changes):
    """A shop theft, reported ten days ago; CCTV is kept three."""
    account = a_line(id=101, category="victim_account", added_at=REPORTED + DAY)
    return a_case(lines=(account, *lines), **changes)


def asked_on_day(day: float, **changes):
    return a_line(added_at=REPORTED + day * DAY, answered_at=REPORTED + 9 * DAY, **changes)


OF_LOSS = [
    Example(LOST, "asked for in time", a_theft(asked_on_day(1)), NOT_APPLICABLE),
    Example(LOST, "asked for too late", a_theft(asked_on_day(5)), UNMET, "cannot be removed"),
    Example(
        LOST,
        "asked for too late, and why",
        a_theft(asked_on_day(5, loss_explained=True)),
        MET,
        "CCTV asked for too late, lost on 17 November 2026 (cannot be removed)",
    ),
    Example(LOST, "never asked for", a_theft(), UNMET),
    Example(LOST, "never asked for, and still there", a_theft(reported_at=NOW - DAY), NOT_APPLICABLE),
    Example(
        LOST,
        "its own time passed before it was answered",
        a_theft(asked_on_day(1, evidence_expires_at=REPORTED + 8 * DAY)),
        UNMET,
    ),
    Example(
        LOST,
        "answered within its own time",
        a_theft(asked_on_day(5, evidence_expires_at=NOW)),
        NOT_APPLICABLE,
    ),
    Example(
        LOST,
        "open, and its own time has passed",
        a_theft(an_open_line(added_at=REPORTED, evidence_expires_at=NOW - DAY)),
        UNMET,
    ),
    Example(
        LOST,
        "open, and its own time has not passed",
        a_theft(an_open_line(added_at=REPORTED, evidence_expires_at=NOW + DAY)),
        NOT_APPLICABLE,
    ),
    Example(
        LOST,
        "what only grows colder is not lost",
        a_theft(asked_on_day(1), asked_on_day(9, id=102, category="property")),
        NOT_APPLICABLE,
    ),
    Example(
        LOST,
        "answered on another crime",
        a_theft(asked_on_day(5, status=LineStatus.ANSWERED_ELSEWHERE)),
        NOT_APPLICABLE,
    ),
    Example(
        LOST,
        "none is reasonable, as agreed",
        a_case(lines=(), no_lines_agreed_by_id=SUPERVISOR),
        NOT_APPLICABLE,
    ),
]


def back(days: float, **changes):
    return a_theft(an_open_line(category="forensic", result_received_at=NOW - days * DAY, **changes))


OF_RESULTS = [
    Example(READ, "nothing came back", a_theft(an_open_line()), NOT_APPLICABLE),
    Example(READ, "back nine days", back(9), UNMET, "nobody has recorded"),
    Example(READ, "back, read", a_theft(a_line(result_received_at=NOW - DAY)), MET),
]
RAPE = {"offence_class": "rape_and_serious_sexual"}
KINDS = ("suspect_account", "suspect_device", "history")


def about(suspect_id: int | None, *, open_kind: str = "", kinds=KINDS):
    return tuple(
        (an_open_line if kind == open_kind else a_line)(
            id=suspect_id or 110 + number, category=kind, suspect_id=suspect_id
        )
        for number, kind in enumerate(kinds)
    )


def of_b(*lines, **changes):
    """Rape, two suspects; no further action is asked for the second, 201."""
    suspects = (a_suspect(SuspectDecision.CHARGED), a_suspect(id=201))
    asked = SuspectDecisionAsked(201, True)
    gate = Gate.SUSPECT_NO_FURTHER_ACTION
    return a_case(lines=lines, suspects=suspects, suspect_decision=asked, gate=gate, **(RAPE | changes))


OF_SUSPECTS = [
    Example(FOCUSED, "a theft", a_case(suspects=(a_suspect(),)), NOT_APPLICABLE, "kind of crime"),
    Example(FOCUSED, "each about the suspect", of_b(*about(201)), MET),
    Example(FOCUSED, "each about the other suspect", of_b(*about(200)), UNMET),
    Example(FOCUSED, "about nobody in particular, of two", of_b(*about(None)), UNMET),
    Example(
        FOCUSED,
        "about nobody in particular, of one",
        a_case(lines=about(None), suspects=(a_suspect(),), **RAPE),
        MET,
    ),
    Example(FOCUSED, "one of them open", of_b(*about(201, open_kind="history")), UNMET),
    Example(FOCUSED, "one of them missing", of_b(*about(201, kinds=KINDS[:2])), UNMET),
    Example(
        FOCUSED,
        "another line about the suspect open",
        of_b(*about(201), an_open_line(category="cctv", suspect_id=201)),
        UNMET,
    ),
    Example(
        FOCUSED,
        "indecent images: his telephone open, the laptop looked at",
        a_case(
            offence_class="indecent_images",
            suspects=(a_suspect(),),
            lines=(
                a_line(category="suspect_account"),
                a_line(id=101, category="suspect_device"),
                an_open_line(id=102, category="suspect_device"),
                an_open_line(id=103, category="safeguarding"),
            ),
        ),
        UNMET,
    ),
    Example(FOCUSED, "no suspect is released", a_case(suspects=(), **RAPE), NOT_APPLICABLE),
]


def phone(**changes):
    return a_theft(asked_on_day(1, id=103, category="victim_device", **changes))


OF_REQUESTS = [
    Example(ASKED, "nobody's device or records", a_theft(), NOT_APPLICABLE),
    Example(ASKED, "her phone, with its grounds", phone(request_justified=True), MET),
    Example(ASKED, "her phone, without", phone(), UNMET, "why it was necessary"),
    Example(
        ASKED,
        "her phone, not pursued",
        phone(
            status=LineStatus.NOT_PURSUED, bearing=None, not_pursued_reason=NotPursuedReason.DISPROPORTIONATE
        ),
        NOT_APPLICABLE,
    ),
    Example(
        ASKED,
        "records that others hold, without",
        a_theft(a_line(category="third_party_material")),
        UNMET,
    ),
]
LOOKED_AT = tuple(
    a_line(id=120 + number, category=kind)
    for number, kind in enumerate(("witnesses", "body_worn_video", "evidence_led"))
)


def abuse(outcome: str | None, *lines):
    proposal = a_proposal(outcome) if outcome else None
    return a_case(flags=frozenset({RiskFlag.DOMESTIC_ABUSE}), lines=lines, proposal=proposal)


OF_ABUSE = [
    Example(LED, "16, and all looked at", abuse("16", *LOOKED_AT), MET),
    Example(LED, "16, and one not recorded", abuse("16", *LOOKED_AT[1:]), UNMET, "without it"),
    Example(
        LED,
        "14, and one without an answer",
        abuse("14", an_open_line(category="witnesses"), *LOOKED_AT[1:]),
        UNMET,
    ),
    Example(LED, "15", abuse("15"), NOT_APPLICABLE, "this outcome"),
    Example(LED, "no outcome is chosen yet", abuse(None), NOT_APPLICABLE, "is chosen"),
    Example(LED, "a theft, 16", a_case(proposal=a_proposal("16")), NOT_APPLICABLE, "kind of crime"),
    Example(LED, "a theft, no outcome yet", a_case(), NOT_APPLICABLE, "kind of crime"),
]
EXAMPLES = [*OF_LOSS, *OF_RESULTS, *OF_SUSPECTS, *OF_REQUESTS, *OF_ABUSE]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def items(key, case):
    return [(item.text, item.kind) for item in REGISTRY[key].rule(case, policy()).items]


def test_what_was_never_asked_for_is_named_with_how_long_it_was_kept():
    assert items(LOST, a_theft()) == [
        ("CCTV never asked for; kept 3 days, lost on 17 November 2026", "missing_line")
    ]


def test_a_late_line_is_linked_to_where_it_is_owned_up_to():
    assert items(LOST, a_theft(asked_on_day(5))) == [
        ("CCTV asked for too late, lost on 17 November 2026", "line_loss")
    ]


@pytest.mark.parametrize(("days", "since"), [(9.5, "9 days"), (1, "1 day"), (0.5, "today")])
def test_an_unread_result_says_for_how_long_it_has_been_back(days, since):
    assert items(READ, back(days)) == [(f"Forensic recovery: result back {since}, unread", "line")]


def test_a_missing_line_about_the_suspect_leads_to_a_form_about_that_suspect():
    assert items(FOCUSED, of_b(*about(201, kinds=KINDS[:2]))) == [
        ("History of relationship and offending: no line about this suspect", "suspect_line")
    ]


def test_what_was_not_considered_without_the_victim_is_named():
    assert items(LED, abuse("16", *LOOKED_AT[2:])) == [
        ("Witnesses and 999 recording: not considered", "missing_line"),
        ("Body-worn video: not considered", "missing_line"),
    ]


def rape_reported_after(days: float, *flags: RiskFlag):
    happened = NOW - 10 * DAY
    return a_case(
        occurred_until_at=happened, reported_at=happened + days * DAY, flags=frozenset(flags), **RAPE
    )


@pytest.mark.parametrize(("days", "asked"), [(0, True), (7, True), (7.1, False), (4_000, False)])
def test_medical_evidence_of_a_rape_is_asked_while_a_body_holds_it(days, asked):
    assert ("medical" in minimum_of(rape_reported_after(days), policy())) is asked


def test_an_injury_asks_for_medical_evidence_whenever_it_was_reported():
    assert "medical" in minimum_of(rape_reported_after(4_000, RiskFlag.INJURY), policy())
    case = a_case(offence_class="theft", flags=frozenset({RiskFlag.DOMESTIC_ABUSE}))
    assert "medical" not in minimum_of(case, policy())
    hurt = a_case(offence_class="theft", flags=frozenset({RiskFlag.DOMESTIC_ABUSE, RiskFlag.INJURY}))
    assert "medical" in minimum_of(hurt, policy())


WITH_A_SUSPECT = {"suspect_account", "identification", "search", "suspect_device"}


@pytest.mark.parametrize("offence_class", [each.key for each in policy().offence_classes])
def test_what_only_a_suspect_can_give_is_asked_once_there_is_one(offence_class):
    case = a_case(offence_class=offence_class, flags=frozenset(RiskFlag) - {RiskFlag.TRACKABLE_ITEM_TAKEN})
    minimum = set(minimum_of(case, policy()))
    assert not WITH_A_SUSPECT & minimum
    assert "tracking" not in minimum


def test_cctv_is_a_must_for_rape():
    assert "cctv" in minimum_of(a_case(**RAPE), policy())
