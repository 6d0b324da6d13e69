"""What an atlas of 2,000 papers on parameter-efficient tuning knows, beside a plain extraction.

    python benchmarks/peft.py DATA

DATA is a folder of papers that ``inroad ingest`` reads.  The 2,000 papers that name the field most often in
title and abstract are taken; the peer takes the title's head before a colon as a method, and calls every
earlier title head that an abstract names its parent.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from inroad.atlas.joins import join
from inroad.atlas.readings import INPUT, read_batch
from inroad.atlas.schema import RELATIONS
from inroad.atlas.text import name_key
from inroad.config import Config
from inroad.corpus import store
from inroad.corpus.ingest import ingest

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "peft.json"
FIELD = (
    r"(?i)\b(?:lora|low[- ]rank adapt\w*|parameter[- ]efficient|peft|adapters?|prefix[- ]tuning"
    r"|prompt[- ]tuning|fine-?tun\w*)\b"
)
PAPERS = 2_000


def field(folder: Path) -> pl.DataFrame:
    """The papers of the field, in the order of the corpus."""
    with tempfile.TemporaryDirectory() as home:
        config = Config(Path(home))
        ingest(config, [folder])
        papers = store.read(config).filter(pl.col("date").is_not_null()).collect()
    text = pl.concat_str(
        pl.col("title"), pl.lit(" "), pl.col("title"), pl.lit(" "), pl.col("abstract").fill_null("")
    )
    strict = FIELD.replace(r"|fine-?tun\w*", "")
    told = papers.with_columns(n=text.str.count_matches(strict) * 10 + text.str.count_matches(FIELD))
    best = told.sort("n", "paper_id", descending=[True, False]).head(PAPERS)["paper_id"].implode()
    return papers.filter(pl.col("paper_id").is_in(best))


def ours(papers: pl.DataFrame) -> tuple[dict[str, set[str | None]], set[tuple[str, str]], float]:
    """name key -> introducing papers; (child, parent) keys; part of the edges whose text names the parent."""
    tables = join(papers, read_batch(papers.select(INPUT)))
    ids = tables.papers["paper_id"]
    key = {m: name_key(name) for m, name in tables.methods.select("method", "name").iter_rows()}
    found: dict[str, set[str | None]] = {}
    for method, origin in tables.methods.select("method", "introduced_by").iter_rows():
        found.setdefault(key[method], set()).add(None if origin is None else ids[origin])
    edges = tables.related.filter(
        (pl.col("relation") == RELATIONS.index("builds on")) & pl.col("child").is_not_null()
    )
    pairs = {(key[child], key[parent]) for child, parent in edges.select("child", "parent").iter_rows()}
    return found, pairs, 1 - (edges["inferred"].mean() or 0.0)  # type: ignore[operator]


def peer(papers: pl.DataFrame) -> tuple[dict[str, set[str | None]], set[tuple[str, str]], float]:
    """Title heads, and every older head that an abstract names."""
    found: dict[str, set[str | None]] = {}
    pairs: set[tuple[str, str]] = set()
    for paper_id, title, abstract in papers.select("paper_id", "title", "abstract").iter_rows():
        head = re.match(r"([^\s:]{2,30}):", title)
        if head is None:
            continue
        own = name_key(head.group(1))
        pairs |= {
            (own, word)
            for token in (abstract or "").split()
            if (word := name_key(token)) in found and word != own
        }
        found.setdefault(own, set()).add(paper_id)
    return found, pairs, 1.0


def main() -> None:
    """Print both, side by side."""
    gold = json.loads(GOLD.read_text("utf-8"))
    papers = field(Path(sys.argv[1]))
    present = set(papers["paper_id"])
    names = {name_key(name): paper_id for name, paper_id in gold["methods"].items()}
    inside = {key: paper_id for key, paper_id in names.items() if paper_id in present}
    children = {name_key(name) for name in gold["children_of_lora"]}
    print(
        f"{papers.height} papers, with those that introduced {len(inside)} of {len(names)} methods among them"
    )
    for label, read in (("inroad", ours), ("title heads", peer)):
        start = time.perf_counter()
        found, pairs, named = read(papers)
        seconds = time.perf_counter() - start
        right = sum(paper_id in found.get(key, ()) for key, paper_id in inside.items())
        linked = sum((child, "lora") in pairs for child in children)
        print(
            f"{label:12} finds {sum(key in found for key in names)} of {len(names)} methods; "
            f"introducing paper right for {right} of {len(inside)}; links {linked} of {len(children)} "
            f"children of LoRA; text names the older method in {named:.0%} of edges; {seconds:.1f} s"
        )


if __name__ == "__main__":
    main()
