"""The words that posts are read by, from ``data/roles/``: content, which can be changed without code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inroad.path.phrases import Phrases
from inroad.path.roles.axes import ENDS, AxisWords, Meaning
from inroad.types.roles import AxisName, DemandKind, RoleSection

FOLDER = Path(__file__).parents[2] / "data" / "roles"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a post can ask for."""

    kind: DemandKind
    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of role: its usual place and what it usually asks for."""

    name: str
    pure_applied: int
    models_infrastructure: int
    asks: tuple[str, ...]
    """Names of things."""
    evidence: str
    """What shows that one can do it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of it."""

    axes: tuple[AxisWords, AxisWords]
    heads: Phrases[RoleSection]
    wrapping: Phrases[bool]
    things: Phrases[Thing]
    names: tuple[str, ...]
    """Of all things."""
    kinds: tuple[Kind, ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with Inroad."""
    cues = _read("axes.toml")["cue"]
    parts, asked = _read("parts.toml"), _read("demands.toml")
    pure, models = (_axis(axis, cues) for axis in ENDS)
    things = [
        (phrase, Thing(each["kind"], each["name"]))
        for each in asked["thing"]
        for phrase in (each["name"], *each.get("phrases", ()))
    ]
    return Lexicon(
        axes=(pure, models),
        heads=Phrases((phrase, section) for section, all_ in parts["heads"].items() for phrase in all_),
        wrapping=Phrases((phrase, True) for phrase in parts["wrapping"]["phrases"]),
        things=Phrases(things),
        names=tuple(dict.fromkeys(each["name"] for each in asked["thing"])),
        kinds=tuple(
            Kind(e["name"], e["pure_applied"], e["models_infrastructure"], tuple(e["asks"]), e["evidence"])
            for e in _read("kinds.toml")["kind"]
        ),
    )


def _axis(axis: AxisName, cues: Iterable[dict[str, Any]]) -> AxisWords:
    key = axis.replace("-", "_")
    found: dict[bool, dict[str, Meaning]] = {True: {}, False: {}}
    for each in cues:
        silent = not any(name.replace("-", "_") in each for name in ENDS)
        if key not in each and not silent:
            continue
        made = Meaning(float(each.get(key, 0)), each["reason"])
        for phrase in each["phrases"]:
            kept = found[each.get("where") == "title"]
            # A phrase in two groups means what says more.
            if phrase not in kept or abs(made.weight) > abs(kept[phrase].weight):
                kept[phrase] = made
    # What a title says best, it says with words of titles; else its words are read like any others.
    return AxisWords(axis, Phrases(found[False].items()), Phrases((found[False] | found[True]).items()))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
