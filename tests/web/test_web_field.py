"""Fields and methods on the page: the slider, the lineage, the long table, what is exported."""

import csv
import datetime as dt
import io

import httpx
import pytest
from playwright.sync_api import expect
from windows import PHONE, looking

from inroad.types import FieldMethod
from inroad.web.ordering import ordered


def rows_of(answer):
    """A CSV answer as dictionaries."""
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


# -- asking for a field --------------------------------------------------------------------------------


def test_without_a_field_one_is_asked_for(site, page):
    page.goto(f"{site}/field")
    page.get_by_label("A field, in your own words").fill("TiRA")
    page.get_by_role("button", name="Scout").click()
    assert page.get_by_role("heading", level=1).inner_text() == "TiRA"


def test_what_is_offered_can_be_asked_for(site):
    found = httpx.get(f"{site}/field?as=json").json()
    assert found["schema"] == "inroad.topics"
    for topic in (*found["largest"], *found["rising"]):
        assert httpx.get(f"{site}/field", params={"q": topic["label"]}).status_code == 200


# -- through time ----------------------------------------------------------------------------------------


def test_slider_goes_to_the_month_it_says(site, page):
    page.goto(f"{site}/field?q=TiRA")
    slider = page.get_by_label("The field as of")
    assert slider.get_attribute("aria-valuetext") == page.locator("output").inner_text()
    slider.focus()
    with page.expect_navigation():
        for _ in range(4):
            slider.press("ArrowLeft")
        told = page.locator("output").inner_text()
    assert f"as_of={told}-" in page.url
    assert page.locator("output").inner_text() == told
    assert f"as of {told}" in page.locator(".kicker").inner_text()


