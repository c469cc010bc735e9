"""`python -m tests.journeys.take_pictures docs/pictures`: the README's pictures, of the demonstration force.

The force's clock stands still, so the same pages give the same pictures.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from commands.database import upgrade_database
from settings import Mode
from tests import browser
from tests.journeys.people import DESKTOP, PHONE, PersonAtBrowser
from tests.journeys.serving import serving
from tests.journeys.small_png import small
from tests.stores import sqlite_url
from tests.views.sites import AT_WORK, OFFICER, OTHER_SERGEANT, SIGNED, WAITING, Site, open_site, seed

LONGEST = {DESKTOP["width"]: 1_500, PHONE["width"]: 1_700}


def take(folder: Path) -> None:
    """Every picture, into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        url = sqlite_url(Path(data))
        upgrade_database(url)
        seed(url)
        with (
            open_site(url, mode=Mode.DEMO) as site,
            serving(site) as address,
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(
                executable_path=browser.find_chromium(), args=browser.launch_arguments()
            )
            _take_all(site, address, chromium, folder)
            chromium.close()


def _take_all(site: Site, address: str, chromium, folder: Path) -> None:
    def at(number: str, size: Mapping[str, int] = DESKTOP) -> PersonAtBrowser:
        return PersonAtBrowser(chromium, address, number, size=size, looks=False)

    for size, name in ((DESKTOP, "desktop"), (PHONE, "phone")):
        officer = at(OFFICER, size)
        _shoot(officer.open("/cases/my-cases"), folder / f"my-cases-{name}.png")
        _shoot(officer.open(site.page_of(AT_WORK)), folder / f"case-{name}.png")
    officer = at(OFFICER).open(f"{site.page_of(AT_WORK)}/propose-no-further-action")
    officer.propose(
        "18: Investigation complete, no suspect identified",
        "A shoe mark from the sill.",
        "Scene only so far.",
        "",
        "",
    )
    _shoot(officer.press("Propose no further action"), folder / "refused-desktop.png")
    _shoot(at(OTHER_SERGEANT).open(f"{site.page_of(WAITING)}/sign-off"), folder / "sign-off-desktop.png")
    telling = f"/victims/{site.first('victim', SIGNED)}/contact"
    _shoot(at("9034").open(telling), folder / "contact-desktop.png")


def _shoot(person: PersonAtBrowser, path: Path) -> None:
    page = person.page
    width = page.viewport_size["width"]
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST[width])
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    path.write_bytes(small(page.screenshot(full_page=True, clip=clip)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    take(parser.parse_args().folder)
