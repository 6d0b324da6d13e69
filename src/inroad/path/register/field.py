"""The papers of a field, by arrays: the same as :func:`inroad.atlas.field.find_field` finds.

What that does with tables is done here with what the question needs of them.  Before there are arrays, and
for signs and letters that are not looked up in words, it gives None, and the tables are asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from inroad.atlas import missing
from inroad.atlas.asked import FEW, keys_of, long_phrases, stems_of, words_of
from inroad.atlas.meant import Numbered, meant
from inroad.config import Config
from inroad.path.register.register import NONE, Numbers, Register, once
from inroad.path.register.said import Said

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas

Titles = Callable[[Sequence[int]], dict[int, str | None]]


@dataclass(frozen=True)
class Found:
    """A field, whichever way it was found."""

    register: Register
    query: str
    after: dt.date
    """The last day that does not count."""
    papers: Numbers
    """Those after it; ascending, so the oldest first."""
    titles: Titles
    """Of some papers."""
    warnings: tuple[str, ...] = ()


def quick_field(config: Config, query: str, years: int) -> Found | None:
    """A field of the home's atlas as it is now; None where the tables have to be asked.

    Args:
        config: the home.
        query: the field, in the user's words.
        years: so far back papers count: texts of older ones are not read.

    Raises:
        InputError: the query has no word to search for, or is too long.
        NotFound: nothing matches; carries near names.
    """
    from inroad.path.register.opened import kept, kept_said

    words_of(query)
    register, said = kept(config), kept_said(config)
    if register is None or said is None or not query.isascii():
        return None
    founders = named(register, query)
    found = _saying(register, said, query, founders[:1])
    if found is None:
        return None
    found, warnings = _enough(register, said, query, founders, found)
    after = register.years_before(years)
    return Found(register, query.strip(), after, register.since(found, after), _titles(said), warnings)


def _saying(register: Register, said: Said, query: str, founder: Sequence[int]) -> Numbers | None:
    """Papers that say a query, or name the method that it names; None if there is no telling."""
    known = [register.naming(each) for each in founder]
    long_forms = [register.method_text(each, "long_form") for each in founder]
    asked = long_phrases(filter(None, (query.strip(), *long_forms)))
    found = [said.phrase(each) for each in asked.values()]
    told = [each for each in found if each is not None]
    return _all_of([*known, *told]) if len(told) == len(found) else None


def _enough(
    register: Register, said: Said, query: str, founders: Sequence[int], found: Numbers
) -> tuple[Numbers, tuple[str, ...]]:
    """Where few papers say it, those with its words apart too, and a word on that.

    Raises:
        NotFound: nothing matches; carries near names.
    """
    few, words, warnings = len(found) < FEW, words_of(query), list[str]()
    if few and not founders and (meant := missing.spelt_right(query, said.usual())):
        raise missing.misspelt(query, len(found), meant)
    if few and len(words) > 1:
        parts = [said.beginning(each) for each in stems_of(words)]
        apart = _without(reduce(_both, parts), found)
        warnings += missing.apart(len(found), len(apart))
        found = _all_of([found, apart])
    if not len(found):
        raise missing.nothing(query, missing.near_names(query, register.method_names()))
    return found, tuple(warnings)


def _both(one: Numbers, other: Numbers) -> Numbers:
    return one[np.isin(one, other)]


def _without(one: Numbers, other: Numbers) -> Numbers:
    return one[~np.isin(one, other)]


def _all_of(parts: Sequence[Numbers]) -> Numbers:
    """Those of any part, ascending."""
    return once(np.concatenate([np.zeros(0, np.int64), *parts]))


def _titles(said: Said) -> Titles:
    return lambda numbers: {each: said.title(each) for each in numbers}


def field_of(atlas: Atlas, query: str, years: int) -> Found:
    """The same by tables, of any atlas.

    Raises:
        InputError: the query has no word to search for, or is too long.
        NotFound: nothing matches; carries near names.
    """
    from inroad.atlas.field import find_field
    from inroad.path.register.opened import register_of

    made = find_field(atlas, query)
    register = register_of(atlas)
    after = register.years_before(years)
    papers = register.since(made.papers["paper"].to_numpy().astype(np.int64), after)

    def titles(numbers: Sequence[int]) -> dict[int, str | None]:
        rows = atlas.papers["title"].gather(list(numbers))
        return dict(zip(numbers, rows.to_list(), strict=True))

    return Found(register, made.query, after, papers, titles, made.warnings)


def named(register: Register, name: str) -> list[int]:
    """Methods that a name or id stands for, the likeliest first; see :mod:`inroad.atlas.meant`."""
    return [each.number for each in meant(name, lambda plain: _called(register, plain))]


def _called(register: Register, name: str) -> list[Numbered]:
    found = {each for key in sorted(keys_of(name)) for each in register.spelt(key)}
    rows = [_candidate(register, each) for each in found if register.uses(each)]
    return sorted(rows, key=lambda each: (-each.papers, each.number))


def _candidate(register: Register, method: int) -> Numbered:
    origin = int(register.arrays["origin"][method])
    paper_id = None if origin == NONE else register.paper_id(origin)
    return Numbered(method, register.method_text(method, "method_id"), paper_id, register.uses(method))
