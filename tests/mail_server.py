"""A mail server for tests: it speaks SMTP on a socket of its own, and keeps what it is sent.

The standard library's client talks to it as to any other. `refuses`: addresses that it takes no mail for;
`fails`: what it answers to a message, or "" to hang up in the middle of it.
"""

from __future__ import annotations

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default


@dataclass
class Post:
    """What came in, and how the server behaves."""

    port: int = 0
    came: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    fails: str | None = None
    user: str | None = None


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        post: Post = self.server.post
        self.say("220 test")
        while line := self.rfile.readline():
            words = line.decode().strip()
            match words.split(" ")[0].upper():
                case "EHLO":
                    self.say("250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME")
                case "AUTH":
                    post.user = words.split(" ")[-1]
                    self.say("235 welcome" if "wrong" not in post.user else "535 no")
                case "RCPT":
                    address = words.partition("<")[2].partition(">")[0]
                    self.say("550 nobody here" if address in post.refuses else "250 ok")
                    post.to.append(address)
                case "DATA":
                    self.say("354 go on")
                    whole = self.message()
                    if post.fails == "":
                        return
                    self.say(post.fails or "250 taken")
                    if post.fails is None:
                        post.came.append(email.message_from_bytes(whole, policy=default))
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    post: Post


@contextmanager
def mail_server(**behaves: object) -> Iterator[Post]:
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.post = Post(server.server_address[1], **behaves)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.post
        finally:
            server.shutdown()
            thread.join()
