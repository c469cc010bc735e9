"""How an event is hashed: one function for writing one, writing thousands, and verifying.

The canonical JSON holds ids, enums and UTC times, and of personal text only a digest over a nonce and the
text, so that the text can be erased by a reviewed disposal without breaking the chain.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from vocabulary import EventKind, Role, StreamKind

FORM = 1
FIRST_HASH = "0" * 64


@dataclass(frozen=True)
class Draft:
    """An event before it has a place in its stream. `detail` is personal text by name."""

    stream: StreamKind
    subject_id: int
    kind: EventKind
    recorded_at: dt.datetime
    actor_id: int | None = None
    actor_role: Role | None = None
    about_person_id: int | None = None
    submission_id: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    detail: Mapping[str, str] = field(default_factory=dict)


def canonical_json(value: object) -> str:
    """The one text form of a value: sorted keys, no spaces, enums by value, times in UTC."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digest_of_detail(nonce: str, detail: str) -> str:
    """What the chain keeps of a detail."""
    return sha256(nonce + detail)


def canonical_event(draft: Draft, sequence: int, previous_hash: str, detail_digest: str | None) -> str:
    """The text that is hashed and stored."""
    return canonical_json(
        {
            "form": FORM,
            "stream": f"{draft.stream.value}:{draft.subject_id}",
            "sequence": sequence,
            "kind": draft.kind,
            "recorded_at": draft.recorded_at,
            "actor": draft.actor_id,
            "role": draft.actor_role,
            "about": draft.about_person_id,
            "submission": draft.submission_id,
            "facts": dict(draft.facts),
            "detail_digest": detail_digest,
            "previous": previous_hash,
        }
    )
