"""What can be shown to others, and what of it the user wants to be seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

PortfolioKind = Literal["about", "claim", "drills", "link", "demo", "helped", "hours"]
LinkKind = Literal["writing", "pull request", "paper", "demo", "talk", "code"]
ItemState = Literal["shown", "hidden", "undecided"]
"""Undecided counts as hidden: nothing is public before the user says so."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something of the user's that stands somewhere else."""

    link_id: str
    url: str
    title: str
    kind: LinkKind
    skill: str
    """skill_id that it shows; "": not said."""
    day: dt.date


@dataclass(frozen=True, slots=True)
class PortfolioItem:
    """One statement and its proof."""

    item: str
    """``KIND:ID``, as ``portfolio show`` and ``hide`` take it."""
    kind: PortfolioKind
    statement: str
    detail: str
    day: dt.date | None
    proof: str
    """Address of the proof: within the site, or of the world; "": it needs none, it is a word of the user."""
    proof_words: str
    """What the proof is, in a few words."""
    weight: float
    """How much it says; when one page is too short, the least goes first."""
    state: ItemState


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """The answer of ``inroad portfolio`` without a folder, and of the page."""

    day: dt.date
    items: tuple[PortfolioItem, ...]
    """Shown ones first, the most weight first."""
    shown: int
    undecided: int
    said: str = ""
    """What has just been changed; "": nothing was."""


@dataclass(frozen=True, slots=True)
class PortfolioWritten:
    """What ``inroad portfolio -o`` or ``--pdf`` wrote."""

    folder: str | None
    files: tuple[str, ...]
    """Within the folder."""
    pdf: str | None
    left_out: tuple[str, ...]
    """Statements for which the one page had no room."""
    shown: int
    withheld: int
    """Statements that are not marked to be shown."""
