"""Write the tables on which relations are told, for ``train_relations.py`` and its benchmark.

    python tools/atlas_tables.py HOME OUT

HOME is a home with a built atlas.  OUT gets mentions (with cues), introduced, methods and papers as
Parquet: what :func:`inroad.atlas.relations.related` is given in a build, made from the kept readings.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from inroad.atlas import joins
from inroad.atlas.build import kept_readings
from inroad.atlas.past import nothing
from inroad.atlas.readings import taken_apart
from inroad.atlas.resolve import resolve
from inroad.atlas.stored import atlas_store
from inroad.atlas.tables import empty
from inroad.config import Config
from inroad.corpus import store as corpus


def tables(home: Path) -> dict[str, pl.DataFrame]:
    """The inputs of ``related`` by name."""
    config = Config(home)
    papers = corpus.read(config).filter(pl.col("date").is_not_null()).collect()
    store = atlas_store(config)
    readings = kept_readings(store)
    apart = taken_apart(store.scan_shards(readings[name] for name in sorted(readings)).collect())
    authors = joins.with_authors(empty().authors, papers)
    numbered = joins.numbered_papers(papers, apart.facts, authors, empty())
    resolved = resolve(nothing(), empty(), numbered, apart)
    return {
        "mentions": resolved.mentions,
        "introduced": resolved.introduced,
        "methods": joins.for_relations(resolved),
        "papers": numbered,
    }


def main() -> None:
    """Write them."""
    home, out = (Path(argument) for argument in sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables(home).items():
        table.write_parquet(out / f"{name}.parquet")


if __name__ == "__main__":
    main()
