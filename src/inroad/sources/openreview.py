"""The papers of an OpenReview profile, as its API gives them: a list of notes.

Both versions of the API are read: a field's text stands alone in the first, under ``value`` in the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from inroad.sources.library import Library, Said, broken, library, shown, texts, words
from inroad.sources.zotero_json import items_of, read_items, since_epoch

KIND = "OpenReview profile"


def parse(data: bytes, source: str) -> Library:
    """All papers of an export.

    Raises:
        InputError: it holds no list of notes.
    """
    items, rejects = read_items(data, source)
    said: list[Said] = []
    for number, item in items:
        content = item.get("content") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(content, dict):
            said.append(
                _said(item, {name: _plain(value) for name, value in content.items()}, f"note {number}")
            )
        else:
            rejects.append(broken(source, f"note {number}", "it has no content", shown(item)))
    return library(KIND, said, source, rejects)


def looks_like(data: bytes) -> bool:
    """Whether a JSON document holds notes."""
    try:
        items = items_of(orjson.loads(data))
    except orjson.JSONDecodeError:
        return b'"content"' in data and b'"forum"' in data
    return bool(items) and any(
        isinstance(each, dict) and isinstance(each.get("content"), dict) for each in items or ()
    )


def _plain(value: object) -> object:
    return value.get("value") if isinstance(value, dict) else value


def _said(note: Mapping[str, Any], content: Mapping[str, Any], place: str) -> Said:
    created = since_epoch(note.get("pdate") or note.get("odate") or note.get("cdate") or note.get("tcdate"))
    date = words(content.get("year")) or (str(created.year) if created else None)
    ids = texts(content, "arxiv", "doi", "DOI", "html", "pdf", "ee", "url")
    notes = texts(content, "_bibtex", "venue")
    return Said(place, words(content.get("title")), date, ids, notes, None, shown(content))
