"""Victims and contact with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, request

from forms.victims import (
    NOTHING_DECIDED,
    AddVictimForm,
    ContactForm,
    NeedsForm,
    NoVictimForm,
    SupportForm,
    ViewForm,
)
from insight.people import officers
from insight.review_requests import RightShown
from insight.ringing import show_ringing
from insight.telling import show_telling
from insight.victims import VictimShown, show_victim
from insight.withdrawals import show_withdrawals
from models.session import db
from views.access import actor, case_reader
from views.case_pages import Cannot, find_case, run_case_form
from views.clock import now, policy, today
from views.contact_forms import (
    ask_about_review,
    decision_choices,
    decision_in_words,
    is_safely_rung,
    made_of,
    offer_rights,
    what_was_recorded,
)
from views.enhanced import offer_categories
from views.victim_details import details_by_victim
from views.victim_pages import pages_about
from views.way_back import carried_on, next_to_ring
from vocabulary import FINISHED, OPERATIONAL_ROLES, Act, Channel, SupportReferral, VictimKind, VictimView
from workflow.case_file import CaseFile
from workflow.permissions import why_not
from workflow.restrictions import Details
from workflow.services import contacts
from workflow.services import victims as service
from workflow.services.needs import Assessed, assess_needs
from workflow.telling import channels_in_words, channels_that_count

blueprint = Blueprint("victims", __name__)

# Whoever does one of these is about to ring.
RINGS = (Act.RING_VICTIM, Act.RECORD_CONTACT, Act.RECORD_CALL_BACK)


@blueprint.route("/investigations/<int:investigation_id>/victims/add", methods=["GET", "POST"])
@case_reader
def add(investigation_id: int):
    case, form = find_case(investigation_id), AddVictimForm()
    return run_case_form(
        form,
        case,
        lambda: service.add_victim(
            db.session,
            actor(),
            case.id,
            service.VictimToAdd(
                VictimKind(form.kind.data),
                form.name.data,
                form.contact_name.data or "",
                form.phone.data or "",
                form.email.data or "",
                form.safe_contact.data or "",
                form.address.data or "",
                form.born_on.data,
            ),
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="The victim is added.",
        anchor="victims",
        asks=Act.ADD_VICTIM,
    )


@blueprint.route("/investigations/<int:investigation_id>/victims/none", methods=["GET", "POST"])
@case_reader
def none(investigation_id: int):
    case, form = find_case(investigation_id), NoVictimForm()
    return run_case_form(
        form,
        case,
        lambda: service.record_no_victim(
            db.session,
            actor(),
            case.id,
            form.reason.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        said="It is recorded why there is no victim.",
        anchor="victims",
        asks=Act.ADD_VICTIM,
    )


def victim_form(
    form,
    victim: VictimShown,
    act,
    said: str,
    asks: Act = Act.RECORD_CONTACT,
    *,
    cannot: Cannot | None = None,
    done: Callable[[object], str] | None = None,
    back: str | None = None,
    rights: Sequence[RightShown] = (),
    is_new_information: bool = False,
):
    """A form about one victim, under what anybody who is about to reach them must know.

    `cannot`: why this form is not for them, or about nothing. `done` and `back`: where it leads whoever sends
    it, and whoever does not, if not to the case. `rights`: decisions that they may ask to have reviewed, or
    not, which whoever tells them says. `is_new_information`: on a finished case it is that.
    """
    case = find_case(victim.investigation_id)
    return run_case_form(
        form,
        case,
        act,
        said=said,
        anchor="victims",
        context=lambda: (
            about_victim(case, victim.id, asks, cannot)
            | {"rights": rights, "decision_in_words": decision_in_words}
            | {"is_new_information": is_new_information and case.state in FINISHED}
            | ({"back": back} if back else {})
        ),
        asks=asks,
        done=done,
        template="victims/act.html",
    )


def about_victim(case: CaseFile, victim_id: int, asks: Act, cannot: Cannot | None) -> dict[str, object]:
    """What every form about a victim shows above itself."""
    victim = show_victim(db.session, victim_id)
    ringing = show_ringing(db.session, {victim.id: victim.name}, policy(), now()).get(victim.id, [])
    mine = any(each.person_id == actor().id and not each.elsewhere for each in ringing)
    return {
        "victim": victim,
        "telling": show_telling(db.session, case.id, now()),
        "counting": channels_that_count(case, case.victim(victim_id), policy()),
        "cannot": cannot,
        "today": today(),
        "how": how_shown(case, victim_id, asks),
        "pages": pages_about(case, case.victim(victim_id)),
        "withdrawals": show_withdrawals(db.session, case.id),
        "ringing": ringing,
        "rings": asks is Act.RECORD_CONTACT and not mine,
        "is_safely_rung": is_safely_rung(case, victim),
        "way_back": carried_on(),
    }


def how_shown(case: CaseFile, victim_id: int, asks: Act) -> Details:
    """Whether their details are shown: who is about to ring needs them, unless they are hidden from them."""
    how = details_by_victim(case)[victim_id]
    rings_them = asks in RINGS and why_not(actor(), asks, case) is None
    return Details.SHOWN if rings_them and how is not Details.BEHIND_GLASS else how


def heard_by_choices() -> list[tuple[str, str]]:
    """Whoever may have heard a victim: everybody operational, oneself first."""
    people = officers(db.session, OPERATIONAL_ROLES, today())
    pairs = [(str(each.id), each.name) for each in people]
    return sorted(pairs, key=lambda pair: pair[0] != str(actor().id))


@blueprint.route("/victims/<int:victim_id>/contact", methods=["GET", "POST"])
@case_reader
def contact(victim_id: int):
    victim = show_victim(db.session, victim_id)
    case = find_case(victim.investigation_id)
    form = ContactForm()
    form.tells_decision.choices = decision_choices(victim.to_tell)
    counting = channels_that_count(case, case.victim(victim.id), policy())
    if victim.to_tell and len(counting.channels) < len(Channel):
        form.channel.description = f"{counting.rule} Tell it {channels_in_words(counting.channels)}."
    form.keeps_promises.choices = [(str(duty_id), what) for duty_id, what in victim.promises]
    offer_rights(form, case, victim)
    if not show_telling(db.session, case.id, now()).embargoes:
        del form.embargo_read
    rights = ask_about_review(form, case, victim)
    if request.method == "GET":
        form.happened_at.process(None, now())
        form.channel.data = request.args.get("channel")
        if not victim.to_tell:
            form.tells_decision.data = NOTHING_DECIDED
        owed = request.args.get("owed", "")
        form.covers.data = [owed] if owed in dict(form.covers.choices) else []
        form.keeps_promises.data = [owed] if owed in dict(form.keeps_promises.choices) else []

    return victim_form(
        form,
        victim,
        lambda: contacts.record_contact(
            db.session,
            actor(),
            victim_id,
            made_of(form),
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
        ),
        what_was_recorded(form, case, victim.id),
        done=lambda _: next_to_ring(),
        back=next_to_ring(),
        rights=rights,
    )


@blueprint.route("/victims/<int:victim_id>/needs", methods=["GET", "POST"])
@case_reader
def needs(victim_id: int):
    victim, form = show_victim(db.session, victim_id), NeedsForm()
    offer_categories(form, victim, find_case(victim.investigation_id))
    return victim_form(
        form,
        victim,
        lambda: assess_needs(
            db.session,
            actor(),
            victim_id,
            Assessed(
                form.needs.data,
                frozenset(form.categories.data or ()),
                form.reason.data or "",
                form.born_on.data if "born_on" in form else None,
            ),
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The needs assessment is recorded.",
        Act.ASSESS_NEEDS,
    )


@blueprint.route("/victims/<int:victim_id>/support", methods=["GET", "POST"])
@case_reader
def support(victim_id: int):
    victim, form = show_victim(db.session, victim_id), SupportForm()
    return victim_form(
        form,
        victim,
        lambda: service.record_support_offer(
            db.session,
            actor(),
            victim_id,
            SupportReferral(form.answer.data),
            form.words.data or "",
            now=now(),
            submission_id=form.submission_id(),
        ),
        "The answer is recorded.",
        Act.REFER_TO_SUPPORT,
    )


@blueprint.route("/victims/<int:victim_id>/view", methods=["GET", "POST"])
@case_reader
def view(victim_id: int):
    victim, form = show_victim(db.session, victim_id), ViewForm()
    form.heard_by.choices = heard_by_choices()
    if request.method == "GET":
        form.heard_at.process(None, now())
    return victim_form(
        form,
        victim,
        lambda: service.record_view(
            db.session,
            actor(),
            victim_id,
            VictimView(form.view.data),
            form.words.data,
            now=now(),
            submission_id=form.submission_id(),
            lapse_accepted=bool(form.lapse_accepted.data),
            heard_by_id=int(form.heard_by.data),
            heard_at=form.heard_at.data,
        ),
        "What the victim wants is recorded.",
        Act.RECORD_VIEW,
    )
