"""Every page, in a real browser: opens, loads nothing from outside, reads well for everybody."""

import corpus
import pytest
from axe_playwright_python.sync_playwright import Axe
from windows import DESK, PHONE, looking, whole

PAGES = [
    "/",
    "/field",
    "/field?q=TiRA",
    "/field?q=TiRA&as_of=2021-06-30",
    "/field/methods?q=TiRA",
    "/method/TiRA",
    "/uses?method=tira",
    "/compare",
    "/compare?a=TiRA&b=QTiRA",
    "/compare?what=fields&a=adapters&b=entropy+targets",
    "/search",
    "/search?q=TiRA",
    f"/paper/{corpus.papers()[40].paper_id}",
    "/feed",
    "/follows",
    "/practice",
    "/practice/attention",
    "/practice/recall",
    "/practice/placement",
    "/practice/placement?seed=x",
    "/people",
    "/people?q=TiRA",
    "/venues",
    "/venues?q=TiRA&zone=Europe/Berlin",
    "/claims",
    "/claims/lora",
    "/claims/lora/figure",
    "/roles",
    "/outreach",
    "/outreach/letter",
    "/plan",
    "/plan?hours=1",
    "/plan/paths",
    "/profile",
    "/log",
    "/log/week?of=2026-01-05",
    "/helped",
    "/value",
    "/portfolio",
    "/openings",
    "/openings?q=TiRA",
    "/opening?id=reproduction:tira",
    "/record",
    "/record?as_of=2021-06-01&horizon=30",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_is_accessible(site, browser, address, theme):
    with looking(browser, color_scheme=theme) as page:
        whole(page, site + address)
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("view", [DESK, PHONE], ids=["desk", "phone"])
def test_page_fits_its_window(site, browser, address, view):
    with looking(browser, viewport=view) as page:
        whole(page, site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= view["width"]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole_without_script(site, browser, address):
    with looking(browser, java_script_enabled=False) as page:
        assert page.goto(site + address).ok
        assert page.locator("h1").count() == 1
