"""Search, similar papers, one paper, feed and follows, as a reader uses them."""

from __future__ import annotations

import re

import corpus
import httpx
import pytest
from playwright.sync_api import expect
from windows import looking, serving

from inroad.query import parse
from inroad.web.filters import apart


@pytest.fixture
def own(tmp_path):
    """A server whose journal is this test's alone."""
    config = corpus.home(tmp_path, corpus.papers())
    with serving(config.home, "--port", "0") as address:
        yield address


def test_search_shows_what_was_met_and_leads_on(site, page):
    page.goto(f"{site}/")
    page.keyboard.press("/")
    page.keyboard.type("TiRA rank")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=TiRA+rank")
    assert page.locator(".hits mark").count()
    page.locator(".hits h2 a").first.click()
    page.wait_for_url("**/paper/**")
    assert page.locator("h1").inner_text()


def test_paper_links_the_methods_that_it_names(site, page):
    hits = httpx.get(f"{site}/search", params={"q": "method:TiRA", "as": "json"}).json()["hits"]
    papers = [httpx.get(f"{site}/paper/{hit['paper_id']}?as=json").json() for hit in hits]
    named = next(each for each in papers if any(one["method"]["name"] == "TiRA" for one in each["names"]))
    page.goto(f"{site}/paper/{named['paper']['paper_id']}")
    assert page.locator(".rows a[href='/method/tira']").count() == 1
    assert page.locator(".abstract a", has_text=re.compile("^TiRA$")).count() >= 1


def test_unknown_paper_is_told_with_the_way_on(site):
    answer = httpx.get(f"{site}/paper/9999.99999")
    assert answer.status_code == 404
    assert "not in this corpus" in answer.text


def test_like_and_take_back_without_script(own, browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{own}/search?q=TiRA")
        first = page.locator(".hits > li").first
        first.get_by_role("button", name="like", exact=True).click()
        assert page.get_by_role("status").inner_text().startswith("Liked: ")
        first.get_by_role("button", name="take back").click()
        assert page.get_by_role("status").inner_text().startswith("No longer liked")
        page.reload()
        assert page.get_by_role("status").count() == 0


def test_feed_begins_with_following_and_looking_changes_nothing(own, browser):
    with looking(browser) as page:
        page.goto(f"{own}/feed")
        page.get_by_label("A topic, a method").fill("TiRA")
        page.keyboard.press("Enter")
        assert page.get_by_role("status").inner_text().startswith("You follow: method TiRA")
        page.goto(f"{own}/feed?since=2021-01-01")
        assert page.locator(".hits > li").count() > 3
        before = httpx.get(f"{own}/feed?as=json").json()
        assert httpx.get(f"{own}/feed?as=json").json() == before
        assert before["last"] is None
        page.goto(f"{own}/feed")
        page.get_by_role("button", name="Seen").click()
        assert httpx.get(f"{own}/feed?as=json").json()["last"] is not None


def test_a_get_never_writes(own):
    for address in ("/", "/feed", "/follows", "/search?q=TiRA", "/field?q=TiRA"):
        assert httpx.get(own + address).status_code == 200
    assert httpx.get(f"{own}/vote?id=2106.09685&sign=like").status_code in (404, 405)


def test_tables_come_as_csv(site):
    answer = httpx.get(f"{site}/search", params={"q": "TiRA", "as": "csv", "part": "papers"})
    lines = answer.text.splitlines()
    assert answer.headers["content-type"].startswith("text/csv")
    assert lines[0].startswith("paper,title,date")
    assert len(lines) > 3
    missing = httpx.get(f"{site}/search", params={"q": "TiRA", "as": "csv", "part": "people"})
    assert missing.status_code == 404
    assert "papers" in missing.text


def test_query_that_cannot_be_read_is_told(site):
    answer = httpx.get(f"{site}/search", params={"q": 'title:"TiRA'})
    assert answer.status_code in (200, 400)
    assert "TiRA" in answer.text


def test_what_a_form_chooses_becomes_the_query(site, page):
    page.goto(f"{site}/search?q=TiRA")
    page.get_by_label("From").fill("2021")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TiRA after:2021-01-01")
    assert page.get_by_label("From").input_value() == "2021-01-01"
    assert page.get_by_label("Words, names").input_value() == "TiRA"
    page.get_by_label("From").fill("")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TiRA")


@pytest.mark.parametrize(
    "query",
    [
        "a",
        "a OR b",
        "a AND b",
        "(a OR b) after:2024-01-01 cat:cs.LG has:code",
        "-a before:2025-01-01 cat:a cat:b",
    ],
)
def test_a_query_taken_apart_is_the_same_put_together(query):
    assert set(parse(apart(query).query).parts) == set(parse(query).parts)


def test_a_form_that_cannot_be_read_is_told(site):
    answer = httpx.get(f"{site}/search", params={"q": "TiRA", "chosen": 1, "after": "soon"})
    assert (answer.status_code, "soon" in answer.text) == (400, True)
