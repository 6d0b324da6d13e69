"""Posts and letters in a real browser: underlined while one types, kept, and whole without script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import corpus
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from windows import looking, serving

from inroad.config import Config
from inroad.journal import about_me, outreach
from inroad.journal.store import open_journal

POST = "Inference Engineer\n\nYou write CUDA kernels for customers.\nYou need <b>C++</b> & Python 🙂."
NOW = dt.datetime(2030, 1, 7, tzinfo=dt.UTC)
BODY = "Dear Ngozi 🙂,\n\nI would like to join your group. Do you have any openings?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Neither posts nor letters need an atlas."""
    return Config(tmp_path_factory.mktemp("outreach"))


@pytest.fixture(scope="module")
def own(home: Config) -> Iterator[str]:
    with serving(home.home, "--port", "0") as address:
        yield address


@pytest.fixture
def contact(own: str, home: Config) -> str:
    """Somebody who was added on the page."""
    httpx.post(f"{own}/outreach/add", data={"name": "Ngozi Okafor", "why": "rank 1"})
    return outreach.contacts(open_journal(home))[-1].contact_id


def test_a_post_is_read_without_script(own: str, browser: Browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{own}/roles")
        page.fill("#first", POST)
        page.fill("#have", "python")
        page.click("text=Read")
        expect(page.locator(".role h2")).to_have_text("Inference Engineer")
        expect(page.locator(".asked")).to_contain_text("Python ✓")
        assert page.locator(".marked").text_content() == POST
        assert "CUDA kernels" in [each.text_content() for each in page.locator(".marked mark").all()] or (
            page.locator(".marked mark.to-infrastructure").count() >= 1
        )
        assert page.locator(".marked b").count() == 0
        expect(page.locator("#first")).to_have_value(POST)


def test_what_was_read_is_accessible(own: str, browser: Browser):
    with looking(browser) as page:
        page.goto(f"{own}/roles")
        page.fill("#first", POST)
        page.click("text=Read")
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


@pytest.fixture
def drafting(tmp_path: Path) -> Iterator[tuple[str, Config]]:
    """A home with papers, one of which somebody wrote."""
    home = corpus.home(tmp_path, corpus.papers())
    about_me.put(open_journal(home), {"situation": "engineer", "name": "Kim Li"}, NOW)
    with serving(home.home, "--port", "0") as address:
        yield address, home


def test_a_letter_is_drafted_from_evidence_on_the_page(drafting: tuple[str, Config], browser: Browser):
    address, home = drafting
    paper = next(each for each in corpus.papers() if each.authors)
    name = (paper.authors or ("",))[0]
    httpx.post(f"{address}/outreach/add", data={"name": name, "why": f"wrote {paper.paper_id}: a thing"})
    contact = outreach.contacts(open_journal(home))[-1].contact_id
    with looking(browser) as page:
        page.goto(f"{address}/outreach/letter?to={contact}")
        assert not Axe().run(page).response["violations"]
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{address}/outreach/letter?to={contact}")
        expect(page.locator("#paper")).to_have_value(paper.paper_id)
        expect(page.locator("#situation")).to_have_value("engineer")
        page.fill("#link", "https://example.org/runs")
        page.get_by_role("button", name="Draft", exact=True).click()
        kept = outreach.letter(open_journal(home), contact)
        assert kept is not None
        expect(page.locator("#body")).to_have_value(kept[1])
        for said in (paper.title, "https://example.org/runs", "I work as a software engineer", "Kim Li"):
            assert said in kept[1]
        expect(page.locator("#drafted")).to_be_visible()
        page.goto(f"{address}/outreach/letter?to={contact}")
        assert page.locator("#begin").count() == 0
    again = httpx.post(f"{address}/outreach/draft", data={"to": contact, "paper": paper.paper_id})
    assert again.status_code == 400
    assert "another letter" in again.text
    assert outreach.letter(open_journal(home), contact) == kept


def test_words_are_underlined_while_one_types_and_the_letter_is_kept(
    own: str, home: Config, contact: str, page: Page
):
    page.goto(f"{own}/outreach/letter?to={contact}")
    page.fill("#subject", "Rank 1")
    page.locator("#body").press_sequentially(BODY)
    expect(page.locator("#under mark").first).to_have_text("join your group")
    expect(page.locator("#saved")).to_have_text("Kept")
    expect(page.locator("#complaints")).to_contain_text("any openings")
    # The sheet below shows the same text, so that lines lie above their words.
    assert page.locator("#under").text_content().rstrip("\n") == BODY
    assert outreach.letter(open_journal(home), contact) == ("Rank 1", BODY)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    page.reload()
    expect(page.locator("#body")).to_have_value(BODY)
    page.locator("#body").press("Control+End")
    page.locator("#body").press_sequentially("x")
    page.locator("#body").press("Control+z")
    expect(page.locator("#body")).to_have_value(BODY)


def test_a_letter_is_looked_at_without_script(own: str, contact: str, browser: Browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{own}/outreach/letter?to={contact}")
        page.fill("#body", BODY)
        page.click("text=Look and keep")
        expect(page.locator("#complaints")).to_contain_text("join your group")
        expect(page.locator(".marked mark").first).to_have_text("join your group")


def test_people_are_added_written_to_and_taken_back(own: str, browser: Browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{own}/outreach")
        page.fill("#name", "Ada <b>Lee</b>")
        page.click("text=Add >> nth=-1")
        row = page.locator(".rows li", has_text="Ada")
        expect(row.locator("h3")).to_contain_text("Ada <b>Lee</b>")
        row.locator("text=sent today").click()
        expect(page.locator(".said")).to_have_text("Noted: a letter to Ada <b>Lee</b>.")
        expect(row).to_contain_text("waiting")
        page.click("text=Undo what was noted last")
        expect(row).to_contain_text("to write")


def test_a_letter_is_a_file_and_nobody_else_can_ask_for_it(own: str, contact: str):
    httpx.post(f"{own}/outreach/letter", data={"to": contact, "subject": "a\r\nBcc: x@y.org", "body": BODY})
    got = httpx.get(f"{own}/outreach/letter.eml", params={"to": contact})
    assert got.headers["content-type"].startswith("message/rfc822")
    assert b"\nBcc:" not in got.content
    foreign = httpx.post(f"{own}/outreach/add", data={"name": "x"}, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert httpx.post(f"{own}/outreach/add", data={"name": " "}).status_code == 400
    assert httpx.post(f"{own}/roles", data={"first": "%" * 300_000}).status_code == 400
