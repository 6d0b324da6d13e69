"""Zotero RDF: each item an element of its own under the root, whatever its kind is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from inroad.errors import InputError
from inroad.sources import feedxml
from inroad.sources.library import Library, Said, broken, library, moment
from inroad.types import Reject

KIND = "Zotero RDF file"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_ZOTERO = "{http://www.zotero.org/namespaces/export#}"
_OTHER = frozenset(("Attachment", "Collection", "Memo", "Journal", "Series", "UserItem"))
"""Elements under the root that are no papers."""
_KINDS = frozenset(("attachment", "note", "annotation"))
_ROOT = re.compile(rb"<(?:\w+:)?RDF\b[^>]*>")
_ITEM = re.compile(rb"^(?: {4}|\t)<([\w]+:[\w]+)\b[^>]*>.*?^(?: {4}|\t)</\1>", re.MULTILINE | re.DOTALL)


def parse(data: bytes, source: str) -> Library:
    """All items of a file.

    Raises:
        InputError: it is no RDF.
    """
    whole = feedxml.read(data, "Description").root
    if whole is not None and whole.tag != f"{_RDF}RDF":
        raise InputError(f"{source} is no RDF", "export the library again as Zotero RDF")
    elements, rejects = (list(whole), []) if whole is not None else _apart(data, source)
    containers = {each.get(f"{_RDF}about"): each for each in elements}
    said = [
        _said(element, containers, f"item {number}")
        for number, element in enumerate(elements, 1)
        if not _other(element)
    ]
    return library(KIND, said, source, rejects)


def _other(element: Element) -> bool:
    kind = element.findtext(f"{_ZOTERO}itemType", "").strip()
    return element.tag.rpartition("}")[2] in _OTHER or kind in _KINDS


def _said(element: Element, others: dict[str | None, Element], place: str) -> Said:
    ids = [*_identifiers(element), element.get(f"{_RDF}about") or ""]
    for part in element.findall(f"{_TERMS}isPartOf"):
        inside = others.get(part.get(f"{_RDF}resource") or "") if not len(part) else part[0]
        # Zotero writes an article's DOI beside its journal.
        ids += _identifiers(inside) if inside is not None else ()
    return Said(
        place,
        feedxml.folded(element.find(f"{_DC}title")),
        feedxml.folded(element.find(f"{_DC}date")),
        tuple(each.removeprefix("DOI ").strip() for each in ids if each),
        tuple(text for each in element.findall(f"{_DC}description") if (text := feedxml.folded(each))),
        moment(feedxml.folded(element.find(f"{_TERMS}dateSubmitted"))),
        feedxml.shown(element),
    )


def _identifiers(element: Element) -> Iterator[str]:
    for each in element.findall(f"{_DC}identifier"):
        if text := feedxml.folded(each):
            yield text


def _apart(data: bytes, source: str) -> tuple[list[Element], list[Reject]]:
    """Items one by one, as Zotero indents them, of a file that is not well formed as a whole."""
    root = _ROOT.search(data)
    if root is None:
        raise InputError(f"{source} is no RDF that can be read", "export the library again as Zotero RDF")
    elements, rejects = [], []
    for number, found in enumerate(_ITEM.finditer(data, root.end()), 1):
        alone = feedxml.read(root[0] + found[0] + b"</rdf:RDF>", "Description")
        if alone.root is not None and len(alone.root):
            elements.append(alone.root[0])
        else:
            shown = found[0].decode("utf-8", "replace")
            rejects.append(broken(source, f"item {number}", "it is not well-formed XML", shown))
    return elements, rejects
