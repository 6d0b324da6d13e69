"""The map in a real browser: points are drawn, and what one does with it changes what is drawn."""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
import httpx
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from windows import PHONE, looking, serving

sys.path.append(str(Path(__file__).parents[1] / "map"))
import made_map

from inroad.atlas.build import build as build_atlas
from inroad.config import Config
from inroad.search.build import build as build_words
from inroad.search.map.build import build as build_map
from inroad.search.vectors.build import build as build_vectors

COUNT = 360


@pytest.fixture(scope="module")
def map_home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A home with a corpus of six topics, its atlas, text index, vectors and map."""
    config = Config(tmp_path_factory.mktemp("map"))
    corpus.put(config, [made_map.paper(number) for number in range(COUNT)])
    build_atlas(config, workers=1)
    build_words(config)
    build_vectors(config, settings=made_map.SETTINGS)
    build_map(config)
    return config


@pytest.fixture(scope="module")
def map_site(map_home: Config) -> Iterator[str]:
    with serving(map_home.home, "--port", "0") as address:
        yield address


@pytest.fixture
def sheet(map_site: str, browser: Browser) -> Iterator[Page]:
    with looking(browser, viewport={"width": 800, "height": 720}) as page:
        opened(page, f"{map_site}/map")
        yield page


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#map[data-ready]")


def pixels(page: Page) -> np.ndarray:
    """What is drawn: [height, width, 4]."""
    script = """() => { const c = document.getElementById('map-points');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let text = '';
        for (let at = 0; at < d.length; at += 8192) text += String.fromCharCode(...d.subarray(at, at + 8192));
        return [c.width, c.height, btoa(text)]; }"""
    width, height, text = page.evaluate(script)
    return np.frombuffer(b64decode(text), np.uint8).reshape(height, width, 4)


def inked(page: Page) -> np.ndarray:
    """Where something is drawn: all that has another colour than a corner."""
    image = pixels(page).astype(int)
    return np.abs(image - image[0, 0]).sum(2) > 30


def painted(page: Page, act: Callable[[], object]) -> None:
    """Do something and wait until the map was painted after it."""
    before = page.locator("#map").get_attribute("data-frames")
    act()
    expect(page.locator("#map")).not_to_have_attribute("data-frames", before or "")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def points(site: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places, months and areas as the page gets them."""
    generation = httpx.get(f"{site}/map?as=json").json()["generation"]
    data = httpx.get(f"{site}/map/points/{generation}").content
    count = len(data) // 7
    places = np.frombuffer(data, "<i2", 2 * count).reshape(-1, 2)
    return places, np.frombuffer(data, "<u2", count, 4 * count), np.frombuffer(data, "u1", count, 6 * count)


# -- what is served -------------------------------------------------------------------------------


def test_points_ids_and_papers_tell_of_the_same_papers(map_site: str) -> None:
    report = httpx.get(f"{map_site}/map?as=json").json()
    places, months, areas = points(map_site)
    answer = httpx.get(f"{map_site}/map/ids/{report['generation']}")
    ids = answer.text.split("\n")
    assert len(ids) == len(places) == len(months) == len(areas) == report["papers"] == COUNT
    assert "immutable" in answer.headers["cache-control"]
    told = httpx.get(f"{map_site}/map/papers/{report['generation']}?rows=0,13,359").json()
    assert [each["id"] for each in told] == [ids[0], ids[13], ids[359]]
    assert told[0]["title"] == made_map.paper(0).title
    month = months[13]
    assert told[1]["month"] == f"{1970 + month // 12}-{month % 12 + 1:02}"
    finest = [each for each in report["areas"] if each["level"] == 2]
    assert np.bincount(areas).tolist() == [each["papers"] for each in finest]


@pytest.mark.parametrize("address", ["points/old", "ids/old", "papers/old?rows=1", "found/old?q=x"])
def test_another_generation_is_not_found(map_site: str, address: str) -> None:
    assert httpx.get(f"{map_site}/map/{address}").status_code == 404


@pytest.mark.parametrize("rows", ["", "x", "-1", "360", ",".join(["1"] * 501)])
def test_rows_that_are_none_are_refused(map_site: str, rows: str) -> None:
    generation = httpx.get(f"{map_site}/map?as=json").json()["generation"]
    answer = httpx.get(f"{map_site}/map/papers/{generation}", params={"rows": rows})
    assert answer.status_code == 400


def test_found_rows_have_the_words(map_site: str) -> None:
    report = httpx.get(f"{map_site}/map?as=json&q=glacier").json()
    rows = np.frombuffer(httpx.get(f"{map_site}/map/found/{report['generation']}?q=glacier").content, "<u4")
    titles = [made_map.paper(row).title for row in rows.tolist()]
    assert len(rows) == report["found"] == COUNT / 6
    assert all("glacier" in title for title in titles)


