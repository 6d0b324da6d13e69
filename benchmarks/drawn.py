"""Names drawn at random from the register of a full build, judged by reading, beside the limit.

    python benchmarks/drawn.py [--home DIR]

300 names were drawn once and judged by reading the papers that are said to introduce them (labels in
tests/gold/names_drawn_*.json).  With ``--home`` only those of them count that this home's atlas still
lists, and how many that are is said too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scipy.stats import binomtest

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
LIMIT = 0.95


def labels() -> list[dict[str, Any]]:
    """All judged names."""
    found = sorted(GOLD.glob("names_drawn_*.json"))
    return [name for file in found for name in json.loads(file.read_text("utf-8"))["names"]]


def listed(home: Path) -> set[tuple[str, str | None]]:
    """Name and introducing paper of everything that a home's atlas lists."""
    from inroad.atlas.open import open_atlas
    from inroad.config import Config

    atlas = open_atlas(Config(home))
    papers = atlas.papers["paper_id"]
    rows = atlas.methods.select("name", "introduced_by").iter_rows()
    return {(name, None if paper is None else papers[paper]) for name, paper in rows}


def show(what: str, names: list[dict[str, Any]], right: Callable[[dict[str, Any]], bool | None]) -> None:
    """One line: the share of right ones with its 95 % interval."""
    told = [answer for name in names if (answer := right(name)) is not None]
    interval = binomtest(sum(told), len(told)).proportion_ci(method="wilson")
    print(
        f"{what:44} {sum(told):4} of {len(told):4} = {sum(told) / len(told):.3f}"
        f" ({interval.low:.3f}-{interval.high:.3f}), limit {LIMIT}"
    )


def main() -> None:
    """Print precision of names, of introducing papers and of kinds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path)
    home = parser.parse_args().home
    names = labels()
    if home is not None:
        there = listed(home)
        kept = [name for name in names if (name["name"], name["introduced_by"]) in there]
        print(f"{len(kept)} of {len(names)} judged names are listed by this atlas")
        names = kept
    show("is a name", names, lambda name: name["is_name"])
    show("is a name, debatable ones out", names, lambda n: None if n["debatable"] else n["is_name"])
    show("introducing paper is right", names, lambda name: name["introducer_ok"])
    show("kind is right", names, lambda name: name["kind_ok"])


if __name__ == "__main__":
    main()
