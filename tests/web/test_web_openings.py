"""Openings on the page: asked for, taken, dismissed with a reason, brought back; without script."""

import json
from urllib.parse import quote

import corpus
import httpx
import pytest
from playwright.sync_api import expect
from windows import looking, serving

from inroad.journal.openings import choices
from inroad.journal.store import open_journal

ASKED = "/openings?q=TiRA"
MINE = "reproduction:tira"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A home whose journal may be written to."""
    return corpus.home(tmp_path_factory.mktemp("own"), corpus.papers())


@pytest.fixture(scope="module")
def here(own):
    with serving(own.home, "--port", "0") as address:
        yield address


def ids(here, query=ASKED):
    answer = httpx.get(here + query, headers={"accept": "application/json"}, timeout=30)
    assert answer.status_code == 200
    return [each["opening_id"] for each in answer.json()["openings"]]


def test_cards_say_why_what_it_costs_and_how_sure(here, page):
    page.goto(here + ASKED)
    card = page.locator("article").first
    for said in ("in the way", "costs", "wrong if", "First three steps"):
        expect(card).to_contain_text(said)
    assert card.locator(".score svg.bar").count() > 0
    assert card.locator("ol.steps li").count() == 3
    kinds = page.locator(".kinds li")
    assert kinds.count() == 5
    expect(kinds.first).to_contain_text("of its first 20 came true")
    expect(kinds.nth(3)).to_contain_text("no forecasts")


def test_filters_work_as_a_form_and_as_an_address(here, page):
    page.goto(here + ASKED)
    page.get_by_label("Kind", exact=True).select_option("transfer")
    page.get_by_label("Hours a week").fill("3")
    page.get_by_role("button", name="Show").click()
    assert "kind=transfer" in page.url
    assert "hours=3" in page.url
    expect(page.locator(".lede")).to_contain_text("TiRA")
    assert ids(here, f"{ASKED}&kind=transfer") == [each for each in ids(here) if each.startswith("transfer")]
    page.locator(".kinds a", has_text="reproduction").click()
    expect(page.locator("article .kind b").first).to_have_text("reproduction")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("&kind=lottery", "no kind"),
        ("&machine=abacus", "no machine"),
        ("&hours=nan", "no hours"),
        ("&hours=0", "no hours"),
        ("&for=../../me.toml", "no profile"),
        ("&top=0", "top"),
    ],
)
def test_what_cannot_be_asked_is_said(here, more, said):
    answer = httpx.get(f"{here}{ASKED}{more}")
    assert answer.status_code == 400
    assert said in answer.text.lower()


def test_without_words_a_field_is_asked_for_and_recent_ones_are_offered(here, page):
    ids(here)
    page.goto(f"{here}/openings")
    expect(page.locator(".recent")).to_contain_text("TiRA")
    page.get_by_label("A field").fill("QTiRA")
    page.get_by_role("button", name="Show").click()
    assert "q=QTiRA" in page.url


def test_taken_dismissed_and_back_without_script(here, own, browser):
    assert MINE in ids(here)
    with looking(browser, java_script_enabled=False) as page:
        page.goto(here + ASKED)
        card = page.locator("article", has_text=MINE)
        card.get_by_role("button", name="Take it").click()
        expect(page.get_by_role("status")).to_contain_text("In your plan")
        assert page.url.endswith(ASKED)
        assert MINE not in ids(here)
        page.goto(f"{here}/openings/choices")
        taken = page.locator("#taken article")
        expect(taken).to_contain_text("First step")
        taken.locator("summary").click()
        taken.get_by_label("takes too long").check()
        taken.get_by_label("in your words").fill("not this year")
        taken.get_by_role("button", name="Dismiss").click()
        expect(page.locator("#dismissed article")).to_contain_text("takes too long: not this year")
        assert [each.why for each in choices(open_journal(own)).dismissed] == [
            "takes too long: not this year"
        ]
        page.get_by_role("button", name="Bring back").click()
        expect(page.get_by_role("status")).to_contain_text("no longer dismissed")
    assert MINE in ids(here)


def test_one_opening_has_all_its_evidence_and_the_same_choices(here, own, page):
    ids(here)
    page.goto(f"{here}/opening?id={MINE}")
    for said in ("What is in the way", "Evidence", "Forecast", "Is it still open?"):
        expect(page.get_by_role("heading", name=said)).to_be_visible()
    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".note", has_text="in your plan since")).to_be_visible()
    page.get_by_role("button", name="Take out of the plan").click()
    assert page.locator(".note", has_text="in your plan since").count() == 0
    assert not choices(open_journal(own)).taken


def test_looking_writes_nothing(here, own):
    before = own.journal.read_bytes() if own.journal.exists() else b""
    ids(here)
    httpx.get(f"{here}/opening?id={MINE}")
    httpx.get(f"{here}/openings")
    assert (own.journal.read_bytes() if own.journal.exists() else b"") == before


@pytest.mark.parametrize("do", ["take", "dismiss", "restore"])
def test_posts_refuse_what_is_not_there_and_other_sites(here, do):
    fields = {"id": "nope", "reason": "takes too long"}
    assert httpx.post(f"{here}/openings/{do}", data=fields).status_code == 404
    far = {"origin": "http://evil.example"}
    assert httpx.post(f"{here}/openings/{do}", data=fields, headers=far).status_code == 403


def test_a_dismissal_needs_a_reason_and_nothing_leads_away(here):
    assert httpx.post(f"{here}/openings/dismiss", data={"id": MINE, "why": " "}).status_code == 400
    ids(here)
    fields = {"id": MINE, "back": "//evil.example/"}
    answer = httpx.post(f"{here}/openings/take", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert httpx.post(f"{here}/openings/restore", data={"id": MINE}).status_code == 303


def test_tables_and_json(here):
    rows = httpx.get(f"{here}{ASKED}&as=csv&part=openings").text.splitlines()
    assert rows[0].startswith("place,id,kind,title")
    assert len(rows) == 1 + len(ids(here))
    one = httpx.get(f"{here}/opening?id={quote(MINE)}&as=json").json()
    assert one["opening"]["opening_id"] == MINE
    assert json.loads(httpx.get(f"{here}/openings/choices?as=json").text)["schema"] == "inroad.choices"
    assert httpx.get(f"{here}/openings/choices?as=csv&part=choices").text.startswith("what,day,id")
