"""The demonstration force at an address, and people at browsers who look at every page they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from tests.journeys.people import DESKTOP, PHONE, PersonAtBrowser
from tests.journeys.serving import serving
from tests.published_files import SNAPSHOT_1
from tests.views.conftest import folder_looked_at, looking, seeded_sqlite  # noqa: F401
from tests.views.sites import Site, copied_sqlite, open_site
from workflow.published_crimes import examine
from workflow.services.importing import import_crimes, unit_with_code


@pytest.fixture
def site(seeded_sqlite: Path, tmp_path: Path) -> Iterator[Site]:  # noqa: F811
    """The force, with a month of real published crimes in the tray of Northgate."""
    with open_site(copied_sqlite(seeded_sqlite, tmp_path)) as opened:
        with Session(opened.engine, autoflush=False) as session:
            unit = unit_with_code(session, "NG")
            for _batch in import_crimes(session, [examine(SNAPSHOT_1)], unit, now=opened.now):
                session.commit()
        yield opened


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site) as at:
        yield at


ON_A_DESK = pytest.param((DESKTOP, True), id="desktop")
ON_A_PHONE = pytest.param((PHONE, False), id="phone without scripts")


@pytest.fixture(params=[ON_A_DESK])
def screen(request: pytest.FixtureRequest) -> tuple[dict, bool]:
    """How large the screen is, and whether scripts run. A journey may name others."""
    return request.param


both_screens = pytest.mark.parametrize(
    "screen",
    [pytest.param(*ON_A_DESK.values, id="desktop", marks=pytest.mark.long), ON_A_PHONE],
    indirect=True,
)
on_a_phone = pytest.mark.parametrize("screen", [ON_A_PHONE], indirect=True)


@pytest.fixture
def person(
    browser: Browser, address: str, screen: tuple[dict, bool]
) -> Iterator[Callable[[str | None], PersonAtBrowser]]:
    """Gives the person with this number, or nobody in particular, a browser of their own."""
    at: list[PersonAtBrowser] = []
    size, scripts = screen

    def sit_down(number: str | None = None) -> PersonAtBrowser:
        at.append(PersonAtBrowser(browser, address, number, size=size, scripts=scripts))
        return at[-1]

    yield sit_down
    for each in at:
        each.leave()
