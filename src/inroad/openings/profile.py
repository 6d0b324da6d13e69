"""Who asks: a few named profiles for ``--for``, and one's own as a TOML file.

The figures of the named ones are a choice, not a measurement: roughly what somebody of that name can spare
beside their work, on the machine they can usually get at.  ``--machine`` and ``--hours`` correct them, and
``--for FILE`` replaces them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from inroad.errors import InputError, NotFound
from inroad.types import Machine, Newcomer

PROFILES: Mapping[str, Newcomer] = {
    each.name: each
    for each in (
        # Name, machine at hand, hours a week, weeks, software 0-4, machine learning 0-4.
        Newcomer("student", "laptop", 12, 12, 2, 2),
        Newcomer("engineer", "one GPU", 8, 12, 4, 1),
        Newcomer("scientist", "one GPU", 10, 12, 2, 2),
        Newcomer("researcher", "several GPUs", 20, 12, 3, 4),
    )
}
USUAL = "engineer"
"""Used when nothing is said: this program is for engineers who come from outside."""

ME = "me"
"""The user's own, which ``inroad profile`` keeps and works out; it is not known here."""

MACHINES: tuple[Machine, ...] = tuple(name for name in get_args(Machine) if name != "unknown")
"""Smallest first."""
LEVELS = range(5)
MOST_HOURS = 168
"""There are no more in a week."""


def named(name: str) -> Newcomer:
    """The profile of that name.

    Raises:
        NotFound: there is none.
    """
    found = PROFILES.get(name.strip().lower())
    if found is None:
        known = ", ".join(PROFILES)
        raise NotFound(f"there is no profile {name!r}", f"choose {known}, or give the path of a TOML file")
    return found


def from_toml(text: str, name: str) -> Newcomer:
    """A profile in TOML: any of ``machine``, ``hours_a_week``, ``weeks``, ``software`` and ``ml``; what is
    not said is as for an engineer.

    Raises:
        InputError: not TOML, or a key or value that means nothing here.
    """
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is not TOML ({error})", _SHAPE) from None
    unknown = sorted(said.keys() - _RULES.keys())
    if unknown:
        raise InputError(f"{name} has {unknown[0]!r}, which is no part of a profile", _SHAPE)
    for key, value in said.items():
        right, words = _RULES[key]
        if not right(value):
            raise InputError(f"{name} says {key} = {value!r}", f"{key} is {words}")
    return replace(PROFILES[USUAL], name=name, **said)


def adapted(newcomer: Newcomer, machine: Machine | None, hours_a_week: float | None) -> Newcomer:
    """The same person with another machine or more or less time."""
    changes: dict[str, Any] = {}
    if machine is not None:
        changes["machine"] = machine
    if hours_a_week is not None:
        changes["hours_a_week"] = hours_a_week
    return replace(newcomer, **changes)


def _number(low: float, high: float) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    )


def _level(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in LEVELS


def _weeks(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 520


_RULES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "machine": (lambda value: value in MACHINES, f"one of {', '.join(map(repr, MACHINES))}"),
    "hours_a_week": (_number(0.5, MOST_HOURS), f"a number from 0.5 to {MOST_HOURS}"),
    "weeks": (_weeks, "a whole number from 1 to 520"),
    "software": (_level, "a whole number from 0 (none) to 4 (professional)"),
    "ml": (_level, "a whole number from 0 (none) to 4 (has published)"),
}
_SHAPE = f"write lines like 'hours_a_week = 6' with the keys {', '.join(_RULES)}"
