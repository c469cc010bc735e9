"""The looking itself can fail: a page with a fault of each kind is not let past."""

from __future__ import annotations

import pytest

from tests.journeys.people import PersonAtBrowser

# What somebody could break, as it would then be in the page, and what is said about it.
SPOILT = {
    "label": "document.querySelectorAll('label').forEach((it) => it.remove())",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "color-contrast": "document.querySelector('h1').style.color = '#ccc'",
    "target-size": "document.querySelector('main').insertAdjacentHTML('beforeend', "
    "'<button style=\"width:9px;height:9px;padding:0\">a</button>'.repeat(2))",
    "pixels": "document.querySelector('h1').style.width = '3000px'",
    "asked": "new Image().src = 'http://127.0.0.2:9/spy.png'",
}


@pytest.fixture
def officer(person) -> PersonAtBrowser:
    return person("4471").open("/search")


@pytest.mark.parametrize(
    "said",
    [
        "color-contrast",
        *(pytest.param(each, marks=pytest.mark.long) for each in SPOILT if each != "color-contrast"),
    ],
)
def test_a_spoilt_page_is_not_let_past(officer, said):
    officer.page.evaluate(SPOILT[said])
    officer.page.wait_for_timeout(100)
    with pytest.raises(AssertionError, match=said):
        officer.look()
