"""What must hold across the files of a pack, once each entry is right by itself."""

from __future__ import annotations

from vocabulary import DecisionKind
from workflow.policy.entries import UNCLASSIFIED
from workflow.policy.gravity import check_gravity
from workflow.policy.pack import Policy
from workflow.policy.telling import AGREED
from workflow.policy.validator import PackRefused


def check_whole(policy: Policy) -> None:
    """What must hold across files: the class that code asks for, and an answer for every class."""
    if UNCLASSIFIED not in {each.key for each in policy.offence_classes}:
        raise PackRefused("offences.toml", f"class.{UNCLASSIFIED}", "is missing")
    for each in policy.offence_classes:
        if not any(row.concerns.is_always_so(each.key) for row in policy.allocation_rows):
            raise PackRefused(
                "allocation.toml", f"class {each.key}", "no row says which accreditation it needs"
            )
        if not any(row.concerns.is_always_so(each.key) for row in policy.lower_risk_rows):
            raise PackRefused("authority.toml", f"class {each.key}", "no row says who lowers a risk")
        if not any(row.concerns.is_always_so(each.key) for row in policy.lower_class_rows):
            raise PackRefused("authority.toml", f"class {each.key}", "no row says who lowers its class")
        if not any(row.concerns.is_always_so(each.key) for row in policy.telling_rows):
            raise PackRefused("duties.toml", f"class {each.key}", "no row says how a decision is told")
        may_meet = [
            row.telling.channels
            for row in policy.telling_rows
            if not row.concerns.classes or each.key in row.concerns.classes
        ]
        if not frozenset.intersection(*may_meet):
            raise PackRefused("duties.toml", f"class {each.key}", "rows about telling leave no channel")
        for agreed in AGREED:
            if not any(
                every.kind == agreed and every.row.concerns.is_always_so(each.key)
                for every in policy.telling_rules.agreements
            ):
                raise PackRefused("telling.toml", f"class {each.key}", f"no row says who agrees to {agreed}")
        for kind in DecisionKind:
            if not any(
                row.concerns.is_always_so(each.key, kind)
                for row in policy.authority_rows
                if not row.second_look
            ):
                raise PackRefused(
                    "authority.toml", f"class {each.key}", f"no row says who signs {kind.value}"
                )
    _check_roles(policy)
    _check_second_looks(policy)
    signs = min(row.authority.rank.seniority for row in policy.authority_rows if row.authority.role is None)
    for key, rule in policy.override_rules.items():
        if rule.rank.seniority <= signs:
            raise PackRefused(
                "overrides.toml",
                f"override.{key}.rank",
                "must be above the lowest that signs a decision: whoever signs cannot excuse themselves",
            )
    check_gravity(policy)
    for row in policy.authority_rows:
        of_a_suspect = DecisionKind.SUSPECT_NO_FURTHER_ACTION in (row.concerns.kinds or DecisionKind)
        if row.authority.sign_offs > 1 and of_a_suspect and not row.concerns.outcomes:
            raise PackRefused(
                "authority.toml",
                "authority.sign_offs",
                f"is {row.authority.sign_offs} for a decision on one suspect, which one person signs: "
                "name the kinds it is about",
            )


def _check_second_looks(policy: Policy) -> None:
    """Each kind that is drawn from has a setting that says how many are."""
    for row in policy.authority_rows:
        if row.second_look:
            for kind in sorted(row.concerns.kinds or frozenset(DecisionKind)):
                if f"{kind.value}_second_look_percent" not in policy.settings:
                    raise PackRefused(
                        "authority.toml",
                        "authority.kinds",
                        f"nothing says how many of {kind.value} are drawn",
                    )


def _check_roles(policy: Policy) -> None:
    """A case is signed by holders of one role at most, and a decision on one suspect by a supervisor."""
    asked: dict[DecisionKind, set[str]] = {kind: set() for kind in DecisionKind}
    for row in policy.authority_rows:
        roles = {row.authority.role, row.authority.role_instead} - {None}
        kinds = row.concerns.kinds or frozenset(DecisionKind)
        if roles and DecisionKind.SUSPECT_NO_FURTHER_ACTION in kinds:
            raise PackRefused(
                "authority.toml",
                "authority.role",
                "means nothing for a decision on one suspect: name the kinds",
            )
        if not row.second_look and row.authority.role is not None:
            for kind in kinds:
                asked[kind].add(row.authority.role)
    for kind, roles in asked.items():
        if len(roles) > 1:
            raise PackRefused(
                "authority.toml", "authority.role", f"is {' and '.join(sorted(roles))} for {kind.value}"
            )
