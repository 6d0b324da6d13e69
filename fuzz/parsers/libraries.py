"""Libraries of readers: BibTeX, Zotero, OpenReview, lists of ids."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from fuzz.inputs import json_of, lines_of, xml_of
from fuzz.table import parser
from inroad.errors import InputError
from inroad.sources import bibtex, id_list, libraries, openreview, zotero_json, zotero_rdf, zotero_sqlite
from inroad.sources.library import MOST_CHARACTERS, Library

_BIB = (
    '@string{j = "Journal"}\n@article{key, title = {The {LoRA} way}, author = "A and B", year = 2024, '
    "eprint={2402.00001}, journal = j # { x}, doi = {10.1000/xyz}, timestamp = {2024-05-01 10:20:30}}\n@comment{x}\n"
)
_ITEMS = (
    '[{"title":"LoRA","DOI":"10.1000/x","url":"https://arxiv.org/abs/2402.00001","date":"2024","extra":"arXiv: 2402.00001",'
    '"dateAdded":"2024-05-01T10:20:30Z","itemType":"preprint","issued":{"date-parts":[[2024,5]]}}]'
)
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:z="http://www.zotero.org/namespaces/export#">'
)
_ARTICLE = (
    '<bib:Article rdf:about="https://arxiv.org/abs/2402.00001"><z:itemType>preprint</z:itemType><dc:title>LoRA</dc:title>'
    "<dc:date>2024</dc:date><dc:identifier>DOI 10.1000/x</dc:identifier>"
    "<dc:identifier><dcterms:URI><rdf:value>https://arxiv.org/abs/2402.00001</rdf:value></dcterms:URI></dc:identifier>"
    "</bib:Article>"
)
_NOTES = (
    '{"notes":[{"id":"a","forum":"a","cdate":1700000000000,"content":{"title":{"value":"LoRA"},'
    '"venue":{"value":"ICLR"},"pdf":"/pdf/x","year":2024}}]}'
)


def _sound(found: Library) -> None:
    """What every form promises."""
    for each in found.entries:
        assert each.title or each.arxiv_id or each.doi
        assert each.title is None or len(each.title) <= 2 * MOST_CHARACTERS
        assert each.year is None or 1950 <= each.year < 2100
    assert all(len(each.raw) < 2000 for each in found.rejects)


_BIB_FORMS = (
    "@article{{},",
    " title = {{}},",
    ' author = "{}",',
    " year = {},",
    " eprint = {} # {},",
    "}",
    "@string{{} = {}}",
)


@parser(
    "BibTeX",
    [_BIB],
    '@article{ @string{ @comment{ } { " # = , title eprint year journal doi timestamp \\',
    lines_of(*_BIB_FORMS),
)
def bibtex_file(data: bytes) -> None:
    """No exception for any bytes."""
    _sound(bibtex.parse(data, "f"))


_ZOTERO = "items title DOI url date extra dateAdded itemType issued date-parts eprint archiveID"


@parser("Zotero's JSON", [_ITEMS], _ZOTERO + " [ { } ]", json_of(_ZOTERO, ["2402.00001"]))
def zotero_items(data: bytes) -> None:
    """Entries or rejects."""
    try:
        _sound(zotero_json.parse(data, "f"))
    except InputError:
        return


@parser(
    "Zotero's RDF",
    [_RDF + _ARTICLE + "</rdf:RDF>"],
    "<bib:Article> </bib:Article> <dc:title> <dc:identifier> <rdf:value> rdf:about= rdf:resource= <link:link",
    xml_of(
        _RDF + _ARTICLE,
        "bib:Article z:itemType dc:title dc:date dc:identifier dcterms:URI rdf:value",
        "</rdf:RDF>",
    ),
)
def zotero_graph(data: bytes) -> None:
    """Entries or rejects."""
    try:
        _sound(zotero_rdf.parse(data, "f"))
    except InputError:
        return


_FORUM = "notes id forum content title value venue pdf year cdate pdate _bibtex"


@parser("an OpenReview profile", [_NOTES], _FORUM, json_of(_FORUM))
def openreview_notes(data: bytes) -> None:
    """Entries or rejects."""
    openreview.looks_like(data)
    try:
        _sound(openreview.parse(data, "f"))
    except InputError:
        return


@parser(
    "a list of ids",
    ["2402.00001\narXiv:hep-th/9901001v2 # old\n10.1000/xyz\n"],
    "arXiv: 2402.00001 10.1000/ # https://arxiv.org/abs/ v2",
)
def id_lines(data: bytes) -> None:
    """No exception for any bytes."""
    _sound(id_list.parse(data, "f"))


@parser(
    "a library of whatever form",
    [_BIB, _ITEMS, _RDF + _ARTICLE + "</rdf:RDF>", _NOTES, "2402.00001\n"],
    "@article{ [ { <rdf:RDF",
)
def library(data: bytes) -> None:
    """The form is told from the content, or refused."""
    try:
        _sound(libraries.parse(data, "f"))
    except InputError:
        return


@cache
def _room() -> Path:
    return Path(
        tempfile.mkdtemp(prefix="inroad-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    )


def _database() -> bytes:
    path = _room() / "seed.sqlite"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "PRAGMA page_size=512;"
            "CREATE TABLE items(itemID INTEGER PRIMARY KEY, itemTypeID INT, dateAdded TEXT, libraryID INT);"
            "CREATE TABLE itemData(itemID INT, fieldID INT, valueID INT);"
            "CREATE TABLE itemDataValues(valueID INTEGER PRIMARY KEY, value TEXT);"
            "CREATE TABLE fields(fieldID INTEGER PRIMARY KEY, fieldName TEXT);"
            "CREATE TABLE itemTypes(itemTypeID INTEGER PRIMARY KEY, typeName TEXT);"
            "CREATE TABLE deletedItems(itemID INT); CREATE TABLE libraries(libraryID INT, type TEXT);"
            "INSERT INTO items VALUES (1,1,'2024-05-01 10:20:30',1); INSERT INTO itemTypes VALUES (1,'preprint');"
            "INSERT INTO fields VALUES (1,'title'); INSERT INTO itemDataValues VALUES (1,'LoRA');"
            "INSERT INTO itemData VALUES (1,1,1); INSERT INTO libraries VALUES (1,'user');"
        )
    found = path.read_bytes()
    path.unlink()
    return found


@parser("Zotero's own database", [_database()], "items itemData SELECT VIEW TRIGGER", slow=True)
def zotero_database(data: bytes) -> None:
    """Entries, or an InputError; nothing else."""
    path = _room() / "zotero.sqlite"
    path.write_bytes(data)
    try:
        _sound(zotero_sqlite.parse(path, "f"))
    except InputError:
        return
