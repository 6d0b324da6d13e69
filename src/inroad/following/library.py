"""A reader's library taken in: from a file to likes, with what became of every entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from inroad.corpus.rejects import reject_log
from inroad.errors import InputError, NotFound
from inroad.following.match import Matched, match, ways
from inroad.following.stock import Stock
from inroad.journal import likes
from inroad.journal.store import Journal
from inroad.sources import libraries
from inroad.sources.library import Library
from inroad.types import BY_HAND, LibraryReport, Vote

MOST_REASONS = 10


def take_in(stock: Stock, journal: Journal, path: Path, name: str | None, now: dt.datetime) -> LibraryReport:
    """Like what a library holds; what the reader said of a paper before stays.

    Args:
        stock: the corpus in which its papers are looked for.
        journal: where likes are kept.
        path: the library's file.
        name: under which the import can be undone; None: the file's name.
        now: the moment of the import.

    Raises:
        InputError: the file is no library, or the name cannot be used.
    """
    found = libraries.read(path)
    name = _checked(name or path.stem)
    matched = match(stock, found.entries)
    votes = [_vote(each, name, now) for each in matched]
    report = _report(name, found, matched)
    facts = {
        "kind": found.kind,
        "read": report.read,
        "in_corpus": report.in_corpus,
        "rejected": report.rejected,
    }
    liked = likes.take_in(journal, name, votes, facts, now)
    report = replace(report, liked=liked, already=len(votes) - liked)
    return _with_rejects(stock, found, report)


def take_back(journal: Journal, name: str, now: dt.datetime) -> LibraryReport:
    """Undo an import, by its name or by the file that it was named after.

    Raises:
        NotFound: nothing is there from an import of that name.
    """
    try:
        undone = likes.take_back(journal, name, now)
    except NotFound:
        stem = Path(name).stem
        if stem == name:
            raise
        name, undone = stem, likes.take_back(journal, stem, now)
    return LibraryReport(name, "import", undone=undone)


def _checked(name: str) -> str:
    bare = " ".join(name.split())
    if not bare or bare == BY_HAND:
        raise InputError(f"an import cannot be called {name!r}", "name it with --name")
    return bare


def _vote(matched: Matched, name: str, now: dt.datetime) -> Vote:
    entry = matched.entry
    # A library's clock may be wrong; nothing was liked after today.
    at = min(entry.added, now) if entry.added else now
    return Vote(matched.paper_id, "like", at, name, entry.title, entry.year)


def _report(name: str, found: Library, matched: list[Matched]) -> LibraryReport:
    by = ways(matched)
    inside = by["id"] + by["doi"] + by["title"]
    return LibraryReport(
        name=name,
        kind=found.kind,
        read=len(found.entries) + len(found.rejects),
        repeated=len(found.entries) - len(matched),
        in_corpus=inside,
        by_id=by["id"],
        by_doi=by["doi"],
        by_title=by["title"],
        not_in_corpus=len(matched) - inside,
        undecided=by["undecided"],
        rejected=len(found.rejects),
    )


def _with_rejects(stock: Stock, found: Library, report: LibraryReport) -> LibraryReport:
    """The rejected entries written down beside those of `inroad ingest`."""
    with reject_log(stock.config.rejects) as log:
        log.add(found.rejects)
        file = log.finish()
        reasons = tuple(sorted(log.reasons.items(), key=lambda pair: (-pair[1], pair[0])))[:MOST_REASONS]
    return replace(report, reasons=reasons, rejects_file=str(file) if file else None)
