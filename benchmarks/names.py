"""How many introduced names are found, and how many found ones are right, beside plain cues.

    python benchmarks/names.py [DATA] [--readings DIR]

DATA is the folder of real papers (else the environment's INROAD_DATA); labels come from tests/gold.  What
earlier papers said is taken from DIR (``spans*.parquet`` and ``def*.parquet`` with the number of the paper
in order of date and id), or else read from the whole corpus, which takes minutes.  Debatable names count
neither as hits nor as misses, and so does a second spelling of a name that was found already.  The test
split was not looked at while the weights were learnt.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from inroad.atlas import claims
from inroad.atlas.claims import weighed
from inroad.atlas.extract import extract, read
from inroad.atlas.introductions import Introduced, introductions, weights
from inroad.atlas.keys import numbered
from inroad.atlas.past import KEYS, MOVES, Shown, nothing
from inroad.atlas.readings import Apart
from inroad.atlas.roles import role_of
from inroad.atlas.schema import ROLES
from inroad.atlas.spellings import Spelled
from inroad.atlas.text import fold, name_key

GOLD = Path(__file__).resolve().parents[1] / "tests/gold"
FILES = ("introduced_names", "introduced_names_dev2", "introduced_names_dev3")
BATCH = 20_000


def labelled(splits: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Labelled papers of these splits by id."""
    files = [json.loads((GOLD / f"{name}.json").read_text("utf-8")) for name in FILES]
    return {p["id"]: p for f in files for p in f["papers"] if p["split"] in set(splits)}


def forms(name: dict[str, Any]) -> set[str]:
    """Folded spellings by which a labelled name may be found."""
    written = [name["name"], *name.get("also", [])]
    long_form = {fold(name.get("long_form") or name["name"])}
    return {fold(n) for n in written} | {name_key(n) for n in written} | long_form


def spellings(name: str, long_form: str | None) -> set[str]:
    """Folded spellings of a found name."""
    return {fold(name), name_key(name)} | ({fold(long_form)} if long_form else set())


def corpus(data: Path) -> pl.DataFrame:
    """All papers, numbered in order of date and id."""
    papers = pl.read_parquet(data / "arxiv" / "*.parquet").rename({"arxiv_id": "paper_id"})
    numbered = papers.sort("date", "paper_id").with_row_index("paper")
    return numbered.select("paper", "paper_id", "title", "abstract")


# -- what earlier papers said -----------------------------------------------------------------------


