"""A report as one page that needs nothing else: no script, no font, no file from outside.

The page's own policy forbids everything but its one style sheet, named by its hash, so that text which
slipped through escaping could still do nothing.  Every value printed by a template passes ``_shown``:
strings are cleaned, ``None`` reads "unknown".
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from inroad.report import (
    choose,
    claim_svg,
    claim_words,
    compare_words,
    feed_words,
    graph,
    home_words,
    opening_words,
    outside,
    people_words,
    record_svg,
    search_words,
    sentences,
    svg,
    value_svg,
    value_words,
    venue_words,
    words,
)
from inroad.report.clean import TITLE, clean, fragment
from inroad.types import (
    BacktestReport,
    ClaimReport,
    CompareReport,
    FeedReport,
    FieldReport,
    LineageNode,
    MethodReport,
    OpeningReport,
    OpeningsReport,
    ValueReport,
)

TEMPLATES = Path(__file__).parent / "templates"
NARROW = 340
"""Width of the drawing for a phone, in its own pixels, so that its letters stay readable."""


def field(report: FieldReport, top: int = 10) -> str:
    """The state of a field as a whole page."""
    names = field_drawings(report, top)
    return _environment().get_template("field.html").render(report=report, top=top, **names)


def field_drawings(report: FieldReport, top: int, address: graph.Address = outside.method) -> dict[str, Any]:
    """What ``field.html`` needs beside the report; ``address`` is where a method in a drawing leads."""
    series, since = report.growth.series, report.coverage.dense_since
    return {
        "chart": svg.growth(series, since),
        "small_chart": svg.growth(series, since, NARROW, 240),
        **lineage_drawings(report.lineage, top, address),
    }


def lineage_drawings(nodes: Sequence[LineageNode], top: int, address: graph.Address) -> dict[str, Any]:
    """What a page needs to draw and list the chosen methods of a lineage."""
    chosen = choose.nodes(nodes, top)
    return {
        "lineage": chosen,
        "hues": graph.hues(chosen),
        "graph": graph.lineage(nodes, top, address=address),
        "small_graph": graph.lineage(nodes, top, graph.PHONE, address),
    }


def method(report: MethodReport, top: int = 10) -> str:
    """One method as a whole page."""
    names = method_drawings(report, top)
    return _environment().get_template("method.html").render(report=report, top=top, texts={}, **names)


def method_drawings(
    report: MethodReport, top: int, address: graph.Address = outside.method
) -> dict[str, Any]:
    """What ``method.html`` needs beside the report and the texts of its evidence."""
    series, since = report.adoption, report.coverage.dense_since
    return {
        "chart": svg.growth(series, since),
        "small_chart": svg.growth(series, since, NARROW, 240),
        **lineage_drawings(choose.family(report), 2 * top, address),
    }


def compare(report: CompareReport) -> str:
    """Two things side by side as a whole page."""
    names = compare_drawings(report)
    return _environment().get_template("compare.html").render(report=report, **names)


def compare_drawings(report: CompareReport) -> dict[str, Any]:
    """What ``compare.html`` needs beside the report."""
    courses, names = zip(*((side.growth.series, side.name) for side in report.sides), strict=True)
    since = report.coverage.dense_since
    return {
        "chart": svg.growths(courses, names, since),
        "small_chart": svg.growths(courses, names, since, NARROW, 240),
    }


def openings(report: OpeningsReport, top: int = 10) -> str:
    """Openings as a whole page, a card each."""
    return _environment().get_template("openings.html").render(report=report, top=top)


def opening(report: OpeningReport) -> str:
    """One opening with all its evidence as a whole page."""
    return _environment().get_template("opening.html").render(report=report)


def backtest(report: BacktestReport) -> str:
    """How often forecasts were right as a whole page."""
    return _environment().get_template("backtest.html").render(report=report)


def feed(report: FeedReport) -> str:
    """New papers for one reader as a whole page that programs for mail show too."""
    return _environment().get_template("feed.html").render(report=report)


def claim(report: ClaimReport) -> str:
    """One claim that was checked as a whole page."""
    return _environment().get_template("claim.html").render(report=report)


def value(report: ValueReport) -> str:
    """What a model is worth as a whole page."""
    drawn = {"chart": value_svg.curve(report), "small_chart": value_svg.curve(report, NARROW, 260)}
    return _environment().get_template("value.html").render(report=report, **drawn)


def alone(template: str, **names: Any) -> str:
    """Any other template that becomes a file by itself."""
    return _environment().get_template(template).render(**names)


@cache
def style() -> str:
    """The style sheet of all pages; drawings that are taken out of a page need its first part."""
    parts = (TEMPLATES / name for name in ("drawing.css", "page.css"))
    return "".join(part.read_text(encoding="utf-8").replace("\r\n", "\n") for part in parts)


def environment(*more: Path) -> Environment:
    """Templates of the reports and of ``more`` folders, where every value printed is made safe."""
    made = Environment(
        loader=FileSystemLoader([*more, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals |= {"say": sentences, "tell": opening_words, "w": words, "svg": svg, "draw": record_svg}
    made.globals |= {"tell_feed": feed_words, "tell_search": search_words, "tell_home": home_words}
    made.globals |= {"contrast": compare_words, "tell_claim": claim_words, "plot": claim_svg}
    made.globals |= {"tell_people": people_words, "tell_venues": venue_words}
    made.globals |= {"worth": value_words}
    made.globals |= {"base": "page.html", "to": outside}
    made.filters["part"] = lambda text: escape(fragment(text))
    # Not Jinja's ``capitalize``, which writes names in small letters.
    made.filters["begin"] = lambda text: f"{text[:1].upper()}{text[1:]}"
    made.filters["coded"] = _coded
    made.filters["short"] = lambda text: clean(text, TITLE)
    return made


@cache
def _environment() -> Environment:
    made = environment()
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    made.globals |= {"style": Markup(style())}  # noqa: S704
    made.globals["policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return made


def _coded(text: str) -> Markup:
    """A sentence in which commands stand between backticks, as on the terminal."""
    parts = clean(text).split("`")
    whole = len(parts) % 2 == 1  # a single backtick marks nothing
    code, plain = Markup("<code>{}</code>"), Markup("{}")
    told = [(code if whole and at % 2 else plain).format(part) for at, part in enumerate(parts)]
    return Markup("").join(told) if whole else plain.format("`").join(told)


def _shown(value: Any) -> Any:
    if value is None:
        return words.UNKNOWN
    return value if isinstance(value, Markup) else clean(str(value))
