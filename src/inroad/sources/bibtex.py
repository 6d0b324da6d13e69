"""BibTeX, as written by people and programs: good entries survive broken ones.

An entry begins where a line begins with ``@word{``.  What follows up to the next beginning belongs to it
alone, so a brace that is never closed spoils one entry and not the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from inroad.sources.library import Library, Said, broken, library, moment, texts
from inroad.types import Reject

KIND = "BibTeX file"
_BEGIN = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*+([^\s,={}\"]*+)\s*+,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:+.\-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}\"#=]+")
_JOIN = re.compile(r"\s*#\s*")
_END = re.compile(r"[\s,]*[})]")
_BRACES = re.compile(r"[{}]")
_QUOTES = re.compile(r"[{}\"]")
_NOT_PAPERS = frozenset(("comment", "preamble", "string"))
_MACRO = re.compile(r"\s*(\w+)\s*=\s*")


class _Unreadable(Exception):
    """Why an entry cannot be read."""


def parse(data: bytes, source: str) -> Library:
    """All entries of a file; ``source`` names it in rejects."""
    text = data.decode("utf-8-sig", "replace")
    macros: dict[str, str] = {}
    said: list[Said] = []
    rejects: list[Reject] = []
    for number, (kind, body, raw) in enumerate(_blocks(text), 1):
        try:
            if kind == "string":
                macros |= _macro(body, macros)
            elif kind not in _NOT_PAPERS:
                said.append(_said(_fields(body, macros), f"entry {number}", raw))
        except _Unreadable as reason:
            rejects.append(broken(source, f"entry {number}", str(reason), raw))
    return library(KIND, said, source, rejects)


def looks_like(text: str) -> bool:
    """Whether a text has entries."""
    return _BEGIN.search(text) is not None


def _blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Kind, inside and whole text of each entry."""
    begins = list(_BEGIN.finditer(text))
    ends = [*(found.start() for found in begins), len(text)][1:]
    for found, end in zip(begins, ends, strict=True):
        yield found[1].lower(), text[found.end() : end], text[found.start() : end]


def _said(fields: Mapping[str, str], place: str, raw: str) -> Said:
    date = fields.get("year") or fields.get("date")
    added = moment(fields.get("date-added") or fields.get("timestamp"))
    ids = texts(fields, "eprint", "arxivid", "arxiv", "url", "doi", "ee", "link")
    notes = texts(fields, "journal", "journaltitle", "note", "howpublished", "number", "volume", "annote")
    return Said(place, fields.get("title"), date, ids, notes, added, raw)


# -- fields ---------------------------------------------------------------------------------------


def _fields(body: str, macros: Mapping[str, str]) -> dict[str, str]:
    """Field names in lower case to their texts.

    Raises:
        _Unreadable: the entry is not closed, or is no list of fields.
    """
    key = _KEY.match(body)
    at = key.end() if key else 0
    found: dict[str, str] = {}
    while field := _FIELD.match(body, at):
        value, at = _value(body, field.end(), macros)
        found.setdefault(field[1].lower(), value)
    if not found:
        raise _Unreadable("it has no fields")
    if not _END.match(body, at):
        raise _Unreadable("it is not closed" if not body[at:].strip() else "its fields cannot be told apart")
    return found


def _value(body: str, at: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """The text that begins at ``at``, parts joined by ``#``, and where it ends."""
    text, at = _part(body, at, macros)
    while joined := _JOIN.match(body, at):
        more, at = _part(body, joined.end(), macros)
        text += more
    return " ".join(text.split()), at


def _part(body: str, at: int, macros: Mapping[str, str]) -> tuple[str, int]:
    first = body[at : at + 1]
    if first == "{":
        end = _closing(body, at + 1, _BRACES, "}")
        return body[at + 1 : end], end + 1
    if first == '"':
        end = _closing(body, at + 1, _QUOTES, '"')
        return body[at + 1 : end], end + 1
    bare = _BARE.match(body, at)
    if bare is None:
        raise _Unreadable("a field has no value")
    return macros.get(bare[0].lower(), bare[0]), bare.end()


def _closing(body: str, at: int, signs: re.Pattern[str], closing: str) -> int:
    """Where a value that began before ``at`` ends; braces inside it come in pairs."""
    depth = 0
    for sign in signs.finditer(body, at):
        if body[sign.start() - 1] == "\\" and sign[0] != closing:
            continue
        if depth == 0 and sign[0] == closing:
            return sign.start()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
    raise _Unreadable("it is not closed")


def _macro(body: str, macros: Mapping[str, str]) -> dict[str, str]:
    found = _MACRO.match(body)
    if found is None:
        raise _Unreadable("its abbreviation cannot be read")
    return {found[1].lower(): _value(body, found.end(), macros)[0]}
