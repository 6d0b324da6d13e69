"""The real program with made-up finders and forecasts: ``python openings_driver.py CASE ARGUMENTS...``.

Atlas, ranking, journal and reports are the real ones; only what looks for openings, and what measures
forecasts, answers with what was made by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import openings_sample as sample
import polars as pl

from inroad.cli import main
from inroad.errors import InputError


def pretended(case: str) -> dict[str, ModuleType]:
    """Modules by name, to stand in for those that find and forecast."""
    from inroad.openings.find import FINDERS

    made = {name: _module(name, find=_finder(case, kind)) for kind, name in FINDERS.items()}
    made |= {
        name: _module(name, **content)
        for name, content in {
            "inroad.signals.store": {"open_signals": _open_signals(case)},
            "inroad.openings.backtest": {"backtest_promise": lambda *asked: (sample.RECORD,)},
            "inroad.openings.transfer.latest": {
                "at_hand": lambda atlas: True,
                "is_soon": lambda atlas: case != "not yet",
                "outlook": None,
            },
            "inroad.openings.transfer.backtest": {"backtest_transfer": _backtest_transfer(case)},
        }.items()
    }
    return made


def _module(name: str, **content: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(content)
    return module


def _finder(case: str, kind: str) -> Callable[..., list[object]]:
    def find(field: object, signals: object, most: int) -> list[object]:
        if case == "failing" and kind == "transfer":
            raise InputError("transfers cannot be scored", "build the atlas again")
        if case == "broken" and kind == "transfer":
            raise ValueError("a bug")
        if case == "again":
            return [sample.opening("tira", "underplayed")] if kind == "underplayed" else []
        return [] if case == "none" else [each for each in sample.field() if each.kind == kind]

    return find


def _open_signals(case: str) -> Callable[..., object]:
    def open_signals(config: object, until: object = None) -> object:
        """One open issue was seen; in the case "unseen" nothing ever was."""
        from inroad.signals.schema import ISSUES, OBSERVATIONS
        from inroad.signals.seen import NOTHING, Signals

        if case == "unseen":
            return NOTHING
        seen = pl.DataFrame([{"repo": "org/peft", "number": 12, "observed": sample.NOW}], schema=ISSUES)
        return Signals(OBSERVATIONS.to_frame(), seen)

    return open_signals


def _backtest_transfer(case: str) -> Callable[..., object]:
    def backtest_transfer(atlas: object, as_of: object, horizon: object) -> object:
        if case == "failing":
            raise InputError("too few pairs", "take a later day")
        return sample.BACKTEST.records[1]

    return backtest_transfer


if __name__ == "__main__":
    sys.modules.update(pretended(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
