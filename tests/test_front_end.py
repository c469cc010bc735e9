"""What start.py builds: one stylesheet and two scripts that a browser takes without asking for more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parent.parent / "static"
ADDRESS = "http://fairlead.test"  # answered by the test itself; nothing is sent
TYPES = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml"}
PAGE = """<!doctype html><html lang="en" class="govuk-template"><title>Trial</title>
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/dist/fairlead.css">
<script type="module" src="/static/start.mjs"></script>
<body class="govuk-template__body govuk-frontend-supported">
<header class="govuk-generic-header fairlead-header"><a class="govuk-generic-header__homepage-link" href="/">
Anyshire Police</a></header>
<h1 class="govuk-heading-l">Lines of inquiry</h1>
<form><div class="govuk-character-count" data-module="govuk-character-count" data-maxlength="20">
<label class="govuk-label" for="why">Why</label>
<textarea class="govuk-textarea govuk-js-character-count" id="why" name="why"></textarea>
<div id="why-info" class="govuk-hint govuk-character-count__message">Up to 20 characters</div></div></form>
</body></html>"""


def test_no_font_crown_or_logo_of_the_government_is_built():
    stylesheet = (STATIC / "dist" / "fairlead.css").read_text()
    assert "@font-face" not in stylesheet
    assert "GDS Transport" not in stylesheet
    names = " ".join(file.name for file in (STATIC / "dist").rglob("*"))
    assert not re.search(r"crest|crown|logotype|opengraph|\.woff", names)


def test_every_icon_that_the_stylesheet_shows_is_there():
    shown = set(
        re.findall(r"/static/dist/(assets/images/icon-[^)\"']+)", (STATIC / "dist/fairlead.css").read_text())
    )
    assert shown
    assert [icon for icon in shown if not (STATIC / "dist" / icon).is_file()] == []


@pytest.fixture
def trial_page(page):
    """A page with the built files; with the addresses it asked for and the faults it reported."""
    page.asked_for, page.faults = [], []

    def answer(route, request):
        path = request.url.removeprefix(ADDRESS)
        page.asked_for.append(path)
        if path == "/":
            return route.fulfill(body=PAGE, content_type="text/html")
        file = STATIC / path.removeprefix("/static/")
        if not path.startswith("/static/") or not file.is_file():
            return route.fulfill(status=404)
        return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])

    page.route("**/*", answer)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.goto(ADDRESS + "/")
    return page


def test_the_pages_are_in_arial_on_the_colour_of_the_force(trial_page):
    heading = trial_page.locator("h1")
    assert heading.evaluate("it => getComputedStyle(it).fontFamily").lower().startswith("arial")
    header = trial_page.locator("header")
    assert header.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(18, 40, 75)"


def test_the_scripts_start_and_ask_for_nothing_elsewhere(trial_page):
    trial_page.get_by_label("Why").fill("A witness")
    trial_page.get_by_text("You have 11 characters remaining").first.wait_for()
    assert trial_page.faults == []
    assert all(path.startswith("/") for path in trial_page.asked_for)
    assert not any("font" in path for path in trial_page.asked_for)