def told(papers: pl.DataFrame, readings: Path | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Which paper shows which key, and which paper defines which key by which long form."""
    if readings is not None:
        spans = pl.scan_parquet(readings / "spans*.parquet").select("key", "paper").unique().collect()
        return spans, _defined(pl.read_parquet(readings / "def*.parquet"))
    spans_of, defined_of = [], []
    for start in range(0, papers.height, BATCH):
        found = extract(papers[start : start + BATCH])
        number = (pl.col("row") + start).alias("paper")
        spans_of.append(found.spans.select("key", number).unique())
        defined_of.append(found.defined.select("key", "long_form", number))
    return pl.concat(spans_of), _defined(pl.concat(defined_of))


def _defined(table: pl.DataFrame) -> pl.DataFrame:
    return table.select("key", "paper", "long_form").unique()


def history(items: pl.DataFrame, spans: pl.DataFrame, defined: pl.DataFrame) -> pl.DataFrame:
    """Introductions with what earlier papers said of the same names; spellings are not brought together."""
    keys, said = numbered(KEYS.to_frame(), Apart(pl.DataFrame(), spans, items, defined, pl.DataFrame()))
    pairs = said.defined.select("key", "long_key", "paper").unique()
    none = Shown(pairs["key"], pairs["paper"])
    spelled = Spelled(
        said.spans, said.spans.select("paper", "key"), none, MOVES.to_frame(), pairs, pairs.clear()
    )
    told = claims.history(said.introduced, nothing(), keys, spelled)
    texts = [keys["text"].gather(told[name]).alias(name) for name in ("key", "long_key")]
    return told.with_columns(texts)


# -- finding names ----------------------------------------------------------------------------------

_CUES = re.compile(
    r"(?:\b[Ww]e (?:propose|introduce|present)(?: an?| the)?|\b(?:called|named|dubbed|termed)),? "
    r"((?:[A-Z0-9][\w+-]*[A-Z0-9][\w+-]*|[A-Z][\w-]+)(?: [A-Z][\w-]+)*)"
)


def plain_names(title: str, abstract: str) -> Iterator[str]:
    """The baseline: what stands before a colon in the title, "we propose X", "called X"."""
    head, colon, _ = title.partition(":")
    if colon and len(head.split()) <= 3:
        yield head.strip()
    yield from _CUES.findall(abstract)


def baseline(papers: pl.DataFrame) -> pl.DataFrame:
    rows = [
        (paper, name, None, None)
        for paper, title, abstract in papers.select("paper_id", "title", "abstract").iter_rows()
        for name in dict.fromkeys(plain_names(title, abstract or ""))
    ]
    return pl.DataFrame(rows, schema=["paper_id", "name", "long_form", "kind"], orient="row")


def found_in(papers: pl.DataFrame) -> pl.DataFrame:
    """What our own reading of these papers takes for possible introductions."""
    rows = []
    for number, paper, title, abstract in papers.iter_rows():
        reading = read(title, abstract or "")
        for item in introductions(reading):
            rows.append((number, paper, *_row(item), ROLES[role_of(reading, item)]))
    columns = ["paper", "paper_id", "key", "name", "long_form", "shape", "score", "headed", "kind"]
    return pl.DataFrame(rows, schema=columns, orient="row").cast({"paper": pl.UInt32, "long_form": pl.String})


def _row(item: Introduced) -> tuple[object, ...]:
    headed = "heads title" in item.signs
    return name_key(item.name), item.name, item.long_form, item.shape, item.score, headed


# -- counting ---------------------------------------------------------------------------------------


def counted(found: pl.DataFrame, papers: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Precision, recall of firm names, and how many kinds are right."""
    right = wrong = kinds = 0
    total = sum(not n.get("debatable") for p in papers.values() for n in p["introduces"])
    for paper, rows in found.sort("name").partition_by("paper_id", as_dict=True).items():
        names, used = papers[str(paper[0])]["introduces"], set[int]()
        for name, long_form, kind in rows.select("name", "long_form", "kind").iter_rows():
            spelt = spellings(name, long_form)
            which = next((i for i, n in enumerate(names) if forms(n) & spelt), None)
            if which is None:
                wrong += 1
            elif which not in used and not names[which].get("debatable"):
                right += 1
                kinds += kind == names[which]["kind"]
            used |= {which} if which is not None else set()
    return {
        "precision": right / max(right + wrong, 1),
        "recall": right / max(total, 1),
        "kind": kinds / max(right, 1),
        "names": total,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--readings", type=Path, help="folder with what was read from the whole corpus")
    options = parser.parse_args()
    if options.data is None:
        parser.error("name the folder of real papers, or set INROAD_DATA")
    papers = corpus(Path(options.data))
    spans, defined = told(papers, options.readings)
    print(f"{'split':10}{'way':22}{'precision':>10}{'recall':>8}{'kind':>7}{'names':>7}")
    for split in ("dev", "dev2", "dev3", "test"):
        gold = labelled([split])
        chosen = papers.filter(pl.col("paper_id").is_in(list(gold)))
        ours = weighed(history(found_in(chosen), spans, defined))
        for way, found in [
            ("title and cues", baseline(chosen)),
            ("Inroad", ours.filter(pl.col("z") >= weights()["accept"])),
            ("Inroad, stricter by 1", ours.filter(pl.col("z") >= weights()["accept"] + 1)),
        ]:
            c = counted(found, gold)
            print(
                f"{split:10}{way:22}{c['precision']:10.3f}{c['recall']:8.3f}{c['kind']:7.3f}{c['names']:7.0f}"
            )


if __name__ == "__main__":
    main()
