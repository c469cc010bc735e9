"""The case page, recording a crime, classifying, allocating, starting, resuming, reopening."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from forms.crimes import ClassifyForm, RecordCrimeForm, ReopenForm, ResumeForm, StartForm
from insight.case_page import item_names, show_case
from insight.cps import show_cps
from insight.directions import directions_of_case
from insight.letters import letters_of_case
from insight.new_information import waits_to_be_considered
from insight.overrides import of_case
from insight.people import units
from insight.review_requests import show_rights
from insight.ringing import show_ringing
from insight.safeguarding import show_card
from insight.search import find_reference
from insight.telling import show_telling
from insight.timeline import show_timeline
from insight.withdrawals import show_withdrawals
from models.session import db
from views.access import access, actor, case_reader
from views.acting import run_form
from views.case_pages import Cannot, case_address, case_heading, find_case, run_case_form, run_step_form
from views.clock import now, policy, today
from views.home import page_number
from views.offered import endings_still_needed, next_steps, suspect_acts
from views.risk import risk_flags
from views.victim_details import details_by_victim
from vocabulary import FINISHED, MARKED, READING_ROLES, Act, ReportedHow, Role, Step, VictimKind
from workflow.case_file import CaseFile
from workflow.permissions import why_not, why_not_take
from workflow.policy.entries import UNCLASSIFIED
from workflow.reading.hearings import hearings_to_come
from workflow.requirements.lines import missing_from_minimum
from workflow.services.crimes import CLASSIFIED, CrimeToRecord, record_crime
from workflow.services.crimes import classify as classify_crime
from workflow.services.particulars import InWords
from workflow.services.victims import VictimToAdd
from workflow.telling import channels_that_count

blueprint = Blueprint("investigations", __name__, url_prefix="/investigations")


@blueprint.get("/<int:investigation_id>")
@case_reader
def show(investigation_id: int):
    case = find_case(investigation_id)
    shown = show_case(db.session, investigation_id)
    still_needed = endings_still_needed(case, policy())
    return render_template(
        "investigations/show.html",
        case=case,
        finished=case.state in FINISHED,
        unclassified=case.offence_class == UNCLASSIFIED,
        late=policy().setting("recorded_late_after_hours"),
        telling=show_telling(db.session, investigation_id, now()),
        counting={victim.id: channels_that_count(case, victim, policy()).channels for victim in case.victims},
        today=today(),
        rights=show_rights(db.session, case, policy()) if shown.decisions else {},
        shown=shown,
        offence=policy().offence(shown.row.offence),
        directions=directions_of_case(db.session, case.id),
        next_steps=next_steps(actor(), case, still_needed),
        still_needed=still_needed,
        ringing=show_ringing(
            db.session, {victim.id: victim.name for victim in shown.victims}, policy(), now()
        ),
        suspect_acts=suspect_acts,
        details=details_by_victim(case),
        withdrawals=show_withdrawals(db.session, case.id),
        hearings=hearings_to_come(db.session, case.id, now()),
        marked_kinds=MARKED,
        why_not_reopen=why_not_take(actor(), Step.REOPEN, case),
        why_not_excuse_lines=why_not(actor(), Act.EXCUSE_NO_LINES, case),
        item_names=item_names(db.session, case.id),
        overrides=of_case(db.session, case.id, now(), policy()),
        missing=missing_from_minimum(case, policy()),
        cps=show_cps(db.session, case.id),
        letters=letters_of_case(db.session, case.id),
        information=waits_to_be_considered(db.session, case.id),
        policy=policy(),
        now=now(),
    )


@blueprint.get("/<int:investigation_id>/timeline")
@case_reader
def timeline(investigation_id: int):
    case = find_case(investigation_id)
    reference, offence = case_heading(case.id)
    return render_template(
        "investigations/timeline.html",
        case=case,
        reference=reference,
        offence_title=offence,
        page=show_timeline(db.session, case.id, page_number()),
    )


@blueprint.get("/<int:investigation_id>/safeguarding")
@access(*READING_ROLES, reads_people=True, safeguards=True)
def safeguarding(investigation_id: int):
    card = show_card(db.session, investigation_id)
    case = find_case(investigation_id)
    return render_template(
        "investigations/safeguarding.html",
        card=card,
        telling=show_telling(db.session, investigation_id, now()),
        offence=policy().offence(card.row.offence),
        today=today(),
        details=details_by_victim(case),
    )


def offence_groups(with_unclassified: bool) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Offences grouped by class, for the offence field."""
    grouped = []
    for each in policy().offence_classes:
        if each.key == UNCLASSIFIED and not with_unclassified:
            continue
        offences = [
            (offence.key, offence.title) for offence in policy().offences if offence.offence_class == each.key
        ]
        if offences:
            grouped.append((each.key, each.title, offences))
    return grouped


