"""A small field for tests of openings: a few young methods of adapters, and papers that use some of them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from pathlib import Path

import corpus

from inroad.atlas.field import Field, find_field
from inroad.atlas.open import Atlas, open_atlas
from inroad.openings.promise.forecast import Promise
from inroad.signals.seen import Signals
from inroad.types import Effort, Forecast, Measured, Paper, Part, Record

DAY = dt.date(2024, 6, 1)
QUERY = "thin adapters"


def paper(number: int, title: str, abstract: str, days: int = 0, author: str = "") -> Paper:
    """A paper of the first day or some days later."""
    day = dt.date(2024, 1, 8) + dt.timedelta(days=days)
    name = author or f"Author {number}"
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (name,), ("cs.LG",), day)


def young(name: str, long: str, number: int, days: int = 0, more: str = "") -> Paper:
    """A paper that introduces a method of thin adapters."""
    said = f"We propose {name} ({long}), a method for thin adapters of models. {name} is fast. {more}"
    return paper(number, f"{name}: {long} for Thin Adapters", said, days)


def papers() -> list[Paper]:
    """Four young methods, an old one, a dataset, and later papers that name some of them."""
    old = Paper(
        "2201.00001",
        "OLDRA: Old Rank for Thin Adapters",
        "We propose OLDRA (Old Rank), a method for thin adapters.",
        ("Old Author",),
        ("cs.LG",),
        dt.date(2022, 1, 5),
    )
    first = [
        young("KoRA", "Kernels of Rank", 1),
        young("LuMoRA", "Lumped Modular Rank", 2, 3),
        young("QuiRA", "Quick Rank", 3, 6),
        young("ZeRaTune", "Zero Rank Tuning", 4, 9),
    ]
    bench = paper(
        5,
        "ThinBench: A Benchmark for Thin Adapters",
        "We present ThinBench, a benchmark dataset for thin adapters. We use the ThinBench benchmark.",
        12,
    )
    users = [
        paper(10 + n, f"Tuning Case {n}", f"We use KoRA for thin adapters in case {n}.", 40 + n)
        for n in range(1)
    ]
    return [old, *first, bench, *users]


def atlas(path: Path, *more: Paper) -> Atlas:
    """The field's atlas, with more papers."""
    return open_atlas(corpus.home(path, [*papers(), *more]))


def field(path: Path, *more: Paper, query: str = QUERY) -> Field:
    """The field itself."""
    return find_field(atlas(path, *more), query)


# -- what others give -------------------------------------------------------------------------------------

RECORD = Record(
    "underplayed", "a test", dt.date(2024, 1, 1), 180, 1000, 10, Measured("inroad", 0.8, 0.1, ()), (), ()
)


def promised(chances: Mapping[str, float], usual: float = 0.02):  # type: ignore[no-untyped-def]
    """A forecaster that says these chances by name, and a usual one of all others."""

    def forecasts(atlas: Atlas, signals: Signals, methods: Collection[int], most: int) -> dict[int, Promise]:
        names = dict(atlas.methods.select("method", "name").iter_rows())
        until = atlas.coverage().until
        assert until is not None
        said = {number: chances.get(names[number], usual) for number in methods}
        best = sorted(methods, key=lambda number: (-said[number], number))[:most]
        return {
            number: Promise(
                Forecast(chance, "adoption", until, 180, RECORD),
                (Part("upvotes", math.log(chance / 0.01)),),
            )
            for number, chance in ((number, said[number]) for number in best)
            if chance > 0
        }

    return forecasts


def estimated(title: str, abstract: str | None) -> Effort:
    """An estimator that says what it was given."""
    return Effort((10, 20), "one GPU", f"{title[:12]}, abstract {'given' if abstract else 'lacks'}")
