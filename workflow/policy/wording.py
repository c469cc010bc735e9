"""The force's own words and single numbers (words.toml): every one that Fairlead asks for, and no other."""

from __future__ import annotations

from vocabulary import Role, State
from workflow.policy.tables import Tables
from workflow.policy.validator import PackRefused, one_of

SETTINGS = (
    "break_glass_hours",
    "charging_limit_seen_days",
    "crimes_an_officer_carries",
    "few_duties",
    "forensic_window_days",
    "high_risk_suspect_within_hours",
    "letters_not_sent_days",
    "mentor_days",
    "no_further_action_second_look_percent",
    "not_investigated_second_look_percent",
    "not_told_yet_longest_days",
    "recorded_late_after_hours",
    "same_words_contacts",
    "holidays_known_months",
    "ring_from_hour",
    "ring_until_hour",
    "ringing_lasts_minutes",
    "role_end_seen_days",
    "sign_in_attempts",
    "sign_in_lock_minutes",
    "signs_that_move_up",
    "unable_to_contact_attempts",
    "unable_to_contact_channels",
    "unable_to_contact_days",
    "update_longest_days",
    "withdrawal_call_back_percent",
)
WORDS = (
    *(f"role.{role.value}" for role in Role),
    *(f"state.{state.value}" for state in State),
    "outcome.14",
    "outcome.18",
    "force_name",
    "inquiry",
    "line_of_inquiry",
    "still_needed",
    "decision_record",
)
SPELLINGS = ("inquiry", "enquiry")


def settings(tables: Tables) -> dict[str, int]:
    held = tables.held["words.toml"]["setting"]
    for name in held:
        one_of("words.toml", f"setting.{name}", name, SETTINGS)
    for name in SETTINGS:
        value = held.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise PackRefused("words.toml", f"setting.{name}", "must be a whole number of 1 or more")
    return dict(held)


def words(tables: Tables) -> dict[str, str]:
    found = dict(tables.texts("words.toml", "word"))
    for name in found:
        one_of("words.toml", f"word.{name}", name, WORDS)
    for name in WORDS:
        if name not in found:
            raise PackRefused("words.toml", f"word.{name}", "is missing")
    spelling = one_of("words.toml", "word.inquiry", found["inquiry"], SPELLINGS)
    if spelling not in found["line_of_inquiry"].casefold():
        reason = f"must be spelt with {spelling}, as word.inquiry is"
        raise PackRefused("words.toml", "word.line_of_inquiry", reason)
    return found
