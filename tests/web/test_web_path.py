"""Plan, profile and portfolio on the page: forms, undo, notes that keep themselves, keys."""

from __future__ import annotations

import datetime as dt
import re
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from windows import CHROMIUM, looking, serving

from inroad.config import Config
from inroad.errors import InputError
from inroad.path import showing

NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def steps(site: str) -> list[dict]:
    return httpx.get(f"{site}/plan?as=json").json()["steps"]


def named(word: str, title: str) -> re.Pattern[str]:
    """A button's name with what it acts on, which is told to those who do not see where it stands."""
    return re.compile(rf"^{word} ?: {re.escape(title)}$")


def test_a_step_is_done_and_brought_back_without_script(site, browser):
    first = steps(site)[0]
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/plan")
        page.get_by_role("button", name=named("Done", first["title"])).first.click()
        expect(page.get_by_role("status").first).to_contain_text("Done")
        assert first["step_id"] not in [each["step_id"] for each in steps(site)]
        page.locator("#done").get_by_role("button", name=named("Bring back", first["title"])).click()
    assert steps(site)[0]["step_id"] == first["step_id"]


def test_a_note_is_kept_while_it_is_typed_and_survives_a_reload(site, page):
    page.goto(f"{site}/plan")
    area = page.locator(".note-form textarea").first
    area.fill("after the “holidays” <b>")
    expect(page.locator(".note-form [role=status]").first).to_have_text("Kept.")
    page.reload()
    expect(page.locator(".note-form textarea").first).to_have_value("after the “holidays” <b>")
    page.locator(".note-form textarea").first.fill("")
    expect(page.locator(".note-form [role=status]").first).to_have_text("Kept.")
    assert steps(site)[0]["note"] == ""


