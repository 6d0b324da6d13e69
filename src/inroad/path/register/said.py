"""Which papers say a phrase: every word of all titles and abstracts, and where it stands.

Places are counted through the whole corpus, one for each word and one for each run of signs that parts two
phrases; so the words of a phrase stand at places in a row, and the papers of a field are found without
opening any text (a positional index: Manning, Raghavan and Schütze, "Introduction to Information Retrieval",
2008, section 2.4.2).  It means what :func:`inroad.atlas.asked.phrase_pattern` means to texts; a test holds
both together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from inroad.atlas.mapped import Array
from inroad.path.register.register import Numbers, part_of, text_of, texts_of

VERSION = 1
"""Raised when the same texts give other arrays."""
Places = NDArray[np.uint32]


@dataclass(frozen=True)
class Said:
    """What the papers of one atlas say.  Papers are their numbers in it."""

    arrays: dict[str, Array]

    def title(self, paper: int) -> str | None:
        """As it is written; None: unknown."""
        return text_of(self.arrays, "title", paper) or None

    def phrase(self, phrase: str) -> Numbers | None:
        """Papers that say it, in any case, with hyphens or spaces, singular or plural; ascending.

        None where it has signs or letters that are not looked up in words.
        """
        words = _plain(phrase)
        if not words:
            return None
        parts = [self._places(each) - at for at, each in enumerate(words[:-1])]
        parts.append(self._last(words[-1]) - (len(words) - 1))
        parts.sort(key=len)
        found = parts[0]
        for each in parts[1:]:
            found = _among(found, each)
        return self._papers(found)

    def beginning(self, stem: str) -> Numbers:
        """Papers with a word that begins so, ascending."""
        first, last = (bisect_left(self._vocabulary, each) for each in _span(stem))
        ends = self.arrays["places_ends"]
        start = int(ends[first - 1]) if first else 0
        places = self.arrays["places"][start : int(ends[last - 1]) if last else 0]
        return self._papers(np.sort(places).astype(np.int64))

    def usual(self) -> Iterator[tuple[str, int]]:
        """Phrases of titles, and in how many papers each is."""
        return zip(texts_of(self.arrays, "usual"), self.arrays["usual_papers"].tolist(), strict=True)

    # -- words ----------------------------------------------------------------------------------------

    @cached_property
    def _vocabulary(self) -> _Texts:
        return _Texts(self.arrays, "word")

    def _places(self, word: str) -> Numbers:
        """Where a word stands."""
        at = bisect_left(self._vocabulary, key := word.encode())
        if at == len(self._vocabulary) or self._vocabulary[at] != key:
            return np.zeros(0, np.int64)
        return part_of(self.arrays, "places", at).astype(np.int64)

    def _last(self, word: str) -> Numbers:
        """The same of a word that may be in singular or plural."""
        single = word if word.endswith("ss") else word.removesuffix("s")
        forms = [self._places(f"{single}{end}") for end in ("", "s", "es")]
        return np.sort(np.concatenate(forms))

    def _papers(self, places: Numbers) -> Numbers:
        """Whose places these are; both ascending."""
        found = np.searchsorted(self.arrays["said_ends"], places.astype(np.uint32), side="right")
        return found[np.diff(found, prepend=-1) > 0].astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Texts(Sequence[bytes]):
    """Texts in a row, each read when it is asked for."""

    arrays: dict[str, Array]
    name: str

    def __len__(self) -> int:
        return len(self.arrays[f"{self.name}_ends"])

    def __getitem__(self, at: int) -> bytes:  # type: ignore[override]
        return part_of(self.arrays, self.name, at).tobytes()


def _plain(phrase: str) -> list[str]:
    """Words of a phrase; none where a sign counts, or a letter with other forms than small and capital."""
    words = re.findall(r"[^\W_]+", phrase.lower())
    bare = words and words[-1] != "s" and phrase.isascii() and "+" not in phrase
    return words if bare else []


def _span(stem: str) -> tuple[bytes, bytes]:
    """Texts that begin with a stem are from the first on and before the second."""
    first = stem.encode()
    return first, first + b"\xff"


def _among(few: Numbers, many: Numbers) -> Numbers:
    """Those of ascending numbers that are among others."""
    if not len(many):
        return many
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    found: Numbers = few[many[at] == few]
    return found
