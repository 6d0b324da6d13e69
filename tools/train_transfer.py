"""Rebuilds src/inroad/data/openings/transfer.json: which methods will meet which tasks, and its record.

    python tools/train_transfer.py HOME

HOME is one that ``inroad`` built, with its corpus.  The weights and their calibration are fitted on what
came within ``HORIZON`` days up to the corpus's last day.  Their record is that of the same fit made
``HORIZON`` days before: a forecast of that day can be scored, one made today cannot.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from inroad.atlas.open import open_atlas
from inroad.config import Config
from inroad.openings.transfer.backtest import backtest_transfer, fitted
from inroad.openings.transfer.outlook import HORIZON
from inroad.openings.transfer.weights import PRECISE, Weights, pack, rounded

WEIGHTS = Path(__file__).resolve().parents[1] / "src/inroad/data/openings/transfer.json"


def main() -> None:
    """Fits, prints the record, writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    atlas = open_atlas(Config(parser.parse_args().home))
    last = atlas.coverage().until
    assert last is not None
    horizon = dt.timedelta(days=HORIZON)
    record = backtest_transfer(atlas, last - horizon, horizon)
    for each in (record.tool, *record.peers):
        top = "  ".join(f"{place.precision:.2f}" for place in each.at)
        print(f"{each.name:24} AUC {each.auc or 0:.4f}  precision at 20, 50, 100: {top}")
    model, right = fitted(atlas, HORIZON)
    WEIGHTS.write_text(pack(Weights(rounded(model), right.rounded(PRECISE), last, record)))
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB, fitted on {last}")


if __name__ == "__main__":
    main()
