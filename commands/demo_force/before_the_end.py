"""What is asked before a crime ends, as the force sees to it: reviews, lost evidence, remaining risk."""

from __future__ import annotations

from commands.demo_force.telling import Telling
from commands.demo_force.withdrawing import offer_statements
from vocabulary import LineStatus
from workflow.requirements import reviews as review_rules
from workflow.requirements.evidence import when_lost
from workflow.services import line_facts, reviews
from workflow.services.opening import policy_at

LOST = "It was asked for on the day that the case was given out, and had been overwritten by then."


def review(t: Telling, by: str, directions: str) -> None:
    """A supervisor reads the case and says what comes next."""
    reviews.record_review(t.session, t.who(by), t.id, directions, None, now=t.later(hours=2))


def see_to_the_rest(t: Telling, officer: str, sergeant: str, directions: str = "") -> None:
    """A review where this kind of crime asks for one, statements offered, lost evidence owned up to."""
    policy = policy_at(t.now)
    if review_rules.supervisor_has_reviewed(t.case(), policy).stands_in_the_way:
        review(t, sergeant, directions or "Read. Finish what is open before it is proposed.")
    offer_statements(t, officer)
    own_up(t, officer)


def own_up(t: Telling, officer: str, why: str = LOST) -> None:
    """Each line that was answered too late, or never asked, keeps what was lost and why."""
    case, policy = t.case(), policy_at(t.now)
    for line in case.live_lines:
        if when_lost(line, case, policy) is not None and not line.loss_explained:
            line_facts.explain_loss(t.session, t.who(officer), line.id, why, now=t.later(minutes=10))
        intrusive = policy.line_category(line.category).intrusive
        if intrusive and not line.request_justified and line.status is not LineStatus.NOT_PURSUED:
            grounds = line_facts.Request(
                "It holds what the account speaks of.", "The weeks named in the account.", "Given in writing."
            )
            line_facts.justify_request(t.session, t.who(officer), line.id, grounds, now=t.later(minutes=10))
