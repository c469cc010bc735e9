"""What each event says of a victim's own row."""

from __future__ import annotations

from insight.ledger_events import Columns, Happened
from vocabulary import EventKind

DEATH = ("died_on", "bereaved_contact", "coroner_told_on", "inquest")


def _victim_added(row: Columns, event: Happened) -> None:
    row.update(
        kind=event.facts["kind"],
        name=event.words("name"),
        is_enhanced=bool(event.facts.get("categories")),
        categories=event.facts.get("categories") or None,
        discretion_reason=None,
        born_on=event.words("born_on"),
        details_hidden=False,
        added_by_id=event.by,
        added_at=event.at,
        **dict.fromkeys(("needs", "needs_assessed_at", "support_referral", "support_offered_at")),
        **dict.fromkeys(("view", "view_recorded_at", "view_heard_at", "view_heard_by_id", *DEATH)),
    )


def _needs_assessed(row: Columns, event: Happened) -> None:
    row.update(is_enhanced=event.facts["enhanced"], needs=event.words("needs"), needs_assessed_at=event.at)
    # An older event does not say why.
    if "categories" in event.facts:
        row.update(categories=event.facts["categories"], discretion_reason=event.words("reason"))
    if "born_on" in event.detail:
        row.update(born_on=event.words("born_on"))


def _support_offered(row: Columns, event: Happened) -> None:
    row.update(support_referral=event.facts["answer"], support_offered_at=event.at)


def _view_recorded(row: Columns, event: Happened) -> None:
    row.update(view=event.facts["view"], view_recorded_at=event.at)
    if "heard_at" in event.facts:
        row.update(view_heard_at=event.facts["heard_at"], view_heard_by_id=event.about)


def _death_recorded(row: Columns, event: Happened) -> None:
    row.update(
        bereaved_contact=event.words("bereaved_contact"),
        **event.told(died_on="died_on", coroner_told_on="coroner_told_on", inquest="inquest"),
    )


def _details_hidden(row: Columns, event: Happened) -> None:
    row["details_hidden"] = event.kind is EventKind.DETAILS_HIDDEN


OF_VICTIM_ROWS = {
    EventKind.VICTIM_ADDED: ("victim", "victim", _victim_added),
    EventKind.NEEDS_ASSESSED: ("victim", "victim", _needs_assessed),
    EventKind.SUPPORT_OFFERED: ("victim", "victim", _support_offered),
    EventKind.VICTIM_VIEW_RECORDED: ("victim", "victim", _view_recorded),
    EventKind.VICTIM_DEATH_RECORDED: ("victim", "victim", _death_recorded),
    EventKind.VICTIM_DEATH_LEARNT: ("victim", "victim", _death_recorded),
    EventKind.DETAILS_HIDDEN: ("victim", "victim", _details_hidden),
    EventKind.DETAILS_SHOWN: ("victim", "victim", _details_hidden),
}
