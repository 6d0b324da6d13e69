"""The papers of a field, by register and index: the same as :func:`inroad.atlas.field.find_field` finds.

What that does with tables is done here with what the question needs of them.  Whatever is not the plain case
(an index that lags behind, too few papers, a word that may be misspelt) gives None, and the tables are asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from inroad.atlas.asked import FEW, keys_of, long_phrases, phrase_pattern, words_of
from inroad.atlas.meant import Numbered, meant
from inroad.config import Config
from inroad.path.register.register import NONE, Numbers, Register

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas
    from inroad.search.saying import Saying


@dataclass(frozen=True)
class Found:
    """A field, whichever way it was found."""

    register: Register
    query: str
    after: dt.date
    """The last day that does not count."""
    papers: Numbers
    """Those after it; ascending, so the oldest first."""
    titles: Callable[[Sequence[int]], dict[int, str | None]]
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
    """
    from inroad.path.register.opened import kept
    from inroad.search.saying import Saying

    words_of(query)
    register, index = kept(config), Saying(config)
    if register is None or index.searcher is None:
        return None
    founders = named(register, query)
    known = register.naming(founders[0]) if founders else np.zeros(0, np.int64)
    long_form = register.method_text(founders[0], "long_form") if founders else ""
    read, after = _Read(register, index), register.years_before(years)
    said = read.saying(list(filter(None, (query.strip(), long_form))), after)
    if said is None:
        return None
    papers = register.since(np.union1d(known, said), after)
    return Found(register, query.strip(), after, papers, read.titles) if len(papers) >= FEW else None


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


@dataclass
class _Read:
    """What the index says, each paper read once."""

    register: Register
    index: Saying
    known: dict[str, str | None] = field(default_factory=dict)
    """Titles by id."""

    def saying(self, phrases: list[str], after: dt.date) -> Numbers | None:
        """Papers after a day that really say a phrase; None if there is no telling."""
        asked = long_phrases(phrases)
        texts = self.index.texts(asked.values(), (), after) if asked else []
        if texts is None:
            return None
        self.known |= {paper_id: title for paper_id, title, _ in texts}
        patterns = [re.compile(each) for each in map(phrase_pattern, asked.values())]
        met = [
            paper_id
            for paper_id, *said in texts
            if any(each.search(text) for each in patterns for text in said if text)
        ]
        return self.register.numbers(met)

    def titles(self, numbers: Sequence[int]) -> dict[int, str | None]:
        """Those of papers that were read, else from the index."""
        ids = {each: self.register.paper_id(each) for each in numbers}
        lacking = sorted({each for each in ids.values() if each not in self.known})
        if lacking:
            self.known |= {each: title for each, title, _ in self.index.texts((), lacking) or ()}
        return {number: self.known.get(each) for number, each in ids.items()}
