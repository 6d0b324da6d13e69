"""A small claim to be laid out anywhere, and runs that were never made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from inroad.types import ClaimPart, ClaimRun, SeedDifference

NOW = dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)
MANIFEST = """id = "tiny"
statement = "The new way is better than the old one."
[paper]
id = "2106.09685"
title = "A Paper"
method = "LoRA"
[run]
variants = ["new", "old"]
seeds = 8
varies = ["noise"]
seconds = 20
[[part]]
name = "better"
metric = "score"
better = "higher"
kind = "better"
variant = "new"
baseline = "old"
interest = 0.1
[notes]
easy = "All of it."
"""
RUN = """import random
def run(seed, variant):
    rng = random.Random(f"{seed} {variant}")
    return {"score": (1.0 if variant == "new" else 0.0) + 0.1 * rng.random(), "other": rng.random()}
"""


def lay(folder: Path, manifest: str = MANIFEST, run: str | None = RUN) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claim.toml").write_text(manifest, encoding="utf-8")
    if run is not None:
        (folder / "run.py").write_text(run, encoding="utf-8")
    return folder


def part(**changes: object) -> ClaimPart:
    usual: dict[str, object] = {
        "name": "p",
        "metric": "score",
        "better": "higher",
        "kind": "better",
        "variant": "new",
        "baseline": "old",
        "constant": None,
        "interest": 1.0,
    }
    return ClaimPart(**usual | changes)  # type: ignore[arg-type]


def points(*values: float) -> list[SeedDifference]:
    return [SeedDifference(seed, "", value, 0.0, value) for seed, value in enumerate(values, 1)]


def run(seed: int, variant: str, value: float | None, code: str = "c", **changes: object) -> ClaimRun:
    """A run that gave a score, or failed."""
    metrics = () if value is None else (("score", value),)
    usual: dict[str, object] = {
        "seed": seed,
        "variant": variant,
        "data": "",
        "role": "main",
        "status": "failed" if value is None else "ok",
        "metrics": metrics,
        "error": "it broke" if value is None else "",
        "seconds": 1.0,
        "processor": 0.5,
        "memory": 20.0,
        "at": NOW,
        "code": code,
        "environment": "e",
    }
    return ClaimRun(**usual | changes)  # type: ignore[arg-type]
