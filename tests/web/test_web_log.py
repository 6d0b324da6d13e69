"""Time, help and the worth of a model on the page, as people use them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect
from windows import looking

SCORES = "score,label\n" + "\n".join(f"{i / 200},{int(i * 37 % 200 < i)}" for i in range(200)) + "\n"


def told(site: str, address: str) -> dict:
    return httpx.get(f"{site}{address}", headers={"accept": "application/json"}).json()


def value_of(path: Path, *options: str) -> dict:
    """What the command line says."""
    command = [sys.executable, "-m", "inroad.cli", "value", str(path), *options, "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.fixture
def plain(browser):
    """A window without script."""
    with looking(browser, java_script_enabled=False) as made:
        yield made


# -- time -----------------------------------------------------------------------------------------


def test_the_timer_starts_and_stops_without_script(site, plain):
    before = told(site, "/log")["minutes"]
    plain.goto(f"{site}/log")
    plain.locator("#start-skill").fill("attention")
    plain.get_by_role("button", name="Start").click()
    expect(plain.get_by_role("status")).to_contain_text("The timer runs")
    expect(plain.locator("#timer")).to_contain_text("intense, attention")
    assert told(site, "/log")["timer"]["skill"] == "attention"
    plain.locator("#took").fill("1h30")
    plain.get_by_role("button", name="Stop").click()
    expect(plain.get_by_role("status")).to_contain_text("1 h 30 min, intense, attention")
    now = told(site, "/log")
    assert now["timer"] is None
    assert now["minutes"] == before + 90


def test_a_timer_that_runs_is_not_started_again_from_an_old_window(site, page):
    page.goto(f"{site}/log")
    httpx.post(f"{site}/log/start", data={"skill": "first"})
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("alert")).to_contain_text("the timer is running already: stop it first")
    page.get_by_role("button", name="Log nothing").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing is logged")
    assert told(site, "/log")["timer"] is None


def test_time_is_added_and_taken_back(site, plain):
    before = told(site, "/log")["minutes"]
    plain.goto(f"{site}/log")
    plain.locator("#length").fill("45m")
    plain.locator("#kind").select_option("moderate")
    plain.locator("#note").fill("two proofs <i>")
    plain.get_by_role("button", name="Add").click()
    expect(plain.get_by_role("status")).to_contain_text("45 min, moderate, two proofs <i>")
    expect(plain.locator("#lately li").filter(has_text="two proofs <i>")).to_contain_text("45 min moderate")
    assert told(site, "/log")["minutes"] == before + 45
    plain.get_by_role("button", name="Undo").click()
    expect(plain.get_by_role("status")).to_contain_text("No longer logged.")
    assert told(site, "/log")["minutes"] == before


def test_a_length_that_cannot_be_read_says_how_to_write_it_and_keeps_the_rest(site, plain):
    plain.goto(f"{site}/log")
    plain.locator("#length").fill("long")
    plain.locator("#note").fill("kept")
    plain.get_by_role("button", name="Add").click()
    expect(plain.get_by_role("alert")).to_contain_text("write it like 1.5h, 90m, 1h30 or 1:30")
    expect(plain.locator("#note")).to_have_value("kept")


def test_earlier_weeks_are_looked_back_on(site, plain):
    httpx.post(f"{site}/log/add", data={"length": "2h", "on": "2025-03-04", "note": "an old note"})
    plain.goto(f"{site}/log/week?of=2025-03-12")
    expect(plain.locator(".lede")).to_contain_text("The week before: 2 h.")
    plain.get_by_role("link", name="The week before").click()
    expect(plain.locator("#notes")).to_contain_text("an old note")
    assert told(site, "/log/week?of=2025-03-04")["minutes"] == 120
    httpx.post(f"{site}/log/undo")
    assert told(site, "/log/week?of=2025-03-04")["minutes"] == 0


def test_a_week_to_come_is_told_in_words(site):
    answer = httpx.get(f"{site}/log/week?of=2999-01-01")
    assert answer.status_code == 400
    assert "is still to come" in answer.text


# -- help -----------------------------------------------------------------------------------------


def test_help_is_noted_with_what_came_back_and_both_are_taken_back(site, plain):
    plain.goto(f"{site}/helped")
    plain.locator("#whom").fill("Ada")
    plain.locator("#what").fill("her data loader leaked")
    plain.locator("#topic").fill("data")
    plain.locator("#took").fill("30m")
    plain.get_by_role("button", name="Note", exact=True).click()
    expect(plain.get_by_role("status")).to_have_text("Noted: you helped Ada.")
    expect(plain.locator("#topics")).to_contain_text("1 time, 1 person")
    plain.locator("#back-1").fill("an introduction")
    plain.locator("#lately").get_by_role("button").click()
    expect(plain.locator("#lately")).to_contain_text("an introduction")
    found = told(site, "/helped")["entries"]
    assert [(e["whom"], e["minutes"], e["came_back"][0]["what"]) for e in found] == [
        ("Ada", 30, "an introduction")
    ]
    for left in (1, 0):
        plain.get_by_role("button", name="Undo").click()
        assert told(site, "/helped")["times"] == left
        assert told(site, "/helped")["came_back"] == 0
    plain.get_by_role("button", name="Undo").click()
    expect(plain.get_by_role("status")).to_have_text("Nothing is there to take back.")


# -- worth ----------------------------------------------------------------------------------------


def test_a_file_is_valued_as_the_command_line_does(site, plain, tmp_path):
    path = tmp_path / "scores.csv"
    path.write_text(SCORES)
    options = ("--tp", "120", "--fp", "-30", "--fn", "-5", "--volume", "5000", "--currency", "EUR")
    expected = value_of(path, *options)
    plain.goto(f"{site}/value")
    plain.locator("#file").set_input_files(path)
    for name, typed in {"tp": "120", "fp": "-30", "fn": "-5", "volume": "5000", "currency": "EUR"}.items():
        plain.locator(f"#{name}").fill(typed)
    plain.get_by_role("button", name="Work it out").click()
    expect(plain.locator("h1")).to_contain_text("EUR a month")
    expect(plain.locator("svg.chart").first).to_be_visible()
    # The table stands in the form now, so that other worths need no second choice of the file.
    with plain.expect_download() as saved:
        plain.get_by_role("button", name="Save the page").click()
    assert plain.locator("h1").inner_text() in Path(saved.value.path()).read_text()
    plain.get_by_role("button", name="As JSON").click()
    found = json.loads(plain.locator("pre").inner_text())
    assert found == expected


def test_nothing_of_what_is_pasted_is_kept(site, plain, web_home):
    def files() -> dict[Path, int]:
        return {each: each.stat().st_mtime_ns for each in web_home.home.rglob("*") if each.is_file()}

    plain.goto(f"{site}/value")
    before = files()
    plain.locator("#text").fill(SCORES)
    plain.locator("#tp").fill("1")
    plain.locator("#fp").fill("-1")
    plain.get_by_role("button", name="Work it out").click()
    expect(plain.locator("h1")).to_contain_text("per 1,000 cases")
    assert files() == before
    plain.goto(f"{site}/value")
    assert not plain.locator("#text").input_value()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("score,label\n0.5,1\nmany,0\n", "line 3, column 'score': 'many' is no number"),
        ("a,b\n1,0\n", "name it under “Score”"),
        ("score,label\n0.5,good\n", "under “Positive label”"),
        ("", "choose a CSV file, or paste one"),
    ],
)
def test_a_bad_table_is_told_in_words_and_stays_in_the_form(site, plain, table, words):
    plain.goto(f"{site}/value")
    plain.locator("#text").fill(table)
    plain.locator("#tp").fill("120")
    plain.locator("#fp").fill("-30")
    plain.get_by_role("button", name="Work it out").click()
    expect(plain.get_by_role("alert")).to_contain_text(words)
    expect(plain.locator("#text")).to_have_value(table)
    expect(plain.locator("#tp")).to_have_value("120")


def test_a_file_that_is_too_large_is_told_in_words(site, page, tmp_path):
    path = tmp_path / "large.csv"
    path.write_text("score,label\n" + "0.25,1\n0.75,0\n" * 200_000)
    page.goto(f"{site}/value")
    page.locator("#file").set_input_files(path)
    page.locator("#tp").fill("1")
    page.locator("#fp").fill("-1")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("alert")).to_contain_text("the file is larger than 2 MB: draw a sample")


def test_time_that_belongs_to_something_is_found_by_it_and_nonsense_is_refused(site, page):
    page.goto(f"{site}/log")
    page.get_by_label("How long: 1.5h").fill("20m")
    page.locator("#about").fill("claim:tiny")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="claim tiny").first.click()
    expect(page.locator("main header")).to_contain_text("time on claim:tiny")
    assert [each["about"] for each in told(site, "/log?about=claim")["entries"]] == ["claim:tiny"]
    page.goto(f"{site}/log")
    page.get_by_label("How long: 1.5h").fill("20m")
    page.locator("#about").fill("nonsense")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("write it like drill:softmax")
    expect(page.locator("#about")).to_have_value("nonsense")
