"""A victim's rights one by one, developments that victims are owed word of, and why one was not given."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from forms.rights import NO_OTHER, NOBODY, DevelopmentForm, WantAgainForm, WhyNotGivenForm
from insight.case_page import heading, item_names
from insight.people import names
from insight.rights import show_rights
from insight.ringing import show_ringing
from insight.telling import show_telling
from insight.victims import show_victim
from insight.withdrawals import show_withdrawals
from models.session import db
from views import labels
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, policy, today
from views.showing import moment
from views.victim_pages import pages_about
from views.victims import heard_by_choices, how_shown, victim_form
from vocabulary import BY_OTHER_ACTS, OF_THE_PILOT, Act, Channel, Trigger, WhyNotGiven
from workflow.reading.hearings import hearings_listed, hearings_to_come
from workflow.reading.rights import declined_rights
from workflow.services import rights as service
from workflow.services.hearings import Listed
from workflow.telling import channels_that_count

blueprint = Blueprint("rights", __name__)

NOTHING_DECLINED = Cannot("This victim has declined nothing that they could want after all.", False)
NOTHING_RUNS = Cannot("This victim is owed nothing now for which a reason could be given.", False)


@blueprint.get("/victims/<int:victim_id>/rights")
@case_reader
def show(victim_id: int):
    victim = show_victim(db.session, victim_id)
    case = find_case(victim.investigation_id)
    rights = show_rights(db.session, victim_id, policy())
    return render_template(
        "victims/rights.html",
        victim=victim,
        case=case,
        reference=heading(db.session, case.id)[0],
        rights=rights,
        ringing=show_ringing(db.session, {victim.id: victim.name}, policy(), now()).get(victim.id, []),
        way_back={},
        pages=pages_about(case, case.victim(victim.id)),
        withdrawals=show_withdrawals(db.session, case.id),
        names=names(db.session, {each.recorded_by_id for each in rights.log}),
        telling=show_telling(db.session, case.id, now()),
        counting=channels_that_count(case, case.victim(victim.id), policy()).channels,
        how=how_shown(case, victim.id, Act.RECORD_SAFE_CONTACT),
        pack=policy().rights,
        late=policy().setting("recorded_late_after_hours"),
        declined=declined_rights(db.session, victim_id),
        hearings=hearings_to_come(db.session, case.id, now()),
        now=now(),
        today=today(),
    )


@blueprint.route("/victims/<int:victim_id>/rights/not-given", methods=["GET", "POST"])
@case_reader
def not_given(victim_id: int):
    victim, form = show_victim(db.session, victim_id), WhyNotGivenForm()
    form.rights.choices = [(str(duty_id), what) for duty_id, what in victim.rights]
    form.heard_by.choices = [("", ""), *heard_by_choices()]
    if request.method == "GET":
        form.heard_by.data = ""
    return victim_form(
        form,
        victim,
        lambda: service.excuse_rights(
            db.session,
            actor(),
            victim_id,
            frozenset(int(duty) for duty in form.rights.data or ()),
            WhyNotGiven(form.why.data),
            form.words.data,
            _heard(form) if form.is_declined else None,
            now=now(),
            submission_id=form.submission_id(),
        ),
        "It is recorded why they were not given it.",
        Act.EXCUSE_RIGHT,
        cannot=None if victim.rights else NOTHING_RUNS,
    )


def _heard(form: WhyNotGivenForm | WantAgainForm) -> service.Heard:
    return service.Heard(int(form.heard_by.data), form.heard_at.data, Channel(form.how.data))


@blueprint.route("/victims/<int:victim_id>/rights/wanted-again", methods=["GET", "POST"])
@case_reader
def wanted_again(victim_id: int):
    victim, form = show_victim(db.session, victim_id), WantAgainForm()
    declined = declined_rights(db.session, victim_id)
    form.rights.choices = [(str(duty.id), duty.what) for duty in declined]
    form.heard_by.choices = heard_by_choices()
    if request.method == "GET":
        form.heard_at.process(None, now())
    return victim_form(
        form,
        victim,
        lambda: service.want_rights_again(
            db.session,
            actor(),
            victim_id,
            frozenset(int(duty) for duty in form.rights.data or ()),
            form.words.data,
            _heard(form),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "What they want after all is owed to them from when they said so.",
        Act.WANT_RIGHT_AGAIN,
        cannot=None if declined else NOTHING_DECLINED,
    )


@blueprint.route("/investigations/<int:investigation_id>/development", methods=["GET", "POST"])
@case_reader
def development(investigation_id: int):
    case, form = find_case(investigation_id), DevelopmentForm()
    in_the_pilot = policy().pilot.applies(case.offence_class, today())
    not_offered = BY_OTHER_ACTS if in_the_pilot else BY_OTHER_ACTS | OF_THE_PILOT
    form.trigger.choices = [
        (trigger.value, words) for trigger, words in labels.TRIGGERS.items() if trigger not in not_offered
    ]
    known = item_names(db.session, case.id)
    form.suspect.choices = [NOBODY, *((str(each.id), known["suspect", each.id]) for each in case.suspects)]
    form.victim.choices = [NOBODY, *((str(each.id), known["victim", each.id]) for each in case.victims)]
    form.instead_of.choices = [
        NO_OTHER,
        *(
            (str(each.id), f"{moment(each.takes_place_at)}, {each.place}")
            for each in hearings_listed(db.session, case.id)
        ),
    ]
    if request.method == "GET":
        form.happened_at.process(None, now())
    return run_case_form(
        form,
        case,
        lambda: service.record_development(
            db.session,
            actor(),
            case.id,
            service.Development(
                Trigger(form.trigger.data),
                form.happened_at.data,
                form.words.data,
                int(form.suspect.data) if form.suspect.data else None,
                int(form.victim.data) if form.victim.data else None,
                form.told_to_us_at.data,
                Listed(
                    form.takes_place_at.data,
                    form.place.data or "",
                    int(form.instead_of.data) if form.instead_of.data else None,
                ),
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        said="The development is recorded. What victims have a right to know of it is owed to them.",
        anchor="victims",
        asks=Act.RECORD_DEVELOPMENT,
    )
