"""What reaches the terminal: every line from data goes through ``clean``, every failure is one line."""

from __future__ import annotations

import os
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from inroad.report.clean import clean, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed import DataclassInstance
    from rich.console import Console, RenderableType

__all__ = [
    "answer",
    "answer_lines",
    "clean",
    "complain",
    "console",
    "point",
    "prepare",
    "quiet_stdout",
    "show",
    "show_report",
    "show_text",
]

Report = TypeVar("Report", bound="DataclassInstance")

WIDEST = 120
"""Longer lines are hard to read back, however wide the screen is."""


def prepare() -> None:
    """Make both streams safe: nothing that cannot be encoded, nothing raw in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.excepthook = _print_traceback


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"inroad: {clean(message)}", file=sys.stderr)


def point(text: str, caret: str) -> None:
    """A part of what was typed, and below it a caret, on stderr."""
    print(f"  {verbatim(text)}\n  {verbatim(caret)}", file=sys.stderr)


def show(message: str) -> None:
    """One line on stdout."""
    print(clean(message))


def show_text(text: str) -> None:
    """Text, code or a drawing on stdout, line by line as it is."""
    for each in text.splitlines():
        print(verbatim(each))


def console() -> Console:
    """Where reports are printed: no markup read from data, no escapes unless a terminal looks."""
    from rich.console import Console

    made = Console(markup=False, highlight=False, emoji=False, force_terminal=sys.stdout.isatty())
    made.width = max(40, min(made.width, WIDEST))
    return made


def show_report(report: RenderableType) -> None:
    """A report on stdout; the spaces with which Rich fills lines are left out."""
    made = console()
    with made.capture() as capture:
        made.print(report)
    print("\n".join(line.rstrip() for line in capture.get().splitlines()))


def answer(report: Report, text: Callable[[Report], RenderableType], as_json: bool) -> None:
    """A report on stdout, as JSON or as ``text`` makes of it."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        show_report(text(report))


def answer_lines(report: Report, lines: Callable[[Report], Iterable[str]], as_json: bool) -> None:
    """The same for a few sentences, each on one line however long, so that what is in them can be copied."""
    if as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        for line in lines(report):
            show(line)


def quiet_stdout() -> None:
    """After the reader has gone: send the rest nowhere, so that closing does not complain again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _print_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    for block in traceback.format_exception(kind, error, trace):
        for line in block.splitlines():
            indent = len(line) - len(line.lstrip(" "))
            print(" " * indent + clean(line), file=sys.stderr)
