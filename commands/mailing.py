"""The mail server, as the settings name it: one connection for a round of letters."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid

from workflow.services.letters_by_email import ToSend

PATIENCE = 30  # seconds


class CannotSend(Exception):
    """The mail server cannot be used now. Nothing was sent."""


class AddressRefused(Exception):
    """It takes no mail for this address, or the address is none. It was not sent."""


class MessageRefused(Exception):
    """It did not take this message. It was not sent."""


class Interrupted(Exception):
    """It fell silent: nobody knows whether it took the message."""


class Post:
    """An open connection."""

    def __init__(self, server: smtplib.SMTP, sender: str, name: str) -> None:
        self._server = server
        self._sender = sender
        self._name = name

    def send(self, taken: ToSend) -> None:
        """Send one letter; raises the reasons above but the first."""
        try:
            message = message_of(taken, self._sender, self._name)
        except (ValueError, IndexError) as fault:
            raise AddressRefused from fault
        try:
            self._server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as fault:
            raise AddressRefused from fault
        except smtplib.SMTPServerDisconnected as fault:
            raise Interrupted from fault
        except smtplib.SMTPException as fault:
            raise MessageRefused from fault
        except OSError as fault:
            raise Interrupted from fault


def message_of(taken: ToSend, sender: str, name: str) -> EmailMessage:
    """The letter as an e-mail: its own words in plain text. The subject names no offence.

    The lines with the address on paper are left out: an e-mail is no envelope.
    """
    message, letter = EmailMessage(), taken.letter
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=taken.address)
    message["Subject"] = letter.subject
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["Sensitivity"] = "Private"
    parts = (letter.greeting, *(part.text for part in letter.parts), taken.marking)
    message.set_content("\n\n".join(parts), charset="utf-8")
    return message


@contextmanager
def open_post(settings, name: str) -> Iterator[Post]:
    """Connect and sign in, as the settings say; raises CannotSend. Production refuses to go without TLS."""
    try:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=PATIENCE)
    except (OSError, smtplib.SMTPException) as fault:
        raise CannotSend(
            f"The mail server {settings.smtp_host}:{settings.smtp_port} cannot be reached"
        ) from fault
    try:
        try:
            if settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
        except smtplib.SMTPAuthenticationError as fault:
            raise CannotSend("The mail server refuses FAIRLEAD_SMTP_USER and its password") from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise CannotSend("The mail server does not offer what the settings ask of it") from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise CannotSend("The mail server does not agree to a safe connection") from fault
        yield Post(server, settings.smtp_from, name)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()