def test_an_outline_is_a_page_a_value_and_a_table(map_site: str) -> None:
    places, _, _ = points(map_site)
    (x1, y1), (x2, y2) = places.min(0) - 1, places.max(0) + 1
    address = f"{map_site}/map/selection?outline={x1},{y1},{x2},{y1},{x2},{y2},{x1},{y2}"
    found = httpx.get(f"{address}&as=json").json()
    assert found["papers"] == COUNT
    assert len(found["shown"]) == 200
    assert len(httpx.get(f"{address}&as=csv&part=papers").text.splitlines()) == COUNT + 1
    assert httpx.get(f"{address}&until=2020-01-31&as=json").json()["papers"] == 12
    assert f"{COUNT} papers in your outline" in httpx.get(address).text
    assert httpx.get(f"{map_site}/map/selection?outline=1,2").status_code == 400


def test_without_a_map_it_says_what_to_run(site: str) -> None:
    answer = httpx.get(f"{site}/map")
    assert answer.status_code == 503
    assert "inroad index build --map" in answer.text


# -- what is drawn --------------------------------------------------------------------------------


def test_points_are_drawn_where_they_lie(sheet: Page, map_site: str) -> None:
    places, _, _ = points(map_site)
    there = inked(sheet)
    height, width = there.shape
    scale = min(width, height) / 65536
    x, y = width / 2 + places[:, 0] * scale, height / 2 - places[:, 1] * scale
    assert there[y.astype(int), x.astype(int)].mean() > 0.99
    assert 0 < there.mean() < 0.2


def test_areas_have_colours_of_their_own(sheet: Page, map_site: str) -> None:
    drawn = pixels(sheet)[inked(sheet)][:, :3]
    assert len(np.unique(drawn // 48, axis=0)) >= 6


def test_moving_and_zooming_by_mouse(sheet: Page) -> None:
    box = sheet.locator("#map-over").bounding_box()
    assert box is not None
    before = inked(sheet)
    sheet.mouse.move(box["x"] + 300, box["y"] + 250)
    sheet.mouse.down()
    painted(sheet, lambda: sheet.mouse.move(box["x"] + 360, box["y"] + 250))
    sheet.mouse.up()
    after = inked(sheet)
    # All of it lies 60 pixels farther to the right.
    assert np.array_equal(after[:, 70:], before[:, 10:-60])
    painted(sheet, lambda: sheet.mouse.wheel(0, -800))
    assert not np.array_equal(inked(sheet), after)
    expect(sheet).to_have_url(re.compile(r"#-?\d+,-?\d+,[2-9]"))


def test_moving_and_zooming_by_keys(sheet: Page) -> None:
    sheet.locator("#map-over").focus()
    before = inked(sheet)
    painted(sheet, lambda: sheet.keyboard.press("ArrowRight"))
    assert np.array_equal(inked(sheet)[:, :-90], before[:, 80:-10])
    painted(sheet, lambda: sheet.keyboard.press("+"))
    expect(sheet).to_have_url(re.compile(r"#.*,1\.4$"))
    painted(sheet, lambda: sheet.keyboard.press("0"))
    assert np.array_equal(inked(sheet), before)


def test_pinching_zooms(map_site: str, browser: Browser) -> None:
    with looking(browser, viewport=PHONE, has_touch=True) as page:
        opened(page, f"{map_site}/map")
        box = page.locator("#map-over").bounding_box()
        assert box is not None
        x, y = box["x"] + 180, box["y"] + 200
        cdp = page.context.new_cdp_session(page)
        for kind, far in (("touchStart", 20), ("touchMove", 40), ("touchMove", 80), ("touchEnd", 0)):
            fingers = [{"x": x - far, "y": y, "id": 0}, {"x": x + far, "y": y, "id": 1}] if far else []
            cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        expect(page).to_have_url(re.compile(r"#.*,[2-9]"))


def test_an_address_brings_back_what_was_seen(sheet: Page, map_site: str) -> None:
    before = inked(sheet)
    sheet.goto("about:blank")
    opened(sheet, f"{map_site}/map#5000,3000,4")
    near = inked(sheet)
    assert not np.array_equal(near, before)
    painted(sheet, lambda: sheet.evaluate("location.hash = ''"))
    assert np.array_equal(inked(sheet), before)


def test_time_takes_papers_away(sheet: Page) -> None:
    whole = inked(sheet).sum()
    slider = sheet.locator("#map-month")
    slider.focus()
    painted(sheet, lambda: sheet.keyboard.press("Home"))
    expect(sheet.locator("#map")).to_have_attribute("data-shown", "12")
    assert 0 < inked(sheet).sum() < whole / 5
    expect(sheet).to_have_url(re.compile("until=2020-01-31"))
    sheet.reload()
    sheet.wait_for_selector("#map[data-ready]")
    expect(sheet.locator("#map")).to_have_attribute("data-shown", "12")


def test_play_goes_through_time(sheet: Page) -> None:
    sheet.locator("#map-play").click()
    expect(sheet.locator("#map")).to_have_attribute("data-shown", re.compile(r"^(36|48|60)$"))
    sheet.locator("#map-play").click()
    expect(sheet.locator("#map-play")).to_have_text("Play")


def test_those_who_want_calm_get_a_year_a_press(map_site: str, browser: Browser) -> None:
    with looking(browser, reduced_motion="reduce") as page:
        opened(page, f"{map_site}/map?until=2020-01-31")
        page.locator("#map-play").click()
        expect(page.locator("#map")).to_have_attribute("data-shown", "156")
        page.wait_for_timeout(400)
        expect(page.locator("#map")).to_have_attribute("data-shown", "156")


def test_a_search_is_highlighted_and_counted(sheet: Page) -> None:
    before = pixels(sheet)
    sheet.fill("#map-q", "violin")
    painted(sheet, lambda: sheet.keyboard.press("Enter"))
    expect(sheet.locator("#map")).to_have_attribute("data-found", "60")
    expect(sheet.locator("#map-said")).to_contain_text("60 of 360 papers")
    sheet.wait_for_timeout(100)
    assert not np.array_equal(pixels(sheet), before)
    expect(sheet).to_have_url(re.compile(r"q=violin"))


def test_what_is_not_there_is_said(sheet: Page) -> None:
    sheet.fill("#map-field", "zzz nothing of that name")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("#map-said")).to_contain_text("matches")


def test_an_outline_becomes_a_list(sheet: Page) -> None:
    box = sheet.locator("#map-over").bounding_box()
    assert box is not None
    before = pixels(sheet)
    sheet.locator("#map-select").click()
    corners = [(0.02, 0.12), (0.98, 0.12), (0.98, 0.98), (0.02, 0.98)]
    for place, (x, y) in enumerate(corners):
        sheet.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=3)
        if place == 0:
            sheet.mouse.down()
    sheet.mouse.up()
    heading = sheet.locator("#map-chosen h2")
    expect(heading).to_contain_text("papers in your outline")
    assert int(heading.inner_text().split()[0]) > 200
    expect(sheet.locator("#map-chosen li")).to_have_count(200)
    assert not np.array_equal(pixels(sheet), before)
    sheet.locator("#map-clear").click()
    expect(sheet.locator("#map-chosen")).to_be_hidden()


