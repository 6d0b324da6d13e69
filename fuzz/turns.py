"""Many parsers in turns, until each has had its inputs: a run that can be stopped at any moment and goes on.

A folder holds what goes over from turn to turn: the inputs that reached something new (``corpus/NAME``), how
many each parser has had (``counts.json``), and inputs that broke one (``crashes/NAME-…``).  A parser that was
broken waits until that file is taken away.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

FIRST = 20
"""Seconds of a parser's first turn, which tells how fast it is."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to."""

    name: str
    inputs: int
    """Those that were new; what was kept from before and is tried again at the start does not count."""
    seconds: float
    edges: int
    megabytes: int
    crash: bytes | None
    log: str


@dataclass(frozen=True, slots=True)
class Count:
    """What a parser has had, over all turns."""

    name: str
    inputs: int = 0
    seconds: float = 0.0
    edges: int = 0
    turns: int = 0
    crashes: int = 0

    def after(self, ran: Ran) -> Count:
        """With one turn more."""
        return replace(
            self,
            inputs=self.inputs + ran.inputs,
            seconds=round(self.seconds + ran.seconds, 1),
            edges=max(self.edges, ran.edges),
            turns=self.turns + 1,
            crashes=self.crashes + (ran.crash is not None),
        )

    def left(self, runs: int) -> float:
        """Seconds that are still needed; of one that never ran, none."""
        return (runs - self.inputs) * self.seconds / self.inputs if self.inputs else 0.0

    def told(self) -> str:
        """A row of a table."""
        return f"| `{self.name}` | {self.inputs:,} | {self.seconds:,.0f} | {self.edges:,} | {self.crashes} |"


def counts(folder: Path, names: Sequence[str]) -> list[Count]:
    """Of these parsers, by name."""
    file = folder / "counts.json"
    held = {each["name"]: Count(**each) for each in json.loads(file.read_text())} if file.exists() else {}
    return [held.get(name, Count(name)) for name in sorted(names)]


def turns(
    folder: Path, names: Sequence[str], runs: int, seconds: int, run: Callable[[str, int, int, int], Ran]
) -> Iterator[Ran]:
    """Let those run that need least, until every one has had its inputs or was broken.

    Args:
        folder: what is kept.
        names: parsers.
        runs: inputs that each is to have.
        seconds: the most that a turn takes.
        run: one turn, of a name with so many inputs, so many seconds, and a seed of its own.
    """
    while waiting := [each for each in counts(folder, names) if _waits(folder, each, runs)]:
        now = min(waiting, key=lambda each: (each.turns > 0, each.left(runs), each.name))
        ran = run(now.name, runs - now.inputs, seconds if now.turns else min(FIRST, seconds), now.turns + 1)
        if ran.crash is not None:
            _keep(folder, now.name, ran.crash)
        _write(folder, now.after(ran))
        yield ran


def _waits(folder: Path, count: Count, runs: int) -> bool:
    return count.inputs < runs and not list((folder / "crashes").glob(f"{count.name}-*"))


def _keep(folder: Path, name: str, crash: bytes) -> None:
    (folder / "crashes").mkdir(parents=True, exist_ok=True)
    (folder / "crashes" / f"{name}-{hashlib.sha256(crash).hexdigest()[:12]}").write_bytes(crash)


def _write(folder: Path, count: Count) -> None:
    file = folder / "counts.json"
    held = json.loads(file.read_text()) if file.exists() else []
    rows = {each["name"]: each for each in held} | {count.name: asdict(count)}
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps([rows[name] for name in sorted(rows)], indent=1))
    part.replace(file)
