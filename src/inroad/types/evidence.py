"""Why a statement is made, and which corpus it speaks of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "abstract"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement is made: a place in a paper, or an observed figure with date and source."""

    paper_id: str | None = None
    title: str | None = None
    date: dt.date | None = None
    """When the paper appeared or the figure was observed."""
    place: Field | None = None
    start: int | None = None
    end: int | None = None
    sentence: int | None = None
    """0-based number of the sentence within ``place``."""
    quote: str | None = None
    """The words themselves, only where the user's own corpus holds them."""
    figure: float | None = None
    """An observed number; its meaning is in ``note``."""
    note: str = ""
    """What this shows, in a few words."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which corpus an answer speaks of.  Every report carries one."""

    corpus: str
    """"starter" or the home's own corpus."""
    papers: int
    since: dt.date | None
    until: dt.date | None
    """First and last paper date; with ``--as-of`` the last one allowed."""
    dense_since: dt.date | None = None
    """Month from which the corpus is covered evenly enough for raw counts; None if never."""
    has_abstracts: bool = False
