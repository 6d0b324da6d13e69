"""What a build costs beside what it cannot cost less than: reading the text once.

    python benchmarks/build.py [DATA] [--sizes 125000 250000 500000 1000000] [--growth-only] [--keep FOLDER]

DATA is a folder of papers (else the environment's INROAD_DATA).  Three things are printed, each build in
a fresh process and a home of its own in the temporary folder (TMPDIR):

- the whole corpus: time to read and upper-case all text, and a full build against it;
- one more month of papers against a full build (limit: a tenth), and whether both gave the same tables,
  byte for byte;
- growth: builds of corpora of several sizes, drawn from the papers, beyond their number copied under other
  names (``copies.py``), and the exponent of a power law through their times (``--sizes`` without numbers
  leaves this out).  With ``--keep`` the homes stay in FOLDER with the cost of each build, so that what was
  measured is not measured again, whatever cut the run short.

Memory (limit: 3 GB) is the peak of the resident sets of the build's process and all its workers together,
sampled from /proc every 50 ms; pages that processes share count once a process, so the figure is an upper
bound.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl
from copies import BATCH, copied

from inroad.atlas.stored import atlas_store
from inroad.config import Config
from inroad.corpus import store
from inroad.corpus.batch import Batch
from inroad.corpus.ingest import add_batches, ingest
from inroad.corpus.store import papers_store

SIZES = (125_000, 250_000, 500_000, 1_000_000)
MEGABYTE = 1 << 20
MOST_MEMORY = 3 * 1024
"""MB."""
MONTH_OF_FULL = 0.1
_BUILD = """
import sys
from inroad.cli import main
if __name__ == "__main__":
    sys.exit(main(["--home", sys.argv[1], "atlas", "build", *sys.argv[2:]]))
"""
_UPPER = """
import sys
from pathlib import Path
import polars as pl
from inroad.config import Config
from inroad.corpus import store
upper = pl.col("title", "abstract").str.to_uppercase().str.len_bytes().sum()
print(store.read(Config(Path(sys.argv[1]))).select(upper).collect().sum_horizontal().item())
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    wall: float
    cpu: float
    """Of all processes of the tree together, in user and system."""
    peak: float
    """MB, all processes of the tree together; 0 where /proc is missing."""

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s wall {self.cpu:8.1f} s CPU {self.peak:8.0f} MB peak"


# -- measuring --------------------------------------------------------------------------------------


def measured(code: str, *arguments: str) -> Cost:
    """The cost of a program in a process of its own."""
    before, start = _spent(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_resident(pid) for pid in _tree(process.pid)))
        time.sleep(0.05)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(process.stderr.read().decode() if process.stderr else "failed")
    return Cost(wall, _spent() - before, peak / MEGABYTE)


def _spent() -> float:
    """Processor time of all children that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [(task / "children").read_text() for task in tasks]
    except OSError:
        return
    for child in " ".join(children).split():
        yield from _tree(int(child))


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds now."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def built(home: Path, *options: str) -> Cost:
    """The cost of one build."""
    return measured(_BUILD, str(home), *options)


def hashes(home: Path) -> dict[str, str]:
    """Hash of every table of the atlas, readings and what is remembered included."""
    return {name: shard.sha256 for name, shard in atlas_store(Config(home)).manifest().tables.items()}


# -- corpora ----------------------------------------------------------------------------------------


@contextmanager
def home_of(papers: pl.DataFrame) -> Iterator[Path]:
    """A home that holds these papers for a while."""
    with tempfile.TemporaryDirectory(prefix="inroad-bench-") as folder:
        _put(Path(folder), papers.iter_slices(BATCH))
        yield Path(folder)


def _put(home: Path, parts: Iterable[pl.DataFrame]) -> None:
    add_batches(Config(home), (Batch(part, "benchmark") for part in parts))


def corpus(data: Path) -> pl.DataFrame:
    """All dated papers of a folder."""
    with tempfile.TemporaryDirectory(prefix="inroad-bench-") as folder:
        ingest(Config(Path(folder)), [data])
        return store.read(Config(Path(folder))).filter(pl.col("date").is_not_null()).collect()


# -- what is printed --------------------------------------------------------------------------------


def whole(papers: pl.DataFrame) -> None:
    """A full build against reading the text, and one month more against a full build."""
    last = papers["date"].max()
    assert isinstance(last, dt.date)
    month = pl.col("date") >= last.replace(day=1)
    with home_of(papers.filter(~month)) as home:
        built(home)
        _put(home, papers.filter(month).iter_slices(BATCH))
        added, made = built(home), hashes(home)
        limit = measured(_UPPER, str(home))
        full = built(home, "--full")
        differing = sorted(name for name, sha in hashes(home).items() if made.get(name) != sha)
    new = papers.filter(month).height
    print(f"papers                     {papers.height:,}, of which in the last month {new:,}")
    print(f"read and upper-case        {limit}")
    print(f"full build                 {full}")
    print(f"full build / reading       {full.wall / limit.wall:8.1f}")
    print(f"one month more             {added}")
    print(f"one month more / full      {added.wall / full.wall:8.2f} (limit {MONTH_OF_FULL})")
    print(f"tables that differ         {', '.join(differing) or 'none'}")
    print(f"peak of both / limit       {max(added.peak, full.peak) / MOST_MEMORY:8.2f}", flush=True)


def growth(papers: pl.DataFrame, sizes: list[int], keep: Path | None) -> None:
    """Builds of growing corpora, and the power laws through their times."""
    costs = []
    for size in sizes:
        costs.append(kept_cost(papers, size, keep / str(size)) if keep else thrown_away(papers, size))
        print(f"{size:>12,} papers        {costs[-1]}", flush=True)
    if len(sizes) > 2:
        for what in ("wall", "cpu"):
            times = [getattr(cost, what) for cost in costs]
            exponent, fit = power_law([float(size) for size in sizes], times)
            print(f"{what} time ~ papers^{exponent:.2f} (r2 {fit:.4f})")


def thrown_away(papers: pl.DataFrame, size: int) -> Cost:
    """The cost of a build of so many papers in a home that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="inroad-bench-") as folder:
        _put(Path(folder), copied(papers, size))
        return built(Path(folder))


def kept_cost(papers: pl.DataFrame, size: int, home: Path) -> Cost:
    """The same in a home that stays: neither its corpus nor what was measured is made again."""
    measured_before = home / "cost.json"
    if measured_before.exists():
        return Cost(**json.loads(measured_before.read_text()))
    if not papers_store(Config(home)).manifest().tables:
        _put(home, copied(papers, size))
    cost = built(home, "--full")
    measured_before.write_text(json.dumps(asdict(cost)))
    return cost


def power_law(sizes: list[float], times: list[float]) -> tuple[float, float]:
    """Exponent and r2 of a straight line through the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(taken) for taken in times]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    both = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    spread_x, spread_y = sum((x - middle_x) ** 2 for x in xs), sum((y - middle_y) ** 2 for y in ys)
    return both / spread_x, both**2 / (spread_x * spread_y)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--growth-only", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep homes and what was measured here")
    chosen = parser.parse_args()
    if chosen.data is None:
        parser.error("name a folder of papers, or set INROAD_DATA")
    papers = corpus(Path(chosen.data))
    if not chosen.growth_only:
        whole(papers)
    growth(papers, chosen.sizes, chosen.keep)


if __name__ == "__main__":
    main()