@blueprint.route("/record", methods=["GET", "POST"])
@access(Role.INVESTIGATOR, Role.SUPERVISOR)
def record():
    form = RecordCrimeForm()
    form.unit.choices = [("", "Choose a unit"), *((str(key), name) for key, name in units(db.session))]
    form.offence.groups = offence_groups(with_unclassified=True)
    if request.method == "GET":
        form.unit.data = str(min(unit for _, unit in actor().roles))
        form.reported_at.process(None, now())

    def act():
        return record_crime(db.session, actor(), _crime(form), now=now(), submission_id=form.submission_id())

    def done(recorded):
        # Sent twice: what the first one recorded.
        investigation_id = recorded or find_reference(db.session, form.reference.data)
        if investigation_id is None:
            return url_for("home.cases", which="my-team")
        if form.suspect_known.data == "yes":
            return url_for("suspects.add", investigation_id=investigation_id)
        return case_address(investigation_id)

    return run_form(
        form,
        act,
        done=done,
        said="The crime is recorded and is in its unit's tray, to be allocated within 24 hours.",
        context=lambda: {"back": url_for("home.home")},
    )


def _crime(form: RecordCrimeForm) -> CrimeToRecord:
    victims = ()
    if form.victim_kind.data != "none":
        victims = (
            VictimToAdd(
                VictimKind(form.victim_kind.data),
                form.victim_name.data,
                form.victim_contact_name.data,
                form.victim_phone.data,
                born_on=form.victim_born_on.data,
            ),
        )
    return CrimeToRecord(
        reference=form.reference.data,
        offence=form.offence.data,
        unit_id=int(form.unit.data),
        occurred_from_at=form.occurred_from_at.data,
        occurred_until_at=form.occurred_until_at.data or form.occurred_from_at.data,
        reported_at=form.reported_at.data,
        reported_how=ReportedHow(form.reported_how.data),
        place=form.place.data,
        summary=form.summary.data,
        flags=risk_flags(form.flags),
        victims=victims,
        no_victim_reason=form.no_victim_reason.data if form.victim_kind.data == "none" else "",
        no_suspect_reason=form.no_suspect_reason.data if form.suspect_known.data == "no" else "",
    )


@blueprint.route("/<int:investigation_id>/classify", methods=["GET", "POST"])
@case_reader
def classify(investigation_id: int):
    case = find_case(investigation_id)
    form = ClassifyForm()
    form.offence.groups = offence_groups(with_unclassified=False)
    return run_case_form(
        form,
        case,
        lambda: classify_crime(
            db.session,
            actor(),
            case.id,
            form.offence.data,
            now=now(),
            flags=risk_flags(form.flags),
            risk_reason=form.reason.data or "",
            seen_event_id=form.seen_event_id(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The crime is classified.",
        asks=Act.CLASSIFY,
        context=lambda: {"cannot": _is_classified(find_case(case.id))},
    )


def _is_classified(case: CaseFile) -> Cannot | None:
    return None if case.offence_class == UNCLASSIFIED else Cannot(CLASSIFIED, is_somebody_elses=False)


@blueprint.route("/<int:investigation_id>/start", methods=["GET", "POST"])
@case_reader
def start(investigation_id: int):
    case = find_case(investigation_id)
    return run_step_form(
        StartForm(), case, Step.START_INVESTIGATION, InWords, "The investigation has started."
    )


@blueprint.route("/<int:investigation_id>/resume", methods=["GET", "POST"])
@case_reader
def resume(investigation_id: int):
    case, form = find_case(investigation_id), ResumeForm()
    return run_step_form(
        form,
        case,
        Step.RESUME_INVESTIGATION,
        lambda: InWords(form.words.data),
        "The investigation is resumed.",
    )


@blueprint.route("/<int:investigation_id>/reopen", methods=["GET", "POST"])
@case_reader
def reopen(investigation_id: int):
    case, form = find_case(investigation_id), ReopenForm()
    return run_step_form(
        form,
        case,
        Step.REOPEN,
        lambda: InWords(form.words.data),
        "The case is reopened and is in its unit's tray. The old decision is kept as it was.",
    )
