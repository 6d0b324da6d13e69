"""What two written names have to do with each other.

A name is folded (case, accents, apostrophes, hyphens) into given names and a surname.  Two names *agree* when
one person may bear both: the same; one with a middle name or an initial more; initials for names ("J. Smith",
"John A. Smith"); a usual short form ("Mike", "Michael"); surname first, as many Chinese names are written.
Names that contradict each other ("John", "Jane"; "John A.", "John B.") never agree, whatever else speaks for
it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

Agreement = Literal["same", "longer", "initials", "short form", "turned"]
"""From surest to least sure."""

_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "þ": "th"}
_PLAIN = str.maketrans(_SPECIAL)
_UNHYPHENED = str.maketrans("", "", "-‐‑")
_DROPPED = r"['’‘`´]"
_NOT_NAME = r"[^\p{L}\p{N}\-‐‑]+"
_SUFFIX = r" (?:jr|sr|ii|iii|iv|\d{4})$"
"""Beside "Jr": the numbers by which DBLP tells namesakes apart."""
MOST = 200
"""Characters of a name that count; longer ones are mistakes of a source."""


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name."""

    given: tuple[str, ...]
    """Given names in order, hyphens kept; a single letter is an initial."""
    surname: str

    @property
    def key(self) -> str:
        """What spellings of the same full name share: ``junyan zhu`` for "Jun-Yan Zhu"."""
        return f"{_joined(self.given)} {self.surname}".strip()

    @property
    def is_initials(self) -> bool:
        """Whether no given name is written out."""
        return all(len(part) == 1 for part in self.given)


def folded(column: str) -> pl.Expr:
    """The column's names in lower case without accents and apostrophes, one space between words."""
    import polars as pl

    plain = pl.col(column).str.slice(0, MOST).str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    plain = plain.str.to_lowercase().str.replace_many(list(_SPECIAL), list(_SPECIAL.values()))
    plain = plain.str.replace_all(_DROPPED, "").str.replace_all(_NOT_NAME, " ").str.strip_chars(" -‐‑")
    return plain.str.replace(_SUFFIX, "")


def fold(name: str) -> str:
    """The same for one name, without the table library, which takes longer to load than a name to fold."""
    marked = unicodedata.normalize("NFKD", name[:MOST])
    plain = "".join(sign for sign in marked if unicodedata.category(sign)[0] != "M").lower()
    plain = re.sub(_DROPPED, "", plain.translate(_PLAIN))
    words = "".join(sign if _in_name(sign) else " " for sign in plain).split(" ")
    return re.sub(_SUFFIX, "", " ".join(filter(None, words)).strip(" -‐‑"))


def _in_name(sign: str) -> bool:
    return sign in "-‐‑" or unicodedata.category(sign)[0] in "LN"


@cache
def read(text: str) -> Name:
    """A folded text as a name; the last word is the surname, hyphens do not part it."""
    words = text.split()
    if not words:
        return Name((), "")
    return Name(tuple(words[:-1]), _joined(words[-1:]))


def named(name: str) -> Name:
    """A written name, folded and read."""
    return read(fold(name))


def agreement(one: Name, other: Name) -> Agreement | None:
    """How one person may bear both names; None if nobody does."""
    if not one.surname or not other.surname:
        return None
    if one.surname == other.surname:
        return _given_agree(one.given, other.given)
    return "turned" if _is_turned(one, other) else None


def joined_given(name: Name) -> str:
    """Its given names as one word: ``junyan``."""
    return _joined(name.given)


def _is_turned(one: Name, other: Name) -> bool:
    """Whether one is the other with the surname first; initials do not tell."""
    full = one.given and other.given and len(one.surname) > 1 and len(other.surname) > 1
    return bool(full and _joined(one.given) == other.surname and _joined(other.given) == one.surname)


@cache
def _given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement | None:
    if _joined(one) == _joined(other):
        return "same"
    if not one or not other:
        return None  # "Smith" alone says nothing of which one
    mine, theirs = _parts(one, other), _parts(other, one)
    found: Agreement = "same" if len(mine) == len(theirs) else "longer"
    for a, b in zip(mine, theirs, strict=False):
        how = _part_agrees(a, b)
        if how is None:
            return None
        found = max(found, how, key=_SURENESS.index)
    return found


_SURENESS: tuple[Agreement, ...] = ("same", "longer", "initials", "short form", "turned")


def _parts(names: tuple[str, ...], beside: tuple[str, ...]) -> list[str]:
    """Given names; "Jun-Yan" is two where the other name has initials, else one: "Jun" is somebody else."""
    return (
        _cut(names) if all(len(each) == 1 for each in _cut(beside)) else [_joined((part,)) for part in names]
    )


@cache
def _cut(names: tuple[str, ...]) -> list[str]:
    """All parts, also those that a hyphen joins."""
    return [each for part in names for each in re.split("[-‐‑]", part) if each]


def _part_agrees(a: str, b: str) -> Agreement | None:
    if a == b:
        return "same"
    if min(len(a), len(b)) == 1:
        return "initials" if a[0] == b[0] else None
    from inroad.content import load

    short = load("lexicon/short_names.toml")["short"]
    return "short form" if b in short.get(a, ()) or a in short.get(b, ()) else None


def _joined(words: tuple[str, ...] | list[str]) -> str:
    return "".join(words).translate(_UNHYPHENED)
