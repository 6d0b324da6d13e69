"""Rebuilds src/inroad/data/openings/promise.json: the weights of promise, and how often they were right.

    python tools/train_promise.py HOME [DATA] [--as-of DAY --until DAY]

HOME is one that ``inroad`` built, with its corpus.  DATA is the folder of real data (else the environment's
INROAD_DATA); its table of papers featured on the Hub is read as past observations.

The weights are fitted on everything known on the corpus's last day.  Their record is that of the same fit,
made as of an earlier day and asked for every method first seen from then until another: such a forecast can
be scored, one made today cannot.  The result does not depend on chance: folds go by paper id.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import polars as pl

from inroad.atlas.open import open_atlas
from inroad.config import Config
from inroad.openings.backtest import Frozen
from inroad.openings.promise.fit import STAGES, fit
from inroad.openings.promise.model import to_json
from inroad.signals.schema import OBSERVATIONS, STATUS
from inroad.signals.seen import NOTHING, Signals
from inroad.types import Record

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/inroad/data/openings/promise.json"
AGES = (0, 30)
"""Age at which each stage's record is made."""


def hub_signals(data: Path | None) -> Signals:
    """Upvotes of papers featured on the Hub, each seen on the day it was featured."""
    if data is None:
        return NOTHING
    table = pl.read_parquet(
        data / "hf_daily_papers" / "papers.parquet", columns=["arxiv_id", "hf_date", "upvotes"]
    )
    day = pl.col("hf_date").str.to_date().cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    rows = table.drop_nulls().select(
        subject="paper:" + pl.col("arxiv_id"),
        what=pl.lit("upvotes"),
        value=pl.col("upvotes").cast(pl.Float64),
        text=pl.lit(None, pl.String),
        status=pl.lit(STATUS.index("seen"), pl.UInt8),
        observed=day,
        source=pl.lit("hf_daily_papers"),
    )
    return Signals(rows.sort("observed", "subject").cast(OBSERVATIONS), NOTHING.issues)


def record(frozen: Frozen, until: dt.date, age: int) -> Record:
    """Every method first seen after the frozen day, forecast at one age."""
    return frozen.record(frozen.on_own_day(frozen.as_of, until, age))


def shown(made: Record) -> str:
    """One line a ranking."""
    lines = [f"{made.asked}; {made.note}: {made.came} of {made.candidates} came ({made.base_rate:.4f})"]
    for each in (made.tool, *made.peers):
        top = "  ".join(f"lift@{place.places} {place.lift:5.1f}" for place in each.at)
        error = "" if each.calibration_error is None else f"  calibration error {each.calibration_error:.4f}"
        auc, precision = each.auc or float("nan"), each.average_precision or float("nan")
        lines.append(f"  {each.name:31} AUC {auc:.3f}  AP {precision:.3f}  {top}{error}")
    return "\n".join(lines)


def main() -> None:
    """Fits, prints the record, writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("data", nargs="?", type=Path, default=os.environ.get("INROAD_DATA"))
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date(2025, 6, 1))
    parser.add_argument("--until", type=dt.date.fromisoformat, default=dt.date(2025, 9, 30))
    options = parser.parse_args()
    atlas = open_atlas(Config(options.home))
    signals = hub_signals(Path(options.data) if options.data else None)
    frozen = Frozen(atlas, signals, options.as_of)
    records = tuple(record(frozen, options.until, age) for age in AGES)
    for made in records:
        print(shown(made))
    model = replace(fit(atlas, signals), records=records)
    assert len(model.stages) == len(STAGES) == len(records)
    WEIGHTS.write_text(to_json(model))
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size / 1000:.0f} kB, fitted on {model.fitted_on}")


if __name__ == "__main__":
    main()
