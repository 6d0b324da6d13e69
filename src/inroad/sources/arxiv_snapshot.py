"""arXiv's bulk metadata snapshot: one JSON object a line.

``parse`` takes lines, it cannot fetch or open.  A line that cannot be used becomes a ``Reject`` with its
number, and the next one is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from inroad.corpus.normalise import raw_start
from inroad.corpus.paper_ids import split_arxiv
from inroad.sources.authors import split_authors
from inroad.sources.opening import LINE_LIMIT
from inroad.types import Paper, Reject

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RFC_822 = re.compile(r"\s*(?:[A-Za-z]{3},\s*)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\b")
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")


def parse(lines: Iterable[bytes | None], source: str) -> Iterator[Paper | Reject]:
    """A paper or a reject for each line that is not blank; None stands for a line too long to read."""
    for number, line in enumerate(lines, 1):
        if line is None:
            yield _reject(source, number, f"the line is longer than {LINE_LIMIT >> 20} MiB", b"")
        elif text := line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip():
            yield _record(text, source, number)


def _record(line: bytes, source: str, number: int) -> Paper | Reject:
    try:
        raw = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        reason = "it is not UTF-8" if not _is_utf8(line) else f"it is not JSON ({error.msg})"
        return _reject(source, number, reason, line)
    if not isinstance(raw, dict):
        return _reject(source, number, "it is not a JSON object", line)
    found = split_arxiv(raw["id"]) if isinstance(raw.get("id"), str) else None
    if found is None:
        return _reject(source, number, "it has no usable arXiv id", line)
    title = _text(raw.get("title"))
    if title is None:
        return _reject(source, number, "it has no title", line)
    return _paper(raw, *found, title)


def _paper(raw: dict[str, Any], paper_id: str, version: int | None, title: str) -> Paper:
    numbers, created = _versions(raw.get("versions"))
    return Paper(
        paper_id=paper_id,
        title=title,
        abstract=_text(raw.get("abstract")),
        authors=_parsed_authors(raw.get("authors_parsed")) or split_authors(_text(raw.get("authors"))),
        categories=_categories(raw.get("categories")),
        date=min(created, default=None),
        updated=day(raw.get("update_date")) or max(created, default=None),
        version=max(numbers, default=version),
        comment=_text(raw.get("comments")),
        journal_ref=_text(raw.get("journal-ref")),
        doi=_text(raw.get("doi")),
        license=_text(raw.get("license")),
    )


def day(text: object) -> dt.date | None:
    """The day in an ISO or RFC 822 date; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        if iso := _ISO.match(text):
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if mail := _RFC_822.match(text):
            return dt.date(int(mail[3]), _MONTHS.index(mail[2].lower()) + 1, int(mail[1]))
    except ValueError:
        return None
    return None


def _versions(raw: object) -> tuple[list[int], list[dt.date]]:
    entries = [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []
    names = [str(entry.get("version", "")).removeprefix("v") for entry in entries]
    days = [day(entry.get("created")) for entry in entries]
    return [int(name) for name in names if name.isdecimal() and len(name) < 4], [
        each for each in days if each
    ]


def _parsed_authors(raw: object) -> tuple[str, ...] | None:
    """``[family, given, suffix, affiliation ...]`` as "Given Family suffix"."""
    parts = [part for part in raw if isinstance(part, list)] if isinstance(raw, list) else []
    names = (" ".join(_words(part, 1) + _words(part, 0) + _words(part, 2)) for part in parts)
    return tuple(name for name in names if name) or None


def _words(part: list[object], place: int) -> list[str]:
    piece = part[place] if place < len(part) else None
    return piece.split() if isinstance(piece, str) else []


def _categories(raw: object) -> tuple[str, ...] | None:
    words = raw if isinstance(raw, list) else [raw]
    return tuple(name for word in words if isinstance(word, str) for name in word.split()) or None


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _reject(source: str, number: int, reason: str, line: bytes) -> Reject:
    return Reject(
        source, f"line {number}", reason, raw_start(line[:2000].decode("utf-8", "backslashreplace"))
    )
