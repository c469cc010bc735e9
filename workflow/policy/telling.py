"""The rows of a pack about telling and withdrawing: who agrees, how soon a suspect is told, own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vocabulary import ExceptionKind, Rank
from workflow.policy.entries import Authority, AuthorityRow, Concerns, Limit
from workflow.policy.matching import WHOM, concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, TEXT, WHOLE, at_least_one, one_of

FILE = "telling.toml"
EMBARGO = "embargo"
EVIDENCE_LED = "evidence_led"
CALL_BACK = "call_back"
NO_CALL_BACK = "no_call_back"
# What somebody agrees to: each exception, what must not be told yet, whether to go on without the victim,
# ringing back somebody who asked not to be contacted, and not ringing back somebody who was drawn.
AGREED = (*(kind.value for kind in ExceptionKind), EMBARGO, EVIDENCE_LED, CALL_BACK, NO_CALL_BACK)


@dataclass(frozen=True)
class AgreementRow:
    """Who agrees to one kind of exception, and in which cases."""

    kind: str
    row: AuthorityRow


@dataclass(frozen=True)
class SuspectTelling:
    """A suspect is told within this limit; `rule` is the sentence that asks."""

    limit: Limit
    rule: str
    source: str
    concerns: Concerns


@dataclass(frozen=True)
class OwnWords:
    """Where the victim's own words, who heard them and when, are asked for; or what protects them."""

    rule: str
    source: str
    concerns: Concerns


@dataclass(frozen=True)
class TellingRules:
    """All of it. `protective`: where withdrawing asks what protects the victim."""

    agreements: tuple[AgreementRow, ...] = ()
    suspects: tuple[SuspectTelling, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    protective: tuple[OwnWords, ...] = ()


def telling_rules(tables: Tables, classes: Collection[str]) -> TellingRules:
    """Every row in force on the day."""
    return TellingRules(
        tuple(_agreements(tables, classes)),
        tuple(_suspects(tables, classes)),
        tuple(_own_words(tables, classes, "own_words")),
        tuple(_own_words(tables, classes, "protective")),
    )


def _agreements(tables: Tables, classes: Collection[str]) -> Iterator[AgreementRow]:
    fields = {"kind": TEXT, "rank": TEXT, "detective": FLAG, "rule": TEXT, "source": TEXT, **WHOM}
    for whole, found in tables.rows(FILE, "telling_exception", fields):
        authority = Authority(
            one_of(FILE, f"{whole}.rank", found["rank"], Rank),
            found["detective"],
            1,
            found["rule"],
            tables.source(FILE, whole, found["source"]),
        )
        yield AgreementRow(
            one_of(FILE, f"{whole}.kind", found["kind"], AGREED),
            AuthorityRow(authority, concerns(FILE, whole, found, classes, ())),
        )


def _suspects(tables: Tables, classes: Collection[str]) -> Iterator[SuspectTelling]:
    fields = {"hours": WHOLE, "rule": TEXT, "source": TEXT, **WHOM}
    for whole, found in tables.rows(FILE, "suspect_telling", fields):
        hours = at_least_one(FILE, f"{whole}.hours", found["hours"])
        yield SuspectTelling(
            Limit("hours", hours, hours),
            found["rule"],
            tables.source(FILE, whole, found["source"]),
            concerns(FILE, whole, found, classes, ()),
        )


def _own_words(tables: Tables, classes: Collection[str], table: str) -> Iterator[OwnWords]:
    fields = {"rule": TEXT, "source": TEXT, **WHOM}
    for whole, found in tables.rows(FILE, table, fields):
        yield OwnWords(
            found["rule"],
            tables.source(FILE, whole, found["source"]),
            concerns(FILE, whole, found, classes, ()),
        )