def test_a_note_is_kept_by_a_button_without_script(site, browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/plan")
        page.locator(".note-form textarea").first.fill("plain")
        page.locator(".note-form button").first.click()
    assert steps(site)[0]["note"] == "plain"
    httpx.post(f"{site}/plan/note", data={"id": steps(site)[0]["step_id"], "note": ""})


def test_a_note_that_cannot_be_kept_says_so_and_stays(site, page):
    page.goto(f"{site}/plan")
    page.route("**/plan/note", lambda route: route.abort())
    area = page.locator(".note-form textarea").first
    area.fill("important")
    expect(page.locator(".note-form [role=status]").first).to_contain_text("Not kept")
    expect(area).to_have_value("important")
    expect(page.locator(".note-form button").first).to_be_visible()
    page.unroute("**/plan/note")
    area.fill("")


def test_steps_are_walked_through_by_keys(site, page):
    before = steps(site)
    page.goto(f"{site}/plan")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#step-2")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#step-2 textarea")).to_be_focused()
    page.keyboard.type("x")  # a letter in a note decides nothing
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator("#step-1")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("m")
    expect(page.get_by_role("status").first).to_contain_text("Missed")
    after = next(each for each in steps(site) if each["step_id"] == before[0]["step_id"])
    assert after["missed"] == 1
    httpx.post(f"{site}/plan/step", data={"id": before[0]["step_id"], "do": "undo"})
    assert [each["step_id"] for each in steps(site)] == [each["step_id"] for each in before]


def test_fewer_hours_show_what_to_drop(site, page):
    page.goto(f"{site}/plan")
    page.get_by_label("Hours a week").fill("1")
    page.get_by_role("button", name="Plan with these").click()
    expect(page.get_by_role("heading", name="What to drop")).to_be_visible()


def test_the_calendar_is_one(site):
    found = httpx.get(f"{site}/plan/calendar")
    assert found.headers["content-type"].startswith("text/calendar")
    assert found.text.count("BEGIN:VEVENT") == len(steps(site))


def test_a_way_in_is_chosen_and_left(site, page):
    page.goto(f"{site}/plan/paths")
    page.get_by_role("button", name=named("Go this way", "Contributions to open source")).click()
    expect(page.get_by_role("heading", name="Your way in")).to_be_visible()
    page.goto(f"{site}/plan/paths")
    page.get_by_role("button", name=named("Leave it", "Contributions to open source")).click()
    assert httpx.get(f"{site}/plan?as=json").json()["paths"][0]["fit"] != "chosen"


def me(site: str) -> dict:
    return httpx.get(f"{site}/profile?as=json").json()["me"]


def test_a_profile_is_said_in_a_form_and_taken_back_without_script(site, browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/profile")
        page.get_by_label("Situation").select_option("engineer")
        page.get_by_label("Fields that draw you").fill("adapters, tides ,")
        page.get_by_label("Your rating: Tests and debugging").select_option("3")
        page.get_by_role("button", name="Keep").click()
        said = me(site)
        assert (said["situation"], said["fields"], said["skills"]) == (
            "engineer",
            ["adapters", "tides"],
            [["testing", 3]],
        )
        expect(page.get_by_label("Situation")).to_have_value("engineer")
        page.get_by_label("Your rating: Tests and debugging").select_option("")
        page.get_by_role("button", name="Keep").click()
        assert me(site)["skills"] == []
        for _ in range(2):
            page.get_by_role("button", name="As before").click()
        assert me(site)["situation"] is None


def test_a_profile_keeps_itself_while_it_is_said(site, page):
    page.goto(f"{site}/profile")
    expect(page.get_by_role("button", name="Keep")).to_be_hidden()
    told = page.locator("#kept")
    page.get_by_label("Situation").select_option("engineer")
    expect(told).to_have_text("Kept.")
    expect(page.locator(".lede")).to_contain_text("engineer")  # what follows from it is new as well
    page.get_by_label("What you want to reach").press_sequentially("a paper")
    expect(told).to_have_text("Kept.")
    page.get_by_label("Your rating: Data").select_option("2")
    expect(page.locator("legend").first).not_to_contain_text("you gave no rating")
    assert not Axe().run(page).response["violations"]
    page.reload()
    expect(page.get_by_label("What you want to reach")).to_have_value("a paper")
    for _ in range(3):
        page.get_by_role("button", name="As before").click()
        expect(page.get_by_role("status").first).to_contain_text("As before")
    assert (me(site)["situation"], me(site)["aim"], me(site)["skills"]) == (None, "", [])


def test_taking_back_at_once_takes_back_what_was_just_typed(site, page):
    page.goto(f"{site}/profile")
    page.get_by_label("What you want to reach").fill("typed in haste")
    page.get_by_role("button", name="As before").click()
    expect(page.get_by_role("status").first).to_contain_text("As before: aim.")
    expect(page.get_by_label("What you want to reach")).to_have_value("")
    assert me(site)["aim"] == ""


def test_leaving_the_page_loses_nothing(site, page):
    page.goto(f"{site}/profile")
    page.get_by_label("What you want to reach").fill("left at once")
    page.goto(f"{site}/plan")
    tries = (page.wait_for_timeout(100) for _ in range(100))  # it is sent while the next page loads already
    while me(site)["aim"] != "left at once":
        next(tries)
    httpx.post(f"{site}/profile/undo")
    assert me(site)["aim"] == ""


def test_what_another_window_said_meanwhile_stays(site, page):
    page.goto(f"{site}/profile")
    httpx.post(f"{site}/profile", data={"domain": "tides", "skill:data": "1"})
    page.get_by_label("Your rating: Tests and debugging").select_option("3")
    expect(page.locator("#kept")).to_have_text("Kept.")
    assert (me(site)["domain"], me(site)["skills"]) == ("tides", [["data", 1], ["testing", 3]])
    for _ in range(2):
        httpx.post(f"{site}/profile/undo")
    assert (me(site)["domain"], me(site)["skills"]) == ("", [])


def test_what_is_not_kept_is_told_and_stays_on_the_page(site, page):
    page.goto(f"{site}/profile")
    page.get_by_label("Hours a week").fill("900")
    expect(page.locator("#kept")).to_contain_text("Not kept: Hours a week.")
    assert me(site)["hours_a_week"] is None
    page.get_by_role("button", name="As before").click()
    expect(page.get_by_label("Hours a week")).to_have_value("")
    page.route("**/profile", lambda route: route.abort())
    page.get_by_label("Hours a week").fill("9")
    expect(page.locator("#kept")).to_contain_text("the server does not answer")
    expect(page.get_by_role("button", name="Keep")).to_be_visible()
    page.unroute("**/profile")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#kept")).to_have_text("Kept.")
    assert me(site)["hours_a_week"] == 9
    httpx.post(f"{site}/profile/undo")


def test_what_a_script_sends_is_checked_like_a_form(site):
    head = {"accept": "application/json"}
    found = httpx.post(f"{site}/profile", data={"aim": "x", "machine": "abacus"}, headers=head)
    assert (found.status_code, "choose one of" in found.json()["error"]["remedy"]) == (400, True)
    assert me(site)["aim"] == ""


@pytest.mark.parametrize(
    "form",
    [
        {"situation": "king"},
        {"hours": "900"},
        {"hours": "nan"},
        {"ml": "9"},
        {"machine": "x"},
        {"skill:magic": "2"},
    ],
)
def test_a_form_with_nonsense_changes_nothing(site, form):
    before = httpx.get(f"{site}/profile?as=json").json()["me"]
    assert httpx.post(f"{site}/profile", data=form).status_code in (400, 404)
    assert httpx.get(f"{site}/profile?as=json").json()["me"] == before


def test_the_picture_stands_alone(site):
    found = httpx.get(f"{site}/profile?as=svg&part=axes").text
    assert found.startswith("<svg")
    assert "var(" not in found
    assert ".stand .hired" in found


def test_a_statement_is_added_shown_hidden_and_taken_out(site, page):
    page.goto(f"{site}/portfolio")
    page.get_by_label("Address").fill("https://example.org/1")
    page.get_by_label("What it is").fill("A text of mine")
    page.locator("#add").get_by_role("button", name="Keep").click()
    page.locator("#undecided").get_by_role("button", name=named("Show", "A text of mine")).click()
    expect(page.locator("#shown")).to_contain_text("A text of mine")
    page.locator("#shown").get_by_role("button", name=named("Hide", "A text of mine")).click()
    expect(page.locator("#hidden")).to_contain_text("A text of mine")
    page.get_by_role("button", name=named("Take out", "A text of mine")).click()
    assert httpx.get(f"{site}/portfolio?as=json").json()["items"] == []


@pytest.fixture
def text_of_mine(site) -> Iterator[str]:
    """The item of a link that was kept, not shown yet."""
    httpx.post(f"{site}/portfolio/add", data={"url": "https://example.org/2", "title": "Tides by hand"})
    item = httpx.get(f"{site}/portfolio?as=json").json()["items"][0]["item"]
    yield item
    httpx.post(f"{site}/portfolio/remove", data={"item": item})


def test_the_page_is_taken_along_with_nothing_that_was_not_shown(site, browser, text_of_mine):
    def index() -> str:
        with looking(browser, java_script_enabled=False) as page:
            page.goto(f"{site}/portfolio")
            with page.expect_download() as saved:
                page.get_by_role("link", name="Page with its proofs").click()
            assert saved.value.suggested_filename == "portfolio.zip"
            with zipfile.ZipFile(saved.value.path()) as archive:
                return archive.read("index.html").decode()

    assert "Tides by hand" not in index()
    httpx.post(f"{site}/portfolio/mark", data={"item": text_of_mine, "do": "show"})
    assert "Tides by hand" in index()
    found = httpx.get(f"{site}/portfolio/portfolio.zip")
    assert found.headers["content-type"] == "application/zip"
    assert found.content == httpx.get(f"{site}/portfolio/portfolio.zip").content


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_the_sheet_is_printed_and_links_to_where_the_page_will_be(site, page, text_of_mine):
    httpx.post(f"{site}/portfolio/mark", data={"item": text_of_mine, "do": "show"})
    page.goto(f"{site}/portfolio")
    page.get_by_label("Where the page will be").fill("https://ada.example.org/work")
    with page.expect_download() as saved:
        page.get_by_role("button", name="One sheet of paper").click()
    assert saved.value.suggested_filename == "portfolio.pdf"
    data = Path(saved.value.path()).read_bytes()
    assert data.startswith(b"%PDF")
    assert b"https://ada.example.org/work" in data


def test_an_address_that_nobody_could_open_is_told_on_the_page_and_stays(site, page):
    page.goto(f"{site}/portfolio/portfolio.pdf?address=http://localhost/x")
    expect(page.get_by_role("alert")).to_contain_text("is no address that others can open: give one that")
    expect(page.get_by_label("Where the page will be")).to_have_value("http://localhost/x")


def test_without_a_browser_the_page_says_what_the_command_says(tmp_path, browser, monkeypatch):
    monkeypatch.setenv("INROAD_BROWSER", "nonsuch-browser")
    with pytest.raises(InputError) as told:
        showing.printed(Config(tmp_path), NOW)
    with serving(tmp_path, "--port", "0") as site, looking(browser) as page:
        answer = page.goto(f"{site}/portfolio/portfolio.pdf")
        assert answer.status == 400
        expect(page.get_by_role("alert")).to_contain_text(str(told.value).partition(":")[0])
        expect(page.get_by_role("alert")).to_contain_text("set INROAD_BROWSER to one, or write the page with")
        error = httpx.get(f"{site}/portfolio/portfolio.pdf?as=json").json()["error"]
        assert (error["problem"], error["remedy"]) == (told.value.problem, told.value.remedy)


def test_one_sheet_is_printed_at_a_time_and_a_browser_that_fails_is_told(tmp_path, monkeypatch):
    began, over, program = tmp_path / "began", tmp_path / "over", tmp_path / "slow-browser"
    program.write_text(f"#!/bin/sh\ntouch '{began}'\nuntil [ -e '{over}' ]; do sleep 0.05; done\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("INROAD_BROWSER", str(program))
    with serving(tmp_path / "home", "--port", "0") as site, ThreadPoolExecutor(1) as other:
        address = f"{site}/portfolio/portfolio.pdf"
        first = other.submit(httpx.get, address, timeout=60)
        while not (began.exists() or first.done()):
            time.sleep(0.05)
        second = httpx.get(address)
        over.touch()
        assert (second.status_code, "is being printed already" in second.text) == (400, True)
        assert first.result().status_code == 503
        assert "slow-browser did not print the page" in first.result().text
        assert "print it from any browser" in first.result().text


@pytest.mark.parametrize(
    "address", ["/plan/step", "/plan/note", "/plan/path", "/profile", "/portfolio/mark", "/portfolio/add"]
)
def test_other_sites_change_nothing(site, address):
    found = httpx.post(f"{site}{address}", data={"id": "x"}, headers={"origin": "https://evil.example"})
    assert found.status_code == 403
