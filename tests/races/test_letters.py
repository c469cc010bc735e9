"""A letter leaves the house once, whoever sends, posts or asks at the same moment."""

from __future__ import annotations

import sqlalchemy as sa

from tests import making, making_letters, making_telling
from tests.races.at_work import set_up
from tests.races.overlapping import one_waits
from tests.stores import Store
from vocabulary import Channel, HandedOver, NotSent
from workflow.refusals import FactNotAccepted
from workflow.services.letters_by_email import ToSend, record_not_sent, record_sent, take_up

LATER = making.NOW + 2 * making_letters.SOON


def written(session, force) -> making.Case:
    case = making.an_investigation(session, force)
    making_letters.lives_at(session, case.victims[0], email="amina@example.org")
    making_letters.made(session, force, case.victims[0])
    return case


def waiting(session, force) -> making.Case:
    case = written(session, force)
    letter = session.scalar(sa.text("SELECT max(id) FROM letter"))
    making_letters.asked_by_email(session, force, letter)
    return case


def taken_up(session, force) -> making.Case:
    case = waiting(session, force)
    take_up(session, session.scalar(sa.text("SELECT max(id) FROM letter_email")), now=LATER)
    return case


def the(scene, table: str) -> int:
    [(number,)] = scene.ask(f"SELECT id FROM {table} WHERE investigation_id = :case")
    return number


def test_two_who_send_at_once_take_a_letter_up_once(one_store: Store):
    scene = set_up(one_store, waiting)
    email = the(scene, "letter_email")
    results = one_waits(
        one_store,
        lambda session: take_up(session, email, now=LATER),
        lambda session: take_up(session, email, now=LATER),
    )
    assert isinstance(results[0], ToSend)
    assert results[1] is None


def test_what_became_of_it_is_recorded_once(one_store: Store):
    scene = set_up(one_store, taken_up)
    email = the(scene, "letter_email")
    _, second = one_waits(
        one_store,
        lambda session: record_sent(session, email, now=LATER),
        lambda session: record_not_sent(session, email, NotSent.INTERRUPTED, now=LATER),
    )
    assert second is None
    assert scene.ask("SELECT count(*) FROM contact WHERE investigation_id = :case") == [(1,)]


def test_who_asks_for_an_email_waits_for_whoever_posts_it_and_is_refused(one_store: Store):
    scene = set_up(one_store, written)
    letter = the(scene, "letter")
    _, asked = one_waits(
        one_store,
        lambda session: making_letters.handed_over(session, scene.force, letter, HandedOver.BY_HAND),
        lambda session: making_letters.asked_by_email(session, scene.force, letter),
    )
    assert isinstance(asked, FactNotAccepted)


def test_one_that_waited_while_the_victim_said_that_it_is_not_safe_does_not_go(one_store: Store):
    scene = set_up(one_store, waiting)
    email, [victim] = the(scene, "letter_email"), scene.case.victims
    _, taken = one_waits(
        one_store,
        lambda session: making_telling.say_what_is_safe(
            session, scene.force, victim, now=LATER, unsafe=frozenset({Channel.EMAIL})
        ),
        lambda session: take_up(session, email, now=LATER),
    )
    assert taken is NotSent.NO_LONGER_SAFE
