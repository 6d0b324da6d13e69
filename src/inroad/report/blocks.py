"""What reports for the terminal are built from: lines, sections, lists, tables.

Every string becomes a ``Text`` through ``line``, which cleans it, so neither terminal escapes nor Rich's own
markup can come in with the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from inroad.report import sentences, words
from inroad.report.clean import TITLE, clean, verbatim
from inroad.types import Count, Coverage, Evidence

T = TypeVar("T")
Part = str | tuple[str, str]
SHOWN_EVIDENCE = 2


def line(*parts: Part) -> Text:
    """One paragraph; a part is text or (text, style)."""
    made = Text()
    for part in parts:
        text, style = part if isinstance(part, tuple) else (part, "")
        # The space at a part's edges is ours, not the data's.
        lead, tail = " " * (text[:1] == " "), " " * (len(text) > 1 and text[-1] == " ")
        made.append(lead + clean(text) + tail, style)
    return made


def as_is(text: str) -> list[RenderableType]:
    """Lines whose spaces count: code, arrays, drawings."""
    return [Text(verbatim(each)) for each in text.splitlines()]


def indent(body: RenderableType, by: int = 2) -> Padding:
    """``body`` moved to the right."""
    return Padding(body, (0, 0, 0, by))


def top(name: str, head: str, coverage: Coverage, more: Sequence[RenderableType]) -> Group:
    """How every report begins: its name, its sentence, what it speaks of."""
    return Group(
        line((clean(name, TITLE), "bold")), line(head), line((sentences.coverage(coverage), "dim")), *more
    )


def notes(warnings: Sequence[str]) -> RenderableType | None:
    """What the reader must know before believing the figures; None if there is nothing."""
    if not warnings:
        return None
    return Group(Text(), *(line(("Note: ", "bold"), warning) for warning in warnings))


def section(title: str, intro: str, body: Sequence[RenderableType]) -> RenderableType:
    """A titled part of a report; an empty one says so."""
    rows: list[RenderableType] = [line((intro, "dim"))] if intro else []
    rows += body or [line("none known in this corpus")]
    return Group(Text(), line((title, "bold")), *map(indent, rows))


def listed(
    items: Sequence[T], most: int, show: Callable[[T], Iterable[RenderableType]], *, numbered: bool = False
) -> list[RenderableType]:
    """One entry an item, and how many are left out."""
    rows: list[RenderableType] = []
    for number, item in enumerate(items[:most], 1):
        mark = f"{number}. " if numbered else "- "
        grid = Table.grid(padding=0)
        grid.add_row(Text(mark), Group(*show(item)))
        rows.append(grid)
    return rows + rest(items, most)


def rest(items: Sequence[object], most: int) -> list[RenderableType]:
    """How many items a list leaves out."""
    return [line((words.left_out(len(items) - most), "dim"))] if len(items) > most else []


def evidence(found: Sequence[Evidence], most: int = SHOWN_EVIDENCE) -> list[Text]:
    """Where something was seen."""
    rows = [
        line(("seen in " if each.paper_id else "seen: ", "dim"), (words.cite(each), "dim"))
        for each in found[:most]
    ]
    more = len(found) - most
    return [*rows, line((words.left_out(more), "dim"))] if more > 0 else rows


def counts(found: Sequence[Count], most: int) -> list[RenderableType]:
    """A table of labelled numbers."""
    if not found:
        return []
    table, base = Table.grid(padding=(0, 2, 0, 0)), words.known(found)
    for count in found[:most]:
        table.add_row(line(count.label), line(words.share_of(count, base)))
    return [*([line((base, "dim"))] if base else []), table, *rest(found, most)]


def right(text: Text) -> Text:
    """``text`` at the right edge of its column."""
    text.justify = "right"
    return text
