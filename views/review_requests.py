"""A victim's right to review: whether they have it, until when, their requests, a page for each act."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from forms.review_requests import (
    ENDINGS,
    AcceptLateForm,
    AcknowledgeForm,
    AskForReviewForm,
    DecideForm,
    PassOnForm,
    RequestEndedForm,
    ResultToldForm,
    ReviewerForm,
)
from insight.people import officers
from insight.review_requests import RequestShown, RightShown, show_rights
from insight.victims import show_victim
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, case_heading, find_case
from views.clock import now, policy, today
from views.contact_forms import decision_in_words
from views.review_forms import of_request, page_of, rights_of, waiting_of
from views.victim_pages import pages_about
from vocabulary import (
    OF_THE_PILOT,
    Act,
    Channel,
    ReviewDone,
    ReviewResult,
    ReviewScheme,
    Role,
    SuspectDecision,
    Trigger,
)
from workflow.case_file import CaseFile
from workflow.charging_limits import charging_limit, is_short
from workflow.charging_limits import in_words as charging_limit_in_words
from workflow.reading.developments import developments_of
from workflow.reviewers import Reviewer, reviewer_in_words, why_not_reviewer
from workflow.services import naming_reviewers, review_requests, review_results

blueprint = Blueprint("review_requests", __name__, url_prefix="/victims/<int:victim_id>/right-to-review")

WHO_DECIDES = (
    "Confirmed, overturned or too late for a charge: by the reviewer who was named ({named}). Not reviewed: "
    "by any supervisor with no part in it."
)
NOTHING_DECIDED = Cannot(
    "Nothing is signed off on this case, so there is no decision to ask about.", is_somebody_elses=False
)


@blueprint.get("")
@case_reader
def show(victim_id: int):
    victim = show_victim(db.session, victim_id)
    case = find_case(victim.investigation_id)
    reference, _ = case_heading(case.id)
    rights = show_rights(db.session, case, policy()).get(victim_id, [])
    limit = charging_limit(case, policy())
    return render_template(
        "reviews_asked/show.html",
        victim=victim,
        case=case,
        reference=reference,
        rights=rights,
        decision_in_words=decision_in_words,
        pages=pages_about(case, case.victim(victim_id)),
        reviewers={right.decided.id: reviewer_in_words(right.decided, policy()) for right in rights},
        pilot=_pilot(case, victim_id),
        limit=limit,
        limit_is_short=is_short(limit, now(), policy().setting("charging_limit_seen_days")),
        limit_in_words=charging_limit_in_words,
        sources={scheme: policy().source(rule.source) for scheme, rule in policy().review_schemes.items()},
        schemes=policy().review_schemes,
        today=today(),
        now=now(),
    )


def _pilot(case: CaseFile, victim_id: int) -> dict | None:
    """Of the CPS, where this kind of crime is in prosecution: whether it applies here, and what was done."""
    held = policy().pilot
    charged = any(suspect.decision is SuspectDecision.CHARGED for suspect in case.suspects)
    if case.offence_class not in held.classes or not charged:
        return None
    steps = [
        each
        for each in developments_of(db.session, case.id)
        if each.trigger is Trigger.CPS_INTENDS_TO_STOP
        or (each.trigger in OF_THE_PILOT and each.victim_id == victim_id)
    ]
    return {
        "held": held,
        "applies": held.applies(case.offence_class, today()),
        "steps": steps,
        "source": policy().source(held.source),
    }


@blueprint.route("/ask", methods=["GET", "POST"])
@case_reader
def ask(victim_id: int):
    form, (case, rights) = AskForReviewForm(), rights_of(victim_id)
    form.decision.choices = [(str(right.decided.id), decision_in_words(right)) for right in rights]
    if request.method == "GET":
        form.asked_at.process(None, now())
        limit = charging_limit(case, policy())
        if limit is not None:
            form.charging_limit_on.process(None, limit.last_day)
        if len(rights) == 1:
            form.decision.data = str(rights[0].decided.id)
    return page_of(
        form,
        victim_id,
        lambda: review_requests.record_review_request(
            db.session,
            actor(),
            victim_id,
            review_requests.RequestMade(
                int(form.decision.data),
                form.asked_at.data,
                Channel(form.how.data),
                form.words.data,
                form.charging_limit_on.data,
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The request is recorded. The case stays as it is until it is decided.",
        Act.RECORD_REVIEW_REQUEST,
        None if rights else NOTHING_DECIDED,
    )


@blueprint.route("/take-late", methods=["GET", "POST"])
@case_reader
def take_late(victim_id: int):
    form = AcceptLateForm()
    return of_request(
        form,
        victim_id,
        lambda each: each.waits_to_be_taken,
        review_requests.accept_late_request,
        "The request is taken although it came late.",
        Act.ACCEPT_LATE_REQUEST,
        typed=lambda: (form.reason.data,),
    )


@blueprint.route("/acknowledge", methods=["GET", "POST"])
@case_reader
def acknowledge(victim_id: int):
    form = AcknowledgeForm()
    return of_request(
        form,
        victim_id,
        lambda each: each.is_open and ReviewDone.ACKNOWLEDGED not in each.done,
        review_requests.acknowledge_request,
        "It is recorded how the request was acknowledged.",
        Act.ACKNOWLEDGE_REQUEST,
        typed=lambda: (Channel(form.how.data), form.acknowledged_at.data, form.words.data),
        time="acknowledged_at",
    )


@blueprint.route("/reviewer", methods=["GET", "POST"])
@case_reader
def reviewer(victim_id: int):
    form, (case, rights) = ReviewerForm(), rights_of(victim_id)
    waiting = [right for right in rights for each in right.requests if _is_reviewed_here(each)]
    form.reviewer.choices = [("", "Choose the reviewer"), *_reviewers(case, waiting)]
    form.reviewer.description = " ".join(
        dict.fromkeys(
            f"{words[:1].upper()}{words[1:]}, with no part in the case or the decision."
            for words in (reviewer_in_words(right.decided, policy()) for right in waiting)
        )
    )
    return of_request(
        form,
        victim_id,
        _is_reviewed_here,
        naming_reviewers.name_reviewer,
        "The reviewer is named.",
        Act.NAME_REVIEWER,
        typed=lambda: (int(form.reviewer.data),),
    )


def _and(names: list[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _is_reviewed_here(each: RequestShown) -> bool:
    return each.is_open and each.row.scheme is ReviewScheme.POLICE


def _reviewers(case: CaseFile, waiting: list[RightShown]) -> list[tuple[str, str]]:
    """Whoever may review one of the decisions asked about; which one they may, the service asks again."""
    return [
        (str(each.id), each.name)
        for each in officers(db.session, Role.SUPERVISOR, today())
        if any(
            why_not_reviewer(
                case, right.decided, Reviewer(each.id, each.rank, each.is_detective, True), policy()
            )
            is None
            for right in waiting
        )
    ]


@blueprint.route("/pass-on", methods=["GET", "POST"])
@case_reader
def pass_on(victim_id: int):
    form = PassOnForm()
    return of_request(
        form,
        victim_id,
        lambda each: (
            each.is_open and each.row.scheme is ReviewScheme.CPS and ReviewDone.PASSED_ON not in each.done
        ),
        review_requests.pass_request_on,
        "It is recorded whom the request was passed to.",
        Act.PASS_REQUEST_ON,
        typed=lambda: (form.passed_to.data, form.passed_at.data, form.words.data or ""),
        time="passed_at",
    )


@blueprint.route("/decide", methods=["GET", "POST"])
@case_reader
def decide(victim_id: int):
    form = DecideForm()
    named = [each.reviewer for _, each in waiting_of(victim_id, _is_reviewed_here)]
    form.result.description = WHO_DECIDES.format(named=_and([who or "nobody yet" for who in named]))
    return of_request(
        form,
        victim_id,
        _is_reviewed_here,
        review_results.decide_request,
        "The request is decided. The victim is owed the result and the reasons.",
        Act.DECIDE_REQUEST,
        typed=lambda: (ReviewResult(form.result.data), form.words.data),
        lapses=True,
    )


@blueprint.route("/ended", methods=["GET", "POST"])
@case_reader
def ended(victim_id: int):
    form = RequestEndedForm()
    if all(_is_reviewed_here(each) for _, each in waiting_of(victim_id, lambda each: each.is_open)):
        # How the police decide one is on a page of its own.
        form.title, form.result.choices = "They took the request back", ENDINGS[:1]
        form.result.data = form.result.data or ENDINGS[0][0]
    return of_request(
        form,
        victim_id,
        lambda each: each.is_open,
        review_results.record_request_ended,
        "It is recorded how the request ended.",
        Act.RECORD_REQUEST_ENDED,
        typed=lambda: (ReviewResult(form.result.data), form.ended_at.data, form.words.data),
        time="ended_at",
        lapses=True,
    )


@blueprint.route("/result-told", methods=["GET", "POST"])
@case_reader
def result_told(victim_id: int):
    form = ResultToldForm()
    return of_request(
        form,
        victim_id,
        lambda each: each.has_result_to_tell,
        review_results.record_result_told,
        "It is recorded how they were told the result.",
        Act.RECORD_RESULT_TOLD,
        typed=lambda: (Channel(form.how.data), form.told_at.data, form.words.data),
        time="told_at",
    )
