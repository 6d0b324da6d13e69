"""Promise as a sum of named parts: log-odds that a method is taken up within half a year of its day 0.

Two stages, each a logistic regression: *new* for methods of which nothing can have been heard yet, *seen* for
those that have been there for some days.  Every feature belongs to one part; a part's points are what its
features add compared with the average candidate, so that unknown things add nothing.  Applying the model
needs nothing but arithmetic; the weights come from ``tools/train_promise.py``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.openings.promise.words import Words
from inroad.types import AtTop, Bin, Foretold, Measured, Record

Floats = NDArray[np.float64]

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "what it is": ("model", "dataset", "benchmark", "report", "title_benchmark", "survey"),
    "its name": ("distinctive", "word", "digits", "capitals", "short", "length", "words", "spelt_out"),
    "its place in its paper": ("opens_title", "in_title", "siblings", "title_words"),
    "general or applied": ("applied", "domain", "problem"),
    "link to code": ("code",),
    "who made it": ("authors", "team", "newcomer", "busy"),
    "what came of their earlier methods": ("record", "hits"),
    "what its paper names beside it": ("beside", "hottest", "young_hot", "rising"),
    "the family whose name it bears": ("family", "kin"),
    "the words of its abstract": ("said",),
}
"""Features by part; those known from day 0 on."""
LATE: Final[Mapping[str, tuple[str, ...]]] = {
    "papers that name it so far": (
        *("others", "one_other", "more_others", "others_titled", "doubtful", "lately", "named"),
    ),
    "seen on the Hub": ("featured", "upvotes"),
}
"""Further ones, once some days have passed."""
BASE, AHEAD = "the average candidate", "papers still to come"
LABELS: Final[Mapping[str, str]] = {
    "model": "a model",
    "dataset": "a dataset",
    "benchmark": "a benchmark",
    "report": "a technical report",
    "title_benchmark": "title speaks of evaluation",
    "survey": "a survey",
    "distinctive": "spelling is distinctive",
    "word": "a common word",
    "digits": "has a number",
    "capitals": "capitals only",
    "short": "at most three letters",
    "length": "letters",
    "words": "several words",
    "spelt_out": "short for something",
    "opens_title": "opens the title",
    "in_title": "in the title",
    "siblings": "names that the paper introduces",
    "title_words": "words of the title",
    "applied": "an application",
    "domain": "bound to a domain",
    "problem": "names its problem",
    "code": "text links to code",
    "authors": "authors",
    "team": "twenty authors or more",
    "newcomer": "first author is new",
    "busy": "papers of the busiest author",
    "record": "papers by others on one author's earlier methods",
    "hits": "earlier methods of one author that were taken up",
    "beside": "other methods named",
    "hottest": "papers of 10,000 on the most named of them",
    "young_hot": "papers of 10,000 on the most named young one",
    "rising": "growth of the fastest growing one",
    "family": "papers of 10,000 on older ones of the same stem",
    "kin": "older names of the same stem",
    "said": "what its words were worth before",
    "others": "papers by others, by how likely they mean it",
    "one_other": "another paper names it",
    "more_others": "other papers that likely mean it",
    "others_titled": "other papers with it in the title",
    "doubtful": "papers that may mean something else",
    "lately": "named in the last fortnight",
    "named": "papers that name it",
    "featured": "featured on the Hub",
    "upvotes": "upvotes",
}
"""What each feature is, in words."""
_WIDEST: Final = (-4.0, 6.0)
"""Standardised values beyond this say no more."""


@dataclass(frozen=True, slots=True)
class Term:
    """One feature's weight, on the scale of its standard deviation."""

    mean: float
    scale: float
    weight: float

    def points(self, value: float | None) -> float:
        """What one value adds; unknown adds nothing."""
        if value is None:
            return 0.0
        return self.weight * min(max((value - self.mean) / self.scale, _WIDEST[0]), _WIDEST[1])


@dataclass(frozen=True, slots=True)
class Stage:
    """The weights of one stage."""

    since: int
    """Age in days from which the stage is used."""
    terms: Mapping[str, Term]
    bias: float
    slope: float
    """Log-odds for each e-fold of papers still to come."""
    papers: float
    """Papers to come that are taken as the average."""

    def points(self, table: pl.DataFrame) -> dict[str, Floats]:
        """Part -> points, (n,) each; they sum to the log-odds.

        Args:
            table: as :func:`inroad.openings.promise.features.features` gives it, with ``said``.
        """
        ahead = np.maximum(table["pace"].to_numpy() * table["left"].to_numpy(), 1.0)
        parts = {
            part: sum((self._term(table, name) for name in names if name in self.terms), np.zeros(len(table)))
            for part, names in {**PARTS, **LATE}.items()
            if any(name in self.terms for name in names)
        }
        return {
            BASE: np.full(len(table), self.bias),
            **parts,
            AHEAD: self.slope * np.log(ahead / self.papers),
        }

    def _term(self, table: pl.DataFrame, name: str) -> Floats:
        term = self.terms[name]
        return term.weight * standard(table[name], term.mean, term.scale)[0]

    def probabilities(self, table: pl.DataFrame) -> Floats:
        """(n,) probability that each is taken up."""
        odds = sum(self.points(table).values())
        told: Floats = 1.0 / (1.0 + np.exp(-odds))
        return told


