"""A report as one page that needs nothing else: no script, no font, no file from outside.

The page's own policy forbids everything but its one style sheet, named by its hash, so that text which
slipped through escaping could still do nothing.  Every value printed by a template passes ``_shown``:
strings are cleaned, ``None`` reads "unknown".
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from inroad.report import (
    choose,
    claim_svg,
    claim_words,
    feed_words,
    graph,
    opening_words,
    record_svg,
    sentences,
    svg,
    words,
)
from inroad.report.clean import TITLE, clean
from inroad.types import BacktestReport, ClaimReport, FeedReport, FieldReport, OpeningReport, OpeningsReport

TEMPLATES = Path(__file__).parent / "templates"
NARROW = 340
"""Width of the drawing for a phone, in its own pixels, so that its letters stay readable."""


def field(report: FieldReport, top: int = 10) -> str:
    """The state of a field as a whole page."""
    return (
        _environment()
        .get_template("field.html")
        .render(
            report=report,
            top=top,
            chart=svg.growth(report.growth.series, report.coverage.dense_since),
            small_chart=svg.growth(report.growth.series, report.coverage.dense_since, NARROW, 240),
            lineage=choose.nodes(report.lineage, top),
            graph=graph.lineage(report.lineage, top),
            small_graph=graph.lineage(report.lineage, top, graph.PHONE),
        )
    )


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


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made.globals |= {"say": sentences, "tell": opening_words, "w": words, "svg": svg, "draw": record_svg}
    made.globals |= {"tell_feed": feed_words, "tell_claim": claim_words, "plot": claim_svg}
    made.globals |= {"style": Markup(style)}  # noqa: S704
    made.filters["short"] = lambda text: clean(text, TITLE)
    made.globals["policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return made


def _shown(value: Any) -> Any:
    if value is None:
        return words.UNKNOWN
    return value if isinstance(value, Markup) else clean(str(value))
