"""What the user says of themselves: read, checked, kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.journal import about_me as kept
from inroad.journal.store import open_journal
from inroad.openings.profile import MACHINES
from inroad.path.profile import report
from inroad.path.skills import skills
from inroad.types import MySituation, ProfileReport

SITUATIONS: Mapping[str, MySituation] = {
    "pupil": "pupil",
    "undergraduate": "undergraduate",
    "masters": "Master's student",
    "phd": "PhD student",
    "engineer": "engineer",
    "scientist": "scientist",
    "inside": "in machine learning",
}
"""As they are typed."""
OPTIONS = {
    "situation": "situation",
    "aim": "aim",
    "field": "fields",
    "hours": "hours_a_week",
    "machine": "machine",
    "software": "software",
    "ml": "ml",
    "skill": "skills",
    "tool": "tools",
    "domain": "domain",
    "name": "name",
}
"""What one can forget, and the field of ``AboutMe`` that is meant."""
MOST = 500
"""Characters of one answer."""


def say(config: Config, said: Mapping[str, Any], forget: Sequence[str], now: dt.datetime) -> ProfileReport:
    """Keep what was said; None leaves a field as it is.

    Raises:
        InputError: nothing was said, or something that cannot be kept.
    """
    me = kept.about_me(open_journal(config))
    changes: dict[str, Any] = {_field(name): None for name in forget}
    changes |= {name: _checked(name, value) for name, value in said.items() if value is not None}
    if isinstance(changes.get("skills"), list):
        changes["skills"] = sorted(map(list, (dict(me.skills) | dict(changes["skills"])).items()))
    if not changes:
        raise InputError("nothing was said", "`inroad profile set --help` tells what one can say")
    kept.put(open_journal(config), changes, now)
    names = {value: key for key, value in OPTIONS.items()}
    told = ", ".join(sorted(names[each] for each in changes))
    return report(config, now, f"Noted: {told}. Undo it with: inroad profile undo")


def say_all(config: Config, form: Mapping[str, str], now: dt.datetime) -> None:
    """Keep a whole form: every field as it stands there, empty ones as not said.

    Args:
        config: the home.
        form: options as in ``OPTIONS`` to text, lists parted by commas, and ``skill:ID`` to a level.
        now: the moment.

    Raises:
        InputError: something that cannot be kept; then nothing is.
    """
    changes = _answers(form)
    changes["skills"] = _as_kept(dict(_rated(form)))
    kept.put(open_journal(config), changes, now)


def say_some(config: Config, form: Mapping[str, str], now: dt.datetime) -> None:
    """Keep some fields of a form, empty ones as not said; all others stay as they are.

    Args:
        config: the home.
        form: as of ``say_all``; an empty level takes a rating away.
        now: the moment.

    Raises:
        InputError: something that cannot be kept; then nothing is.
    """
    changes, journal = _answers(form), open_journal(config)
    if named := {name.partition(":")[2] for name in form if name.startswith("skill:")}:
        others = {skill: level for skill, level in kept.about_me(journal).skills if skill not in named}
        changes["skills"] = _as_kept(others | dict(_rated(form)))
    if changes:
        kept.put(journal, changes, now)


def _answers(form: Mapping[str, str]) -> dict[str, Any]:
    return {OPTIONS[name]: _typed(name, value.strip()) for name, value in form.items() if name in OPTIONS}


def _rated(form: Mapping[str, str]) -> list[tuple[str, int]]:
    skills = ((name, level) for name, level in form.items() if name.startswith("skill:") and level)
    return [_skill(f"{name.partition(':')[2]}={level}") for name, level in skills]


def _as_kept(levels: Mapping[str, int]) -> list[list[Any]] | None:
    return [list(each) for each in sorted(levels.items())] or None


def undo(config: Config, now: dt.datetime) -> ProfileReport:
    """Take the last change back."""
    fields = kept.undo(open_journal(config), now)
    names = {value: key for key, value in OPTIONS.items()}
    return report(config, now, f"As before: {', '.join(sorted(names.get(each, each) for each in fields))}.")


def _field(option: str) -> str:
    found = OPTIONS.get(option.strip().lstrip("-"))
    if found is None:
        raise NotFound(f"nothing is called {option!r} in a profile", f"choose one of {', '.join(OPTIONS)}")
    return found


def _checked(name: str, value: Any) -> Any:
    if name == "skills":
        return [_skill(each) for each in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        told = [_text(each) for each in value]
        return list(dict.fromkeys(each for each in told if each))
    return value


def _typed(name: str, text: str) -> Any:
    """A field of a form as it is kept."""
    if not text:
        return None
    if name in ("field", "tool"):
        return _checked(name, text.split(","))
    if name == "situation" and text not in SITUATIONS.values():
        raise InputError(f"there is no situation {text!r}", "choose one of the list")
    if name == "machine" and text not in MACHINES:
        raise InputError(f"there is no machine {text!r}", f"choose one of {', '.join(MACHINES)}")
    if name in ("software", "ml"):
        return _number(text, 0, 4, int)
    return _number(text, 0.5, 168, float) if name == "hours" else _text(text)


def _number(text: str, low: float, high: float, kind: type[int] | type[float]) -> float:
    try:
        number = kind(text)
    except ValueError:
        number = kind(-1)
    if not low <= number <= high:
        raise InputError(f"{text!r} cannot be used", f"write a number from {low:g} to {high:g}")
    return number


def _skill(said: str) -> tuple[str, int]:
    name, _, level = said.partition("=")
    known = {each.skill_id for each in skills()}
    if name.strip() not in known:
        raise NotFound(f"there is no skill {name.strip()!r}", f"choose one of {', '.join(sorted(known))}")
    if level.strip() not in {"0", "1", "2", "3", "4"}:
        raise InputError(f"{said!r} says no level", "write it like testing=3, from 0 none to 4")
    return name.strip(), int(level)


def _text(value: str) -> str:
    text = " ".join(value.split())
    if len(text) > MOST:
        raise InputError(f"an answer has {len(text)} characters", f"say it in {MOST}")
    return text
