"""What events say of interviews: who held them decides who is independent of the case."""

from __future__ import annotations

from insight.ledger_events import Columns, Happened


def interviewed(rows: dict[int, Columns], event: Happened) -> None:
    """Older events say no more than when and by whom, which the suspect's row repeats."""
    if "interview" not in event.facts:
        return
    rows[event.facts["interview"]] = {
        "suspect_id": event.facts["suspect"],
        "interviewed_by_id": event.about,
        "recorded_by_id": event.by,
        "recorded_at": event.at,
        **event.told(interviewed_at="interviewed_at", second_officer_id="second"),
        **event.told(recorded_how="recorded_how", legal_advice="advice"),
        **event.told(adult="adult", lacks_adult="lacks_adult"),
        **{name: event.words(name) for name in ("why_no_adult", "interpreter", "place", "others_present")},
    }
