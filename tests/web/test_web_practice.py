"""Practice in a real browser: by keyboard, without script, and beside the command line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from windows import looking, serving

from inroad.config import Config
from inroad.practice import content, items, schedule
from inroad.practice.room import Room

ATTENTION = content.bundled() / "networks" / "attention"
WRONG = (ATTENTION / "wrong" / "unscaled.py").read_text("utf-8")
RIGHT = (ATTENTION / "solution.py").read_text("utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Nothing but drills: practice needs no atlas."""
    return Config(tmp_path_factory.mktemp("practice"))


@pytest.fixture(scope="module")
def own(home: Config) -> Iterator[str]:
    with serving(home.home, "--port", "0") as address:
        yield address


def room(home: Config) -> Room:
    return Room(home, dt.datetime.now(dt.UTC))


def begun(own: str, home: Config, drill_id: str, answer: str = "") -> Path:
    """A drill that was begun; its answer's file."""
    httpx.post(f"{own}/practice/{drill_id}/start", data={"anew": "true"})
    file = home.home / "practice" / drill_id / "answer.py"
    if answer:
        file.write_text(answer, "utf-8")
    return file


def passed(home: Config, drill_id: str) -> None:
    """A drill passed a while ago, without the trouble."""
    at = room(home)
    at.start(drill_id)
    review = schedule.reviewed(None, "good", at.now)
    told = {"memory": review.memory, "due": review.due.isoformat(), "grade": "good"}
    at._happened("passed", drill_id, {**told, "attempts": 1, "hints": 0, "minutes": 9.0})


# -- the bench ------------------------------------------------------------------------------------


def test_a_wrong_answer_is_told_its_mistake_without_leaving_the_page(own, home, page: Page):
    file = begun(own, home, "attention")
    page.goto(f"{own}/practice/attention")
    page.fill("#answer", WRONG)
    page.press("#answer", "Control+Enter")
    expect(page.locator(".running")).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text("the scaling by 1/sqrt(d) is missing", timeout=60_000)
    expect(page.locator(".verdict")).to_contain_text("expected:")
    assert file.read_text("utf-8") == WRONG
    assert page.input_value("#answer") == WRONG
    assert room(home).stand("attention").attempts == 1
    assert not Axe().run(page).response["violations"]


def test_without_script_all_the_way_to_the_solution(own, home, browser: Browser):
    begun(own, home, "dropout")
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{own}/practice/dropout")
        assert page.locator("#solution").count() == 0
        page.fill("#answer", "def dropout(:\n")
        page.click("#check")
        expect(page.locator(".verdict")).to_contain_text("line 1")
        page.get_by_role("button", name="A hint", exact=True).click()
        expect(page.locator("#hint-1")).to_be_visible()
        page.locator(".give-up summary").click()
        page.get_by_role("button", name="Show the solution").click()
        expect(page.locator("#solution + p + pre")).to_contain_text("def dropout")
    assert room(home).stand("dropout").surrendered
    assert room(home).stand("dropout").hints == 1


def test_after_a_pass_the_next_drill_is_proposed(own, home, page: Page):
    begun(own, home, "attention", RIGHT)
    page.goto(f"{own}/practice/attention")
    page.click("#check")
    expect(page.locator(".verdict.passed")).to_contain_text("Passed: all 8 checks", timeout=60_000)
    expect(page.locator(".after")).to_contain_text("Next:")
    expect(page.locator("#solution")).to_be_visible()
    assert room(home).stand("attention").passes == 1
    report = httpx.get(f"{own}/practice/attention?as=json").json()
    assert report["schema"] == "inroad.drill-report"
    assert report["checked"]["verdict"]["outcome"] == "passed"


def test_code_is_typed_as_in_an_editor_and_undone_as_in_one(own, home, page: Page):
    begun(own, home, "adam")
    page.goto(f"{own}/practice/adam")
    area = page.locator("#answer")
    area.fill("")
    area.press_sequentially("def f(x):\nif x:\nreturn 1\ny = 2")
    typed = "def f(x):\n    if x:\n        return 1\n    y = 2"
    assert area.input_value() == typed
    area.press("Tab")
    area.press("Control+z")
    assert area.input_value() == typed
    area.press("Control+a")
    area.press("Tab")
    assert area.input_value() == "\n".join(f"    {line}" for line in typed.split("\n"))
    area.press("Shift+Tab")
    assert area.input_value() == typed
    area.press("Control+/")
    assert area.input_value().startswith("# def f(x):\n    # if x:")
    area.press("Control+/")
    assert area.input_value() == typed
    area.press("Escape")
    area.press("Tab")
    assert page.evaluate("document.activeElement.id") == "check"
    assert page.locator(".gutter").inner_text().split() == ["1", "2", "3", "4"]


def test_what_is_typed_is_saved_and_what_others_wrote_is_kept(own, home, page: Page):
    file = begun(own, home, "lora")
    page.goto(f"{own}/practice/lora")
    page.fill("#answer", "mine = 1\n")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert file.read_text("utf-8") == "mine = 1\n"
    file.write_text("theirs = 2\n", "utf-8")
    page.fill("#answer", "mine = 3\n")
    expect(page.locator("#saved")).to_contain_text("kept as")
    assert file.read_text("utf-8") == "mine = 3\n"
    beside = sorted(file.parent.glob("answer-*.py"))
    assert beside[-1].read_text("utf-8") == "theirs = 2\n"


