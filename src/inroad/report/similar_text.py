"""Similar papers for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType

from inroad.report import blocks, words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.types import SharedWord, Similar, SimilarReport, SimilarTo

NOTHING = "No other paper of this corpus is near."


def similar(report: SimilarReport) -> Group:
    """What was given, what it was compared with, and the nearest papers."""
    rows = blocks.listed(report.similar, len(report.similar), _one, numbered=True)
    parts = [
        line(("Similar to", "bold")),
        *(blocks.indent(_given(each)) for each in report.given),
        line((_compared(report), "dim")),
        blocks.notes(report.warnings),
        line(""),
        *(rows or [line(NOTHING)]),
    ]
    return Group(*(part for part in parts if part is not None))


def _given(each: SimilarTo) -> RenderableType:
    if each.paper_id is None:
        return line(f"your text in {clean(each.title, TITLE)}")
    return line(clean(each.title, TITLE), (f"  {words.paper(each.paper_id)}, {words.day(each.date)}", "dim"))


def _compared(report: SimilarReport) -> str:
    until = f" until {words.day(report.as_of)}" if report.as_of else ""
    said = f"Compared with {words.plural(report.papers, 'paper')}{until}; what words mean was learnt from "
    return f"{said}{words.plural(report.learnt_from, 'abstract')}."


def _one(found: Similar) -> Iterator[RenderableType]:
    yield line((clean(found.title, TITLE), "bold"))
    yield line(f"{words.paper(found.paper_id)}, {words.day(found.date)}, nearness {found.nearness:.2f}")
    if found.methods:
        yield line(("both name ", "dim"), ", ".join(each.name for each in found.methods))
    if found.shared:
        yield line(("both say ", "dim"), _words(found.shared))
    if found.akin:
        yield line(("akin ", "dim"), _words(found.akin))


def _words(found: tuple[SharedWord, ...]) -> str:
    return ", ".join(each.word for each in found)
