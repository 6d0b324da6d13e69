"""Letters on the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from inroad.report import blocks, outreach_words
from inroad.report.blocks import line
from inroad.report.clean import clean
from inroad.types import LetterLint


def lint(report: LetterLint) -> Group:
    """A letter: the verdict, each complaint with its words, what it already has."""
    rows: list[RenderableType] = [line((outreach_words.verdict(report), "bold"))]
    for each in report.complaints:
        rows += [
            Text(),
            line((outreach_words.complaint(each), "bold" if each.severity == "wrong" else "")),
            blocks.indent(line(f"why: {each.reason}")),
            blocks.indent(line(f"better: {each.better}")),
        ]
    if report.found:
        rows += [Text(), line(("What it has", "bold"))]
        rows += [
            blocks.indent(
                line((f"{outreach_words.PARTS[each.part]}: ", "dim"), f"“{clean(each.words, 160)}”")
            )
            for each in report.found
        ]
    notes = blocks.notes(report.warnings)
    return Group(*rows, *([notes] if notes else []))
