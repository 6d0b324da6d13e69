"""Zotero's library as JSON: Better BibTeX JSON, Zotero's own API and CSL-JSON.

A file that was cut or has a broken item is read item by item, so that the others are kept.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from inroad.errors import InputError
from inroad.sources.library import Library, Said, broken, library, moment, shown, texts, words
from inroad.types import Reject

KIND = "Zotero JSON file"
LISTS = ("items", "notes", "publications", "references")
"""Keys under which a file may keep its entries."""
_NOT_PAPERS = frozenset(("note", "attachment", "annotation"))
_LIST = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[')
_NEXT = re.compile(r"\n\s*\{")


def parse(data: bytes, source: str) -> Library:
    """All items of a file.

    Raises:
        InputError: it holds no list of items.
    """
    items, rejects = read_items(data, source)
    said: list[Said] = []
    for number, item in items:
        place = f"item {number}"
        if not isinstance(item, dict):
            rejects.append(broken(source, place, "it is no object", shown(item)))
        elif (made := _said(_inner(item), place)) is not None:
            said.append(made)
    return library(KIND, said, source, rejects)


def _inner(item: dict[str, Any]) -> dict[str, Any]:
    data = item.get("data")
    return data if isinstance(data, dict) else item


def _said(item: Mapping[str, Any], place: str) -> Said | None:
    if words(item.get("itemType")) in _NOT_PAPERS:
        return None
    date = words(item.get("date")) or words(item.get("year")) or _issued(item.get("issued"))
    ids = texts(item, "arXiv", "DOI", "doi", "url", "URL", "archiveID", "number")
    notes = texts(
        item, "extra", "note", "publicationTitle", "container-title", "archiveLocation", "reportNumber"
    )
    raw = shown(item)
    return Said(place, words(item.get("title")), date, ids, notes, moment(item.get("dateAdded")), raw)


def _issued(value: object) -> str | None:
    """The year of CSL's ``{"date-parts": [[2020, 1, 1]]}``."""
    match value:
        case {"date-parts": [[int() | str() as year, *_], *_]}:
            return str(year)
        case {"raw": str() as raw} | {"literal": str() as raw}:
            return raw
    return None


# -- reading what may be broken -------------------------------------------------------------------


def read_items(data: bytes, source: str) -> tuple[list[tuple[int, object]], list[Reject]]:
    """Numbered items of the file's list; those that are no JSON are rejects.

    Raises:
        InputError: it holds no list of items.
    """
    try:
        whole = orjson.loads(data)
    except orjson.JSONDecodeError:
        return _mended(data.decode("utf-8-sig", "replace"), source)
    items = items_of(whole)
    if items is None:
        raise InputError(
            f"{source} holds no list of papers", "export the library again as Better BibTeX JSON"
        )
    return list(enumerate(items, 1)), []


def items_of(whole: object) -> list[object] | None:
    """The list of entries that a document is or holds."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict):
        for name in LISTS:
            if isinstance(whole.get(name), list):
                found: list[object] = whole[name]
                return found
    return None


def _mended(text: str, source: str) -> tuple[list[tuple[int, object]], list[Reject]]:
    """One item after the other; after a broken one, from the next line that begins one."""
    found = _LIST.search(text)
    begin = found.end() if found else text.find("[") + 1
    if not begin:
        raise InputError(f"{source} is no JSON that can be read", "export the library again")
    items: list[tuple[int, object]] = []
    rejects: list[Reject] = []
    for number, (item, raw) in enumerate(_one_by_one(text, begin), 1):
        if raw is None:
            items.append((number, item))
        else:
            rejects.append(broken(source, f"item {number}", "it is no JSON that can be read", raw))
    return items, rejects


def _one_by_one(text: str, at: int) -> Iterator[tuple[object, str | None]]:
    """Items, or None and the start of what is none."""
    decoder = json.JSONDecoder()
    while True:
        at = _skip(text, at)
        if at >= len(text) or text[at] == "]":
            return
        try:
            item, at = decoder.raw_decode(text, at)
            yield item, None
        except (ValueError, RecursionError):
            start, following = at, _NEXT.search(text, at + 1)
            at = following.start() if following else len(text)
            yield None, text[start : start + 1000]


def _skip(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at


def since_epoch(value: object) -> dt.datetime | None:
    """Milliseconds since 1970 as a moment."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return dt.datetime.fromtimestamp(value / 1000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
