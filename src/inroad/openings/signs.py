"""From looks at the world to signs: each thing is there, is not there, or nobody has looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from inroad.atlas.text import name_key
from inroad.openings import libraries
from inroad.signals.seen import Observation
from inroad.types import Evidence, Method

Answer = Literal["yes", "no", "unknown"]
Seen = Mapping[str, Observation]
"""What was seen of one subject, by what was looked at."""

STALE = dt.timedelta(days=365)
"""A repository without a push for so long is no longer kept up."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that can be looked at, and what was seen."""

    name: str
    """"stars", "package", "demo" ..."""
    answer: Answer
    said: str = ""
    """In plain words, where there is more to say than yes or no."""
    value: float | None = None
    evidence: Evidence | None = None


def listed(words: Sequence[str]) -> str:
    """Words as one lists them in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def percent(chance: float) -> str:
    """A chance in two digits; what is above zero never reads as zero.

    >>> percent(0.58), percent(0.0036), percent(0.00001)
    ('58 %', '0.36 %', 'under 0.01 %')
    """
    value = 100 * chance
    if 0 < value < 0.01:
        return "under 0.01 %"
    return f"{value:.0f} %" if value >= 9.95 else f"{value:.2g} %"


def counted(number: int, what: str) -> str:
    """A number of things in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def shown(look: Observation, note: str = "") -> Evidence:
    """An observation as evidence."""
    about = look.subject.split(":", 1)[1]
    found = "" if look.status == "seen" else " (looked for, not there)"
    return Evidence(
        paper_id=about if look.subject.startswith("paper:") else None,
        date=look.observed.date(),
        figure=look.value,
        note=f"{note or look.what} of {about}{found}; {look.source}",
    )


def words(seen: Seen, what: str) -> str | None:
    """The words that were seen; None if there were none, or nobody looked."""
    look = seen.get(what)
    return look.text if look is not None and look.status == "seen" else None


def day(seen: Seen, what: str) -> dt.date | None:
    """A day that was seen; None if it cannot be read as one."""
    try:
        return dt.date.fromisoformat((words(seen, what) or "")[:10])
    except ValueError:
        return None


# -- signs of any kind --------------------------------------------------------------------------------


def thing(name: str, seen: Seen, what: str) -> Sign:
    """Something that is there or not."""
    look = seen.get(what)
    if look is None or look.status == "unknown":
        return Sign(name, "unknown")
    return Sign(name, "yes" if look.status == "seen" else "no", value=look.value, evidence=shown(look))


def number(name: str, seen: Seen, what: str = "") -> Sign:
    """A number that was looked up; none of them is a no."""
    look = seen.get(what or name)
    if look is None or look.status == "unknown" or (look.status == "seen" and look.value is None):
        return Sign(name, "unknown")
    value = (look.value or 0.0) if look.status == "seen" else 0.0
    return Sign(name, "yes" if value > 0 else "no", f"{value:,.0f} {name}", value, shown(look))


def either(name: str, *signs: Sign) -> Sign:
    """Yes if one says so; no only if all were looked at."""
    answers = [sign.answer for sign in signs]
    answer: Answer = "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"
    told = next(sign for sign in signs if sign.answer == answer)
    return Sign(name, answer, value=told.value, evidence=told.evidence)


# -- use ----------------------------------------------------------------------------------------------


def mentions(method: Method, today: dt.date) -> Sign:
    """Papers by others that name it; unknown where authors are."""
    others = method.papers_by_others
    if others is None:
        said = f"{counted(max(method.papers - 1, 0), 'later paper')}, by whom is unknown"
        return Sign("papers by others", "unknown", said)
    papers = "paper" if others == 1 else "papers"
    evidence = Evidence(
        date=today, figure=others, note=f"{papers} by others that name {method.name}; this corpus"
    )
    answer: Answer = "yes" if others else "no"
    return Sign("papers by others", answer, f"{counted(others, 'paper')} by others", float(others), evidence)


def growth(slope: float | None, seen: Seen) -> Sign:
    """Stars a day."""
    if slope is None:
        return Sign("growth of stars", "unknown")
    answer: Answer = "yes" if slope > 0 else "no"
    return Sign("growth of stars", answer, f"{slope:+.1f} stars a day", slope, shown(seen["stars"]))


def package_names(method: Method) -> tuple[str, ...]:
    """Under which names one would look for a package of this method."""
    written = "-".join(method.name.lower().replace("_", " ").split())
    return tuple(dict.fromkeys((written, name_key(method.name))))


def package(method: Method, seen: Mapping[str, Seen]) -> Sign:
    """A package under the method's name; whether it is this method's is for the reader to see."""
    every = [thing("package", seen.get(f"package:{name}", {}), "package") for name in package_names(method)]
    there = [sign for sign in every if sign.answer == "yes"]
    if there:
        return Sign("package", "yes", "a package of its name", evidence=there[0].evidence)
    return next((sign for sign in every if sign.answer == "no"), Sign("package", "unknown"))


def library(method: Method, today: dt.date) -> Sign:
    """In a well-known library; before the list was made, and of methods younger than it, nobody can tell."""
    held, checked = libraries.holding(method), libraries.checked()
    if today < checked or (not held and method.first_seen > checked):
        return Sign("library", "unknown")
    if held:
        evidence = Evidence(date=checked, note=f"{method.name} is in {listed(held)}; list of libraries")
        return Sign("library", "yes", f"in {listed(held)}", float(len(held)), evidence)
    total = len(libraries.libraries())
    evidence = Evidence(date=checked, note=f"{method.name} is in none of {total} well-known libraries listed")
    return Sign("library", "no", "in no well-known library", 0.0, evidence)


# -- obstacles ----------------------------------------------------------------------------------------


def code(method: Method, paper: Seen, repo: str | None, seen: Seen) -> Sign:
    """Code of the method, from what was seen of its paper, of its repository, and from the paper's text."""
    look = paper.get("repository")
    stars = seen.get("stars")
    if stars is not None and stars.status == "absent":
        return Sign("code", "no", "its repository is gone", evidence=shown(stars))
    if repo and look is not None:
        return Sign("code", "yes", evidence=shown(look, f"repository {repo}"))
    if method.has_code:
        note = "its text links to code"
        return Sign("code", "yes", evidence=Evidence(method.introduced_by, date=method.first_seen, note=note))
    if look is not None and look.status == "absent":
        return Sign("code", "no", evidence=shown(look))
    return Sign("code", "unknown")


def licence(seen: Seen) -> Sign:
    """A licence, without which nothing may be passed on."""
    sign = thing("licence", seen, "licence")
    text = words(seen, "licence")
    return Sign("licence", sign.answer, f"licence {text}" if text else "", evidence=sign.evidence)


def upkeep(seen: Seen, today: dt.date) -> Sign:
    """Whether somebody still looks after the repository.

    A push long ago tells it is left only if that was long ago when somebody looked.
    """
    archived, pushed, last = seen.get("archived"), seen.get("pushed"), day(seen, "pushed")
    if archived is not None and archived.status == "seen" and archived.value:
        return Sign("upkeep", "no", "archived", evidence=shown(archived))
    if pushed is None or last is None:
        return Sign("upkeep", "unknown")
    if pushed.observed.date() - last > STALE:
        return Sign("upkeep", "no", f"no push since {last}", evidence=shown(pushed))
    if today - last > STALE:
        return Sign("upkeep", "unknown", f"a push on {last}, not looked at since")
    return Sign("upkeep", "yes", f"a push on {last}", evidence=shown(pushed))
