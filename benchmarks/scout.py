"""How long a user waits for an answer, whole processes from the shell's call to the last line.

    python benchmarks/scout.py [HOME] [--query "low-rank adaptation"] [--method LoRA] [--runs 9]

HOME is a home with an atlas; without it, only the bundled starter is asked.  Every figure is the median
of so many runs after one that is not counted; beside it stands how often it is the time that a bare
interpreter needs, and an interpreter that imports Polars: no answer from a table can be faster.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INROAD = [sys.executable, "-m", "inroad.cli"]
BARE = [sys.executable, "-c", "pass"]
POLARS = [sys.executable, "-c", "import polars"]


def median(command: list[str], home: str, runs: int) -> tuple[float, float, float]:
    """Median, shortest and longest time in ms."""
    times = [_once(command, home) for _ in range(runs + 1)][1:]
    return statistics.median(times), min(times), max(times)


def _once(command: list[str], home: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        command, env=os.environ | {"INROAD_HOME": home}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()}")
    return 1000 * (time.perf_counter() - start)


def cases(query: str, method: str, home: Path | None, empty: str) -> list[tuple[str, list[str], str]]:
    """Label, command and home."""
    found = [
        ("inroad --help", [*INROAD, "--help"], empty),
        (f"inroad scout {query!r}, starter", [*INROAD, "scout", query], empty),
        (f"inroad method {method}, starter", [*INROAD, "method", method], empty),
    ]
    if home is not None:
        found += [
            (f"inroad scout {query!r}, home", [*INROAD, "scout", query], str(home)),
            (f"inroad scout {query!r} --json, home", [*INROAD, "scout", query, "--json"], str(home)),
            (f"inroad method {method}, home", [*INROAD, "method", method], str(home)),
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("--query", default="low-rank adaptation")
    parser.add_argument("--method", default="LoRA")
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        bare, polars = (median(command, empty, chosen.runs)[0] for command in (BARE, POLARS))
        print(f"{'python -c pass':<48}{bare:8.0f} ms")
        print(f"{'import polars':<48}{polars:8.0f} ms")
        for label, command, home in cases(chosen.query, chosen.method, chosen.home, empty):
            middle, low, high = median(command, home, chosen.runs)
            print(
                f"{label:<48}{middle:8.0f} ms ({low:.0f}-{high:.0f})"
                f"{middle / bare:7.1f} x bare{middle / polars:7.1f} x polars",
                flush=True,
            )


if __name__ == "__main__":
    main()
