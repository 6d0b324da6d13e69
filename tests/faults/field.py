"""What the tests of faults have in common: papers to begin with, children that may die, and digests."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import corpus

from inroad.types import Paper

HERE = Path(__file__).parent


def snapshot(path: Path, papers: Iterable[Paper]) -> Path:
    """Papers as a file of arXiv's metadata snapshot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(_record(paper))}\n" for paper in papers), encoding="utf-8")
    return path


def _record(paper: Paper) -> dict[str, Any]:
    created = f"{paper.date:%a, %d %b %Y} 10:00:00 GMT" if paper.date else ""
    return {
        "id": paper.paper_id,
        "title": paper.title,
        "abstract": paper.abstract or "",
        "authors": ", ".join(paper.authors or ()),
        "categories": " ".join(paper.categories or ()),
        "comments": paper.comment,
        "versions": [{"version": "v1", "created": created}],
        "update_date": f"{paper.date}",
    }


def early(days: int = 0) -> list[Paper]:
    """The first two thirds of the made-up field."""
    return corpus.papers()[:60]


@dataclass
class Lived:
    """How a child's life went."""

    killed: bool
    code: int | None
    out: str
    err: str
    answer: Any
    seconds: float
    """Of its own processor time, if it came to its end."""
    cpu: float
    """Of all that it waited for, too."""

    @property
    def said(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


@dataclass
class Forge:
    """Orders children from the warmed process."""

    process: subprocess.Popen[str] = field(init=False)
    cpu: float = 0.0
    deaths: int = 0

    def __post_init__(self) -> None:
        paths = [str(HERE.parents[1] / "src"), str(HERE), str(HERE.parent), str(HERE.parent / "atlas")]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("INROAD_")}
        environment |= {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8", "COLUMNS": "110"}
        threads = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "forge.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment | dict.fromkeys(threads, "1"),
        )

    def order(self, **order: Any) -> Lived:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        lived = Lived(**json.loads(self.process.stdout.readline()))
        self.cpu += lived.cpu
        self.deaths += lived.killed
        return lived

    def run(self, home: Path, *words: object, **how: Any) -> Lived:
        """One command line on a home."""
        return self.order(argv=["--home", str(home), *map(str, words)], **how)

    def good(self, home: Path, *words: object, **how: Any) -> Lived:
        """One that must succeed."""
        lived = self.run(home, *words, **how)
        assert lived.code == 0, (words, lived.code, lived.out, lived.err)
        return lived

    def call(self, name: str, *arguments: Any, **how: Any) -> Any:
        """The answer of a function, called in a child."""
        lived = self.order(call=name, arguments=arguments, **how)
        assert lived.code == 0, (name, lived.err)
        return lived.answer

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(20)


def digests(folder: str | Path) -> dict[str, str]:
    """Every file below a folder and the digest of its bytes; locks are left out."""
    place = Path(folder)
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        for path in sorted(place.rglob("*"))
        if path.is_file() and not path.name.endswith("lock")
    }
