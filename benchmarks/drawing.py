"""Openings of the kind "stated" drawn at random from what the finder proposes, to be judged by reading.

    python benchmarks/drawing.py HOME --seed 1 --most 100 > drawn.json
    python benchmarks/drawing.py HOME --whole --as-of DAY > drawn.json

HOME has a built atlas and its corpus.  Queries are phrases of titles, drawn from all that enough papers
have. Of what the finder proposes for each, one opening is drawn, so what is judged is what users are shown,
and no field counts more than another.  A paper comes once.  With each stand the papers that the finder
found nearest.

With --whole no queries are drawn: all that would be shown of any field, shuffled.  That is for days on which
hardly anything is left that was not judged before; --as-of asks as if no later paper were there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.errors import InroadError
from inroad.openings.chance import least
from inroad.openings.stated import RECENT, Search, find
from inroad.search.said import quick
from inroad.signals.seen import NOTHING
from inroad.types import Opening

LEAST, MOST_PAPERS = 15, 3000
"""Titles that must have a phrase, and may: with more it names no field."""
ASKED = 40


def queries(atlas: Atlas, seed: int) -> list[str]:
    """Phrases of titles, shuffled."""
    rows = atlas.phrases.filter(
        pl.col("papers").is_between(LEAST, MOST_PAPERS), pl.col("phrase").str.contains(" ")
    )
    told = sorted(phrase.replace("_", " ") for phrase in rows["phrase"])
    random.Random(seed).shuffle(told)
    return told


def drawn(atlas: Atlas, seed: int, most: int, without: Collection[str] = ()) -> Iterator[tuple[str, Opening]]:
    """Query and opening, at most so many; none of the papers in ``without``."""
    chance, seen = random.Random(seed), set(without)
    count = 0
    for query in queries(atlas, seed):
        if count >= most:
            return
        try:
            found = find(find_field(atlas, query), NOTHING, ASKED)
        except InroadError:
            continue
        fresh = [each for each in found if each.paper_id not in seen and shown(each)]
        if fresh:
            one = chance.choice(fresh)
            seen.add(str(one.paper_id))
            count += 1
            yield query, one


class Everything(Search):
    """All statements of the last months, whatever their field."""

    @cached_property
    def _rows(self) -> pl.DataFrame:
        assert self.atlas.stated is not None
        columns = ("paper", "paper_id", "title", "date", "code", "survey")
        papers = self.atlas.papers.select(columns).filter(pl.col("date") > self.until - RECENT)
        rows = self.atlas.stated.join(papers, on="paper")
        ranked = rows.sort("confidence", "paper", "start", descending=[True, False, False])
        return ranked.unique("paper", keep="first", maintain_order=True)


def everything(atlas: Atlas, seed: int, without: Collection[str]) -> Iterator[tuple[str, Opening]]:
    """All that would be shown on the atlas's last day, shuffled; none of the papers in ``without``."""
    field = find_field(atlas, "model")
    every = atlas.papers.height
    found = Everything(replace(field, papers=field.papers.head(1)), every, least()).openings()
    fresh = sorted((each for each in found if shown(each)), key=lambda each: each.opening_id)
    random.Random(seed).shuffle(fresh)
    yield from (("", each) for each in fresh if each.paper_id not in without)


def shown(one: Opening) -> bool:
    """Whether users see it."""
    return one.chance is None or one.chance.probability >= least()


def told(query: str, one: Opening) -> dict[str, Any]:
    """What is kept of an opening: where it stands, not what it says."""
    (place,) = one.evidence
    near = [[each.paper_id, each.note] for each in one.refutation.nearest]
    return {"id": one.paper_id, "start": place.start, "end": place.end, "query": query, "near": near}


def in_memory(home: Path) -> Atlas:
    """A home's atlas with all texts read once, for many queries."""
    atlas = open_atlas(Config(home.absolute()))
    assert atlas.texts is not None
    texts = atlas.texts().collect()
    return quick(Config(home.absolute()), replace(atlas, texts=lambda of=None: texts.lazy()))


def main() -> None:
    """Prints what was drawn, a JSON list."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--whole", action="store_true", help="of all fields, without queries")
    parser.add_argument("--as-of", type=dt.date.fromisoformat, help="as if no later paper were there")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="labels of other papers")
    args = parser.parse_args()
    without = {row["id"] for path in args.without for row in json.loads(path.read_text("utf-8"))["rows"]}
    atlas = in_memory(args.home).until(args.as_of)
    rows = []
    found = (
        everything(atlas, args.seed, without) if args.whole else drawn(atlas, args.seed, args.most, without)
    )
    for query, one in islice(found, args.most):
        rows.append(told(query, one))
        print(len(rows), query, file=sys.stderr)
    print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
