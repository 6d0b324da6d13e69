"""Whether a paper is by somebody, by the rules that tell people of a field apart (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inroad.path.people.names import Name, agreement, named

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "phd"})
FAMILY = "family name"
_ORDER = ("same", "longer", "initials", "short form", "turned", FAMILY)
_CHECK = {
    "longer": "the paper is signed “{}”, with more or fewer names",
    "initials": "only the family name and initials agree with {}",
    "short form": "the paper is signed “{}”, of which one is a usual short form of the other",
    "turned": "the paper is signed “{}”, the family name in the other place",
    FAMILY: "only the family name agrees with {}",
}


def author_of(name: str, authors: Sequence[str]) -> tuple[str, str] | None:
    """The author who is meant, and how the names agree; None: none of them is.

    Args:
        name: as the user writes it, with titles or the family name first and a comma.
        authors: names as the paper has them.

    Returns:
        The name and ``same``, ``longer``, ``initials``, ``short form``, ``turned`` or ``family name``.
    """
    wanted = _read(name)
    told = [(each, how) for each in authors if (how := _agreement(wanted, named(each)))]
    return min(told, key=lambda pair: _ORDER.index(pair[1]), default=None)


def check(found: tuple[str, str]) -> list[str]:
    """What to make sure of before a paper is called theirs; nothing where the names are the same."""
    name, how = found
    return [f"{_CHECK[how].format(name)}: make sure that it is the same person"] if how in _CHECK else []


def _agreement(one: Name, other: Name) -> str | None:
    if one.surname and one.surname == other.surname and not (one.given and other.given):
        return FAMILY
    return agreement(one, other)


def _read(name: str) -> Name:
    family, comma, given = name.partition(",")
    words = f"{given} {family}".split() if comma and name.count(",") == 1 else name.split()
    return named(" ".join(word for word in words if re.sub(r"\W", "", word).casefold() not in _TITLES))
