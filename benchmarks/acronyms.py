"""How well short forms and their long forms are found, beside the algorithm of Schwartz and Hearst.

    python benchmarks/acronyms.py [DATA]

DATA is the folder of real papers (else the environment's INROAD_DATA); labels come from tests/gold.  The
algorithm to beat is written here from its description (Schwartz and Hearst 2003, "A simple algorithm for
identifying abbreviation definitions in biomedical text"): candidates stand beside parentheses, the short
form has two to ten characters and at most two words, the long form at most min(|A| + 5, 2|A|) words, and
characters are matched from the right, the first of them at the beginning of a word.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from inroad.atlas.acronyms import definitions
from inroad.atlas.names import blank_latex

GOLD = Path(__file__).resolve().parents[1] / "tests/gold/acronym_pairs.json"
Pairs = set[tuple[str, str]]


def ours(title: str, abstract: str) -> Iterator[tuple[str, str]]:
    for text, titled in ((title, True), (abstract, False)):
        for found in definitions(blank_latex(text), titled=titled):
            yield found.short, found.long


def schwartz_hearst(title: str, abstract: str) -> Iterator[tuple[str, str]]:
    for text in (title, abstract):
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text):
            for found in re.finditer(r"\(([^()]+)\)", sentence):
                yield from _beside(sentence[: found.start()].rstrip(), found[1].strip())


def _beside(before: str, inner: str) -> Iterator[tuple[str, str]]:
    """The pair at one pair of parentheses: the short form inside, or before them if the inside is long."""
    inner = re.split(r"[;,] ", inner)[0]
    words = before.split()
    if not words:
        return
    short, text = (inner, before) if len(inner.split()) <= 2 else (words[-1], inner)
    if not (2 <= len(short) <= 10 and any(c.isalpha() for c in short) and short[0].isalnum()):
        return
    most = min(len(short) + 5, 2 * len(short))
    near = text.split()
    candidate = " ".join(near[-most:] if text is before else near)
    long = best_long_form(short, candidate)
    if long and len(long) > len(short) and short not in long.split():
        yield short, long


def best_long_form(short: str, candidate: str) -> str | None:
    """The matching of the published algorithm, from the right end of both."""
    at = len(candidate) - 1
    for number in range(len(short) - 1, -1, -1):
        letter = short[number].lower()
        if not letter.isalnum():
            continue
        while at >= 0 and (
            candidate[at].lower() != letter or (number == 0 and at > 0 and candidate[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    return candidate[candidate.rfind(" ", 0, at + 1) + 1 :]


def plain(text: str) -> str:
    """Compared without LaTeX, case, spaces and hyphens."""
    return re.sub(r"[\s\-‐‑_\"“”'`]+", "", blank_latex(text)).casefold()


def folded(pairs: Any) -> Pairs:
    return {(plain(short), plain(long)) for short, long in pairs}


def counted(papers: pl.DataFrame, gold: dict[str, Any], way: Callable[..., Any]) -> tuple[float, float]:
    """Precision and recall; repeats of a definition and debatable ones count neither way."""
    right = wrong = total = 0
    for paper, title, abstract in papers.select("paper_id", "title", "abstract").iter_rows():
        label = gold[paper]
        wanted = folded(label["pairs"])
        also, unsure = folded(label.get("accept_also", [])), folded(label.get("debatable", []))
        found = folded(way(title, abstract or ""))
        shorts = {short for short, _ in found & (wanted | also)}
        right += sum(short in shorts for short, _ in wanted)
        wrong += len(found - wanted - also - unsure)
        total += len(wanted)
    return right / max(right + wrong, 1), right / max(total, 1)


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["INROAD_DATA"])
    corpus = pl.read_parquet(data / "arxiv" / "*.parquet").rename({"arxiv_id": "paper_id"})
    labels = json.loads(GOLD.read_text("utf-8"))["papers"]
    print(f"{'split':8}{'way':22}{'precision':>10}{'recall':>8}{'F1':>7}")
    for split in ("dev", "test"):
        gold = {p["id"]: p for p in labels if p["split"] == split}
        papers = corpus.filter(pl.col("paper_id").is_in(list(gold)))
        for name, way in (("Schwartz and Hearst", schwartz_hearst), ("Inroad", ours)):
            precision, recall = counted(papers, gold, way)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            print(f"{split:8}{name:22}{precision:10.3f}{recall:8.3f}{f1:7.3f}")


if __name__ == "__main__":
    main()
