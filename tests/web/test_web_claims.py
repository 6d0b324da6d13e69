"""Claims on the page, and a figure read off its picture with a mouse and with keys."""

from __future__ import annotations

import tomllib
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from inroad.workshop.claim.new import make

DRAWN = """<body style="margin:0"><svg width="600" height="400"><rect width="600" height="400" fill="white"/>
<line x1="80" y1="20" x2="80" y2="360" stroke="black"/><rect x="150" y="110" width="80" height="250"/>
<rect x="330" y="160" width="80" height="200"/></svg>"""
TICKS = [(80, 360), (80, 60)]
BARS = [(190, 110), (370, 160)]


@pytest.fixture(scope="module")
def own(web_home) -> Path:
    """A claim of the home's own."""
    return make(web_home, "mine", None, like="residual-connections").folder


@pytest.fixture
def picture(browser, tmp_path) -> Path:
    """Two bars of 25 and 20 on an axis from 0 to 30."""
    context = browser.new_context(viewport={"width": 600, "height": 400})
    drawn = context.new_page()
    drawn.set_content(DRAWN)
    drawn.screenshot(path=tmp_path / "bars.png")
    context.close()
    return tmp_path / "bars.png"


def test_shipped_claims_and_their_verdicts_are_listed(site, page):
    page.goto(f"{site}/claims")
    page.get_by_role("link", name="LoRA matches training all weights").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Reproduced"
    assert page.locator("figure svg").count() >= 4


def test_page_and_json_are_one(site):
    found = httpx.get(f"{site}/claims?as=json").json()
    lines = httpx.get(f"{site}/claims?as=csv&part=claims").text.splitlines()
    assert len(lines) == len(found["claims"]) + 1
    runs = httpx.get(f"{site}/claims/lora?as=json").json()["runs"]
    assert len(httpx.get(f"{site}/claims/lora?as=csv&part=runs").text.splitlines()) == len(runs) + 1


def test_looking_at_a_claim_keeps_nothing(site, own):
    before = sorted(own.iterdir())
    assert httpx.get(f"{site}/claims/mine").status_code == 200
    assert sorted(own.iterdir()) == before


@pytest.mark.parametrize("name", ["nonsuch", "..%2F..", "%2Fetc"])
def test_no_other_folder_can_be_asked_for(site, name):
    assert httpx.get(f"{site}/claims/{name}").status_code == 404


def test_a_figure_is_read_by_clicks_and_written_into_the_claim(site, page, own, picture):
    page.goto(f"{site}/claims/mine/figure")
    page.set_input_files("#file", picture)
    expect(page.locator("canvas")).to_have_attribute("width", "600")
    canvas = page.locator("canvas")
    scale = canvas.bounding_box()["width"] / 600
    for (x, y), value in zip(TICKS + BARS, ["0", "30", None, None], strict=True):
        canvas.click(position={"x": x * scale, "y": y * scale})
        if value is not None:
            page.keyboard.type(value)
    expect(page.locator("#reading")).to_contain_text("difference")
    page.get_by_label("Where it stands in the paper").fill("Figure 4")
    page.get_by_role("button", name="Write it into the claim").click()
    page.wait_for_url(f"{site}/claims/mine")
    part = tomllib.loads((own / "claim.toml").read_text())["part"][0]
    # Its metric is an error: the variant's bar is the higher one, so the claim is missed by five.
    assert part["figure"] == pytest.approx(-5, abs=0.3)
    assert (part["source"], part["where"][:8]) == ("digitised", "Figure 4")


def test_a_figure_is_read_by_keys(site, page, own, picture):
    page.goto(f"{site}/claims/mine/figure")
    page.set_input_files("#file", picture)
    expect(page.locator("canvas")).to_have_attribute("width", "600")
    page.locator("canvas").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    found = [page.locator(f"[name=low_{axis}]").input_value() for axis in "xy"]
    assert [float(each) for each in found] == [280, 199]


def test_a_figure_is_read_without_script(site, own):
    low, high, (vx, vy), (bx, by) = *TICKS, *BARS
    asked = {"low_x": low[0], "low_y": low[1], "low": 0, "high_x": high[0], "high_y": high[1], "high": 30}
    asked |= {"variant_x": vx, "variant_y": vy, "baseline_x": bx, "baseline_y": by}
    found = httpx.get(f"{site}/claims/mine/figure", params={**asked, "as": "json"}).json()
    assert (found["variant"], found["baseline"], found["difference"]) == (25, 20, -5)
    missing = httpx.get(f"{site}/claims/mine/figure", params={"low_x": 1, "low_y": 1})
    assert (missing.status_code, "still to be clicked" in missing.text) == (400, True)
