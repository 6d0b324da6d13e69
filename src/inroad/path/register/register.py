"""An atlas as arrays: what one question needs is looked up, and nothing is read in whole or decoded.

Tables answer in one go for all papers; who wrote a dozen names' papers needs a thousandth of them.  Arrays
with "where each one's part ends" beside them give just that, without the table library, whose loading alone
takes a third of the time that a command may take (docs/decisions.md).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.atlas.mapped import Array, Facts
from inroad.types import Coverage, Evidence

VERSION = 2
"""Raised when the same atlas gives other arrays."""
NOWHEN = -(2**31)
"""Day of a paper without one."""
NONE = 2**32 - 1
"""No paper."""
NOBODY = -1
"""Somebody of whom no given name is known."""
EPOCH = dt.date(1970, 1, 1).toordinal()

STATED = ("stated", "stated_field", "stated_start", "stated_end", "stated_sentence")

Numbers = NDArray[np.int64]


def id_key(paper_id: str) -> int:
    """By which a paper is found from its id: 64 bits, of a million ids two agree once in 10^7 corpora."""
    return int.from_bytes(hashlib.blake2b(paper_id.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Register:
    """One atlas, as of a day.  Papers, authors and methods are their numbers in it."""

    arrays: dict[str, Array]
    facts: Facts

    # -- papers -------------------------------------------------------------------------------------

    @property
    def papers(self) -> int:
        """How many."""
        return len(self.arrays["day"])

    @cached_property
    def coverage(self) -> Coverage:
        """Which corpus it speaks of."""
        told = self.facts["coverage"]
        days = {name: _day(told[name]) for name in ("since", "until", "dense_since")}
        return Coverage(
            told["corpus"],
            told["papers"],
            days["since"],
            days["until"],
            days["dense_since"],
            told["has_abstracts"],
        )

    def numbers(self, ids: Sequence[str]) -> Numbers:
        """Papers of some ids, ascending; those that are not here are left out."""
        asked = np.array([id_key(each) for each in ids], np.uint64)
        known = self.arrays["id_key"]
        at = np.searchsorted(known, asked)
        there = (at < len(known)) & (known[np.minimum(at, len(known) - 1)] == asked) if len(known) else at < 0
        return once(self.arrays["id_at"][at[there]])

    def paper_id(self, paper: int) -> str:
        """Its id."""
        return self._text("id", paper)

    def date(self, paper: int) -> dt.date | None:
        """Its day."""
        day = int(self.arrays["day"][paper])
        return None if day == NOWHEN else dt.date.fromordinal(EPOCH + day)

    def years_before(self, years: int) -> dt.date:
        """The day so many years before its last one; there must be papers."""
        until = self.coverage.until
        assert until is not None
        day = min(until.day, 28) if until.month == 2 else until.day  # a year may have no 29th of February
        return until.replace(year=until.year - years, day=day)

    def since(self, papers: Numbers, day: dt.date) -> Numbers:
        """Those of some papers that are later than a day."""
        return papers[self.arrays["day"][papers] > day.toordinal() - EPOCH]

    def label(self, name: str, paper: int) -> str | None:
        """Its ``primary`` category, ``domain`` or ``venue``."""
        code = int(self.arrays[name][paper])
        told: list[str] = self.facts[name]
        return None if code < 0 else told[code]

    def newcomer(self, paper: int) -> bool | None:
        """Whether its first author was new; None: unknown."""
        told = int(self.arrays["newcomer"][paper])
        return None if told < 0 else bool(told)

    def words(self, paper: int) -> Array:
        """Telling words of its title."""
        return self._part("words", paper)

    def with_word(self, word: int) -> int:
        """Papers whose titles have it."""
        return int(self.arrays["word_papers"][word])

    # -- authors ------------------------------------------------------------------------------------

    def authors(self, paper: int) -> Array:
        """Who wrote it, in order."""
        return self._part("wrote", paper)

    def wrote(self, author: int) -> Array:
        """Papers of a name, ascending."""
        return self._part("by", author)

    def written_by(self, authors: Sequence[int]) -> list[int]:
        """How many papers each of some names has."""
        ends, last = self.arrays["by_ends"], np.asarray(authors, np.int64)
        before = np.where(last > 0, ends[np.maximum(last - 1, 0)], 0) if len(last) else last
        found: list[int] = (ends[last].astype(np.int64) - before).tolist()
        return found

    def is_known(self, author: int) -> bool:
        """Whether the name itself is known."""
        return bool(self.arrays["known"][author])

    def name(self, author: int) -> str:
        """As it is written."""
        return self._text("name", author)

    def text(self, author: int) -> str:
        """Folded."""
        return self._text("text", author)

    def bearers(self, author: int) -> float:
        """Expected number of further people of that name."""
        return float(self.arrays["bearers"][author])

    def with_key(self, key: str) -> list[int]:
        """Authors of an initial and a surname, ``j zhu``."""
        return [int(self.arrays["key_author"][at]) for at in self._found("key", key)]

    # -- methods ------------------------------------------------------------------------------------

    def methods(self, paper: int) -> Array:
        """Methods that it names."""
        return self._part("named", paper)

    def own(self, paper: int) -> Array:
        """Methods and models that it introduces."""
        return self._part("own", paper)

    def uses(self, method: int) -> int:
        """Papers that name it."""
        return int(self.arrays["uses"][method])

    def spelt(self, key: str) -> list[int]:
        """Methods of a folded name."""
        return [int(self.arrays["spelt_method"][at]) for at in self._found("spelt", key)]

    def method_text(self, method: int, what: str = "method_name") -> str:
        """Its name, ``method_id`` or ``long_form``; "" where it has none."""
        return self._text(what, method)

    def method_names(self) -> Iterator[str]:
        """Names of all methods."""
        return filter(None, texts_of(self.arrays, "method_name"))

    def naming(self, method: int) -> Numbers:
        """Papers that name it, ascending."""
        at = np.flatnonzero(self.arrays["named"] == method)
        return np.searchsorted(self.arrays["named_ends"], at, side="right").astype(np.int64)

    # -- what papers leave open -----------------------------------------------------------------------

    def stated(self, paper: int) -> tuple[Evidence, ...]:
        """Places where it tells its limits; ``note`` is "limitation", "open problem" or "future work"."""
        if "stated" not in self.arrays:
            return ()
        columns = (self._part(name, paper, "stated").tolist() for name in STATED)
        paper_id, date = self.paper_id(paper), self.date(paper)
        return tuple(
            Evidence(
                paper_id=paper_id,
                date=date,
                place=self.facts["fields"][field],
                start=start,
                end=end,
                sentence=sentence,
                note=self.facts["statements"][kind],
            )
            for kind, field, start, end, sentence in zip(*columns, strict=True)
        )

    # -- parts --------------------------------------------------------------------------------------

    def parts(self, name: str, numbers: Numbers) -> tuple[Numbers, Array]:
        """All parts of some: for each item the position in ``numbers`` of whose it is, and the item."""
        ends = self.arrays[f"{name}_ends"].astype(np.int64, copy=False)
        last = ends[numbers] if len(numbers) else np.zeros(0, np.int64)
        first = np.where(numbers > 0, ends[numbers - 1], 0) if len(numbers) else last
        sizes = last - first
        of = np.repeat(np.arange(len(numbers)), sizes)
        inside = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return of, self.arrays[name][first[of] + inside]

    def _part(self, name: str, number: int, ends_of: str = "") -> Array:
        return part_of(self.arrays, name, number, ends_of)

    def _text(self, name: str, number: int) -> str:
        return text_of(self.arrays, name, number)

    def _found(self, name: str, key: str) -> Iterator[int]:
        """Positions of a text among sorted ones."""
        size = len(self.arrays[f"{name}_ends"])
        at = bisect_left(range(size), key.encode(), key=lambda each: self._part(name, each).tobytes())
        while at < size and self._text(name, at) == key:
            yield at
            at += 1


def once(numbers: Array) -> Numbers:
    """Each of some numbers once, ascending.

    ``np.unique`` hashes them, which takes ten times as long, and loads masked arrays.
    """
    found = np.sort(numbers.astype(np.int64, copy=False))
    kept: Numbers = found[np.diff(found, prepend=found[:1] - 1) > 0]
    return kept


def part_of(arrays: Mapping[str, Array], name: str, number: int, ends_of: str = "") -> Array:
    """What an array has of one thing; ``ends_of`` says which other array ends where this does."""
    ends = arrays[f"{ends_of or name}_ends"]
    return arrays[name][int(ends[number - 1]) if number else 0 : int(ends[number])]


def text_of(arrays: Mapping[str, Array], name: str, number: int) -> str:
    """One of the texts of an array."""
    return part_of(arrays, name, number).tobytes().decode()


def texts_of(arrays: Mapping[str, Array], name: str) -> Iterator[str]:
    """All texts of an array."""
    data, start = arrays[name].tobytes(), 0
    for end in arrays[f"{name}_ends"].tolist():
        yield data[start:end].decode()
        start = end


def _day(told: Any) -> dt.date | None:
    return None if told is None else dt.date.fromisoformat(told)