def standard(values: pl.Series, mean: float, scale: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Values on the scale of the model, 0 where unknown; and where that is."""
    raw = values.cast(pl.Float64).to_numpy().astype(np.float64)
    unknown = np.isnan(raw)
    z = np.clip((np.where(unknown, mean, raw) - mean) / scale, *_WIDEST)
    return z, unknown


@dataclass(frozen=True, slots=True)
class Model:
    """Both stages, and how often each was right."""

    stages: tuple[Stage, ...]
    """By age, the youngest first."""
    words: Words
    """What tells the feature ``said``."""
    records: tuple[Record, ...] = ()
    """One a stage; () before there are any."""
    fitted_on: str = ""
    """Last day that the fit knows of, ISO."""

    def stage(self, age: int) -> int:
        """Number of the stage for an age in days."""
        return max((n for n, stage in enumerate(self.stages) if stage.since <= age), default=0)

    def probabilities(self, table: pl.DataFrame) -> Floats:
        """(n,) probability of each row, by the stage of its age."""
        ages = table["age"].to_numpy()
        told = np.zeros(len(table))
        for number, stage in enumerate(self.stages):
            mine = np.array([self.stage(int(age)) == number for age in ages], dtype=bool)
            if mine.any():
                told[mine] = stage.probabilities(table.filter(pl.Series(mine)))
        return told


# -- the file ---------------------------------------------------------------------------------------


def to_json(model: Model) -> str:
    """The content of the weights file: one term a line, so that a change can be read."""
    lines = ['{"about":"Weights of inroad.openings.promise, made by tools/train_promise.py.",']
    lines.append(f'"fitted_on":{json.dumps(model.fitted_on)},"stages":[')
    for number, stage in enumerate(model.stages):
        head = {"since": stage.since, "bias": stage.bias, "slope": stage.slope, "papers": stage.papers}
        terms = [
            json.dumps(name) + ":" + json.dumps([term.mean, term.scale, term.weight])
            for name, term in stage.terms.items()
        ]
        end = "}}," if number + 1 < len(model.stages) else "}}],"
        lines.append(json.dumps(head)[:-1] + ',"terms":{\n' + ",\n".join(terms) + end)
    words = [
        json.dumps(word) + f":[{weight},{model.words.rarity[word]}]"
        for word, weight in model.words.weights.items()
    ]
    lines.append(f'"unseen":{model.words.unseen},"words":{{\n' + ",\n".join(words) + "},")
    records = [json.dumps(asdict(record), default=str) for record in model.records]
    return "\n".join(lines) + '\n"records":[\n' + ",\n".join(records) + "]}\n"


def from_json(text: str) -> Model:
    """What :func:`to_json` wrote."""
    stored = json.loads(text)
    stages = tuple(
        Stage(
            since=told["since"],
            terms={name: Term(*values) for name, values in told["terms"].items()},
            bias=told["bias"],
            slope=told["slope"],
            papers=told["papers"],
        )
        for told in stored["stages"]
    )
    weights = {word: weight for word, (weight, _) in stored["words"].items()}
    rarity = {word: rarity for word, (_, rarity) in stored["words"].items()}
    records = tuple(_record(told) for told in stored["records"])
    return Model(stages, Words(weights, rarity, stored["unseen"]), records, stored["fitted_on"])


def _record(told: dict[str, Any]) -> Record:
    return Record(
        **{
            **told,
            "as_of": dt.date.fromisoformat(told["as_of"]),
            "tool": _measured(told["tool"]),
            "peers": tuple(_measured(peer) for peer in told["peers"]),
            "bins": tuple(Bin(**each) for each in told["bins"]),
            "first": tuple(Foretold(**each) for each in told.get("first", ())),
        }
    )


def _measured(told: dict[str, Any]) -> Measured:
    return Measured(**{**told, "at": tuple(AtTop(**each) for each in told["at"])})


@cache
def model() -> Model:
    """The weights that are shipped."""
    return from_json((files("inroad") / "data" / "openings" / "promise.json").read_text("utf-8"))
