"""What grows how, from a quarter of a million papers to three million, beside what it cannot cost less than.

    python benchmarks/scale.py [DATA] --keep FOLDER [--sizes 250000 1000000 3000000] [--limits-only]

DATA is a folder of papers (else the environment's INROAD_DATA).  For each size a home is made of so many,
drawn from DATA and, beyond their number, copied under other names (``copies.py``).  Homes and figures stay in
FOLDER, so that a run that was cut short goes on: a corpus is not made again, a reading is not read again.

Assumed law of growth: words that few papers have (names, short forms) come anew with every copy, so do all
authors, in proportion to papers; words that many papers have stay and are used by more.  Names that were seen
by a paper grow as papers^1.05 through 244,524 real papers, as papers^1.09 through 500,000 copied ones, so
tables of names are rather too large here.  The calendar stays as it is: months become larger, not more, which
is harder than more months.

Printed for each size, each build in a process of its own:

- ``bytes``: reading all files of the corpus; ``text``: one pass over titles and abstracts (upper-cased);
  ``regex``: one pass of a regular expression for words with capitals, in Python, of one core;
  ``json``: one pass of orjson over the same papers as lines (a sample, in proportion);
- the build: processor time, wall, and the peak of the proportional set sizes of all its processes together,
  sampled twice a second (pages that processes share count once);
- bytes on disk of corpus and atlas (what is kept between builds included) over those of gzipped JSON lines;
- processor time of whole commands: ``atlas status``, ``scout``, ``method``.

At the end the exponents of power laws through the figures.

With ``--peers`` other sizes are built and what others do with the same papers is timed beside our stages
(``peers.py``); 5,000 and 20,000 papers together take less than five minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import polars as pl
from build import _BUILD, _put, _spent, _tree, corpus, power_law
from copies import copied

from inroad.atlas.stored import atlas_store, stored
from inroad.config import Config
from inroad.corpus import store

SIZES = (250_000, 1_000_000, 3_000_000)
SAMPLE = 20_000
"""Papers of which JSON, gzip and the regular expression are measured; the rest is in proportion."""
QUERY, NAME = "diffusion models", "lora"
MEGABYTE = 1 << 20
_PSS = re.compile(r"^Pss:\s+(\d+)", re.MULTILINE)
_WORD = re.compile(r"\b[A-Za-z][\w+-]*[A-Z0-9][\w+-]*")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one size; seconds of processor time and megabytes if nothing else is said."""

    papers: int
    read_bytes: float
    text: float
    regex: float
    json: float
    build: float
    wall: float
    peak: float
    disk: float
    gzip_json: float
    status: float
    scout: float
    method: float

    def lines(self) -> list[str]:
        limit = self.read_bytes + self.regex
        return [
            f"{self.papers:,} papers",
            f"  bytes {self.read_bytes:.1f} s, text {self.text:.1f} s, regex {self.regex:.1f} s, "
            f"json {self.json:.1f} s",
            f"  build {self.build:.1f} s CPU, {self.wall:.1f} s wall, {self.peak:,.0f} MB peak",
            f"  build over bytes and regex: {self.build / limit if limit else 0:.1f} (reported from 3 on)",
            f"  disk {self.disk:,.0f} MB, over gzipped JSON {self.disk / self.gzip_json:.2f} (limit 0.6)",
            f"  status {self.status:.2f} s, scout {self.scout:.2f} s, method {self.method:.2f} s",
        ]


# -- limits ---------------------------------------------------------------------------------------


def timed(work: Callable[[], object]) -> float:
    """Processor time of something done here."""
    start = time.process_time()
    work()
    return time.process_time() - start


