"""Openings, forecasts and records as text, page, JSON and drawing."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import openings_sample as sample
import pytest
from rich.console import Console, RenderableType
from sample import NASTY
from test_report_html import Page

from inroad.report import html, opening_words, openings_text, record_svg, record_text
from inroad.report.clean import UNSAFE
from inroad.report.json import SCHEMAS, dumps
from inroad.types import AtTop, Bin, Choices, Looked, Part

CHOICES = Choices(
    (sample.ONE.taken,), (sample.ONE.dismissed,), (Looked("a", "title", sample.NOW, sample.NOW, 2),)
)
RECORDS = {
    "full": sample.FULL,
    "empty": sample.EMPTY,
    "one": sample.ONE,
    "bare": sample.BARE,
    "backtest": sample.BACKTEST,
    "no records": replace(sample.BACKTEST, records=(), warnings=()),
}
HOSTILE = {f"hostile {name}": sample.hostile(record, NASTY) for name, record in RECORDS.items()}
EVERY = [pytest.param(record, id=name) for name, record in (RECORDS | HOSTILE).items()]
FORMS = {
    "OpeningsReport": (openings_text.openings, html.openings),
    "OpeningReport": (openings_text.opening, html.opening),
    "BacktestReport": (record_text.backtest, html.backtest),
}


def text(record: Any, width: int = 80) -> str:
    return printed(FORMS[type(record).__name__][0](record), width)


def printed(shown: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, markup=False, highlight=False, emoji=False).print(shown)
    return out.getvalue()


def page(record: Any) -> str:
    return str(FORMS[type(record).__name__][1](record))


def flat(shown: str) -> str:
    return " ".join(shown.split())


# -- harmless -------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", EVERY)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_is_safe_and_fits(record, width):
    shown = text(record, width)
    assert not UNSAFE.search(shown.replace("\n", ""))
    assert all(len(line) <= width for line in shown.splitlines())
    assert not re.search(r"\bNone\b|\bnan\b", shown)


@pytest.mark.parametrize("record", EVERY)
def test_page_is_whole_and_loads_nothing(record):
    shown = page(record)
    found = Page(shown)
    assert "<script" not in shown
    assert set(found.tags).isdisjoint({"script", "link", "img", "iframe", "object", "base", "form", "use"})
    names = {name for name, _ in found.attributes}
    assert not {name for name in names if name.startswith("on") or name in {"style", "src", "srcset"}}
    targets = [value for name, value in found.attributes if name == "href"]
    assert all(target.startswith(("https://arxiv.org/abs/", "https://github.com/")) for target in targets)
    assert not UNSAFE.search(found.text.replace("\n", ""))
    assert not re.search(r"\bNone\b|\bnan\b", found.text)


@pytest.mark.parametrize("record", EVERY)
def test_json_is_one_documented_object(record):
    value = json.loads(dumps(record))
    assert value["schema"] == SCHEMAS[type(record).__name__]
    assert not UNSAFE.search(dumps(record).replace("\n", ""))


def test_a_huge_title_is_cut():
    huge = sample.hostile(sample.FULL, "A" * 1_000_000)
    assert len(page(huge)) < 1_000_000
    assert len(text(huge)) < 1_000_000


# -- what is said ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [text, lambda record: Page(page(record)).text], ids=["text", "page"])
@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            sample.FULL,
            (
                "9 openings in “low-rank adaptation” for an engineer with one GPU and 8 hours a week",
                "last looked at on 2026-03-30",
                "underplayed:vera",
                "has code and weights, no package, no demo",
                "clone the code of vera",
                "6 to 20 hours, on one GPU",
                "0.80 %",
                "4 of 401 past forecasts between 0.75 % and 0.85 % came true",
                "5 found, 2 left out",
                "could not be looked for: no signals yet",
                "2 that need a cluster, you have one GPU",
                "38 of 4,012 candidates came true (0.95 %)",
                "downloads: run `inroad sync signals`",
            ),
        ),
        (
            sample.ONE,
            (
                "put one example that runs in a minute into the README",
                "vera adapters",
                "244,524 papers until 2026-03-31, PyPI on 2026-03-30",
                "a package of the same name does something else",
                "a package that installs and runs it exists under another name",
                "in your plan since 2026-04-02 (planned)",
                "begin on Monday",
                "too far from my work",
                "from the size of its repository",
                "VeRA: Vector-based Adapters",
                "VeRA is small.",
                "Another paper",
            ),
        ),
        (sample.BARE, ("hours unknown, machine unknown", "No forecast is made of this one", "unknown")),
        (sample.EMPTY, ("No opening to show in “low-rank adaptation”", "Broader words", "never looked at")),
        (
            sample.BACKTEST,
            (
                "What this program would have said on 2025-09-30, and what came in the 180 days after",
                "TF-IDF",
                "0.871",
                "30 % ×30.0",
                "inroad 0.0094 and 0.0031",
                "AUC 0.231 above the best of the others (TF-IDF)",
                "0 of 4,012 candidates came true (0 %)",
                "The first 20, of which 7 came true",
                "30 % said, came",
                "15 % said, did not come",
                "something was left out",
            ),
        ),
    ],
    ids=["full", "one", "bare", "empty", "backtest"],
)
def test_text_and_page_say_the_same(form, record, said):
    shown = flat(form(record))
    assert [part for part in said if part not in shown] == []


@pytest.mark.parametrize("form", [openings_text.openings, html.openings], ids=["text", "page"])
def test_top_limits_and_counts(form):
    shown = form(sample.FULL, 2)
    shown = shown if isinstance(shown, str) else printed(shown)
    assert "… and 7 more" in shown
    assert "pissa" not in shown


def test_no_forecast_stands_without_its_record():
    for record in (sample.FULL, sample.ONE):
        for shown in (text(record), Page(page(record)).text):
            said = flat(shown).count("named in two papers by others (said on 2026-03-31, 180 days ahead)")
            assert said > 0
            assert flat(shown).count("of 401 past forecasts") == said


def test_choices():
    shown = flat(printed(openings_text.choices(CHOICES, looked=True)))
    for said in (
        "begin on Monday",
        "too far from my work",
        "looked at 2 times",
        "first step: clone the code",
    ):
        assert said in shown
    assert "looked at" not in printed(openings_text.choices(CHOICES))
    assert printed(openings_text.choices(Choices(), looked=True)).count("nothing yet") == 3
    assert not UNSAFE.search(printed(openings_text.choices(sample.hostile(CHOICES, NASTY))).replace("\n", ""))


def test_the_parts_of_a_score_add_up_to_it():
    parts = (
        Part("promise", 2.0),
        Part("your choices", -0.5),
        Part("your choices", -0.25),
        Part("none", 0.001),
    )
    opening = replace(sample.opening(), parts=parts)
    assert opening_words.score(opening) == "1.25 = 2.00 promise − 0.75 your choices"
    assert opening_words.score(replace(opening, parts=())) == "0.00"
    assert opening_words.score(replace(opening, parts=(Part("x", -1.0),))) == "-1.00 = − 1.00 x"


def test_the_record_that_is_shown_is_of_forecasts_of_that_size():
    bins = (Bin(0.01, 0.02, 100, 0.0, 0.05), Bin(0.1, 0.1, 200, 0.05, 0.2), Bin(0.9, 0.4, 5, 0.5, 1.0))
    record = replace(sample.RECORD, bins=bins)

    def trust(probability):
        return opening_words.trust(replace(sample.FORECAST, probability=probability, record=record))

    assert "2 of 100 past forecasts between 0 % and 5.0 % came true (2.0 %; 95 % interval 0.55 %" in trust(
        0.0
    )
    assert "20 of 200 past forecasts" in trust(0.06)
    assert "2 of 5 past forecasts between 50 % and 100 % came true: too few to say" in trust(0.99)
    assert "no past forecast was near 33 %" in trust(0.33)


def test_too_few_forecasts_are_not_drawn():
    few = (Bin(0.9, 1.0, 5, 0.5, 1.0),)
    assert record_svg.reliability(replace(sample.RECORD, bins=few)) == ""
    assert opening_words.bins(replace(sample.RECORD, bins=few))[1][-1] == "too few to say"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://github.com/org/peft/issues/12", True),
        ("https://huggingface.co/papers/2310.11454", True),
        ("http://github.com/org/peft", False),
        ("https://github.com.evil.example/x", False),
        ("https://github.com/x\nonclick", False),
        ("javascript:alert(1)", False),
        ("https://evil.example/", False),
    ],
)
def test_only_known_places_are_linked(url, linked):
    shown = page(replace(sample.ONE, opening=replace(sample.opening(), url=url)))
    targets = [value for name, value in Page(shown).attributes if name == "href"]
    assert (url in targets) == linked
    assert url.split()[0] in Page(shown).text


def test_lift_is_compared_at_the_most_places_that_all_have():
    few = replace(sample.RECORD.tool, name="few", at=(AtTop(20, 0.1, 9.0),))
    shown = opening_words.lifts(replace(sample.RECORD, peers=(few,)))
    assert [(name, top.places) for name, top in shown] == [("inroad", 20), ("few", 20)]
    assert opening_words.lifts(replace(sample.RECORD, peers=(replace(few, at=()),))) == []


def test_below_the_others_is_said_too():
    weak = replace(sample.RECORD, tool=replace(sample.RECORD.tool, auc=0.6))
    assert opening_words.beats(weak) == "AUC 0.040 below the best of the others (TF-IDF)."
    assert opening_words.beats(replace(weak, peers=())) == ""


# -- the drawing ----------------------------------------------------------------------------------


def test_the_reliability_diagram_puts_right_forecasts_on_the_line():
    bins = tuple(Bin(0.1 * number, 0.1 * number, 500) for number in range(1, 8))
    drawn = ElementTree.fromstring(record_svg.reliability(replace(sample.RECORD, bins=bins)))
    line = next(each for each in drawn.iter("path") if each.get("class") == "edge")
    x0, y0, x1, y1 = (float(each) for each in re.findall(r"[\d.]+", str(line.get("d"))))
    dots = [(float(str(each.get("cx"))), float(str(each.get("cy")))) for each in drawn.iter("circle")]
    assert len(dots) == 7
    for x, y in dots:
        assert y == pytest.approx(y0 + (y1 - y0) * (x - x0) / (x1 - x0), abs=0.2)


def test_the_drawing_stays_on_its_sheet():
    for bins in (
        (Bin(0.0, 0.0, 30),),
        (Bin(0.5, 1.0, 20), Bin(1.0, 1.0, 20)),
        (Bin(1e-7, 0.0, 900), Bin(2e-7, 0.0, 900)),
    ):
        drawn = ElementTree.fromstring(record_svg.reliability(replace(sample.RECORD, bins=bins)))
        for each in drawn.iter("circle"):
            assert 0 <= float(str(each.get("cx"))) <= 380
            assert 0 <= float(str(each.get("cy"))) <= 380
        for each in drawn.iter("path"):
            assert all(-0.1 <= float(n) <= 380 for n in re.findall(r"-?[\d.]+", str(each.get("d"))))


def test_without_forecasts_there_is_no_drawing():
    assert record_svg.reliability(replace(sample.RECORD, bins=())) == ""


@pytest.mark.parametrize("width", [340, 820])
def test_the_curve_has_a_line_for_each_ranking_and_puts_the_better_one_higher(width):
    drawn = ElementTree.fromstring(record_svg.curve(sample.RECORD, width))
    own = next(each for each in drawn.iter("path") if each.get("class") == "curve")
    others = [each for each in drawn.iter("path") if each.get("class") == "peer"]
    assert len(others) == len(sample.RECORD.peers)
    heights = [_heights(each) for each in (own, *others)]
    for at, tops in enumerate(zip(*heights, strict=True)):
        said = [each.at[at].precision for each in (sample.RECORD.tool, *sample.RECORD.peers)]
        assert sorted(range(3), key=lambda n: tops[n]) == sorted(range(3), key=lambda n: -said[n])
    for each in drawn.iter("circle"):
        assert 0 <= float(str(each.get("cx"))) <= width


def _heights(path: ElementTree.Element) -> list[float]:
    return [float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", str(path.get("d")))]


def test_without_places_there_is_no_curve():
    none = replace(sample.RECORD, peers=(), tool=replace(sample.RECORD.tool, at=()))
    once = replace(sample.RECORD, peers=(), tool=replace(sample.RECORD.tool, at=(AtTop(20, 0.0, 0.0),)))
    assert record_svg.curve(none) == record_svg.curve(once) == ""
    nothing = replace(once, came=0, tool=replace(once.tool, at=(AtTop(20, 0.0, 0.0), AtTop(50, 0.0, 0.0))))
    assert "nan" not in record_svg.curve(nothing)


def test_the_marks_are_those_of_the_first_places():
    drawn = ElementTree.fromstring(record_svg.marks(sample.RECORD))
    shown = [each.get("class") == "came" for each in drawn.iter("rect")]
    assert shown == [each.came for each in sample.RECORD.first]
    assert record_svg.marks(replace(sample.RECORD, first=())) == ""


def test_hit_rates_are_of_the_kind_that_is_asked_for():
    assert "30 % came true (of all: 0.95 %)" in opening_words.hit_rate("underplayed", [sample.RECORD])
    assert opening_words.rate("underplayed", [sample.RECORD]) == "30 % of its first 20 came true"
    assert opening_words.hit_rate("issue", [sample.RECORD]) == opening_words.NO_RATE
    assert opening_words.rate("issue", [sample.RECORD]) == "no forecasts"
