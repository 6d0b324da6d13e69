"""What can be seen of a method's use in the world, and of what stands in the way of using it.

Every sign is answered *yes*, *no* or *unknown*, with the day of the look: "no" is said only after somebody
looked and found none.  A look that failed, or was never made, is unknown, and named as not looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from inroad.atlas.field import Field
from inroad.openings import signs
from inroad.openings.signs import Seen, Sign, listed
from inroad.signals.seen import Signals
from inroad.types import Evidence, Method

DATA = ("dataset", "benchmark")
"""Kinds that one does not install but load."""
_RENAMES = 3
"""How often in a row a repository may have been renamed."""


@dataclass(frozen=True, slots=True)
class Play:
    """Use and obstacles of one method."""

    method_id: str
    repo: str | None
    """owner/name of the repository that implements it, as it is called now."""
    use: tuple[Sign, ...]
    obstacles: tuple[Sign, ...]
    """Signs of what makes it easy: a "no" is in the way."""

    def sign(self, name: str) -> Sign:
        """The sign of that name; unknown if it does not count for this kind of thing."""
        return next((sign for sign in self.signs if sign.name == name), Sign(name, "unknown"))

    @property
    def signs(self) -> tuple[Sign, ...]:
        """All signs, each once."""
        return tuple({sign.name: sign for sign in (*self.use, *self.obstacles)}.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of what was looked for and is not there."""
        return tuple(sign.name for sign in self.obstacles if sign.answer == "no")

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of all signs that nobody has looked at."""
        return tuple(sign.name for sign in self.signs if sign.answer == "unknown")

    @property
    def obstacle(self) -> str:
        """What is there, what is not, and what was not looked at, in plain words."""
        has = [sign.said or sign.name for sign in self.obstacles if sign.answer == "yes"]
        lacks = [sign.said or f"no {sign.name}" for sign in self.obstacles if sign.answer == "no"]
        unseen = [sign.name for sign in self.obstacles if sign.answer == "unknown"]
        told = [f"has {listed(has)}"] if has else []
        rest = [f"{listed(unseen)} not looked at"] if unseen else []
        return "; ".join([*([", ".join(told + lacks)] if told or lacks else []), *rest])

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The looks behind all signs, each once."""
        return tuple(dict.fromkeys(sign.evidence for sign in self.signs if sign.evidence))


# -- of which day -----------------------------------------------------------------------------------------


def today(field: Field, signals: Signals) -> dt.date:
    """The day of which a finder speaks: the one asked for, else the last of which anything is known."""
    if field.atlas.as_of is not None:
        return field.atlas.as_of
    last = (signals.observations["observed"].max(), signals.issues["observed"].max())
    seen = [moment.date() for moment in last if isinstance(moment, dt.datetime)]
    until = field.atlas.coverage().until
    return max([*seen, *([until] if until else [])], default=dt.date.min)


def known(field: Field, signals: Signals) -> Signals:
    """The signals that a finder may see: where a day was asked for, those of that day."""
    return signals if field.atlas.as_of is None else signals.until(field.atlas.as_of)


# -- from a method to what was looked at ------------------------------------------------------------------


def play(method: Method, signals: Signals, day: dt.date) -> Play:
    """What can be seen of one method up to a day; see :func:`plays`."""
    return plays([method], signals, day)[method.method_id]


def plays(methods: Iterable[Method], signals: Signals, day: dt.date) -> dict[str, Play]:
    """What can be seen of each method, by method_id.

    Args:
        methods: records; their introducing papers lead to repositories.
        signals: observations up to ``day``.
        day: from which age is counted.
    """
    wanted = list(methods)
    subjects = {f"paper:{method.introduced_by}" for method in wanted if method.introduced_by}
    subjects |= {f"package:{name}" for method in wanted for name in signs.package_names(method)}
    seen: dict[str, Seen] = {**signals.latest(subjects)}
    linked = {method.method_id: _linked(method, seen) for method in wanted}
    seen |= signals.latest({subject_of(repo) for repo in linked.values() if repo})
    repos = _renamed(linked, seen, signals)
    stars = _stars(signals, repos.values())
    return {method.method_id: _play(method, repos[method.method_id], seen, stars, day) for method in wanted}


def subject_of(repo: str) -> str:
    """The subject under which a repository was looked at."""
    return f"repo:{repo.lower()}"


def _of_paper(method: Method, seen: Mapping[str, Seen]) -> Seen:
    return seen.get(f"paper:{method.introduced_by}", {}) if method.introduced_by else {}


def _linked(method: Method, seen: Mapping[str, Seen]) -> str | None:
    return signs.words(_of_paper(method, seen), "repository")


def _renamed(repos: dict[str, str | None], seen: dict[str, Seen], signals: Signals) -> dict[str, str | None]:
    """Each repository under its name of now; what was seen of that is added to ``seen``."""
    for _ in range(_RENAMES):
        names = {repo: _now(repo, seen) for repo in repos.values() if repo}
        if all(name == repo for repo, name in names.items()):
            break
        repos = {key: names[repo] if repo else None for key, repo in repos.items()}
        seen |= signals.latest({subject_of(name) for name in names.values()} - seen.keys())
    return repos


def _now(repo: str, seen: Mapping[str, Seen]) -> str:
    name = signs.words(seen.get(subject_of(repo), {}), "renamed")
    return name if name and name.lower() != repo.lower() else repo


def _stars(signals: Signals, repos: Iterable[str | None]) -> Signals:
    """Only the looks at the stars of these repositories."""
    subjects = sorted({subject_of(repo) for repo in repos if repo})
    mine = pl.col("subject").is_in(subjects) & (pl.col("what") == "stars")
    return Signals(signals.observations.filter(mine), signals.issues.clear())


def _play(method: Method, repo: str | None, seen: Mapping[str, Seen], stars: Signals, day: dt.date) -> Play:
    paper = _of_paper(method, seen)
    there = seen.get(subject_of(repo), {}) if repo else {}
    slope = stars.slope(subject_of(repo), "stars") if repo else None
    package = signs.package(method, seen)
    use = (
        signs.mentions(method, day),
        signs.number("stars", there),
        signs.growth(slope, there),
        signs.number("forks", there),
        signs.number("models on the Hub", paper, "hub_models"),
        signs.number("datasets on the Hub", paper, "hub_datasets"),
        signs.number("demos on the Hub", paper, "hub_spaces"),
        package,
        signs.library(method, day),
    )
    code = signs.code(method, paper, repo, there)
    obstacles = (
        _to_load(code, paper, there) if method.kind in DATA else _to_run(code, package, paper, there, day)
    )
    return Play(method.method_id, repo, use, obstacles)


def _to_load(code: Sign, paper: Seen, there: Seen) -> tuple[Sign, ...]:
    """What data need before one can use them."""
    on_hub = signs.either("copy on the Hub", signs.number("", paper, "hub_datasets"))
    return (code, signs.licence(there), on_hub)


def _to_run(code: Sign, package: Sign, paper: Seen, there: Seen, day: dt.date) -> tuple[Sign, ...]:
    """What a method needs before one can use it."""
    if code.answer == "no":
        return (code, package)  # the rest would hang on code
    return (
        code,
        signs.licence(there),
        signs.thing("install instructions", there, "install"),
        package,
        signs.either("weights", signs.thing("", there, "weights"), signs.number("", paper, "hub_models")),
        signs.either("demo", signs.thing("", there, "demo"), signs.number("", paper, "hub_spaces")),
        signs.upkeep(there, day),
    )
