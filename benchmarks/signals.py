"""How long observations take to be added, added again and opened, in seconds of processor time.

    python benchmarks/signals.py [ROWS]

The rows are made up: star counts of a thousand repositories over the days, as a list of stars gives them.
"addition" is one small batch, as a run of looks makes it; "overlapping" are rows in several parts whose
times overlap, so that they must be put in order.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from inroad.config import Config
from inroad.signals.schema import OBSERVATIONS
from inroad.signals.store import open_signals, writing

REPOSITORIES = 1_000
START = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)


def made(count: int, source: str = "list") -> pl.DataFrame:
    """So many observations."""
    number = pl.int_range(count)
    day = number // REPOSITORIES
    return (
        pl.select(
            subject="repo:owner/" + (number % REPOSITORIES).cast(pl.String),
            what=pl.lit("stars"),
            value=(number % 977 + day).cast(pl.Float64),
            text=pl.lit(None, pl.String),
            status=pl.lit(0, pl.UInt8),
            observed=pl.lit(START) + pl.duration(days=1) * day,
            source=pl.lit(source),
        )
        .cast(OBSERVATIONS)
        .sample(fraction=1.0, shuffle=True, seed=1)
    )


def timed(what: str, act: Callable[[], object]) -> None:
    """Print how long something takes: the least of three times."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    print(f"{what:42} {min(spent):8.3f} s")


def main(rows: int) -> None:
    """Measure one store."""
    table, few = made(rows), made(1_000, "look")
    with tempfile.TemporaryDirectory() as folder:
        config = Config(Path(folder))
        start = time.process_time()
        with writing(config) as writer:
            writer.add(table)
        print(f"{'all added':42} {time.process_time() - start:8.3f} s")
        timed("opened", lambda: open_signals(config))
        signals = open_signals(config)
        timed("last looks at 50 subjects", lambda: signals.latest([f"repo:owner/{n}" for n in range(50)]))
        timed("one slope", lambda: signals.slope("repo:owner/7", "stars"))
        with writing(config) as writer:
            timed("all added again", lambda: writer.add(table))
            start = time.process_time()
            writer.add(few)
            print(f"{'addition of 1,000':42} {time.process_time() - start:8.3f} s")
        timed("opened, overlapping", lambda: open_signals(config))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
