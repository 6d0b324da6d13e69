"""Libraries in every form: good entries are kept, broken ones told, nothing else fails."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3

import pytest

from inroad.errors import InputError
from inroad.sources import bibtex, id_list, libraries, openreview, zotero_json, zotero_rdf
from inroad.sources.library import Entry

ADDED = dt.datetime(2024, 5, 1, 10, 20, 30, tzinfo=dt.UTC)


def entry(title, year=None, arxiv=None, doi=None, added=None):
    return Entry(title, year, arxiv, doi, added)


# -- BibTeX ---------------------------------------------------------------------------------------

GOOD = r"""
@string{conf = "Conference on Thin Things"}
% a remark
@inproceedings{tira,
  title     = {{TiRA}: Thin {Rank} Adapters for Stra{\ss}en},
  author    = {Grey, Ada and Row, B.},
  booktitle = conf # { 2021},
  year      = 2021,
  eprint    = {2101.00002v2}, archivePrefix = {arXiv},
}
@article(other, title = "A ""quoted"" {"}title", year = {2020}, doi = {https://doi.org/10.1000/ABC.})
@misc{old, title={Old Times}, note={arXiv:cond-mat/0104214}, date = {2001-04-12}}
@article{
  title = {No Key at All}, journal = {arXiv preprint arXiv:2105.00061}
}
"""


def test_bibtex_is_read():
    found = bibtex.parse(GOOD.encode(), "mine.bib")
    assert found.rejects[0].reason == "its fields cannot be told apart"
    assert [each.arxiv_id for each in found.entries] == ["2101.00002", "cond-mat/0104214", "2105.00061"]
    assert found.entries[0] == entry("TiRA: Thin Rank Adapters for Straßen", 2021, "2101.00002")
    assert found.entries[1].year == 2001


def test_values_in_quotes_may_hold_braces_and_be_joined():
    text = '@string{a = "One"}\n@article(k, title = a # " {"}Two" # {"}, year = {2020}, doi = {10.1000/X.})'
    (found,) = bibtex.parse(text.encode(), "x").entries
    assert (found.title, found.doi) == ('One "Two"', "10.1000/x")


BROKEN = {
    "a brace that is never closed": "@article{a,\n title = {Never {Closed,\n year = 2020,\n}",
    "an entry that ends in the middle": "@article{a, title = {Fine}, year = 2020",
    "no fields": "@article{a}",
    "no value": "@article{a, title = , year = 2020}",
    "neither title nor id": "@article{a, year = {2020}}",
    "only rubbish in it": "@article{%%%",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_entry_costs_only_itself(name):
    good = "@article{g%d, title = {Good Number %d}, year = 2020}\n"
    text = good % (1, 1) + BROKEN[name] + "\n" + good % (2, 2)
    found = bibtex.parse(text.encode(), "mine.bib")
    assert [each.title for each in found.entries] == ["Good Number 1", "Good Number 2"]
    (reject,) = found.rejects
    assert (reject.source, reject.place) == ("mine.bib", "entry 2")
    assert reject.reason
    assert reject.raw.startswith("@article")


def test_other_bytes_and_line_ends_do_not_matter():
    text = "@article{a,\r\n title={K\xf6ln},\r\n year=2020\r\n}\r\n"
    assert bibtex.parse(text.encode("latin-1"), "x").entries[0].title == "Kln"
    assert bibtex.parse(b"\xef\xbb\xbf" + text.encode(), "x").entries[0].title == "Köln"


def test_fifty_thousand_entries_with_broken_rows_are_read():
    good = "@article{k%d, title = {Paper Number %d}, year = 2020, doi = {10.1000/%d}}\n"
    bad = "@article{b%d, title = {Open {\n"
    rows = [good % (n, n, n) if n % 100 else bad % n for n in range(50_000)]
    found = bibtex.parse("".join(rows).encode(), "big.bib")
    assert (len(found.entries), len(found.rejects)) == (49_500, 500)


@pytest.mark.parametrize("filling", [" ", "\n", "a", "a ", "{", '"', "=", "#", ", "])
def test_no_entry_takes_long(filling):
    # A hundred thousand steps of each of two repetitions would not end.
    found = bibtex.parse(b"@article{" + filling.encode() * 100_000, "x.bib")
    assert (len(found.entries), len(found.rejects)) == (0, 1)


# -- lists of ids ---------------------------------------------------------------------------------


def test_ids_are_read_in_any_form():
    text = """\ufeff# my papers
