"""What a session has read about people, for the read log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

NOTED = "read"


def note_read(session: Session, kind: str, ids: Iterable[int]) -> None:
    """Remember that this session read these records about people."""
    session.info.setdefault(NOTED, defaultdict(set))[kind].update(ids)


def noted_reads(session: Session) -> dict[str, list[int]]:
    """What was read so far, by kind of record, sorted."""
    return {kind: sorted(ids) for kind, ids in sorted(session.info.get(NOTED, {}).items()) if ids}


@contextmanager
def unnoted(session: Session) -> Iterator[None]:
    """What is read inside is looked at by a rule and shown to nobody."""
    before = {kind: set(ids) for kind, ids in session.info.get(NOTED, {}).items()}
    try:
        yield
    finally:
        session.info[NOTED] = defaultdict(set, before)
