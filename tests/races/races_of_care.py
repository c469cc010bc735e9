"""Races of what is done for victims, of telling, of supervising, and of who reads a case."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Contact, Duty, Embargo, TellingException
from tests import making, making_cps, making_endings, making_letters, making_telling, making_updates
from tests import making_restricted as restricted
from tests.making import NOW, Force
from tests.making_directions import direct
from tests.making_interviews import interview
from tests.making_restricted import REVIEW_ON, WHY
from tests.races.racing import Race
from vocabulary import (
    AppropriateAdult,
    Channel,
    ContactResult,
    DutyKind,
    GlassFinding,
    GlassReason,
    HandedOver,
    Inquest,
    OtherBody,
    Restriction,
    SupportReferral,
    Trigger,
    VictimView,
    WhyNotGiven,
)
from workflow.ledger import sha256
from workflow.services.agreeing import agree_exception
from workflow.services.break_glass import break_glass, review_break_glass
from workflow.services.contact_corrections import correct_contact
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.deaths import Death, record_death
from workflow.services.directions import DirectionToGive, add_direction, mark_done
from workflow.services.embargoes import end_embargo, set_embargo
from workflow.services.letters import hand_over_letter, make_letter
from workflow.services.letters_by_email import ask_to_email
from workflow.services.marked import look_at_marked
from workflow.services.needs import Assessed, assess_needs
from workflow.services.new_information import consider, receive
from workflow.services.notes import add_note
from workflow.services.particulars import Acceptance
from workflow.services.restricting import end_reader, lift_restriction, name_reader, restrict
from workflow.services.reviews import record_review
from workflow.services.rights import Development, excuse_rights, record_development
from workflow.services.safe_contacts import SafeContactSaid, record_safe_contact
from workflow.services.telling_exceptions import (
    agree_not_told_yet,
    agree_unable_to_contact,
    end_exception,
    record_no_contact,
    record_told_elsewhere,
)
from workflow.services.transferring import record_acceptance
from workflow.services.victim_details import hide_details
from workflow.services.victims import (
    add_victim,
    record_no_victim,
    record_support_offer,
    record_view,
)
from workflow.services.waiting import end_waiting, start_waiting

DAY = dt.timedelta(days=1)
MISSED = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW)
ATTEMPTED_ENOUGH = NOW + 2 * DAY + dt.timedelta(hours=1)
GLASS = (GlassReason.DANGER, "She rang from a locked room.")


def case(session: Session, force: Force, **changes: object) -> int:
    return making.an_investigation(session, force, **changes).id


def victim(session: Session, force: Force) -> int:
    return making.an_investigation(session, force).victims[0]


def a_contact(session: Session, force: Force) -> int:
    record_contact(session, force.officer, victim(session, force), MISSED, now=NOW)
    return session.scalar(sa.select(sa.func.max(Contact.id)))


def untold(session: Session, force: Force) -> tuple[int, int]:
    """A victim who is owed a decision, and the decision."""
    made = making.signed_off(session, force)
    return made.victims[0], made.decision


def attempted(session: Session, force: Force) -> tuple:
    whom, decision = untold(session, force)
    making_telling.enough_attempts(session, force, whom)
    return whom, decision, "Rang twice, and sent a text."


def excepted(session: Session, force: Force) -> tuple:
    whom = victim(session, force)
    making_telling.no_contact_wanted(session, force, whom)
    held = session.scalar(sa.select(TellingException.id).where(TellingException.victim_id == whom))
    return whom, held, "She rang us herself."


def unagreed(session: Session, force: Force) -> tuple:
    made = making.signed_off(session, force)
    making_telling.elsewhere(session, force, made)
    [whom] = made.victims
    held = session.scalar(sa.select(TellingException.id).where(TellingException.victim_id == whom))
    return whom, held, "Rang her adviser: it is so."


def embargoed(session: Session, force: Force) -> tuple:
    made = making.an_investigation(session, force)
    making_telling.an_embargo(session, force, made)
    held = session.scalar(sa.select(Embargo.id).where(Embargo.investigation_id == made.id))
    return made.id, held, "He was arrested."


def marked(session: Session, force: Force) -> tuple:
    """An interview without the adult it needed."""
    made = making.an_investigation(session, force)
    suspect = making.add_suspect(session, force, made)
    interview(session, force.officer, suspect, adult=AppropriateAdult.ABSENT)
    mine = (Duty.investigation_id == made.id, Duty.kind == DutyKind.INTERVIEW_WITHOUT_ADULT)
    return made.id, [session.scalar(sa.select(Duty.id).where(*mine))], "Spoke to the officer."


def owed_a_confirmation(session: Session, force: Force) -> tuple:
    """A victim, and the right that runs for them since the report."""
    made = making.a_crime(session, force)
    mine = (Duty.investigation_id == made.id, Duty.kind == DutyKind.RIGHT)
    right = session.scalar(sa.select(Duty.id).where(*mine))
    heard = making_updates.heard(force)
    return made.victims[0], frozenset({right}), WhyNotGiven.DECLINED, "She wants no letter.", heard


def finished_with_news(session: Session, force: Force) -> tuple:
    made = making.a_finished_case(session, force)
    receive(session, force.officer, made.id, making_cps.news(), now=NOW)
    return made.id, "It was known."


def waiting(session: Session, force: Force) -> tuple:
    made = making.an_investigation(session, force)
    start_waiting(session, force.officer, made.id, making_cps.a_wait(force), now=NOW)
    return made.id, "The result came."


def restricted_case(session: Session, force: Force) -> making.Case:
    made = making.an_investigation(session, force)
    restricted.restrict(session, force, made)
    return made


def a_reader(session: Session, force: Force) -> tuple:
    return (restricted.name(session, force, restricted_case(session, force), force.other_officer),)


def broken(session: Session, force: Force) -> tuple:
    glass = restricted.break_glass(session, force.other_officer, restricted_case(session, force))
    return glass, GlassFinding.JUSTIFIED, "There was."


def proposed_transfer(session: Session, force: Force) -> tuple:
    made = making_endings.proposed(session, force, making_endings.TRANSFER)
    return made.id, Acceptance("Sergeant Blythe", "OTH/1182/26", NOW)


def unmade(session: Session, force: Force) -> tuple:
    """A victim, and an update that was read."""
    made = making.an_investigation(session, force)
    [whom] = made.victims
    making_letters.lives_at(session, whom)
    seen = making_letters.preview(session, made.id, whom, making_letters.AN_UPDATE, NOW)
    return whom, making_letters.AN_UPDATE, sha256(seen.as_text())


def seen_letter(session: Session, force: Force) -> int:
    whom = victim(session, force)
    making_letters.lives_at(session, whom, email="amina@example.org")
    return making_letters.made(session, force, whom)


OF_CARE = (
    Race(add_victim, "officer", lambda s, f: (case(s, f), making.A_PERSON), both_stand=True),
    Race(
        record_no_victim,
        "officer",
        lambda s, f: (case(s, f, victims=(), no_victim_reason="Nobody."), "Nobody yet."),
        both_stand=True,
    ),
    Race(record_contact, "officer", lambda s, f: (victim(s, f), MISSED), both_stand=True),
    Race(
        record_view,
        "victim_care_officer",
        lambda s, f: (victim(s, f), VictimView.SUPPORTS, "Go on."),
        both_stand=True,
    ),
    Race(correct_contact, "officer", lambda s, f: (a_contact(s, f), MISSED, "Another number.")),
    Race(assess_needs, "officer", lambda s, f: (victim(s, f), Assessed("None.")), both_stand=True),
    Race(
        record_support_offer,
        "officer",
        lambda s, f: (victim(s, f), SupportReferral.DECLINED, "No."),
        both_stand=True,
    ),
    Race(
        record_death,
        "officer",
        lambda s, f: (victim(s, f), Death(NOW.date(), Inquest.OPEN)),
        both_stand=True,
    ),
    Race(
        record_safe_contact,
        "officer",
        lambda s, f: (victim(s, f), SafeContactSaid(frozenset({Channel.PHONE}))),
        both_stand=True,
    ),
    Race(
        record_no_contact,
        "victim_care_officer",
        lambda s, f: (victim(s, f), "Do not ring me.", f.officer.id, NOW),
    ),
    Race(
        record_told_elsewhere,
        "victim_care_officer",
        lambda s, f: (*untold(s, f), OtherBody.CPS, NOW, "CPS/77", "The lawyer rang her."),
    ),
    Race(agree_unable_to_contact, "other_sergeant", attempted, now=ATTEMPTED_ENOUGH),
    Race(
        agree_not_told_yet,
        "inspector",
        lambda s, f: (*untold(s, f), "He reads her telephone.", (NOW + 7 * DAY).date()),
    ),
    Race(agree_exception, "other_sergeant", unagreed),
    Race(end_exception, "victim_care_officer", excepted),
    Race(
        set_embargo,
        "sergeant",
        lambda s, f: (case(s, f), "An arrest is planned.", NOW + DAY),
        both_stand=True,
    ),
    Race(end_embargo, "sergeant", embargoed),
    Race(excuse_rights, "officer", owed_a_confirmation),
    Race(
        record_development,
        "officer",
        lambda s, f: (case(s, f), Development(Trigger.COURT_RESULT, NOW, "Guilty.", told_to_us_at=NOW)),
        both_stand=True,
    ),
    Race(look_at_marked, "sergeant", marked),
    Race(make_letter, "officer", unmade, both_stand=True),
    Race(hand_over_letter, "officer", lambda s, f: (seen_letter(s, f), HandedOver.BY_HAND, NOW)),
    Race(ask_to_email, "officer", lambda s, f: (seen_letter(s, f),)),
    Race(add_note, "officer", lambda s, f: (case(s, f), "The dog barked."), both_stand=True),
    Race(record_review, "sergeant", lambda s, f: (case(s, f), "Go on.", None), both_stand=True),
    Race(
        add_direction,
        "sergeant",
        lambda s, f: (case(s, f), DirectionToGive(f.officer.id, "Ask at number 14.")),
        both_stand=True,
    ),
    Race(
        mark_done,
        "officer",
        lambda s, f: (direct(s, f, making.an_investigation(s, f)), "Asked; nothing heard."),
    ),
    Race(
        receive,
        "officer",
        lambda s, f: (making.a_finished_case(s, f).id, making_cps.news()),
        both_stand=True,
    ),
    Race(consider, "sergeant", finished_with_news),
    Race(start_waiting, "officer", lambda s, f: (case(s, f), making_cps.a_wait(f)), both_stand=True),
    Race(end_waiting, "officer", waiting),
    Race(record_acceptance, "colleague", proposed_transfer),
    Race(
        restrict,
        "inspector",
        lambda s, f: (case(s, f), Restriction.RESTRICTED, REVIEW_ON, WHY),
        both_stand=True,
    ),
    Race(lift_restriction, "inspector", lambda s, f: (restricted_case(s, f).id, "It is over.")),
    Race(
        name_reader,
        "inspector",
        lambda s, f: (restricted_case(s, f).id, f.other_officer.id, "A linked crime."),
    ),
    Race(end_reader, "inspector", a_reader),
    Race(break_glass, "other_officer", lambda s, f: (restricted_case(s, f).id, *GLASS)),
    Race(review_break_glass, "inspector", broken, second="auditor"),
    Race(hide_details, "sergeant", lambda s, f: (victim(s, f), True, "He works here.")),
)