def limits(home: Path) -> dict[str, float]:
    """What a home's papers cannot be read for less than."""
    config = Config(home)
    files = [config.corpus / shard.file for shard in store.papers_store(config).manifest().tables.values()]
    rows = sum(shard.rows for shard in store.papers_store(config).manifest().tables.values())
    upper = pl.col("title", "abstract").str.to_uppercase().str.len_bytes().sum()
    sample = store.read(config).collect().gather_every(max(rows // SAMPLE, 1))
    lines = sample.write_ndjson().encode().splitlines()
    texts = [
        f"{title} {abstract or ''}" for title, abstract in sample.select("title", "abstract").iter_rows()
    ]
    scale = rows / max(len(lines), 1)
    packed = len(gzip.compress(b"\n".join(lines)))
    return {
        "read_bytes": timed(lambda: [file.read_bytes() for file in files]),
        "text": timed(lambda: store.read(config).select(upper).collect(engine="streaming")),
        "regex": timed(lambda: [_WORD.findall(text) for text in texts]) * scale,
        "json": timed(lambda: [orjson.loads(line) for line in lines]) * scale,
        "gzip_json": packed * scale / MEGABYTE,
    }


# -- builds ---------------------------------------------------------------------------------------


class Peak(threading.Thread):
    """Follows the memory of a process and all below it until it has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.megabytes = pid, 0.0

    def run(self) -> None:
        while Path(f"/proc/{self.pid}").exists():
            self.megabytes = max(self.megabytes, sum(_pss(pid) for pid in _tree(self.pid)))
            time.sleep(0.5)


def _pss(pid: int) -> float:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def build(home: Path) -> dict[str, float]:
    """A full build; one that was cut short has its readings already, and is not comparable."""
    before, start = _spent(), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", _BUILD, str(home)], stdout=subprocess.DEVNULL)
    peak = Peak(process.pid)
    peak.start()
    if process.wait():
        raise SystemExit(f"the build of {home} failed")
    return {"build": _spent() - before, "wall": time.perf_counter() - start, "peak": peak.megabytes}


def disk(home: Path) -> float:
    """Megabytes of the generation in force, of corpus and atlas."""
    config = Config(home)
    manifests = (store.papers_store(config).manifest(), atlas_store(config).manifest())
    return sum(shard.bytes for each in manifests for shard in each.tables.values()) / MEGABYTE


def command(home: Path, *words: str) -> float:
    """Processor time of a whole command, the second time: what can be kept is then kept."""
    spent = 0.0
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "inroad.cli", "--home", str(home), *words],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent


def figures(papers: pl.DataFrame, size: int, home: Path, *, limits_only: bool) -> Figures | None:
    """Those of one size; None if only its limits were asked for."""
    kept = home / "scale.json"
    if kept.exists():
        return Figures(**json.loads(kept.read_text()))
    if not store.papers_store(Config(home)).manifest().tables:
        print(f"{size:,} papers: making the corpus {timed(lambda: _put(home, copied(papers, size))):.1f} s")
    least = limits(home)
    if limits_only:
        print(f"{size:,} papers:", ", ".join(f"{name} {value:.1f}" for name, value in least.items()))
        return None
    if stored(atlas_store(Config(home))):
        raise SystemExit(f"{home} has an atlas that this benchmark did not make")
    found = Figures(
        papers=size,
        **least,
        **build(home),
        disk=disk(home),
        status=command(home, "atlas", "status"),
        scout=command(home, "scout", QUERY, "--json"),
        method=command(home, "method", NAME, "--json"),
    )
    kept.write_text(json.dumps(asdict(found)))
    return found


def beside_peers(papers: pl.DataFrame, size: int) -> None:
    """Our stages and those of others on the same papers, in a home that is taken away again."""
    from peers import compared

    with tempfile.TemporaryDirectory(prefix="inroad-peers-") as folder:
        home = Path(folder)
        _put(home, copied(papers, size))
        print(f"{size:,} papers, processor time of one core")
        for line in compared(home, build(home)["build"]):
            print(line.told(), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", required=True)
    parser.add_argument("--peers", nargs="+", type=int, default=[], metavar="SIZE")
    parser.add_argument("--limits-only", action="store_true")
    chosen = parser.parse_args()
    if chosen.data is None:
        parser.error("name a folder of papers, or set INROAD_DATA")
    papers, done = corpus(Path(chosen.data)), list[Figures]()
    for size in chosen.peers:
        beside_peers(papers, size)
    if chosen.peers:
        return
    for size in chosen.sizes:
        found = figures(papers, size, chosen.keep / str(size), limits_only=chosen.limits_only)
        if found is not None:
            print("\n".join(found.lines()), flush=True)
            done.append(found)
    if len(done) > 1:
        sizes = [float(each.papers) for each in done]
        for name in ("build", "peak", "disk", "status", "scout", "method"):
            exponent, fit = power_law(sizes, [getattr(each, name) for each in done])
            print(f"{name} ~ papers^{exponent:.2f} (r2 {fit:.4f})")


if __name__ == "__main__":
    main()
