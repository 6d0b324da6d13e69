"""Long work shows itself on stderr: a bar where a person looks, a line a stage in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inroad.cli.terminal import clean

Tell = Callable[[str, int, int | None], None]
"""``tell(stage, done, total)``; ``total`` is None where it is not known."""


@contextmanager
def progress() -> Iterator[Tell]:
    """A ``Tell`` for one piece of work."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    console = Console(stderr=True, markup=False)
    with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(clean(stage, 60))
            bars.update(tasks[stage], completed=done, total=total)

        yield tell


def _lines() -> Tell:
    seen: set[str] = set()

    def tell(stage: str, done: int, total: int | None) -> None:
        if stage not in seen:
            seen.add(stage)
            print(clean(stage, 60), file=sys.stderr, flush=True)

    return tell
