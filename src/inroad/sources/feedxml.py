"""What the XML sources share: reading a document safely, and the small words inside it.

Servers send pages with stray control characters, with one record that is not well formed, cut in
the middle, or made to exhaust memory.  ``read`` never raises and never expands entities: it gives
the tree, or says why there is none.  A page with one broken record is still a page, because its
resumption token is the only way to the pages behind it; a page that was cut is no page.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from inroad.corpus.normalise import raw_start
from inroad.corpus.paper_ids import split_arxiv
from inroad.types import Reject

MOST_TAGS = 1_000_000
"""A page of arXiv has less than a tenth of that; an element of a tree takes fifty times a tag's bytes."""
_ILLEGAL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a tree, or the reason why there is none."""

    root: Element | None
    fault: str | None = None
    """What is wrong with the page as a whole; None exactly when ``root`` is there."""
    broken: Mapping[int, bytes] = field(default_factory=dict)
    """0-based place and bytes of the records that are not well formed; each is empty in ``root``."""


# -- reading ------------------------------------------------------------------------------------------


def read(data: bytes, unit: str) -> Document:
    """The tree of ``data``; ``unit`` is the local name of the element that holds one record."""
    if data.count(b"<") > MOST_TAGS:
        return Document(None, f"it has more than {MOST_TAGS:,} tags, which no honest page has")
    first = _parse(data)
    if isinstance(first, Element):
        return Document(first)
    clean = _without_illegal(data)
    again = _parse(clean)
    if isinstance(again, Element):
        return Document(again)
    return _without_broken(clean, unit) or Document(None, first)


def _parse(data: bytes) -> Element | str:
    """The root element, or what is wrong."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        return "it declares a document type or entities, which no honest page does"
    except ParseError as error:
        return f"it is not well-formed XML ({error})"
    except (ValueError, LookupError) as error:
        return f"its text encoding cannot be read ({error})"
    return root if isinstance(root, Element) else "it holds no element"


def _without_illegal(data: bytes) -> bytes:
    return _ILLEGAL.sub(" ", data.decode("utf-8", "replace")).encode()


def _without_broken(data: bytes, unit: str) -> Document | None:
    """The page with every record that is not well formed emptied, where that mends the page."""
    name = unit.encode()
    opening = re.search(rb"<[A-Za-z][^<>]*>", data)
    if opening is None:
        return None
    blocks = _blocks(data, name)
    broken = {
        place: data[start:end]
        for place, (start, end) in enumerate(blocks)
        if not _stands_alone(data[start:end], opening.group())
    }
    root = _parse(_emptied(data, [blocks[place] for place in broken], name))
    return Document(root, None, broken) if broken and isinstance(root, Element) else None


def _blocks(data: bytes, name: bytes) -> list[tuple[int, int]]:
    """Where records begin and end.  One pass: a page of openings without an end must not take for ever."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for tag in re.finditer(rb"<(/?)(?:\w+:)?%b(?:\s[^<>]*)?>" % name, data):
        if not tag[1]:
            start = tag.start() if start is None else start
        elif start is not None:
            found.append((start, tag.end()))
            start = None
    return found


def _stands_alone(block: bytes, opening: bytes) -> bool:
    name = re.split(rb"[\s>]", opening[1:], maxsplit=1)[0]
    return isinstance(_parse(opening + block + b"</" + name + b">"), Element)


def _emptied(data: bytes, blocks: list[tuple[int, int]], name: bytes) -> bytes:
    parts, last = [], 0
    for start, end in blocks:
        prefix = data[start + 1 : end].split(name, 1)[0]
        parts += [data[last:start], b"<", prefix, name, b"/>"]
        last = end
    return b"".join([*parts, data[last:]])


# -- words --------------------------------------------------------------------------------------------


def text(element: Element | None, path: str, names: Mapping[str, str]) -> str | None:
    """The text at ``path`` with blanks folded; None where it is missing or empty."""
    found = element.find(path, dict(names)) if element is not None else None
    return folded(found)


def folded(element: Element | None) -> str | None:
    """All text inside ``element`` with blanks folded; None where there is none."""
    words = "".join(element.itertext()).split() if element is not None else []
    return " ".join(words) or None


def split_id(words: str | None) -> tuple[str, int | None] | None:
    """arXiv id and version in an id, an ``oai:`` identifier or an abstract page's address."""
    return split_arxiv(words) if words else None


def day(words: str | None) -> dt.date | None:
    """The day in UTC of an ISO or RFC 5322 date; None where it cannot be told."""
    if not words:
        return None
    for read_date in (dt.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            moment = read_date(words.strip())
            return moment.astimezone(dt.UTC).date() if moment.tzinfo else moment.date()
        except (ValueError, OverflowError):
            continue
    return None


def shown(raw: bytes | Element) -> str:
    """The start of a record for a reject."""
    return raw_start(raw[:4000].decode("utf-8", "replace") if isinstance(raw, bytes) else _written(raw))


def _written(element: Element) -> str:
    try:
        return tostring(element, encoding="unicode")
    except RecursionError:  # deeper than any record; its text alone can be told
        return "".join(element.itertext())


def reject(source: str, number: int, reason: str, raw: bytes | Element) -> Reject:
    """The 0-based record ``number`` of ``source``, kept aside with its reason."""
    return Reject(source, f"record {number + 1}", reason, shown(raw))
