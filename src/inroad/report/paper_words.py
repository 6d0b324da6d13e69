"""A paper in words and pieces: its abstract with the methods that it names, its places quoted."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.report import words
from inroad.report.clean import clean
from inroad.types import Evidence, Naming, Paper, PaperReport

MOST_AUTHORS = 12
_HOW = {
    "builds on": "builds on it",
    "applies": "applies it",
    "compares with": "compares itself with it",
    "surveys": "surveys it",
    "introduces": "introduces it",
    None: "names it",
}


def source(paper: Paper) -> str:
    """Day, categories and version."""
    version = f"version {paper.version}" if paper.version and paper.version > 1 else ""
    parts = [words.paper(paper.paper_id), words.day(paper.date), ", ".join(paper.categories or ()), version]
    return " · ".join(part for part in parts if part)


def how(naming: Naming) -> str:
    """What the paper does with a method, and how sure that is."""
    sure = f", {words.sure(naming.confidence)} sure" if naming.confidence is not None else ""
    return f"{_HOW[naming.relation]}{sure}"


def quoted(report: PaperReport, evidence: Evidence) -> str:
    """The words at a place of this paper; empty where its text is not at hand."""
    text = report.paper.title if evidence.place == "title" else report.paper.abstract
    if text is None or evidence.start is None or evidence.end is None:
        return ""
    return clean(text[evidence.start : evidence.end])


def pieces(report: PaperReport) -> Iterator[tuple[str, str | None]]:
    """The abstract in pieces, each with the id of the method that it names, if it does."""
    text, at = report.paper.abstract or "", 0
    for start, end, method_id in sorted(_places(report)):
        if start < at:
            continue  # one name within another
        yield text[at:start], None
        yield text[start:end], method_id
        at = end
    yield text[at:], None


def _places(report: PaperReport) -> Iterator[tuple[int, int, str]]:
    for naming in report.names:
        for each in naming.places:
            if each.place == "abstract" and each.start is not None and each.end is not None:
                yield each.start, each.end, naming.method.method_id
