"""When Spark pays: full builds of growing corpora, embedded on one and two cores beside a cluster of two.

    python benchmarks/spark.py [DATA] [--sizes 2000 8000] [--master local-cluster[2,1,2048]]

DATA is a home or a folder of papers (else the environment's INROAD_DATA).  Needs `inroad[spark]` and Java.
Papers are drawn from it; each size is ingested once, and built by each engine in a fresh process, in full,
one after the other.  Printed are

- the time by the clock and of all processors together (processes of the tree, sampled from /proc ten times
  a second, so what ends between two samples is missed), and whether all tables are the same, byte for byte;
- a line through the processor times of each engine: what a start costs, and what a paper;
- where the time of the embedded engine goes: reading, which executors can do, and joining and writing, which
  the driver does;
- from how many papers so many executors are faster than one and two cores here, and hours for 450 million
  works: worked out from these lines (processor time alone), not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from build import MEGABYTE, _resident, _tree, corpus, hashes, home_of

from inroad.config import Config
from inroad.corpus import store

SIZES = (2_000, 8_000)
MASTER = "local-cluster[2,1,2048]"
WORKS = 450_000_000
EXECUTORS = (2, 4, 8, 16, 64)
SEED = 1
_BUILD = """
import json, sys, time
from pathlib import Path
from inroad.atlas.build import build
from inroad.config import Config
if __name__ == "__main__":
    home, engine = sys.argv[1:]
    marks = {}
    def progress(stage, done, total):
        marks.setdefault(stage, (time.process_time(), time.perf_counter()))
    begun = time.process_time(), time.perf_counter()
    if engine.isdigit():
        build(Config(Path(home)), full=True, progress=progress, workers=int(engine))
    else:
        from inroad.scale.reading import spark
        build(Config(Path(home)), full=True, progress=progress, engine=spark(engine))
    marks["end"] = time.process_time(), time.perf_counter()
    print(json.dumps({"begun": begun, **marks}))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds, and MB at most."""

    wall: float
    cpu: float
    peak: float
    marks: dict[str, tuple[float, float]]
    """Processor time of the process alone, and the clock, when each stage began."""

    def took(self, first: str, then: str) -> float:
        """Processor time of this process between two stages."""
        return self.marks[then][0] - self.marks[first][0]


def run(home: Path, engine: str) -> Run:
    """One full build in a process of its own."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(home), engine],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    spent: dict[int, float] = {}
    peak = 0
    while process.poll() is None:
        tree = list(_tree(process.pid))
        spent |= {pid: used for pid in tree if (used := processor_time(pid))}
        peak = max(peak, sum(_resident(pid) for pid in tree))
        time.sleep(0.1)
    told, errors = process.communicate()
    if process.returncode:
        raise SystemExit(errors)
    return Run(time.perf_counter() - start, sum(spent.values()), peak / MEGABYTE, json.loads(told))


def processor_time(pid: int) -> float:
    """Seconds that a process has used; 0 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(data: Path, sizes: list[int], master: str) -> Iterator[tuple[int, str, Run]]:
    """Each size with each engine; tells if the tables are not the same."""
    papers = drawn_from(data)
    for size in sizes:
        with home_of(papers.sample(min(size, papers.height), seed=SEED)) as home:
            expected: dict[str, str] = {}
            for name, engine in (("1 core", "1"), ("2 cores", "2"), ("Spark", master)):
                done = run(home, engine)
                made = hashes(home)
                same = "" if made == (expected := expected or made) else "  TABLES DIFFER"
                print(
                    f"{size:>9,} papers  {name:8} {done.wall:8.1f} s by the clock {done.cpu:8.1f} s of "
                    f"processors {done.peak:7.0f} MB{same}",
                    flush=True,
                )
                yield size, name, done


def drawn_from(data: Path) -> pl.DataFrame:
    """All dated papers of a home, or of a folder of files."""
    if not (data / "corpus").is_dir():
        return corpus(data)
    return store.read(Config(data)).filter(pl.col("date").is_not_null()).collect()


def line(runs: list[tuple[int, float]]) -> tuple[float, float]:
    """Seconds of a start, and seconds a paper: least squares, each size weighed alike."""
    sizes, times = (np.array(column, float) for column in zip(*runs, strict=True))
    design = np.stack([np.ones_like(sizes), sizes], axis=1) / times[:, None]
    start, each = np.linalg.lstsq(design, np.ones_like(times), rcond=None)[0]
    return max(float(start), 0.0), float(each)


def pays_from(start: float, apart: float, here: float) -> str:
    """Papers from which an engine that starts so slowly and then is so fast (seconds a paper) is faster."""
    return f"{start / (here - apart):>14,.0f}" if here > apart else f"{'never':>14}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--master", default=MASTER)
    chosen = parser.parse_args()
    if chosen.data is None:
        parser.error("name a folder of papers, or set INROAD_DATA")
    report(list(measured(Path(chosen.data), chosen.sizes, chosen.master)))


def report(runs: list[tuple[int, str, Run]]) -> None:
    """Lines, shares and what follows from them."""
    lines = {
        name: line([(size, done.cpu) for size, by, done in runs if by == name])
        for name in ("1 core", "2 cores", "Spark")
    }
    for name, (start, each) in lines.items():
        print(f"{name:8} {start:6.1f} s a start, {1000 * each:.3f} ms a paper (processor time)")
    size, _, whole = max((each for each in runs if each[1] == "1 core"), key=lambda each: each[0])
    stages = {
        "opening": ("begun", "read"),
        "reading": ("read", "join"),
        "joining": ("join", "write"),
        "writing": ("write", "end"),
    }
    spent = {name: whole.took(*between) for name, between in stages.items()}
    total = sum(spent.values())
    print(
        f"of {size:,} papers on one core:",
        ", ".join(f"{name} {each / total:.1%}" for name, each in spent.items()),
    )
    alone = (total - spent["reading"]) / size
    slower = max(lines["Spark"][1] - alone, 0)
    print(f"on an executor a paper takes {1000 * slower:.3f} ms, on the driver {1000 * alone:.3f} ms")
    print(f"{'executors':>9} {'1 core from':>14} {'2 cores from':>14} {'hours for 450 million':>22}")
    here = lines["1 core"][1]
    for count in EXECUTORS:
        apart = max(slower / count, alone)  # papers are joined while others are still being read
        cells = [pays_from(lines["Spark"][0], apart, speed) for speed in (here, (here - alone) / 2 + alone)]
        print(f"{count:>9} {' '.join(cells)} {apart * WORKS / 3600:>22,.1f}")


if __name__ == "__main__":
    main()
