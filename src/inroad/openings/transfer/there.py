"""Who is on tasks already: the methods that their papers name, and the data they use."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.field import Field
from inroad.atlas.parts import mentions_in, methods_at
from inroad.atlas.schema import ROLES
from inroad.openings.transfer.outlook import Outlook

_MADE = [ROLES.index(kind) for kind in ("method", "model")]
_DATA = [ROLES.index(kind) for kind in ("dataset", "benchmark")]
_USUAL = 0.03
"""Part of a task's papers that name its data: a set that is named less often is no common ground."""
_MOST = 5
"""Users of a task that are told."""


@dataclass(frozen=True, slots=True)
class User:
    """A method that papers on a task name."""

    number: int
    papers: int
    example: int
    """The latest of these papers; one of the field, if there is one."""


@dataclass(frozen=True)
class There:
    """What papers on some tasks name."""

    users: dict[int, list[User]]
    """Task -> who is there, a few: methods of the field, then others, each the most used first."""
    data: dict[int, str]
    """Task -> the data set or benchmark that most of its papers name, if enough do."""


def there(field: Field, known: Outlook, tasks: Collection[int]) -> There:
    """What papers on these tasks name."""
    spoken = _spoken(known, sorted(tasks))
    named = mentions_in(field.atlas, spoken["paper"], ["method", "paper"]).unique()
    return There(_users(field, spoken, named), _data(field, spoken, named))


def _spoken(known: Outlook, tasks: list[int]) -> pl.DataFrame:
    """task, paper."""
    papers = [known.spoken[task] for task in tasks]
    columns = {
        "task": np.repeat(tasks, [len(each) for each in papers]).astype(np.int64),
        "paper": np.concatenate([np.empty(0, np.int64), *papers]),
    }
    return pl.DataFrame(columns).with_columns(pl.col("paper").cast(pl.UInt32))


def _users(field: Field, spoken: pl.DataFrame, named: pl.DataFrame) -> dict[int, list[User]]:
    every = methods_at(field.atlas, named["method"], ["method", "introduced_by", "kind"])
    methods = every.filter(pl.col("introduced_by").is_not_null(), pl.col("kind").is_in(_MADE))
    methods = field.titled(methods)  # others are often no method at all, or somebody else's
    own = field.methods.select("method", own=pl.lit(True))
    inside = field.papers.select("paper", inside=pl.lit(True))
    rows = named.join(methods.select("method"), on="method", how="semi").join(spoken, on="paper")
    rows = rows.join(inside, on="paper", how="left").join(own, on="method", how="left")
    best = pl.col("paper").sort_by(pl.col("inside").fill_null(False), "paper").last()
    guest = pl.col("own").is_null().first()
    counts = rows.group_by("task", "method").agg(papers=pl.len(), example=best, guest=guest)
    ordered = counts.sort("task", "guest", "papers", "method", descending=[False, False, True, False])
    first = ordered.group_by("task", maintain_order=True).head(_MOST)
    found: dict[int, list[User]] = {}
    for task, *user in first.drop("guest").iter_rows():
        found.setdefault(task, []).append(User(*user))
    return found


def _data(field: Field, spoken: pl.DataFrame, named: pl.DataFrame) -> dict[int, str]:
    every = methods_at(field.atlas, named["method"], ["method", "kind"])
    data = every.filter(pl.col("kind").is_in(_DATA))["method"]
    kinds = methods_at(field.atlas, data, ["method", "name"])
    counts = named.join(kinds, on="method").join(spoken, on="paper").group_by("task", "method", "name").len()
    every = spoken.group_by("task").len("papers")
    enough = (pl.col("len") >= 2) & (pl.col("len") >= _USUAL * pl.col("papers"))
    often = (
        counts.join(every, on="task")
        .filter(enough)
        .sort("task", "len", "method", descending=[False, True, False])
    )
    return dict(often.unique("task", keep="first", maintain_order=True).select("task", "name").iter_rows())
