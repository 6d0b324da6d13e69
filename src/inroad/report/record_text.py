"""How often forecasts were right, for the terminal: this tool beside what it is measured against."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from inroad.report import blocks, opening_words
from inroad.report.blocks import line
from inroad.types import BacktestReport, Record

BAR = 24


def backtest(report: BacktestReport) -> Group:
    """One backtest: a section a kind of forecast."""
    name = f"backtest {report.as_of}"
    sections = [
        blocks.top(name, opening_words.backtest_head(report), report.coverage, []),
        blocks.notes(report.warnings),
        *(_record(each) for each in report.records),
    ]
    return Group(*(each for each in sections if each))


def short(record: Record) -> list[RenderableType]:
    """A record as it stands beside forecasts."""
    below = (opening_words.calibration(record), record.note)
    return [
        line(opening_words.record(record)),
        _table(opening_words.measured(record)),
        *(line((each, "dim")) for each in below if each),
    ]


def _record(record: Record) -> RenderableType:
    told = [line(each) for each in (opening_words.beats(record),) if each]
    body = [*short(record), line((opening_words.TABLE, "dim")), *told, *_reliability(record), *_first(record)]
    return blocks.section(record.kind.capitalize(), "", body)


def _reliability(record: Record) -> list[RenderableType]:
    if not record.bins:
        return []
    table = Table.grid(padding=(0, 2, 0, 0))
    peak = max((each.came for each in record.bins if each.count >= opening_words.FEW), default=0.0)
    rows = opening_words.bins(record)
    table.add_row(*map(line, rows[0]))
    for row, each in zip(rows[1:], record.bins, strict=True):
        bar = "█" * round(BAR * each.came / peak) if peak and each.count >= opening_words.FEW else ""
        table.add_row(*(blocks.right(line(cell)) for cell in row), line(bar))
    return [line(("Said and come, by the size of what was said:", "dim")), table]


def _first(record: Record) -> list[RenderableType]:
    if not record.first:
        return []
    table = Table.grid(padding=(0, 2, 0, 0))
    for mark, title, said in opening_words.first(record):
        table.add_row(line(mark), line(title), line((said, "dim")))
    return [line((opening_words.first_head(record), "dim")), table]


def _table(rows: Sequence[Sequence[str]]) -> Table:
    """A head and rows; the first column is words, the others figures."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for number, row in enumerate(rows):
        first, *rest = (line((cell, "" if number else "dim")) for cell in row)
        table.add_row(first, *map(blocks.right, rest))
    return table
