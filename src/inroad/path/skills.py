"""Skills, what shows them, and where people are hired, as ``data/profile`` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from inroad.types import HiringRegion, SkillAxis


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill; what the fields mean is said in ``data/profile/skills.toml``."""

    skill_id: str
    axis: SkillAxis
    name: str
    about: str
    families: frozenset[str]
    drills: frozenset[str]
    gives: Mapping[str, float]
    words: tuple[str, ...]
    asked_as: tuple[str, ...]
    grows_by: str

    def trained_by(self, drill_id: str, family: str) -> bool:
        """Whether a drill trains it."""
        return family in self.families or drill_id in self.drills

    def named_in(self, text: str) -> bool:
        """Whether words of the user speak of it: its id, or one of its words."""
        told = text.casefold()
        return told == self.skill_id or any(word in told for word in self.words)


@cache
def skills() -> tuple[Skill, ...]:
    """All skills, those of software first."""
    raw = tomllib.loads(_text("skills.toml"))
    return tuple(
        Skill(
            skill_id,
            each["axis"],
            each["name"],
            each["about"],
            frozenset(each["families"]),
            frozenset(each["drills"]),
            each["gives"],
            tuple(each["words"]),
            tuple(each["asked_as"]),
            each["grows_by"],
        )
        for skill_id, each in raw.items()
    )


@cache
def hiring() -> HiringRegion:
    """The region in which research engineers are hired, and why it is drawn so."""
    return HiringRegion(**tomllib.loads(_text("region.toml")))


def _text(name: str) -> str:
    return (files("inroad") / "data" / "profile" / name).read_text(encoding="utf-8")
