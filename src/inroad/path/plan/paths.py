"""Ways into research: read from ``data/paths``, and held beside what somebody has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from inroad.errors import NotFound
from inroad.types import (
    MySituation,
    Newcomer,
    Path,
    PathCost,
    PathFit,
    PathOdds,
    PathStep,
    PathView,
    ProfileReport,
)

ORDER: tuple[PathFit, ...] = ("chosen", "fits", "could", "not now")


@cache
def paths() -> tuple[Path, ...]:
    """All paths, in the manifest's order."""
    return tuple(_path(name, _raw(f"{name}.toml")) for name in _raw("manifest.toml")["paths"])


def find(name: str) -> Path:
    """The path of that id or name.

    Raises:
        NotFound: there is none; carries near names.
    """
    wanted = name.strip().casefold()
    found = [each for each in paths() if wanted in (each.path_id, each.name.casefold())]
    if found:
        return found[0]
    from inroad.near import near

    ids = [each.path_id for each in paths()]
    raise NotFound(f"there is no path {name!r}", "`inroad plan paths` lists them", near(name, ids))


def views(known: Iterable[Path], profile: ProfileReport, chosen: Sequence[str]) -> tuple[PathView, ...]:
    """All paths from where somebody stands: chosen ones first, then those that fit.

    Among those that fit: first what needs nobody's leave, then what is made for fewer situations than others,
    then what asks most of what one has.
    """
    seen = [view(each, profile, chosen) for each in known]
    place = {each.path.path_id: number for number, each in enumerate(seen)}
    return tuple(
        sorted(seen, key=lambda each: (ORDER.index(each.fit), *_rank(each.path), place[each.path.path_id]))
    )


def view(path: Path, profile: ProfileReport, chosen: Sequence[str]) -> PathView:
    """Whether a path fits, and why."""
    if path.path_id in chosen:
        return PathView(path, "chosen", "You chose it.")
    situation = profile.me.situation
    if situation is None:
        return PathView(
            path, "could", "Your situation is unknown; say it with inroad profile set --situation."
        )
    if situation not in path.whom + path.could:
        return PathView(path, "not now", f"It is for others: {_listed(path.whom)}.")
    lacking = _lacking(path, profile.newcomer)
    if lacking:
        return PathView(path, "not now", f"Worth beginning later: {'; '.join(lacking)}.")
    needs = f", if {path.condition}" if path.condition else ""
    if situation in path.whom:
        return PathView(path, "fits", f"Made for your situation{needs}.")
    return PathView(path, "could", f"Made for others ({_listed(path.whom)}), possible for you{needs}.")


def _lacking(path: Path, person: Newcomer) -> list[str]:
    rows = (
        ("software engineering", path.least_software, person.software),
        ("machine learning", path.least_ml, person.ml),
    )
    found = [f"it asks {least} of 4 in {name}, you have {has}" for name, least, has in rows if has < least]
    if person.hours_a_week < path.weekly:
        found.append(f"below {path.weekly:g} hours a week it does not move, you have {person.hours_a_week:g}")
    return found


def _rank(path: Path) -> tuple[bool, int, int]:
    return bool(path.condition), len(path.whom), -(path.least_ml + path.least_software)


def _listed(situations: Sequence[MySituation]) -> str:
    return ", ".join(situations)


# -- reading --------------------------------------------------------------------------------------


def _raw(name: str) -> dict[str, Any]:
    return tomllib.loads((files("inroad") / "data" / "paths" / name).read_text(encoding="utf-8"))


def _path(name: str, raw: dict[str, Any]) -> Path:
    cost, steps = raw["cost"], [_step(each) for each in raw["steps"]]
    return Path(
        name,
        raw["name"],
        raw["what"],
        tuple(raw["for"]),
        tuple(raw["could"]),
        raw["condition"],
        raw["least_software"],
        raw["least_ml"],
        float(raw["weekly"]),
        PathCost(_two(cost["hours"]), _two(cost["months"]), cost["money"]),
        PathOdds(**raw["odds"]),
        (steps[0], steps[1], steps[2]),
        raw["worked"],
        raw["wrong"],
    )


def _step(raw: dict[str, Any]) -> PathStep:
    low, high = raw["hours"]
    return PathStep(raw["title"], (float(low), float(high)), raw["proof"])


def _two(values: Sequence[int]) -> tuple[int, int]:
    low, high = values
    return low, high
