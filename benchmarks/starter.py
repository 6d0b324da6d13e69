"""How large the starter is, column by column, and how long it takes to answer from it.

    python benchmarks/starter.py [DIR]

DIR is a folder with a starter atlas; by default the bundled one.  Processes run from an empty home.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from inroad.atlas.stored import TABLES
from inroad.corpus.store import smallest
from inroad.starter.unpack import starter_store, unpacked

RUNS = 7
QUERIES = ("low-rank adaptation", "diffusion models", "protein design")


def sizes(folder: Path) -> None:
    """Bytes of every file and of every part."""
    store = starter_store(folder)
    print(f"{sum(file.stat().st_size for file in folder.iterdir()):>10,}  all files")
    for name, shard in store.manifest().tables.items():
        print(f"{shard.bytes:>10,}  {name}")
        table = store.read(name)
        for part in table.columns:
            print(f"{len(smallest(table.select(part))):>12,}  {part}")


def unpacking(folder: Path) -> None:
    """Milliseconds a table, in the order in which a scout asks for them."""
    runs: dict[str, list[float]] = {name: [] for name in TABLES}
    for _ in range(RUNS):
        read = unpacked(starter_store(folder))
        for name in TABLES:
            runs[name].append(timed(partial(read, name)))
    for name, times in runs.items():
        print(f"{1000 * statistics.median(times):>10.0f} ms  {name}")


def processes() -> None:
    """Seconds a whole process."""
    with tempfile.TemporaryDirectory() as home:
        for query in QUERIES:
            command = [sys.executable, "-m", "inroad.cli", "--home", home, "scout", query]
            times = [timed(partial(quiet, command)) for _ in range(RUNS)]
            print(f"{statistics.median(times):>10.2f} s   scout {query!r} (best {min(times):.2f})")


def quiet(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    bundled = Path(str(files("inroad"))) / "data" / "starter"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else bundled
    sizes(folder)
    unpacking(folder)
    processes()


if __name__ == "__main__":
    main()
