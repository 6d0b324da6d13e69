"""What a reader's own library says of its papers, in whatever form it was saved.

Every form is read by a file of its own, ``parse(data, source) -> Library``, which cannot fetch.  All promise
that a broken entry costs only itself: it is kept aside with its reason, and the others are read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from inroad.corpus import clean, paper_ids
from inroad.corpus.normalise import raw_start
from inroad.types import Reject

MOST_CHARACTERS = 2000
"""A longer title is none."""

_ARXIV = re.compile(
    r"(?i)arxiv\b[:.\s/]*(?:org/[a-z]+/)?(?:arxiv\.)?\s*"
    r"((?:0[7-9]|[1-9]\d)(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})"
)
_DOI = re.compile(r"(?i)\b10\.\d{4,9}/[^\s,;\"<>{}]+")
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as its library writes it; any field may be missing."""

    place: str
    """Where in the source: ``entry 12``, ``line 3``."""
    title: str | None = None
    date: str | None = None
    ids: tuple[str, ...] = ()
    """Fields that hold an id alone, or an address: eprint, DOI, URL."""
    notes: tuple[str, ...] = ()
    """Fields in which an id may stand among other words: journal, extra."""
    added: dt.datetime | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of a library."""

    title: str | None
    year: int | None
    arxiv_id: str | None
    doi: str | None
    added: dt.datetime | None
    """When it was put into the library; None: it does not say."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library's papers, and what of it could not be used."""

    kind: str
    """What the file is ("Zotero database")."""
    entries: tuple[Entry, ...]
    rejects: tuple[Reject, ...] = ()


def library(kind: str, said: Iterable[Said], source: str, rejects: Iterable[Reject] = ()) -> Library:
    """Entries in one spelling; those that name no paper are rejected."""
    found = list(said)
    titles = clean.text(pl.Series([_text(each.title) for each in found], dtype=pl.String)).to_list()
    entries: list[Entry] = []
    bad: list[Reject] = list(rejects)
    for each, title in zip(found, titles, strict=True):
        made = _entry(each, _bare(title))
        if made.title is None and made.arxiv_id is None and made.doi is None:
            reason = "it has neither title nor id"
            bad.append(Reject(source, each.place, reason, raw_start(each.raw)))
        else:
            entries.append(made)
    return Library(kind, tuple(entries), tuple(bad))


def broken(source: str, place: str, reason: str, raw: str) -> Reject:
    """An entry that could not be read at all."""
    return Reject(source, place, reason, raw_start(raw))


def shown(value: object) -> str:
    """The start of a value for a reject, however deep it is."""
    try:
        return repr(value)[:1000]
    except RecursionError:
        return "(nested too deep to be shown)"


def moment(text: object) -> dt.datetime | None:
    """``2024-05-01 10:20:30`` or ISO 8601 as a moment in UTC; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        found = dt.datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def words(value: object) -> str | None:
    """A field's text; None for what is none."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def texts(record: Mapping[str, object], *names: str) -> tuple[str, ...]:
    """The texts of those fields that have one."""
    return tuple(text for name in names if (text := words(record.get(name))))


def arxiv_id(ids: Iterable[str], notes: Iterable[str]) -> str | None:
    """The first arXiv id that the fields of an entry hold."""
    for text in ids:
        if found := paper_ids.split_arxiv(text):
            return found[0]
    for text in (*ids, *notes):
        found_in = _ARXIV.search(text)
        if found_in and (found := paper_ids.split_arxiv(found_in[1])):
            return found[0]
    return None


def doi(ids: Iterable[str], notes: Iterable[str]) -> str | None:
    """The first DOI, in lower case."""
    for text in (*ids, *notes):
        if found := _DOI.search(text):
            return found[0].lower().rstrip(".)")
    return None


def _entry(said: Said, title: str | None) -> Entry:
    year = _YEAR.search(said.date or "")
    return Entry(
        title,
        int(year[1]) if year else None,
        arxiv_id(said.ids, said.notes),
        doi(said.ids, said.notes),
        said.added,
    )


def _text(title: str | None) -> str | None:
    return title if title and len(title) <= MOST_CHARACTERS else None


def _bare(title: str | None) -> str | None:
    """Without the braces by which BibTeX keeps capitals."""
    if title is None:
        return None
    return " ".join(title.replace("{", "").replace("}", "").split()) or None
