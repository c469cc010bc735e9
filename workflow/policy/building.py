"""From checked tables to the frozen policy of one day; every cross-reference is checked here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from vocabulary import DecisionKind, DutyKind, Role, State
from workflow.policy import cps, entries
from workflow.policy.charging import charging_limits
from workflow.policy.endings import endings
from workflow.policy.enhanced import enhanced
from workflow.policy.gravity import gravity_of_classes
from workflow.policy.letters import letters
from workflow.policy.matching import (
    allocation_rows,
    authority_rows,
    lower_class_rows,
    lower_risk_rows,
    minimum_lines,
    telling_rows,
)
from workflow.policy.overriding import grades, override_rules
from workflow.policy.pack import Policy
from workflow.policy.protection import protection
from workflow.policy.remaining import remaining
from workflow.policy.resolutions import resolution_rules
from workflow.policy.rights import rights
from workflow.policy.rights_to_review import pilot, review_schemes
from workflow.policy.signs import signs
from workflow.policy.tables import Tables
from workflow.policy.telling import telling_rules
from workflow.policy.validator import FLAG, TEXT, WHOLE, Field, PackRefused, at_least_one, one_of, optional
from workflow.policy.whole import check_whole
from workflow.policy.wording import settings, words

Categories = dict[str, entries.LineCategory]
EMPTY_TEXT = optional(str, "", "text")
# As long as the columns that hold them.
A_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
AN_OUTCOME_CODE = re.compile(r"[1-9][0-9]?A?")


def build(head: Mapping[str, Any], digest: str, held: Mapping[str, Any], day: dt.date) -> Policy:
    """The policy in force on `day`. Raises PackRefused."""
    tables = Tables(held, day)
    sources = _sources(tables)
    tables = Tables(held, day, sources)
    classes = {key: entries.OffenceClass(key, title) for key, title in tables.texts("offences.toml", "class")}
    published = dict(held["published.toml"]["category"])
    offences = _offences(tables, classes, published)
    for name, key in published.items():
        one_of("published.toml", f"category.{name}", key, offences)
    categories, ended = _line_categories(tables)
    outcomes = {outcome.code: outcome for outcome in _outcomes(tables)}
    policy = Policy(
        name=head["name"],
        version=head["version"],
        digest=digest,
        sources=MappingProxyType(sources),
        offence_classes=tuple(classes.values()),
        offences=tuple(offences.values()),
        line_categories=tuple(categories.values()),
        ended_line_categories=MappingProxyType(ended),
        minimum=tuple(minimum_lines(tables, categories, classes)),
        crime_outcomes=tuple(outcomes.values()),
        allocation_rows=tuple(allocation_rows(tables, classes)),
        authority_rows=tuple(authority_rows(tables, classes)),
        lower_risk_rows=tuple(lower_risk_rows(tables, classes)),
        lower_class_rows=tuple(lower_class_rows(tables, classes)),
        gravity=MappingProxyType(gravity_of_classes(tables, classes)),
        resolutions=MappingProxyType(resolution_rules(tables, outcomes)),
        duty_rules=MappingProxyType(_duties(tables)),
        telling_rows=tuple(telling_rows(tables, classes)),
        endings=endings(tables, classes),
        override_rules=MappingProxyType(override_rules(tables)),
        grades=MappingProxyType(grades(tables)),
        cps_decisions=MappingProxyType(cps.decisions(tables)),
        early_advice_rows=tuple(cps.early_advice_rows(tables, classes)),
        telling_rules=telling_rules(tables, classes),
        charging_limits=tuple(charging_limits(tables, offences, categories)),
        rights=MappingProxyType({right.key: right for right in rights(tables, classes)}),
        enhanced=enhanced(tables, classes),
        letters=letters(tables, [each.title for each in (*classes.values(), *offences.values())], outcomes),
        settings=MappingProxyType(settings(tables)),
        words=MappingProxyType(words(tables)),
        published_labels=MappingProxyType(_labels(tables)),
        published_categories=MappingProxyType(published),
        remaining=remaining(tables, classes, categories),
        protection=protection(tables, classes),
        review_schemes=MappingProxyType(review_schemes(tables)),
        pilot=pilot(tables, classes),
        signs=tuple(signs(tables, classes)),
    )
    check_whole(policy)
    return policy


def _sources(tables: Tables) -> dict[str, entries.Source]:
    fields = {"instrument": TEXT, "paragraph": EMPTY_TEXT, "link": EMPTY_TEXT, "mark": TEXT}
    sources = {}
    for key, whole, found in tables.entries("sources.toml", "source", fields):
        one_of("sources.toml", f"{whole}.mark", found["mark"], tuple(entries.MARKS_IN_WORDS))
        if found["link"] and not found["link"].startswith("https://"):
            raise PackRefused("sources.toml", f"{whole}.link", "must begin with https://")
        if not found["link"] and found["mark"] not in entries.FORCE_SETTING_MARKS:
            raise PackRefused("sources.toml", f"{whole}.link", "is missing: who marks P or S can link it")
        sources[key] = entries.Source(
            key,
            found["instrument"],
            found["paragraph"],
            found["link"],
            found["mark"],
            found["from"],
            found["until"],
        )
    return sources


def _offences(
    tables: Tables, classes: Mapping[str, entries.OffenceClass], published: Mapping[str, Any]
) -> dict[str, entries.Offence]:
    file, offences = "offences.toml", {}
    for key in classes:
        _well_named(file, f"class.{key}", key, A_KEY)
    for key, whole, found in tables.entries(file, "offence", {"title": TEXT, "class": TEXT}):
        _well_named(file, whole, key, A_KEY)
        offence_class = one_of(file, f"{whole}.class", found["class"], classes)
        as_published = key in published.values() and offence_class != entries.UNCLASSIFIED
        offences[key] = entries.Offence(key, found["title"], offence_class, as_published)
    return offences


def _line_categories(tables: Tables) -> tuple[Categories, Categories]:
    """Those in force, and those that have ended: old lines keep their words."""
    file = "lines.toml"
    fields = {
        "title": TEXT,
        "evidential": Field(bool, words="true or false"),
        "perishes_after_hours": optional(int, None, "a whole number"),
        "source": optional(str, None, "text"),
        "lost": FLAG,
        "intrusive": FLAG,
    }
    in_force, ended = {}, {}
    for key, whole, found, holds in tables.every_entry(file, "category", fields):
        _well_named(file, whole, key, A_KEY)
        hours = found["perishes_after_hours"]
        if hours is not None:
            if hours < 1:
                raise PackRefused(file, f"{whole}.perishes_after_hours", "must be more than 0")
            if found["source"] is None:
                raise PackRefused(file, f"{whole}.source", "is missing, though hours are given")
            if holds:
                tables.source(file, whole, found["source"])
        elif found["lost"]:
            raise PackRefused(file, f"{whole}.lost", "means nothing without perishes_after_hours")
        category = entries.LineCategory(
            key,
            found["title"],
            found["evidential"],
            hours,
            found["source"],
            found["lost"],
            found["intrusive"],
        )
        if holds:
            in_force[key] = category
        elif found["until"] is not None and found["until"] <= tables.day:
            ended[key] = category
    return in_force, ended


def _outcomes(tables: Tables) -> Iterator[entries.CrimeOutcome]:
    file = "outcomes.toml"
    fields = {
        "title": TEXT,
        "ending": optional(str, None, "text"),
        "not_for_force_use": FLAG,
        "suspects": TEXT,
        "victim_view": optional(str, "any", "text"),
        "formal_action": FLAG,
        "cps_decides": FLAG,
        "no_statement": FLAG,
        "source": optional(str, "home-office.outcomes", "text"),
    }
    endings = (DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION)
    for code, whole, found in tables.entries(file, "outcome", fields):
        _well_named(file, whole, code, AN_OUTCOME_CODE)
        ending = found["ending"]
        if ending is not None:
            ending = one_of(file, f"{whole}.ending", ending, endings)
        if found["not_for_force_use"] == (ending is not None):
            fault = "is missing" if ending is None else "must be left out: the outcome is not for force use"
            raise PackRefused(file, f"{whole}.ending", fault)
        if (ending is DecisionKind.CLOSURE) != found["formal_action"]:
            raise PackRefused(
                file,
                f"{whole}.formal_action",
                "an outcome closes a crime exactly when formal action was taken",
            )
        yield entries.CrimeOutcome(
            code,
            found["title"],
            ending,
            one_of(file, f"{whole}.suspects", found["suspects"], entries.SUSPECT_PREDICATES),
            one_of(file, f"{whole}.victim_view", found["victim_view"], entries.VICTIM_PREDICATES),
            found["formal_action"],
            tables.source(file, whole, found["source"]),
            found["cps_decides"],
            found["no_statement"],
        )


def _duties(tables: Tables) -> dict[DutyKind, entries.DutyRule]:
    file = "duties.toml"
    fields = {"title": TEXT, "unit": TEXT, "standard": WHOLE, "enhanced": WHOLE, "owed_by": TEXT}
    fields |= {"discharged_by": TEXT, "source": TEXT}
    rules = {}
    for key, whole, found in tables.entries(file, "duty", fields):
        kind = one_of(file, whole, key, DutyKind)
        rules[kind] = entries.DutyRule(
            kind,
            found["title"],
            _limit(file, whole, kind, found),
            one_of(file, f"{whole}.owed_by", found["owed_by"], Role),
            found["discharged_by"],
            tables.source(file, whole, found["source"]),
        )
    for kind in DutyKind:
        if kind not in rules:
            raise PackRefused(file, f"duty.{kind.value}", "is missing")
    return rules


def _limit(file: str, whole: str, kind: DutyKind, found: Mapping[str, Any]) -> entries.Limit:
    unit = one_of(file, f"{whole}.unit", found["unit"], entries.LIMIT_UNITS)
    given = entries.SET_BY_A_PERSON.get(kind)
    if unit == "promised" and given != "promised":
        raise PackRefused(file, f"{whole}.unit", "a promise, and nothing else, is due at the time promised")
    if unit != given and (given or unit in ("set", "date_set", "by_right", "agreed")):
        needed = given or "hours or working_days"
        raise PackRefused(file, f"{whole}.unit", f"must be {needed} for this kind of duty")
    for name in ("standard", "enhanced"):
        if given and found[name]:
            raise PackRefused(file, f"{whole}.{name}", "must be 0: the time that a person set is the limit")
        if not given:
            at_least_one(file, f"{whole}.{name}", found[name])
    if found["enhanced"] > found["standard"]:
        raise PackRefused(file, f"{whole}.enhanced", "must not be longer than standard")
    return entries.Limit(unit, found["standard"], found["enhanced"])


def _labels(tables: Tables) -> dict[str, entries.PublishedLabel]:
    return {
        label: entries.PublishedLabel(
            label, State.RECORDED if found["open"] else State.DECIDED_BEFORE_FAIRLEAD, found["silent"]
        )
        for label, _, found in tables.entries("published.toml", "label", {"open": FLAG, "silent": FLAG})
    }


def _well_named(file: str, whole: str, key: str, pattern: re.Pattern[str]) -> None:
    if not pattern.fullmatch(key):
        raise PackRefused(file, whole, f"{key!r} cannot be a key here")