def test_an_answer_survives_the_page_to_the_letter(own, home, page: Page):
    odd = '\n\n# </textarea> &amp; <b> "\u200b\u202e" \t tab\nx = 1\n'
    file = begun(own, home, "sampling", odd)
    page.goto(f"{own}/practice/sampling")
    assert page.input_value("#answer") == odd
    page.press("#answer", "Control+End")
    page.type("#answer", "y = 2")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert file.read_text("utf-8") == odd + "y = 2"


@pytest.mark.parametrize("what", ["check", "save", "hint", "cancel"])
def test_what_was_not_begun_or_is_not_there(own, what):
    answer = httpx.post(f"{own}/practice/beam-search/{what}", data={"answer": "x = 1"})
    assert answer.status_code == (303 if what == "cancel" else 400)
    assert httpx.post(f"{own}/practice/nothing-such/{what}").status_code in (303, 404)
    assert httpx.get(f"{own}/practice/atention").status_code == 404
    assert "attention" in httpx.get(f"{own}/practice/atention").text


def test_an_answer_that_is_too_long_is_refused(own, home):
    file = begun(own, home, "pca")
    before = file.read_text("utf-8")
    assert httpx.post(f"{own}/practice/pca/save", data={"answer": "é" * 600_000}).status_code == 400
    assert file.read_text("utf-8") == before


# -- all drills -----------------------------------------------------------------------------------


def test_the_map_leads_to_every_drill_by_keyboard(own, page: Page):
    page.goto(f"{own}/practice")
    drills = [drill.drill_id for drill in content_drills()]
    links = page.locator("svg.drills a")
    assert sorted(each.get_attribute("href").rpartition("/")[2] for each in links.all()) == sorted(drills)
    links.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/practice/*")


def test_tables_pictures_and_values_of_practice(own, home):
    passed(home, "k-means")
    report = httpx.get(f"{own}/practice?as=json").json()
    assert report["schema"] == "inroad.practice-report"
    drills = httpx.get(f"{own}/practice?as=csv&part=drills").text.splitlines()
    assert len(drills) == len(report["drills"]) + 1
    assert any(line.startswith("k-means,") and ",learnt," in line for line in drills)
    assert "outcome" in httpx.get(f"{own}/practice?as=csv&part=attempts").text
    assert httpx.get(f"{own}/practice?as=svg&part=map").text.startswith("<svg")


# -- cards ----------------------------------------------------------------------------------------


def test_cards_by_keyboard_with_a_grade_taken_back(own, home, page: Page):
    passed(home, "ridge")
    due = room(home).cards_due()
    page.goto(f"{own}/practice/recall")
    assert page.locator("h1").inner_text() == due[0].question
    page.fill("#words", "because of the factor")
    page.press("#words", "Control+Enter")
    expect(page.locator(".model")).to_be_visible()
    page.keyboard.press("3")
    page.wait_for_function("document.querySelector('.said')")
    assert room(home).cards_due() == due[1:]
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".said")).to_contain_text("taken back")
    assert room(home).cards_due() == due
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(page.locator("h1")).not_to_have_text(due[0].question)
    assert len(room(home).cards_due()) == len(due) - 1


def test_a_card_sent_twice_counts_once(own, home):
    passed(home, "bootstrap")
    card = room(home).cards_due()[0]
    sent = {"card": card.card_id, "grade": "good", "answer": "so"}
    assert httpx.post(f"{own}/practice/recall", data=sent).status_code == 303
    assert httpx.post(f"{own}/practice/recall", data=sent).status_code == 404
    assert httpx.post(f"{own}/practice/recall", data={**sent, "grade": "great"}).status_code == 400


# -- placement ------------------------------------------------------------------------------------


def test_a_placement_passes_over_what_is_known(own, home, page: Page):
    page.goto(f"{own}/practice/placement")
    page.get_by_role("button", name="Begin").click()
    for _ in range(20):
        if "/placement" not in page.url:
            break
        asked = json.loads(httpx.get(page.url, headers={"accept": "application/json"}).text)
        drill = next(d for d in content_drills() if d.drill_id == asked["question"]["drill_id"])
        assert "right" not in asked["question"]
        with page.expect_navigation():
            page.keyboard.press("abcd"[items.item(drill, asked["seed"]).right])
    expect(page.locator(".said")).to_contain_text("right:")
    assert len(room(home).placed()) > 20


def test_a_placement_that_is_made_up_is_refused(own):
    for wrong in ("attention:9", "nothing:1", "attention"):
        assert httpx.get(f"{own}/practice/placement", params={"seed": "x", "a": wrong}).status_code in (
            400,
            404,
        )
    twice = {"seed": "x", "a": ["attention:1", "attention:2"]}
    assert httpx.get(f"{own}/practice/placement", params=twice).status_code == 400


def content_drills():
    return [content.load(folder) for folder in content.folders(content.bundled())]
