"""Home: three beginnings for who is new; fields, plan, openings and practice for who comes back."""

import datetime as dt

import corpus
import httpx
import pytest
from playwright.sync_api import expect
from windows import looking, serving

from inroad.journal.follows import following
from inroad.journal.store import open_journal


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A home whose journal may be written to."""
    return corpus.home(tmp_path_factory.mktemp("own-home"), corpus.papers())


@pytest.fixture(scope="module")
def here(own):
    with serving(own.home, "--port", "0") as address:
        yield address


def told(here):
    """The page as JSON once all is counted."""
    for _ in range(50):
        found = httpx.get(here, headers={"accept": "application/json"}, timeout=30).json()
        if not found["counting"] and found["rising"] is not None:
            return found
    raise AssertionError("it is still being counted")


def test_who_is_new_is_told_what_can_be_done(site, page):
    page.goto(f"{site}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("See a field. Find where to get in.")
    for name in ("Scout", "Openings", "Practice", "Feed"):
        expect(page.locator(".does a", has_text=name)).to_have_count(1)
    page.get_by_label("A field, in your own words").fill("TiRA")
    page.get_by_role("button", name="Scout").click()
    assert page.url.endswith("/field?q=TiRA")


def test_kept_fields_tell_what_changed_until_they_are_let_go(here, own, browser):
    fields = {"q": "TiRA"}
    assert httpx.post(f"{here}/keep", data=fields).status_code == 303
    assert [(each.kind, each.text) for each in following(open_journal(own)).follows] == [("method", "TiRA")]
    found = told(here)
    assert [each["query"] for each in found["fields"]] == ["TiRA"]
    assert found["fields"][0]["papers"] > 0
    assert found["marked"] is False
    assert found["since"] == "2021-08-22"
    with looking(browser, java_script_enabled=False) as page:
        page.goto(here)
        expect(page.get_by_role("heading", name="Your fields")).to_be_visible()
        page.get_by_role("button", name="Keep no longer").click()
        expect(page.locator(".said")).to_contain_text("no longer kept")
    assert not following(open_journal(own)).follows


def test_the_button_on_openings_keeps_their_field(here, own, page):
    page.goto(f"{here}/openings?q=thin+rank")
    page.get_by_role("button", name="Keep this field").click()
    expect(page.locator(".said")).to_contain_text("Kept: thin rank")
    assert [each.kind for each in following(open_journal(own)).follows] == ["query"]
    httpx.post(f"{here}/unkeep", data={"q": "Thin Rank"})
    assert not following(open_journal(own)).follows


def test_what_was_seen_is_not_new_again(here, own):
    httpx.post(f"{here}/keep", data={"q": "TiRA"})
    assert httpx.post(f"{here}/seen").status_code == 303
    found = told(here)
    assert (found["marked"], found["since"], found["new_papers"]) == (True, "2021-09-21", 0)
    assert found["fields"][0]["new"] == 0
    day = dt.date(2021, 10, 1)
    corpus.put(own, [corpus.made(day, "TiRA for Rivers", "We use TiRA for rivers.")])
    from inroad.atlas.build import build

    build(own, workers=1)
    found = told(here)
    assert (found["new_papers"], found["fields"][0]["new"]) == (1, 1)
    httpx.post(f"{here}/unkeep", data={"q": "TiRA"})


def test_taken_openings_and_new_ones_of_kept_fields_wait_here(here, page):
    httpx.get(f"{here}/openings?q=TiRA", timeout=30)
    every = httpx.get(f"{here}/openings?q=TiRA&as=json", timeout=30).json()["openings"]
    httpx.post(f"{here}/keep", data={"q": "TiRA"})
    httpx.post(f"{here}/openings/take", data={"id": every[0]["opening_id"], "note": "on Saturday"})
    found = told(here)
    assert [each["opening"]["opening_id"] for each in found["plan"]] == [every[0]["opening_id"]]
    waiting = [each["opening_id"] for each in found["openings"]]
    assert every[0]["opening_id"] not in waiting
    page.goto(here)
    expect(page.locator("#plan article")).to_contain_text("on Saturday")
    expect(page.locator("#plan .step")).to_contain_text("First step")
    expect(page.locator("#practice")).to_contain_text("Begin with")
    for do in ("openings/restore", "unkeep"):
        httpx.post(f"{here}/{do}", data={"id": every[0]["opening_id"], "q": "TiRA"})


def test_a_damaged_journal_is_told_and_hides_nothing(tmp_path, browser):
    home = corpus.home(tmp_path / "home", corpus.papers())
    home.journal.write_bytes(b"this is no journal" * 100)
    with serving(home.home, "--port", "0") as address, looking(browser) as page:
        page.goto(address)
        expect(page.locator(".note")).to_contain_text("journal")
        page.goto(f"{address}/openings?q=TiRA")
        expect(page.locator(".note", has_text="does not count here")).to_be_visible()
        assert page.locator("article").count() > 0


def test_tables(here):
    assert httpx.get(f"{here}/?as=csv&part=fields").text.startswith("field,papers,new")
    assert httpx.get(f"{here}/?as=csv&part=plan").text.startswith("taken,opening")
