"""A victims' duty that nobody has thought of, added to a copy of the pack and nowhere else (docs/how-to)."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from tests.workflow.case_files import NOW, a_case, a_victim
from vocabulary import DutyStatus, Outcome, Trigger
from workflow.case_file import RightOwed
from workflow.duties import due_right
from workflow.policy.loader import DEFAULT, PolicyBook
from workflow.policy.pack import Policy
from workflow.policy.validator import PackRefused
from workflow.requirements import REGISTRY

MADE_UP = """
[right.property_returned]
number = 10
title = "Say when their property comes back"
subject = "charge"
trigger = "suspect_charged"
unit = "working_days"
standard = 5
enhanced = 1
gives = "what is kept as evidence, and when it comes back"
owed_by = "investigator"
classes = ["residential_burglary"]
source = "force.updates"
"""


def with_row(folder: Path, row: str) -> Policy:
    copy = Path(shutil.copytree(DEFAULT, folder / "pack"))
    rights = copy / "rights.toml"
    rights.write_text(rights.read_text(encoding="utf-8") + row, encoding="utf-8")
    return PolicyBook(copy).as_of(NOW.date())


def test_it_is_owed_asked_for_and_reckoned_by_the_pack_alone(tmp_path: Path):
    policy = with_row(tmp_path, MADE_UP)
    right = policy.rights["property_returned"]

    def started(offence_class: str) -> list[str]:
        found = policy.rights_started(Trigger.SUSPECT_CHARGED, offence_class, frozenset(), business=False)
        return [each.key for each in found]

    assert "property_returned" in started("residential_burglary")
    assert "property_returned" not in started("shop_theft")
    friday = dt.datetime(2026, 11, 27, 16, tzinfo=dt.UTC)
    assert due_right(right, friday, enhanced=True, policy=policy).due_at.date() == dt.date(2026, 11, 30)
    late = RightOwed(1, right.key, DutyStatus.RUNNING, NOW - dt.timedelta(days=9), NOW - dt.timedelta(days=1))
    case = a_case(victims=(a_victim(rights=(late,)),))
    finding = REGISTRY["charges_and_resolutions_are_told"].rule(case, policy)
    assert finding.outcome is Outcome.UNMET
    assert finding.items[0].text == "Overdue: Say when their property comes back"


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('trigger = "suspect_charged"', 'trigger = "full_moon"', "right.property_returned.trigger"),
        ('subject = "charge"', 'subject = "property"', "right.property_returned.subject"),
        ("enhanced = 1", "enhanced = 9", "must not be longer than standard"),
        ("standard = 5", "standard = 0", "right.property_returned.standard"),
        ('unit = "working_days"', 'unit = "months"', "right.property_returned.unit"),
        ('source = "force.updates"', 'source = "nowhere"', "right.property_returned.source"),
    ],
)
def test_a_row_that_is_wrong_is_refused_where_it_is_wrong(tmp_path: Path, wrong: str, right: str, says: str):
    with pytest.raises(PackRefused) as refused:
        with_row(tmp_path, MADE_UP.replace(wrong, right))
    assert says in str(refused.value)
