"""The handbook: each requirement, who signs, what is owed by when, and the words, from today's policy."""

from __future__ import annotations

from flask import Blueprint, render_template

from views import labels
from views.access import access
from views.clock import policy, today
from views.glossary import glossary_terms
from vocabulary import DutyKind, Gate
from workflow.duties import hours_in_words
from workflow.policy.entries import Concerns, DutyRule, Limit
from workflow.policy.pack import Authority, Policy
from workflow.policy.rights import Right
from workflow.requirements import REGISTRY, of_gate
from workflow.requirements.explained import EXPLAINED
from workflow.requirements.sign_offs import authority_in_words

blueprint = Blueprint("handbook", __name__)

# Addresses are in kebab-case: every-line-is-answered.
_KEYS = ",".join(f"'{key.replace('_', '-')}'" for key in REGISTRY)


@blueprint.get("/handbook")
@access(signed_in=True)
def contents():
    gates = [(labels.GATES[gate], of_gate(gate)) for gate in Gate]
    return render_template("handbook/contents.html", gates=gates, explained=EXPLAINED, today=today())


@blueprint.get(f"/handbook/<any({_KEYS}):requirement>")
@access(signed_in=True)
def requirement(requirement: str):
    declared = REGISTRY[requirement.replace("-", "_")]
    return render_template(
        "handbook/requirement.html",
        declared=declared,
        explained=EXPLAINED[declared.key],
        asked=[labels.GATES[gate] for gate in Gate if gate in declared.gates],
        source=policy().source(declared.source),
        override=policy().override_rule(declared.key),
        override_by=_override_by(declared.key),
    )


def _override_by(key: str) -> str:
    """The least that the pack asks of whoever grants one, in words."""
    rule = policy().override_rule(key)
    return authority_in_words(Authority(rule.rank, rule.detective, 1, "", rule.source)) if rule else ""


@blueprint.get("/handbook/authority")
@access(signed_in=True)
def authority():
    rows = [
        (
            authority_in_words(row.authority),
            row.authority.rule,
            [
                *concerns_in_words(row.concerns, policy()),
                *([("Only", "those drawn by lot, after the first sign-off")] if row.second_look else []),
            ],
        )
        for row in policy().authority_rows
    ]
    sources = list(dict.fromkeys(row.authority.source for row in policy().authority_rows))
    return render_template("handbook/authority.html", rows=rows, sources=sources, today=today())


@blueprint.get("/handbook/duties")
@access(signed_in=True)
def duties():
    rows = [
        (
            rule,
            _limit_of(rule, rule.limit.standard),
            _limit_of(rule, rule.limit.enhanced),
        )
        for rule in (*_duties_of_their_own(), *map(_as_a_duty, policy().rights.values()))
    ]
    return render_template("handbook/duties.html", rows=rows, today=today())


@blueprint.get("/glossary")
@access(signed_in=True)
def glossary():
    return render_template("handbook/glossary.html", terms=glossary_terms(policy()))


def _duties_of_their_own() -> list[DutyRule]:
    return [rule for kind, rule in policy().duty_rules.items() if kind is not DutyKind.RIGHT]


def _as_a_duty(right: Right) -> DutyRule:
    """A victim's right as the table of duties has it."""
    done_by = f"a contact that gives {right.gives}; or a lawful reason why not"
    title = f"Right {right.number}: {right.title}"
    return DutyRule(DutyKind.RIGHT, title, right.limit, right.owed_by, done_by, right.source)


def concerns_in_words(concerns: Concerns, held: Policy) -> list[tuple[str, str]]:
    """Which cases a row is about, a part at a time; nothing when it is about every case."""
    titles = {each.key: each.title for each in held.offence_classes}
    kinds = [labels.DECISIONS[kind] for kind in labels.DECISIONS if kind in concerns.kinds]
    flags = [labels.RISK_FLAGS[flag] for flag in labels.RISK_FLAGS if flag in concerns.flags]
    outcomes = [each.code for each in held.crime_outcomes if each.code in concerns.outcomes]
    risks = (
        "Risk" if len(flags) == 1 else "All of these risks" if concerns.all_flags else "Any of these risks"
    )
    parts = [
        ("Decisions", kinds),
        ("Kinds of crime", [titles[each] for each in titles if each in concerns.classes]),
        (risks, flags),
        ("Outcomes", outcomes),
        ("Only while", ["a suspect is wanted"] if concerns.wanted else []),
    ]
    return [(name, ", ".join(found)) for name, found in parts if found]


def _limit_of(rule: DutyRule, number: int) -> str:
    if rule.kind is DutyKind.TELL_LATER:
        return "By the date of review"
    return limit_in_words(rule.limit, number)


def limit_in_words(limit: Limit, number: int) -> str:
    """For example '5 working days', '24 hours'; a promise is due when it was promised for."""
    if limit.unit == "promised":
        return "By the time promised"
    if limit.unit == "set":
        return "Before it ends"
    if limit.unit == "date_set":
        return "By the date set"
    if limit.unit == "agreed":
        return "As often as was agreed"
    if limit.unit == "hours":
        return hours_in_words(number)
    return f"{number} working day{'' if number == 1 else 's'}"
