"""Back to the list from which somebody came to ring a victim, at the person who is next."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from flask import request, url_for

from insight.listing import ListedRow

TO_RING = ("safe-to-ring", "ask-first")
# What an address carries of it: the list, what the list's own page was asked, whom it names next.
CARRIED = ("from", "asked", "then")


def way_back(key: str, following: ListedRow | None) -> dict[str, object]:
    """What an address that a row of this list leads to carries; nothing of a list that nobody rings from."""
    if key not in TO_RING:
        return {}
    is_list = request.endpoint == "shift.listed"
    asked = urlencode(list(request.args.items(multi=True))) if is_list else ""
    then = following.victim_id if following is not None else None
    return {name: value for name, value in zip(CARRIED, (key, asked, then), strict=True) if value}


def carried_on() -> dict[str, str]:
    """The same, as this page's address carries it, for the next."""
    return {name: request.args[name] for name in (*CARRIED, "owed") if name in request.args}


def next_to_ring() -> str | None:
    """The list at the person who is next; None for whoever came from no list of people to ring."""
    key, then = request.args.get("from"), request.args.get("then", "")
    if key not in TO_RING:
        return None
    asked = urlencode(parse_qsl(request.args.get("asked", "")))
    place = f"#victim-{then}" if then.isascii() and then.isdigit() else ""
    return url_for("shift.listed", which=key) + (f"?{asked}" if asked else "") + place
