"""`python -m tests.journeys.contact_sheet FOLDER`: every page, on a desk and on a phone, to be looked at.

Each page of the whole demonstration force is opened once by somebody who may read it, and photographed
at both widths; the sheets put them side by side, a dozen at a time. Says which pages it could not open.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from werkzeug.routing import Rule

from commands.database import upgrade_database
from commands.demo_force.cases import everything
from settings import Mode
from tests import browser
from tests.house.addresses import rules, values_for
from tests.journeys.people import DESKTOP, PHONE, PersonAtBrowser
from tests.journeys.serving import serving
from tests.pages import Browser
from tests.stores import sqlite_url
from tests.views.sites import SERGEANT, Site, open_site, seed
from views.access import Access
from vocabulary import Role

# Whoever comes first and may read a page opens it.
READERS = {
    "2210": {Role.SUPERVISOR},
    "4471": {Role.INVESTIGATOR},
    "9034": {Role.VICTIM_CARE_OFFICER},
    "9001": {Role.ADMINISTRATOR},
    "9050": {Role.AUDITOR},
}
# A page about the first case, suspect, victim or line, and what it is for.
ABOUT_A_RECORD = re.compile(r"/(?P<what>investigations|suspects|victims|lines)/1/(?P<act>[a-z/-]+)")
HAS_FORM = re.compile(r"<main\b.*<form\b", re.DOTALL)
NO_FORM = {"timeline", "safeguarding", "who-may-sign", "marked", "details"}
LONGEST = 2_400
ON_A_SHEET = 6
# Pages that say nothing, or end the session.
NOT_LOOKED_AT = {"sign_in.sign_out", "home.health", "letters.pdf"}


def make(folder: Path) -> list[str]:
    """Photograph every page into this folder; returns what could not be opened."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        url = sqlite_url(Path(data))
        upgrade_database(url)
        seed(url, everything())
        with (
            open_site(url, mode=Mode.DEMO) as site,
            serving(site) as address,
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(
                executable_path=browser.find_chromium(), args=browser.launch_arguments()
            )
            faults = list(_photograph(site, address, chromium, folder))
            _lay_out(chromium.new_page(), folder)
            chromium.close()
    return faults


def _photograph(site: Site, address: str, chromium, folder: Path) -> Iterator[str]:
    for size, name in ((DESKTOP, "desktop"), (PHONE, "phone")):
        at: dict[str, PersonAtBrowser] = {}
        for number, path, page_name in pages(site):
            if number not in at:
                at[number] = _sit_down(chromium, address, number, size)
            page = at[number].page
            answer = page.goto(path)
            if answer is None or answer.status >= 400:
                yield f"{path} ({number}): {answer.status if answer else 'no answer'}"
            _shoot(page, folder / f"{page_name}-{name}.png")
        for each in at.values():
            each.leave()


def _sit_down(chromium, address: str, number: str, size: Mapping[str, int]) -> PersonAtBrowser:
    return PersonAtBrowser(chromium, address, number or None, size=size, looks=False)


def pages(site: Site) -> list[tuple[str, str, str]]:
    """(who opens it, its path, a name for its picture), its form open where somebody has it open."""
    # The addresses first: they are made within a request, and a browser of tests needs one of its own.
    found, sergeant = list(_addresses(site)), site.browse(SERGEANT)
    return [(*with_its_form(site, sergeant, number, path), name) for number, path, name in found]


def with_its_form(site: Site, sergeant: Browser, number: str, path: str) -> tuple[str, str]:
    """The same page about the first record for which a sergeant has its form; the page itself otherwise."""
    found = ABOUT_A_RECORD.fullmatch(path)
    if found is None or found["act"] in NO_FORM:
        return number, path
    table = {"lines": "line_of_inquiry"}.get(found["what"], found["what"].removesuffix("s"))
    for [record] in site.ask(f"SELECT id FROM {table} ORDER BY id"):
        there = f"/{found['what']}/{record}/{found['act']}"
        if HAS_FORM.search(sergeant.client.get(there).text):
            return SERGEANT, there
    return number, path


def _addresses(site: Site) -> Iterator[tuple[str, str, str]]:
    with site.app.test_request_context():
        adapter = site.app.url_map.bind("")
        for rule in rules(site):
            if "GET" not in rule.methods or rule.endpoint in NOT_LOOKED_AT or rule.rule.endswith(".csv"):
                continue
            for values in _samples(site, rule):
                path = adapter.build(rule.endpoint, values)
                name = re.sub(r"[^a-z0-9]+", "-", f"{rule.endpoint}-{values.get('which', '')}".lower())
                yield _reader(site.app.view_functions[rule.endpoint].access), path, name.strip("-")


def _samples(site: Site, rule: Rule) -> Iterator[dict]:
    """One set of records for each page; of the handbook's many, one."""
    found = list(values_for(site, rule, every=False))
    yield from found if rule.arguments == {"which"} else found[:1]


def _reader(access: Access) -> str:
    if access.public:
        return ""
    return next(number for number, roles in READERS.items() if access.roles is None or access.roles & roles)


def _shoot(page: Page, path: Path) -> None:
    width = page.viewport_size["width"]
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def _lay_out(page: Page, folder: Path) -> None:
    """Sheets of a dozen pages, each with its picture on a desk and on a phone."""
    names = sorted(path.name.removesuffix("-desktop.png") for path in folder.glob("*-desktop.png"))
    page.set_viewport_size({"width": 2000, "height": 1200})
    for start in range(0, len(names), ON_A_SHEET):
        pieces = "".join(
            f"<figure><figcaption>{html.escape(name)}</figcaption>"
            f'<img class="desk" src="{name}-desktop.png"><img class="phone" src="{name}-phone.png"></figure>'
            for name in names[start : start + ON_A_SHEET]
        )
        sheet = folder / f"sheet-{start // ON_A_SHEET + 1:02}.html"
        sheet.write_text(
            "<!doctype html><title>Contact sheet</title><style>body{font:14px sans-serif;display:grid;"
            "grid-template-columns:repeat(3,1fr);gap:12px;margin:12px}figure{margin:0}"
            ".desk{width:470px;vertical-align:top}.phone{width:150px;margin-left:8px;vertical-align:top}"
            f"</style>{pieces}",
            encoding="utf-8",
        )
        page.goto(sheet.as_uri())
        page.screenshot(path=sheet.with_suffix(".png"), full_page=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    could_not = make(parser.parse_args().folder)
    sys.stdout.write("\n".join(could_not) + "\n" if could_not else "Every page opened.\n")
