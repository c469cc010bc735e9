"""`flask letters send`: what waits goes to a real mail server once, and what becomes of it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import LetterEmail
from tests import making, making_letters, making_telling
from tests.commands.terminal import Terminal, open_terminal
from tests.mail_server import Post, mail_server
from tests.making import NOW, Force
from tests.stores import Store
from vocabulary import Channel, Mailing, NotSent
from workflow.services.letters_by_email import take_up

LATER = NOW + dt.timedelta(hours=1)
ADDRESS = "amina@example.org"
ROWS = "SELECT standing, why_not FROM letter_email ORDER BY id"


def a_letter(session: Session, force: Force, address: str = ADDRESS) -> tuple[int, int]:
    """(The victim, the e-mail that waits.)"""
    [victim] = making.an_investigation(session, force).victims
    making_letters.lives_at(session, victim, email=address)
    letter = making_letters.made(session, force, victim)
    return victim, making_letters.asked_by_email(session, force, letter)


@pytest.fixture
def force(own_store: Store) -> Force:
    with own_store.session() as session:
        made = making.a_force(session)
        session.commit()
    return made


@contextmanager
def posting(store: Store, folder: Path, post: Post | None, **settings: object) -> Iterator[Terminal]:
    """The command line, with this mail server if there is one. It is in the same machine, without TLS."""
    mail = {}
    if post is not None:
        mail = {"smtp_host": "127.0.0.1", "smtp_port": post.port, "smtp_from": "police@example.org"}
        mail["smtp_starttls"] = False
    with open_terminal(store.url, folder, **{**mail, **settings}) as terminal:
        terminal.app.config["FAIRLEAD_CLOCK"] = lambda: LATER
        yield terminal


def keep(store: Store, act) -> object:
    with store.session() as session:
        made = act(session)
        session.commit()
    return made


def is_sound(store: Store) -> bool:
    with store.session() as session:
        return verify(session).is_sound


def test_a_letter_goes_once_and_is_then_a_contact_by_email(own_store: Store, force: Force, tmp_path: Path):
    keep(own_store, lambda s: a_letter(s, force))
    with mail_server() as post, posting(own_store, tmp_path, post) as terminal:
        assert terminal.done("letters", "send") == "1 sent, 0 not sent.\n"
        assert terminal.done("letters", "send") == "0 sent, 0 not sent.\n"
        [message] = post.came
        assert (message["To"], message["Subject"]) == (ADDRESS, "An update from Anyshire Police")
        assert message["From"] == "Anyshire Police <police@example.org>"
        said = message.get_content()
        assert "The film from the car park has come." in said
        assert "Mill Lane" not in said
        assert said.rstrip().endswith("OFFICIAL-SENSITIVE")
        assert terminal.ask("SELECT channel, result, unsafe FROM contact") == [("email", "reached", None)]
        assert terminal.ask("SELECT how FROM letter_handed_over") == [("emailed",)]
        assert terminal.ask(ROWS) == [("sent", None)]
    assert is_sound(own_store)


@pytest.mark.parametrize(
    ("behaves", "why"),
    [
        ({"refuses": {ADDRESS}}, NotSent.ADDRESS_REFUSED),
        ({"fails": "554 no"}, NotSent.MESSAGE_REFUSED),
        ({"fails": ""}, NotSent.INTERRUPTED),
    ],
)
def test_what_does_not_go_is_kept_with_the_reason_and_can_be_asked_again(
    own_store: Store, force: Force, tmp_path: Path, behaves: dict, why: NotSent
):
    keep(own_store, lambda s: a_letter(s, force))
    with mail_server(**behaves) as post, posting(own_store, tmp_path, post) as terminal:
        assert terminal.done("letters", "send") == "0 sent, 1 not sent.\n"
        assert terminal.ask(ROWS) == [("not_sent", why.value)]
        assert terminal.ask("SELECT count(*) FROM contact") == [(0,)]
        assert terminal.done("letters", "send") == "0 sent, 0 not sent.\n"
    with own_store.session() as session:
        [row] = session.query(LetterEmail).all()
        making_letters.asked_by_email(session, force, row.letter_id, LATER)
        session.commit()
    with mail_server() as post, posting(own_store, tmp_path, post) as terminal:
        assert terminal.done("letters", "send") == "1 sent, 0 not sent.\n"
    assert is_sound(own_store)


def test_an_address_that_is_none_is_said_and_the_next_letter_goes(
    own_store: Store, force: Force, tmp_path: Path
):
    keep(
        own_store,
        lambda s: [a_letter(s, force, each) for each in ("amina at home", "a@b\r\nBcc: x@y.z", ADDRESS)],
    )
    with mail_server() as post, posting(own_store, tmp_path, post) as terminal:
        assert terminal.done("letters", "send") == "1 sent, 2 not sent.\n"
        assert post.to == [ADDRESS]
    assert is_sound(own_store)


def test_what_is_not_safe_any_more_does_not_go(own_store: Store, force: Force, tmp_path: Path):
    victim, _ = keep(own_store, lambda s: a_letter(s, force))
    unsafe = {"unsafe": frozenset({Channel.EMAIL})}
    keep(own_store, lambda s: making_telling.say_what_is_safe(s, force, victim, now=LATER, **unsafe))
    with mail_server() as post, posting(own_store, tmp_path, post) as terminal:
        assert terminal.done("letters", "send") == "0 sent, 1 not sent.\n"
        assert post.to == []
        assert terminal.ask(ROWS) == [("not_sent", "no_longer_safe")]
    assert is_sound(own_store)


def test_what_was_taken_up_and_never_ended_may_have_arrived_and_is_not_sent_again(
    own_store: Store, force: Force, tmp_path: Path
):
    _, email = keep(own_store, lambda s: a_letter(s, force))
    keep(own_store, lambda s: take_up(s, email, now=LATER - dt.timedelta(minutes=14)))
    with mail_server() as post, posting(own_store, tmp_path, post) as terminal:
        assert terminal.done("letters", "send") == "0 sent, 0 not sent.\n"
        assert terminal.ask(ROWS) == [("waiting", None)]
        terminal.app.config["FAIRLEAD_CLOCK"] = lambda: LATER + dt.timedelta(minutes=2)
        assert terminal.done("letters", "send") == "0 sent, 1 not sent.\n"
        assert terminal.ask(ROWS) == [("not_sent", "interrupted")]
        assert post.to == []
    assert is_sound(own_store)


def test_two_who_send_at_once_take_a_letter_up_once(own_store: Store, force: Force):
    _, email = keep(own_store, lambda s: a_letter(s, force))
    assert keep(own_store, lambda s: take_up(s, email, now=LATER)) is not None
    assert keep(own_store, lambda s: take_up(s, email, now=LATER)) is None


def test_without_a_mail_server_what_waits_is_said_and_still_waits(
    own_store: Store, force: Force, tmp_path: Path
):
    with posting(own_store, tmp_path, None) as terminal:
        assert terminal.done("letters", "send") == "0 sent, 0 not sent.\n"
        keep(own_store, lambda s: a_letter(s, force))
        assert terminal.refused("letters", "send").startswith("1 letter waits to be sent, and no mail server")
    with mail_server() as post:
        gone = post
    with posting(own_store, tmp_path, gone) as terminal:
        assert "cannot be reached. 1 letter waits to be sent." in terminal.refused("letters", "send")
    with mail_server() as post, posting(own_store, tmp_path, post, smtp_starttls=True) as terminal:
        assert "does not offer what the settings ask of it" in terminal.refused("letters", "send")
        assert terminal.ask(ROWS) == [(Mailing.WAITING.value, None)]


def test_it_signs_in_where_the_settings_say_so(own_store: Store, force: Force, tmp_path: Path):
    keep(own_store, lambda s: a_letter(s, force))
    with mail_server() as post:
        with posting(own_store, tmp_path, post, smtp_user="u", smtp_password="p") as terminal:
            assert terminal.done("letters", "send") == "1 sent, 0 not sent.\n"
        assert post.user
