"""Ids in addresses: whole numbers that a row may have. Any other leads nowhere, and no database is asked."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter, Map

HIGHEST = 2**31 - 1


class RecordId(IntegerConverter):
    """What `<int:…>` means in Fairlead's addresses."""

    regex = r"\d{1,10}"

    def __init__(self, map: Map):  # noqa: A002  (Werkzeug's name for it)
        super().__init__(map, max=HIGHEST)
