"""A browser without JavaScript for tests: opens pages, fills in the forms that are on them, and sends them.

Every page is looked at strictly: a fault in the markup, an id used twice, a link to a part that is not there
or an input without a label fails the test that opened the page.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from functools import cached_property
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from commands.demo_force.people import PASSWORD
from tests.markup import INPUTS, refuse_bad_markup, refuse_what_leads_nowhere

LONDON = ZoneInfo("Europe/London")
WORDS = re.compile(r">\s*[^<\s][^<]*<")
# What differs between two pages of the same tags, and can do no harm to either.
VALUES = re.compile(r' (?:value|nonce|action|href(?!="#))="[^"]*"')


def when(name: str, at: dt.datetime) -> dict[str, str]:
    """The four boxes of a moment, filled in as a person in London would."""
    local = at.astimezone(LONDON)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def squeezed(tag: Tag | None) -> str:
    """A tag's words, with single spaces."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def tags_of(text: str) -> str:
    """A page's tags, with what is written between them left out: only whether anything is."""
    return VALUES.sub("", WORDS.sub(">x<", text))


class Browser:
    """One person's browser. With a number it signs in through the sign-in page."""

    def __init__(self, app: Flask, number: str | None = None, password: str = PASSWORD):
        self.client = app.test_client()
        if number is not None:
            page = self.sign_in(number, password)
            if page.path == "/sign-in":
                raise AssertionError(f"{number} could not sign in: {page.errors}")

    @classmethod
    def signed_in(cls, app: Flask, token: str) -> Browser:
        """The browser of somebody who has signed in already: `token` is what their cookie holds."""
        browser = cls(app)
        with browser.client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return browser

    def sign_in(self, number: str, password: str = PASSWORD, path: str = "/sign-in") -> Page:
        return self.get(path).fill(username=number, password=password).submit()

    def get(self, path: str) -> Page:
        """Open a page, following redirects."""
        return Page(self, self.client.get(path, follow_redirects=True))

    def send(self, path: str, fields: Iterable[tuple[str, str]]) -> Page:
        """Send a form, following redirects."""
        sent: dict[str, list[str]] = {}
        for name, value in fields:
            sent.setdefault(name, []).append(value)
        return Page(self, self.client.post(path, data=sent, follow_redirects=True))

    def send_anyway(self, path: str, typed: Mapping[str, str] | None = None, **more: str) -> Page:
        """Send a form that its page does not offer, as one opened before can still be sent."""
        page = self.get(path)
        own = {
            "csrf_token": page.soup.find("input", attrs={"name": "csrf_token"})["value"],
            "seen": "9" * 12,
            "submission": str(uuid.uuid4()),
        }
        return self.send(page.full_path, {**own, **(typed or {}), **more}.items())


class Form:
    """A form of a page, with what its inputs hold."""

    def __init__(self, page: Page, tag: Tag):
        self.page, self.tag = page, tag
        self.action = tag.get("action") or page.full_path
        self.fields: list[tuple[str, str]] = list(_held(tag))

    def fill(self, fields: Mapping[str, str | list[str]] | None = None, **more: str | list[str]) -> Form:
        """Type or choose. Only what the page offers can be filled in."""
        for name, typed in {**(fields or {}), **more}.items():
            self._refuse_what_is_not_offered(name, typed)
            self._put(name, typed)
        return self

    def forge(self, **fields: str) -> Form:
        """Put in what the page does not offer, as somebody with tools could."""
        for name, value in fields.items():
            self._put(name, value)
        return self

    def value(self, name: str) -> str:
        """What the form holds under this name; empty when nothing."""
        return next((value for held, value in self.fields if held == name), "")

    def submit(self) -> Page:
        return self.page.browser.send(self.action, self.fields)

    def _put(self, name: str, typed: str | list[str]) -> None:
        values = [typed] if isinstance(typed, str) else typed
        self.fields = [pair for pair in self.fields if pair[0] != name] + [(name, each) for each in values]

    def _refuse_what_is_not_offered(self, name: str, typed: str | list[str]) -> None:
        inputs = [tag for tag in self.tag.find_all(INPUTS) if tag.get("name") == name]
        assert inputs, f"{self.page.path} has no input {name}"
        offered = set()
        for tag in inputs:
            if tag.name == "select":
                offered |= {option.get("value", "") for option in tag.find_all("option")}
            elif tag.get("type") in ("radio", "checkbox"):
                offered.add(tag.get("value"))
            else:
                return
        wanted = {typed} if isinstance(typed, str) else set(typed)
        assert wanted <= offered, f"{name} offers {sorted(offered)}, not {sorted(wanted - offered)}"


