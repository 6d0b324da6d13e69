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
    for group in outreach_words.by_rule(report):
        rows += [
            Text(),
            line((outreach_words.complaint(group), "bold" if group[0].severity == "wrong" else "")),
            blocks.indent(line(f"why: {group[0].reason}")),
            blocks.indent(line(f"better: {group[0].better}")),
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
