"""People and venues on the page."""

import httpx
import pytest

LIST = """
- title: ICLR
  year: 2101
  deadline: '2100-09-25 23:59:59'
  abstract_deadline: '2100-09-18 23:59:59'
  timezone: AoE
"""


def test_people_are_cards_with_their_papers(site, page):
    page.goto(f"{site}/people?q=TiRA")
    cards = page.locator("ol.persons > li")
    assert cards.count() == 12
    for number in range(3):
        assert cards.nth(number).locator("ul.evidence a").count() >= 1
        assert "first seen" in cards.nth(number).inner_text()


def test_people_are_the_same_as_json_and_as_a_table(site):
    found = httpx.get(f"{site}/people?q=TiRA&as=json").json()
    table = httpx.get(f"{site}/people?q=TiRA&as=csv&part=people").text.splitlines()
    assert [each["name"] for each in found["people"]] == [line.split(",")[0] for line in table[1:]]


def test_the_field_leads_to_its_people_and_venues(site, page):
    page.goto(f"{site}/field?q=TiRA")
    page.get_by_role("link", name="People", exact=True).first.click()
    assert "Who is active in TiRA" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Venues and deadlines").click()
    assert "Where work on TiRA appears" in page.get_by_role("heading", level=1).inner_text()


def test_the_home_page_leads_there(site):
    text = httpx.get(f"{site}/").text
    assert 'href="/people"' in text or "What waits for you" in text


def test_deadlines_that_were_brought_are_shown_in_ones_own_time(site, web_home, tmp_path, page):
    import datetime as dt

    from inroad.path.venues.lists import take_in

    path = tmp_path / "list.yml"
    path.write_text(LIST)
    assert "unknown" in httpx.get(f"{site}/venues?q=TiRA").text
    take_in(web_home, [path], dt.date(2026, 1, 1))
    page.goto(f"{site}/venues?q=TiRA")
    page.get_by_label("Your time zone").fill("Asia/Tokyo")
    page.get_by_role("button", name="Show").click()
    assert "20:59 (Asia/Tokyo)" in page.locator("table.dates td").nth(2).inner_text()
    assert "A plan, backwards" in page.content()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/people?q=zzzqqq", 404),
        ("/venues?q=zzzqqq", 404),
        ("/venues?q=TiRA&zone=Mars/Olympus", 404),
        ("/venues?q=TiRA&hours=0", 400),
        ("/venues?q=TiRA&target=Nonsuch", 404),
        ("/people?q=TiRA&top=0", 400),
    ],
)
def test_what_cannot_be_answered_is_said(site, address, status):
    assert httpx.get(site + address).status_code == status
