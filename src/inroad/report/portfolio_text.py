"""The portfolio for the terminal: what may be seen, what nobody decided on yet."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType

from inroad.report import words
from inroad.report.blocks import line, listed, section
from inroad.types import PortfolioItem, PortfolioReport, PortfolioWritten

MOST = 40
EMPTY = (
    "Nothing is here yet. Statements come from claims decided by your own runs, drills mastered, and "
    "what you add: "
    "inroad portfolio add https://... --title TEXT --kind writing"
)


def report(found: PortfolioReport) -> Group:
    """All statements by whether they may be seen."""
    parts: list[RenderableType] = [line(found.said)] if found.said else []
    if not found.items:
        return Group(*parts, line(EMPTY))
    parts.append(line((head(found), "bold")))
    titles = (("May be seen", "shown"), ("Undecided, so not seen", "undecided"), ("Hidden", "hidden"))
    for title, state in titles:
        mine = [each for each in found.items if each.state == state]
        if mine:
            parts.append(section(title, "", listed(mine, MOST, _item)))
    parts.append(line(("inroad portfolio show|hide ITEM; inroad portfolio -o FOLDER --pdf FILE", "dim")))
    return Group(*parts)


def head(found: PortfolioReport) -> str:
    """How much may be seen."""
    told = (
        f"{words.plural(len(found.items), 'statement')}, {words.number(found.shown)} of which others may see"
    )
    return f"{told}." if not found.undecided else f"{told}; {words.number(found.undecided)} are undecided."


def written(found: PortfolioWritten) -> Iterator[str]:
    """What was written, a line each."""
    if found.folder:
        yield (
            f"Wrote {words.plural(len(found.files), 'file')} to {found.folder}; open index.html in a browser."
        )
    if found.pdf:
        yield f"Wrote {found.pdf}, one page."
    for each in found.left_out:
        yield f"No room on the page for: {each}"
    if not found.shown:
        yield (
            "Nothing is shown on it: say what others may see with inroad portfolio show ITEM, or "
            "--all-proofs."
        )
    elif found.withheld:
        are = "is" if found.withheld == 1 else "are"
        yield f"{words.plural(found.withheld, 'statement')} not marked to be shown {are} not in it."


def _item(each: PortfolioItem) -> Iterator[RenderableType]:
    yield line(each.statement)
    day = words.day(each.day) if each.day else ""
    told = [each.item, day, each.detail, f"proof: {each.proof}" if each.proof else "your own word"]
    yield line((" · ".join(part for part in told if part), "dim"))