class Page:
    """What came back: status, heading, errors, links, forms."""

    def __init__(self, browser: Browser, answer: TestResponse):
        self.browser, self.answer = browser, answer
        self.status, self.text = answer.status_code, answer.text
        self.path = answer.request.path
        self.full_path = answer.request.full_path.rstrip("?") if answer.request.query_string else self.path
        self.redirects = [each.status_code for each in answer.history]
        if answer.mimetype == "text/html":
            refuse_bad_markup(self.path, self.text)
            refuse_what_leads_nowhere(self.path, self.text)

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @cached_property
    def main(self) -> Tag:
        return self.soup.find("main")

    @property
    def heading(self) -> str:
        return squeezed(self.soup.find("h1"))

    @property
    def words(self) -> str:
        """Everything that the page's main part says."""
        return squeezed(self.main)

    @property
    def said(self) -> str:
        """The banner that says what was done."""
        return squeezed(self.soup.select_one(".govuk-notification-banner__heading"))

    @property
    def errors(self) -> list[str]:
        """The error summary's sentences."""
        return [squeezed(tag) for tag in self.soup.select(".govuk-error-summary__list li")]

    def error_beside(self, name: str) -> str:
        """The sentence beside a field; empty when there is none."""
        return squeezed(self.soup.find(id=f"{name}-error")).removeprefix("Error: ").removeprefix("Error : ")

    @property
    def still_needed(self) -> dict[str, str]:
        """What a refusal says stands in the way: title → why."""
        return _findings(self.soup.find(id="still-needed")) if self.soup.find(id="still-needed") else {}

    @property
    def asked(self) -> dict[str, str]:
        """The same of what a form says before it is sent, below it."""
        heading = self.soup.find(id="asked")
        return _findings(heading.parent) if heading else {}

    @property
    def links(self) -> dict[str, str]:
        """Addresses by the words of the link."""
        return {squeezed(tag): tag["href"] for tag in self.soup.find_all("a", href=True)}

    def follow(self, words: str) -> Page:
        assert words in self.links, f"{self.path} has no link {words!r}, but {sorted(self.links)}"
        return self.browser.get(self.links[words])

    def with_button(self, words: str) -> Form:
        """The form of the first button that says this."""
        buttons = (each for each in self.main.find_all("button") if squeezed(each).startswith(words))
        button = next(buttons, None)
        assert button is not None, f"{self.path} has no button {words!r}"
        return Form(self, button.find_parent("form"))

    @property
    def form(self) -> Form:
        """The form that this page is about: the first that is not sent elsewhere, as a button is."""
        forms = self.main.find_all("form")
        own = (each for each in forms if not each.get("action") or each.get("method") == "get")
        tag = next(own, forms[0] if forms else None)
        assert tag is not None, f"{self.path} ({self.status}, {self.heading}) has no form"
        return Form(self, tag)

    def fill(self, fields: Mapping[str, str | list[str]] | None = None, **more: str | list[str]) -> Form:
        return self.form.fill(fields, **more)

    def section(self, anchor: str) -> str:
        """The words of one part of a page, from its heading to the next of the same level."""
        heading = self.soup.find(id=anchor)
        said = [squeezed(heading)]
        for tag in heading.find_next_siblings():
            if tag.name == heading.name:
                break
            said.append(squeezed(tag))
        return " ".join(said)


def _findings(section: Tag) -> dict[str, str]:
    found = {}
    for item in section.select(".fairlead-finding--unmet"):
        heading = item.find(["h2", "h3", "h4"])
        tag = heading.find(class_="govuk-tag")
        if squeezed(tag) == "Still needed":
            title = squeezed(heading).removesuffix(squeezed(tag)).strip()
            found[title] = squeezed(heading.find_next_sibling("p"))
    return found


def _held(form: Tag) -> Iterable[tuple[str, str]]:
    """What a browser would send for this form as it stands."""
    for tag in form.find_all(INPUTS):
        name = tag.get("name")
        if not name:
            continue
        if tag.name == "select":
            options = tag.find_all("option")
            chosen = [option for option in options if option.has_attr("selected")] or options[:1]
            yield from ((name, option.get("value", "")) for option in chosen)
        elif tag.name == "textarea":
            # A browser drops the new line after the opening tag.
            yield name, tag.get_text().removeprefix("\r").removeprefix("\n")
        elif tag.get("type") in ("radio", "checkbox"):
            if tag.has_attr("checked"):
                yield name, tag.get("value", "on")
        elif tag.get("type") not in ("submit", "button"):
            yield name, tag.get("value", "")
