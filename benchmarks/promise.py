"""How well promise foretells which new methods others take up, beside simple rankings in the same run.

    python benchmarks/promise.py HOME [DATA] [--as-of DAY --since DAY --until DAY] [--refit]

HOME is one that ``inroad`` built, with its corpus; DATA the folder of real data (else INROAD_DATA), whose
papers featured on the Hub are read as past observations.  Nothing later than the as-of day is known when
weights are learnt; every method first seen between the other two days is then forecast on its own day 0 and
on day 30, those taken up by then left out.  ``--refit`` learns anew on the first of every month instead.

Methods and models whose authors are known count; rows with datasets and benchmarks stand apart.  The aim is
for names that mean several things told apart first: the first tables.  "As named" takes every paper that has
the name for one that means it, and counts false adoption too: the difference is how much names mislead.
"Names of one thing, as named" does the same where nothing else bears the name and it is no word.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time
from pathlib import Path

import polars as pl

from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.openings.backtest import ALL_KINDS, Frozen
from inroad.openings.promise.candidates import KINDS, taken_up, takers
from inroad.openings.promise.forecast import forecasts
from inroad.openings.promise.shapes import word
from inroad.signals.seen import Signals

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from train_promise import AGES, hub_signals, shown


def months(since: dt.date, until: dt.date) -> list[tuple[dt.date, dt.date]]:
    """First and last day of every month, cut at both ends."""
    starts = pl.date_range(since.replace(day=1), until, "1mo", eager=True)
    ends = starts.dt.month_end()
    return [(max(a, since), min(b, until)) for a, b in zip(starts, ends, strict=True)]


def as_named(atlas: Atlas, table: pl.DataFrame) -> pl.DataFrame:
    """The same forecasts, judged by names alone."""
    rows = table.select("method", "paper", "first").unique()
    named = taken_up(takers(atlas, rows).filter("sure")).select("method", raw="second")
    judged = table.join(named, on="method", how="left", maintain_order="left")
    open_ = judged.filter(pl.col("raw").is_null() | (pl.col("raw") > pl.col("age")))
    return open_.with_columns(came=pl.col("raw").is_not_null())


def of_one_thing(atlas: Atlas, table: pl.DataFrame) -> pl.DataFrame:
    """Forecasts for names that nothing else in the atlas bears and that are no common words."""
    key = pl.col("method_id").str.split("@").list.first()
    several = atlas.methods.group_by(key=key).len().filter(pl.col("len") > 1)["key"]
    return table.filter(~key.is_in(several.implode()) & ~word())


def show(frozen: Frozen, since: dt.date, until: dt.date, age: int) -> None:
    """All tables of one age."""
    table = frozen.forecast(frozen.on_own_day(since, until, age, ALL_KINDS))
    mine = table.filter(pl.col("kind").is_in(list(KINDS)))
    print(f"\n== methods and models, day {age} ==\n{shown(frozen.scored(mine))}")
    for low, high in months(since, until):
        part = mine.filter(pl.col("first").is_between(low, high))
        made = frozen.scored(part)
        top = "  ".join(f"lift@{place.places} {place.lift:5.1f}" for place in made.tool.at)
        print(f"  {low:%Y-%m}: {made.came:3} of {made.candidates}  AUC {made.tool.auc or 0:.3f}  {top}")
    print(f"-- said and came: {[(round(b.forecast, 4), round(b.came, 4)) for b in frozen.scored(mine).bins]}")
    print(f"\n== with datasets and benchmarks, day {age} ==\n{shown(frozen.scored(table))}")
    named = as_named(frozen.atlas, mine)
    print(f"\n== as named, day {age} ==\n{shown(frozen.scored(named))}")
    single = of_one_thing(frozen.atlas, named)
    print(f"\n== names of one thing, as named, day {age} ==\n{shown(frozen.scored(single))}")


def refitted(atlas: Atlas, signals: Signals, since: dt.date, until: dt.date, age: int) -> None:
    """Weights learnt anew on the first of every month."""
    tables, frozen = [], None
    for low, high in months(since, until):
        frozen = Frozen(atlas, signals, low)
        tables.append(frozen.forecast(frozen.on_own_day(low, high, age)))
    assert frozen is not None
    print(f"\n== learnt anew every month, day {age} ==\n{shown(frozen.scored(pl.concat(tables)))}")


def live(atlas: Atlas, signals: Signals) -> None:
    """What forecasts of 300 young methods cost."""
    last = atlas.coverage().until
    assert last is not None
    own = atlas.papers.select(introduced_by="paper", date="date")
    young = atlas.methods.join(own, on="introduced_by").filter(
        pl.col("date") > last - dt.timedelta(days=120), pl.col("kind").is_in(list(KINDS))
    )
    numbers = young["method"].gather_every(max(young.height // 300, 1)).to_list()
    forecasts(atlas, signals, numbers[:5])
    begun = time.process_time()
    found = forecasts(atlas, signals, numbers)
    print(f"\nforecasts of {len(found)} methods: {time.process_time() - begun:.2f} s of processor time")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date(2025, 6, 1))
    parser.add_argument("--since", type=dt.date.fromisoformat, default=dt.date(2025, 6, 1))
    parser.add_argument("--until", type=dt.date.fromisoformat, default=dt.date(2025, 9, 30))
    parser.add_argument("--refit", action="store_true")
    options = parser.parse_args()
    atlas = open_atlas(Config(options.home))
    signals = hub_signals(Path(options.data) if options.data else None)
    live(atlas, signals)
    frozen = Frozen(atlas, signals, options.as_of)
    for age in AGES:
        show(frozen, options.since, options.until, age)
        if options.refit:
            refitted(atlas, signals, options.since, options.until, age)


if __name__ == "__main__":
    main()
