"""The record: what is kept at once, another day in the background, pictures and tables of both."""

import time
from xml.etree import ElementTree

import httpx
import pytest
from playwright.sync_api import expect

from inroad.openings.trying import shipped

TRIED = "/record?as_of=2021-06-01&horizon=30&kind=transfer"


def test_records_that_come_along_are_shown_at_once(site, page):
    page.goto(f"{site}/record")
    assert page.locator(".road h2").count() == len(shipped()) + 1
    for record in shipped():
        top = record.tool.at[0]
        expect(page.locator(".road")).to_contain_text(f"{100 * top.precision:.0f} %")
    assert page.locator("figure svg").count() >= 2 * len(shipped())


def test_one_kind_alone(site):
    found = httpx.get(f"{site}/record?kind=transfer&as=json").json()
    assert {each["kind"] for each in found["records"]} == {"transfer"}
    assert httpx.get(f"{site}/record?kind=weather").status_code == 400


def test_another_day_is_asked_for_by_a_form(site, page):
    page.goto(f"{site}/record")
    page.get_by_label("Freeze everything at").fill("2021-02-20")
    page.get_by_label("Days ahead").fill("30")
    page.get_by_role("button", name="Try that day").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2021-02-20", timeout=20_000)
    assert "as_of=2021-02-20" in page.url


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("as_of=2030-01-01", "outside of this corpus"),
        ("as_of=2021-09-20", "are not over in this corpus"),
        ("as_of=soon", "is not a day"),
        ("as_of=2021-06-01&horizon=1", "horizon"),
        ("as_of=2021-06-01&horizon=400", "horizon"),
    ],
)
def test_days_that_cannot_be_judged_are_refused(site, asked, said):
    answer = httpx.get(f"{site}/record?{asked}")
    assert answer.status_code == 400
    assert said in answer.text


def test_tables_and_pictures_leave_the_page(site):
    rows = httpx.get(f"{site}/record?as=csv&part=rankings").text.splitlines()
    places = sum(len(each.at) for record in shipped() for each in (record.tool, *record.peers))
    assert len(rows) == 1 + places
    assert httpx.get(f"{site}/record?as=csv&part=said+and+come").text.startswith("kind,asked,said,came")
    for part in ("said and come 1", "first places 1"):
        drawn = httpx.get(f"{site}/record", params={"as": "svg", "part": part})
        assert ElementTree.fromstring(drawn.text).tag.endswith("svg")


def test_while_it_lasts_the_page_says_so(site):
    # Whether it is over at once or not is a matter of the machine; both must be whole answers.
    for _ in range(40):
        answer = httpx.get(f"{site}{TRIED}", timeout=30)
        if answer.status_code != 202:
            break
        assert "http-equiv" in answer.text
        time.sleep(0.5)
    assert answer.status_code in (200, 400)