def test_a_paper_tells_its_title_and_opens(sheet: Page, map_site: str) -> None:
    places, _, _ = points(map_site)
    box = sheet.locator("#map-over").bounding_box()
    assert box is not None
    scale = min(box["width"], box["height"]) / 65536
    row = int(np.argmax(places[:, 0] + places[:, 1] * 1.001))
    x = box["x"] + box["width"] / 2 + places[row, 0] * scale
    y = box["y"] + box["height"] / 2 - places[row, 1] * scale
    sheet.mouse.move(x, y)
    expect(sheet.locator("#map-tip")).to_contain_text(re.compile(r"No\d+: "))
    number = re.search(r"No(\d+):", sheet.locator("#map-tip").inner_text())
    assert number is not None
    sheet.mouse.click(x, y)
    sheet.wait_for_url(f"{map_site}/paper/{made_map.paper(int(number[1])).paper_id}")


def test_names_do_not_cover_each_other(sheet: Page) -> None:
    script = """async () => {
      const own = document.querySelector('script[src*="map.js"]').src;
      const over = await import(own.replace('map.js', 'map-over.js'));
      const {View} = await import(own.replace('map.js', 'map-view.js'));
      const areas = (await (await fetch('/map?as=json')).json()).areas;
      const view = Object.assign(new View(), {width: 900, height: 700, zoom: 6});
      view.x = areas[0].x; view.y = areas[0].y;
      return over.placed(areas, view, (text) => 7 * text.length).map((each) => each.box); }"""
    boxes = sheet.evaluate(script)
    assert len(boxes) >= 2
    for place, (a, b, c, d) in enumerate(boxes):
        for e, f, g, h in boxes[place + 1 :]:
            assert a >= g or e >= c or b >= h or f >= d


def test_it_is_saved_as_a_picture(sheet: Page) -> None:
    with sheet.expect_download() as waiting:
        sheet.locator("#map-save").click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == "map.png"
    assert content.startswith(b"\x89PNG")
    assert len(content) > 5_000


# -- for everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_accessible_and_fits_a_phone(map_site: str, browser: Browser, theme: str) -> None:
    with looking(browser, color_scheme=theme, viewport=PHONE) as page:
        opened(page, f"{map_site}/map?q=glacier")
        expect(page.locator("#map-said")).to_contain_text("60 of")
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        corner = pixels(page)[0, 0, :3].mean()
        assert corner > 200 if theme == "light" else corner < 60


def test_without_script_it_tells_what_lies_where(map_site: str, browser: Browser) -> None:
    with looking(browser, java_script_enabled=False) as page:
        assert page.goto(f"{map_site}/map?q=glacier").ok
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator(".map-sheet")).to_be_hidden()
        expect(page.locator("#map-said")).to_contain_text("60 of 360 papers")
        assert page.locator(".map-areas li li a").count() >= 6
