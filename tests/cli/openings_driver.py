"""The real program with made-up finders and forecasts: ``python openings_driver.py CASE ARGUMENTS...``.

Atlas, ranking, journal and reports are the real ones; only what looks for openings, and what measures
forecasts, answers with what was made by hand.
"""

from __future__ import annotations

import sys
from types import ModuleType

import openings_sample as sample
import polars as pl

from inroad.cli import main
from inroad.errors import InputError


def pretend(name: str, **content: object) -> None:
    module = ModuleType(name)
    vars(module).update(content)
    sys.modules[name] = module


def finder(kind: str) -> object:
    def find(field: object, signals: object, most: int) -> list[object]:
        if case == "failing" and kind == "transfer":
            raise InputError("transfers cannot be scored", "build the atlas again")
        if case == "broken" and kind == "transfer":
            raise ValueError("a bug")
        return [] if case == "none" else [each for each in sample.field() if each.kind == kind]

    return find


def open_signals(config: object, until: object = None) -> object:
    """One open issue was seen; in the case "unseen" nothing ever was."""
    from inroad.signals.schema import ISSUES, OBSERVATIONS
    from inroad.signals.seen import NOTHING, Signals

    if case == "unseen":
        return NOTHING
    seen = pl.DataFrame([{"repo": "org/peft", "number": 12, "observed": sample.NOW}], schema=ISSUES)
    return Signals(OBSERVATIONS.to_frame(), seen)


def backtest_promise(atlas: object, signals: object, as_of: object, horizon: object) -> tuple[object, ...]:
    return (sample.RECORD,)


def backtest_transfer(atlas: object, as_of: object, horizon: object) -> object:
    if case == "failing":
        raise InputError("too few pairs", "take a later day")
    return sample.BACKTEST.records[1]


if __name__ == "__main__":
    case = sys.argv[1]
    from inroad.openings.find import FINDERS

    for kind, module in FINDERS.items():
        pretend(module, find=finder(kind))
    pretend("inroad.signals.store", open_signals=open_signals)
    pretend("inroad.openings.backtest", backtest_promise=backtest_promise)
    pretend("inroad.openings.transfer.backtest", backtest_transfer=backtest_transfer)
    sys.exit(main(sys.argv[2:]))