2305.14314
arXiv:2106.09685v2, https://arxiv.org/abs/2101.00002;cond-mat/0104214
- [A paper](http://arxiv.org/pdf/2105.00061v3.pdf) # good
hep-th/9901001v1 and math.GT/0309136.
https://doi.org/10.1000/ABC 10.48550/arXiv.2107.00045

no id at all
2305.99
"""
    found = id_list.parse(text.encode(), "ids.txt")
    assert [each.arxiv_id or each.doi for each in found.entries] == [
        "2305.14314", "2106.09685", "2101.00002", "cond-mat/0104214", "2105.00061", "hep-th/9901001",
        "math/0309136", "10.1000/abc", "2107.00045",
    ]  # fmt: skip
    assert [(each.place, each.raw) for each in found.rejects] == [
        ("line 8", "no id at all"),
        ("line 9", "2305.99"),
    ]


# -- Zotero and OpenReview as JSON ----------------------------------------------------------------

ITEMS = [
    {
        "itemType": "preprint", "title": "TiRA: <i>Thin</i> Rank", "date": "2021-01-12",
        "archiveID": "arXiv:2101.00002",
        "DOI": "10.48550/arXiv.2101.00002", "dateAdded": "2024-05-01T10:20:30Z",
    },
    {"itemType": "journalArticle", "title": "Other", "extra": "Citation Key: x\narXiv: 2105.00061 [cs]"},
    {"itemType": "note", "note": "not a paper"},
    {"itemType": "attachment", "title": "Full Text"},
    "rubbish",
    {"itemType": "book"},
    {"itemType": "book", "title": 7, "DOI": ["x"], "date": {"a": 1}},
]  # fmt: skip


def test_better_bibtex_json_is_read():
    data = json.dumps({"config": {"label": "BetterBibTeX JSON"}, "items": ITEMS}).encode()
    found = libraries.parse(data, "zotero.json")
    assert found.kind == zotero_json.KIND
    assert found.entries == (
        entry("TiRA: Thin Rank", 2021, "2101.00002", "10.48550/arxiv.2101.00002", ADDED),
        entry("Other", None, "2105.00061"),
        entry("7"),
    )
    assert [each.place for each in found.rejects] == ["item 5", "item 6"]


def test_csl_and_api_json_are_read_too():
    csl = [{"type": "article", "title": "A", "issued": {"date-parts": [[2020, 1]]}, "DOI": "10.1000/a"}]
    api = [
        {"key": "X", "data": {"itemType": "preprint", "title": "B", "url": "http://arxiv.org/abs/2101.00002"}}
    ]
    assert libraries.parse(json.dumps(csl).encode(), "x").entries == (entry("A", 2020, None, "10.1000/a"),)
    assert libraries.parse(json.dumps(api).encode(), "x").entries == (entry("B", None, "2101.00002"),)


def test_json_that_was_cut_or_broken_keeps_its_good_items():
    text = json.dumps({"items": [{"itemType": "book", "title": f"Book {n}"} for n in range(6)]}, indent=2)
    broken = text.replace('"title": "Book 2"', '"title": "Book 2').rsplit("Book 5", 1)[0]
    found = libraries.parse(broken.encode(), "zotero.json")
    assert [each.title for each in found.entries] == ["Book 0", "Book 1", "Book 3", "Book 4"]
    assert [each.reason for each in found.rejects] == ["it is no JSON that can be read"] * 2


@pytest.mark.parametrize("data", [b"{}", b'{"items": 3}', b'{"a": [1]}', b"{broken"])
def test_json_without_a_list_is_refused(data):
    with pytest.raises(InputError):
        libraries.parse(data, "x.json")


def test_both_versions_of_openreview_are_read():
    first = {"title": "First", "html": "https://arxiv.org/abs/2101.00002"}
    second = {"title": {"value": "Second"}, "_bibtex": {"value": "@x{y, year={2022}}"}}
    notes = [
        {"id": "a", "forum": "a", "cdate": 1_600_000_000_000, "content": first},
        {"id": "b", "forum": "b", "cdate": None, "content": second},
        {"id": "c", "content": {"venue": "nothing"}},
        {"id": "d"},
    ]
    found = libraries.parse(json.dumps({"notes": notes}).encode(), "profile.json")
    assert found.kind == openreview.KIND
    assert found.entries == (entry("First", 2020, "2101.00002"), entry("Second"))
    assert sorted(each.place for each in found.rejects) == ["note 3", "note 4"]


# -- Zotero RDF -----------------------------------------------------------------------------------

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#">
    <rdf:Description rdf:about="http://arxiv.org/abs/2101.00002">
        <z:itemType>preprint</z:itemType>
        <dc:title>TiRA &amp; Thin Ranks</dc:title>
        <dc:date>2021-01-12</dc:date>
        <dcterms:dateSubmitted>2024-05-01 10:20:30</dcterms:dateSubmitted>
    </rdf:Description>
    <bib:Article rdf:about="#item_1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:1"/>
        <dc:title>In a Journal</dc:title>
        <dc:description>arXiv:2105.00061 [cs]</dc:description>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:1">
        <dc:identifier>DOI 10.1000/ABC</dc:identifier>
        <dc:title>The Journal</dc:title>
    </bib:Journal>
    <z:Attachment rdf:about="#item_2">
        <dc:title>Full Text PDF</dc:title>
    </z:Attachment>
    <bib:Book rdf:about="#item_3">
        <z:itemType>book</z:itemType>
    </bib:Book>
</rdf:RDF>
"""
READ = (
    entry("TiRA & Thin Ranks", 2021, "2101.00002", None, ADDED),
    entry("In a Journal", None, "2105.00061", "10.1000/abc"),
)


def test_rdf_is_read():
    found = libraries.parse(RDF.encode(), "zotero.rdf")
    assert found.kind == zotero_rdf.KIND
    assert found.entries == READ
    assert [each.reason for each in found.rejects] == ["it has neither title nor id"]


def test_a_broken_item_of_rdf_costs_only_itself():
    found = libraries.parse(RDF.replace("<dc:title>Full", "<dc:title>Full & <b>").encode(), "zotero.rdf")
    assert found.entries == READ
    assert {each.reason for each in found.rejects} == {
        "it has neither title nor id",
        "it is not well-formed XML",
    }


def test_rdf_with_entities_of_its_own_is_refused():
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa">]>' + RDF.replace("Thin Ranks", "&a;")
    assert "aaaa" not in repr(libraries.parse(bomb.encode(), "x.rdf").entries)
    with pytest.raises(InputError):
        libraries.parse(b"<html><body>no</body></html>", "x.rdf")


# -- Zotero's database ----------------------------------------------------------------------------

TABLES = """
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, dateAdded TIMESTAMP, libraryID INT, key TEXT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted TEXT);
INSERT INTO libraries VALUES (1, 'user'), (2, 'feed'), (3, 'group');
INSERT INTO itemTypes VALUES (1, 'preprint'), (2, 'attachment'), (3, 'note');
INSERT INTO fields VALUES (1, 'title'), (2, 'date'), (3, 'DOI'), (4, 'url'), (5, 'extra'), (6, 'pages');
"""


def zotero(path, items):
    """(item, type, library, {field: value})."""
    connection = sqlite3.connect(path)
    connection.executescript(TABLES)
    value = 0
    for item, kind, library, fields in items:
        connection.execute(
            "INSERT INTO items VALUES (?, ?, '2024-05-01 10:20:30', ?, 'K')", (item, kind, library)
        )
        for field, text in fields.items():
            value += 1
            connection.execute("INSERT INTO itemDataValues VALUES (?, ?)", (value, text))
            connection.execute("INSERT INTO itemData VALUES (?, ?, ?)", (item, field, value))
    connection.commit()
    return connection


MINE = [
    (1, 1, 1, {1: "TiRA", 2: "2021-01-12 January 12, 2021", 4: "http://arxiv.org/abs/2101.00002v1"}),
    (2, 1, 1, {1: "Other", 3: "10.1000/ABC", 6: "1-9"}),
    (3, 2, 1, {1: "Full Text PDF"}),
    (4, 1, 2, {1: "From a feed"}),
    (5, 1, 1, {1: "Thrown away"}),
    (6, 1, 3, {1: b"\xff\xfe", 5: "arXiv:2105.00061"}),
    (7, 1, 1, {2: "2020"}),
]


def test_zoteros_database_is_read(tmp_path):
    connection = zotero(tmp_path / "zotero.sqlite", MINE)
    connection.execute("INSERT INTO deletedItems VALUES (5, '2024-01-01')")
    connection.commit()
    connection.close()
    before = (tmp_path / "zotero.sqlite").read_bytes()
    found = libraries.read(tmp_path / "zotero.sqlite")
    assert [(each.title, each.year, each.arxiv_id, each.doi) for each in found.entries] == [
        ("TiRA", 2021, "2101.00002", None),
        ("Other", None, None, "10.1000/abc"),
        (None, None, "2105.00061", None),
    ]
    assert {each.added for each in found.entries} == {ADDED}
    assert [each.place for each in found.rejects] == ["item 7"]
    assert (tmp_path / "zotero.sqlite").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["zotero.sqlite"]


def test_a_database_that_zotero_holds_open_is_read(tmp_path):
    connection = zotero(tmp_path / "zotero.sqlite", MINE[:2])
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("UPDATE items SET key = 'L'")
    assert len(libraries.read(tmp_path / "zotero.sqlite").entries) == 2
    connection.rollback()


def test_what_is_written_ahead_is_read_too(tmp_path):
    connection = zotero(tmp_path / "zotero.sqlite", MINE[:1])
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO itemDataValues VALUES (900, 'Written ahead')")
    connection.execute("INSERT INTO items VALUES (90, 1, NULL, 1, 'K')")
    connection.execute("INSERT INTO itemData VALUES (90, 1, 900)")
    connection.commit()
    assert [each.title for each in libraries.read(tmp_path / "zotero.sqlite").entries] == [
        "TiRA",
        "Written ahead",
    ]


def test_another_database_is_refused(tmp_path):
    sqlite3.connect(tmp_path / "a.sqlite").execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(InputError, match="Zotero"):
        libraries.read(tmp_path / "a.sqlite")
    (tmp_path / "b.sqlite").write_bytes(b"SQLite format 3\0" + b"rubbish" * 100)
    with pytest.raises(InputError, match="Zotero"):
        libraries.read(tmp_path / "b.sqlite")


# -- whatever it is -------------------------------------------------------------------------------


def test_the_form_is_told_by_what_is_in_the_file(tmp_path):
    for name, text, kind in (
        ("a.txt", GOOD, bibtex.KIND),
        ("b.bib", "2305.14314", id_list.KIND),
        ("c.xml", RDF, zotero_rdf.KIND),
        ("d.txt", json.dumps({"items": ITEMS}), zotero_json.KIND),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert libraries.read(tmp_path / name).kind == kind


@pytest.mark.parametrize("data", [b"", b"just words\nand more\n", b"\x7fELF\0\0\0", b"%PDF-1.7\n\0"])
def test_what_is_no_library_is_refused(tmp_path, data):
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(InputError):
        libraries.read(tmp_path / "x")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot read"):
        libraries.read(tmp_path / "nothing")
    with pytest.raises(InputError, match="cannot read"):
        libraries.read(tmp_path)
