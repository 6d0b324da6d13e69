"""Two things side by side on the page."""

import httpx


def test_two_are_asked_for_and_put_side_by_side(site, page):
    page.goto(f"{site}/compare")
    page.get_by_label("This", exact=True).fill("TiRA")
    page.get_by_label("and this").fill("QTiRA")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", level=1).inner_text() == "TiRA and QTiRA"
    assert page.locator(".sides tbody tr").count() >= 8


def test_page_and_json_are_one(site):
    found = httpx.get(f"{site}/compare?a=TiRA&b=QTiRA&as=json").json()
    figures = httpx.get(f"{site}/compare?a=TiRA&b=QTiRA&as=csv&part=figures").text
    assert f"papers,{found['sides'][0]['papers']},{found['sides'][1]['papers']}\n" in figures


def test_fields_are_compared_too(site):
    found = httpx.get(
        f"{site}/compare", params={"what": "fields", "a": "adapters", "b": "entropy targets", "as": "json"}
    ).json()
    assert [side["method"] for side in found["sides"]] == [None, None]


def test_what_is_not_known_is_said(site):
    answer = httpx.get(f"{site}/compare?a=TiRA&b=Nonsuchnet")
    assert answer.status_code == 404
    assert "Nonsuchnet" in answer.text
