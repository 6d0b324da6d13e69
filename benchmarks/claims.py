"""Run the claims that come with Inroad again, and compare what comes out with what they came with.

    python benchmarks/claims.py [NAME ...] [--jobs 1] [--keep]

Each claim is run in a home of its own, with all its seeds.  ``--keep`` lays runs, versions and verdict beside
the claim, for those who ship it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import time
from pathlib import Path

from inroad.config import load
from inroad.workshop.claim import folder as folders
from inroad.workshop.claim.bench import Bench, keep_verdict, shipped_verdict


def once(folder: folders.Folder, home: Path, jobs: int, keep: bool) -> str:
    """Run one claim; what came out beside what it came with."""
    bench = Bench(load(home), lambda: dt.datetime.now(dt.UTC))
    start = time.monotonic()
    ran = bench.run(folder.path.name, jobs=jobs, retry=False, tell=lambda *_: None)
    wall = time.monotonic() - start
    verdict = bench.verdict(folder.path.name)
    before = shipped_verdict(folder)
    if keep:
        made = folders.Folder(ran.folder)
        for file, goal in ((made.runs, folder.runs), (made.lock, folder.lock)):
            shutil.copy(file, goal)
        keep_verdict(folder, verdict)
    same = (
        "none before" if before is None else "as shipped" if _said(before) == _said(verdict) else "OTHERWISE"
    )
    parts = ", ".join(f"{part.outcome} ({part.reason})" for part in verdict.parts)
    cost = f"{verdict.seconds or 0:5.0f} s of processor time, {wall:4.0f} s"
    return f"{folder.path.name:22}{verdict.outcome:16}{same:12}{cost}; {parts}"


def _said(verdict) -> list[str]:
    return [verdict.outcome, *(part.outcome for part in verdict.parts)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    chosen = parser.parse_args()
    for folder in folders.folders(folders.shipped()):
        if not chosen.names or folder.path.name in chosen.names:
            with tempfile.TemporaryDirectory() as home:
                print(once(folder, Path(home), chosen.jobs, chosen.keep), flush=True)


if __name__ == "__main__":
    main()
