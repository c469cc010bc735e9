"""Forged addresses, other encodings, what is no form: each is answered, and never a fault."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.views.sites import AT_WORK, CARE, OFFICER, on_both


@pytest.mark.parametrize(
    "path",
    [
        "/investigations/0",
        "/investigations/2147483647",
        "/investigations/2147483648",
        "/investigations/99999999999999999999",
        pytest.param("/investigations/" + "9" * 5_000, id="5000 digits"),
        "/investigations/-1",
        "/investigations/1.0",
        "/investigations/0x1",
        "/investigations/%ff%fe",
        "/investigations/%00",
        "/investigations/1%00",
        "/investigations/1'%20OR%201=1",
        "/lines/99999999999999999999/result",
        "/victims/99999999999999999999/contact",
        "/suspects/99999999999999999999/told",
        "/investigations/1/decisions/99999999999999999999",
        "/cases/%2e%2e",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(looking, path):
    assert looking.browse(CARE).client.get(path).status_code == 404


@on_both
def test_an_id_beyond_what_a_row_can_have_is_not_found(site):
    page = site.browse(CARE).get("/investigations/99999999999999999999")
    assert (page.status, page.heading) == (404, "Page not found")


@pytest.mark.parametrize("number", ["2", "999999", "9" * 400, "0", "-1", "x", "%00", "٣", ""])
def test_a_page_number_that_is_none_shows_a_page_that_there_is(looking, number):
    for path in ("/cases/my-team", "/owed-to-victims"):
        page = looking.browse(CARE).get(f"{path}?page={number}")
        assert page.status == 200
        assert AT_WORK in page.words


@pytest.mark.parametrize(
    "target",
    ["//[", "http://[", "/\r\nX: 1", "/\x00", "//evil.example", "/\\evil.example", "/\t/evil.example", "é"],
)
def test_a_forged_way_on_after_signing_in_leads_to_the_first_page(looking, target):
    page = looking.browse().sign_in(OFFICER, path=f"/sign-in?next={quote(target)}")
    assert (page.status, page.path) == (200, "/my-shift")


def token_of(browser) -> str:
    return browser.get("/search").soup.find("input", attrs={"name": "csrf_token"})["value"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '"x"'),
        ("application/json", "5"),
        ("application/json", '{"objective": 5, "category": {"a": 1}}'),
        ("application/json", "nonsense"),
        ("text/plain", "objective=x"),
        ("text/xml", "<a/>"),
        ("application/octet-stream", b"\xff\xfe\x00"),
        ("multipart/form-data", b"--x\r\n"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"x=%ff&y=%00"),
        ("", b"\x00"),
    ],
)
def test_what_is_no_form_is_asked_for_again(looking, kind, body):
    browser = looking.browse(OFFICER)
    answer = browser.client.post(
        f"{looking.page_of(AT_WORK)}/lines/add",
        data=body,
        content_type=kind,
        headers={"X-CSRFToken": token_of(browser)},
    )
    assert answer.status_code == 422
    assert "Write what this line is meant to find out." in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"category=cctv&objective=a%00b"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="objective"\r\n\r\na\xff\xfeb\r\n--x--\r\n',
        ),
    ],
)
def test_bytes_that_cannot_be_kept_are_shown_where_they_are(looking, kind, body):
    browser = looking.browse(OFFICER)
    answer = browser.client.post(
        f"{looking.page_of(AT_WORK)}/lines/add",
        data=body,
        content_type=kind,
        headers={"X-CSRFToken": token_of(browser)},
    )
    assert answer.status_code == 422
    assert "This holds a character that cannot be kept" in answer.text
    assert "a\ufffd" in answer.text


@pytest.mark.parametrize("bad", [b"%ff%fe", b"%ed%a0%80", b"%c0%80", b"%e2%80", b"\xff\xfe", b"%", b"%zz"])
def test_bytes_in_another_encoding_are_never_a_fault(looking, bad):
    browser = looking.browse(OFFICER)
    answer = browser.client.post(
        f"{looking.page_of(AT_WORK)}/lines/add",
        data=b"category=cctv&objective=a" + bad + b"b",
        content_type="application/x-www-form-urlencoded",
        headers={"X-CSRFToken": token_of(browser)},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("number", [None, OFFICER])
def test_a_part_without_a_name_is_a_problem_with_what_was_sent(looking, number):
    answer = looking.browse(number).client.post(
        "/sign-in",
        data=b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )
    assert (answer.status_code, "There is a problem with what was sent" in answer.text) == (400, True)


def test_too_many_fields_are_too_much(looking):
    browser = looking.browse(OFFICER)
    answer = browser.client.post(
        f"{looking.page_of(AT_WORK)}/lines/add",
        data={f"field{number}": "x" for number in range(1_500)},
        content_type="multipart/form-data",
        headers={"X-CSRFToken": token_of(browser)},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("cookie", ["garbage", ".eJ.x.y", "é", "x" * 3_000])
def test_a_forged_session_is_nobodys(looking, cookie):
    browser = looking.browse()
    browser.client.set_cookie("fairlead", cookie)
    assert browser.get("/cases/my-cases").heading == "Sign in"


def test_what_typed_names_of_fields_hold_is_never_a_fault(looking):
    page = looking.browse(OFFICER).get("/investigations/record")
    form = page.form.forge(**{"offence-": "x", "offence-class": "", "offence-\x00": "y", "__proto__": "z"})
    assert form.submit().status == 422
