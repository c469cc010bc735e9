"""Rows → case files, for one case or thousands, in a constant number of queries; and the lock.

Reading functions note what they read in `session.info`, so that the read log can say who looked at what.
"""

from workflow.reading.noting import note_read, noted_reads, unnoted
from workflow.reading.roles import worked_in
from workflow.reading.whole import lock_case, lock_cases, read_case, read_cases

__all__ = [
    "lock_case",
    "lock_cases",
    "note_read",
    "noted_reads",
    "read_case",
    "read_cases",
    "unnoted",
    "worked_in",
]