def test_slider_goes_there_without_script(site, browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/field?q=TiRA")
        page.get_by_label("The field as of").press("Home")
        page.get_by_role("button", name="Go there").click()
        first = page.locator(".slide span").first.inner_text()
        assert f"as_of={first}-" in page.url


def test_months_reach_from_the_first_paper_to_the_last(site):
    months = rows_of(httpx.get(f"{site}/field?q=TiRA&as=csv&part=growth"))
    with_papers = [row["month"][:7] for row in months if int(row["papers"])]
    shown = httpx.get(f"{site}/field?q=TiRA").text
    assert all(f"<span>{month}</span>" in shown for month in (with_papers[0], with_papers[-1]))


def test_last_month_is_the_field_itself(site):
    last = httpx.get(f"{site}/field?q=TiRA&month=100000", follow_redirects=False)
    assert last.status_code == 303
    assert last.headers["location"] == "/field?q=TiRA"


# -- lineage ---------------------------------------------------------------------------------------------


def test_lineage_leads_to_methods_by_keyboard(site, page):
    page.goto(f"{site}/field?q=TiRA")
    spot = page.locator(".wide .spot", has_text="QTiRA").first
    spot.focus()
    panel = page.locator(".panel")
    assert panel.is_visible()
    assert "QTiRA" in panel.inner_text()
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    spot.press("Enter")
    page.wait_for_url("**/method/qtira*")


def test_lineage_says_its_evidence_without_script(site, browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/field?q=TiRA")
        told = page.locator(".wide .spot title").all_text_contents()
        assert any(text.startswith("QTiRA") and "seen in" in text for text in told)


def test_picture_that_leaves_the_page_has_no_links(site):
    drawn = httpx.get(f"{site}/field?q=TiRA&as=svg&part=lineage").text
    assert drawn.startswith("<svg")
    assert "<a " not in drawn
    assert "var(" not in drawn


# -- the long table --------------------------------------------------------------------------------------


def names(page):
    """Methods as the table shows them."""
    return page.locator(".methods tbody th").all_inner_texts()


def test_table_sorts_and_filters_on_the_spot(site, page):
    page.goto(f"{site}/field?q=TiRA")
    usual = names(page)
    assert usual[0] == "TiRA"
    head = page.locator("th[data-name=name]")
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert names(page) == sorted(usual, key=str.lower)
    page.get_by_label("Only with").fill("qtira")
    expect(page.locator(".methods tbody tr")).to_have_count(1)
    assert names(page) == ["QTiRA"]
    assert page.url == f"{site}/field?q=TiRA"


def test_table_sorts_and_filters_without_script_alike(site, browser):
    with looking(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/field?q=TiRA")
        page.locator("th[data-name=name] a").click()
        assert names(page) == sorted(names(page), key=str.lower)
        page.get_by_label("Only with").fill("qtira")
        page.get_by_role("button", name="Filter").click()
        assert names(page) == ["QTiRA"]


def test_every_method_is_exported(site):
    listed = httpx.get(f"{site}/field/methods?q=TiRA&as=json").json()["methods"]
    exported = rows_of(httpx.get(f"{site}/field?q=TiRA&as=csv&part=methods"))
    assert [row["method_id"] for row in exported] == [each["method_id"] for each in listed]


@pytest.mark.parametrize(
    "part", ["threads", "people", "venues", "tools", "domains", "reading", "growth", "lineage"]
)
def test_every_table_is_exported(site, part):
    assert httpx.get(f"{site}/field?q=TiRA&as=csv&part={part}").text.count("\n") >= 1


def method(name, papers, by_others, problem=None):
    """A line of the table."""
    day = dt.date(2024, 1, 1)
    return FieldMethod(name.lower(), name, "method", None, day, problem, papers, by_others, 0, 0, 0, 0, None)


def test_unknown_comes_last_whichever_way():
    table = [method("a", 1, None), method("b", 2, 5), method("c", 3, 0)]
    for sort, expected in (("by_others", "cba"), ("-by_others", "bca")):
        assert "".join(row.name for row in ordered(table, sort).rows) == expected


def test_ties_go_by_id_and_pages_join():
    table = [method(name, 1, 1) for name in "dbca"]
    assert [row.name for row in ordered(table, "-papers", most=2).rows] == ["a", "b"]
    assert [row.name for row in ordered(table, "-papers", start=2, most=2).rows] == ["c", "d"]
    assert ordered(table, "nonsense").sort == "-papers"


# -- methods ---------------------------------------------------------------------------------------------


def test_method_is_found_by_name_as_typed(site):
    by_name, by_id = (httpx.get(f"{site}/method/{name}?as=json").json() for name in ("TiRA", "tira"))
    assert by_name == by_id
    missing = httpx.get(f"{site}/method/TiRAA")
    assert missing.status_code == 404
    assert "TiRA" in missing.text


def test_namesakes_are_offered(site, page):
    page.goto(f"{site}/method/DENT")
    page.locator(".note a").first.click()
    page.wait_for_url("**/method/dent*")
    assert page.get_by_role("heading", level=1).inner_text() == "DENT"


def test_sentence_that_says_it_is_marked(site, page):
    page.goto(f"{site}/method/TiRA")
    page.get_by_text("with the sentence marked").first.click()
    marked = page.locator("mark").first
    assert marked.is_visible()
    assert "TiRA" in marked.inner_text() or "Thin Rank Adapters" in marked.inner_text()


def test_what_nobody_looked_at_is_unknown(site):
    signs = rows_of(httpx.get(f"{site}/method/TiRA?as=csv&part=play"))
    assert {row["answer"] for row in signs if row["sign"] in {"stars", "demo"}} == {"unknown"}


def test_papers_of_a_method_are_paged_by_kind(site, page):
    page.goto(f"{site}/method/TiRA")
    page.get_by_role("link", name="applies").click()
    assert page.locator("h2").inner_text() == "Applies"
    papers = rows_of(httpx.get(f"{site}/uses?method=tira&as=csv&part=papers"))
    shown = page.locator("main .rows > li").count()
    assert shown == len([row for row in papers if row["kind"] == "applies"])


def test_panel_stays_within_a_phone(site, browser):
    with looking(browser, viewport=PHONE, has_touch=True) as page:
        page.goto(f"{site}/field?q=TiRA")
        page.locator(".slim .spot").last.focus()
        box = page.locator(".panel").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
