"""Whether a paper is by somebody, as far as written names tell (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

Sameness = Literal["same", "initials"]
_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "phd", "jr", "sr"}


def author_of(name: str, authors: Sequence[str]) -> tuple[str, Sameness] | None:
    """The author who is meant, and how surely; None: none of them is.

    ``initials``: the family name is the same and of the given names only first letters agree.
    """
    wanted = _parts(name)
    found = [(each, how) for each in authors if (how := _same(wanted, _parts(each)))]
    found.sort(key=lambda pair: pair[1] != "same")
    return found[0] if found else None


def _same(one: list[str], other: list[str]) -> Sameness | None:
    if not one or not other or one[-1] != other[-1]:
        # "Wang Lei" and "Lei Wang".
        return "same" if len(one) > 1 and sorted(one) == sorted(other) else None
    if len(one) == 1 or len(other) == 1:
        return "initials"
    first, second = one[0], other[0]
    if first == second:
        return "same"
    short = min(len(first), len(second)) == 1
    return "initials" if short and first[0] == second[0] else None


def _parts(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    if plain.count(",") == 1:
        family, _, given = plain.partition(",")
        plain = f"{given} {family}"
    return [part for part in re.findall(r"[^\W\d_]+", plain) if part not in _TITLES]
