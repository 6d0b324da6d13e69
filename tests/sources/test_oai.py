"""OAI-PMH pages as records: small documents of our own in the three formats, whole and broken."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import fake_arxiv as fake
import pytest
from fake_arxiv import Record, oai_error, oai_list, oai_page
from hypothesis import given
from hypothesis import strategies as st

from inroad.sources import oai
from inroad.sources.authors import split_authors
from inroad.types import Paper

ARXIV = """<record><header><identifier>oai:arXiv.org:hep-th/9901001</identifier>
<datestamp>2024-02-03</datestamp><setSpec>physics:hep-th</setSpec></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
<id>hep-th/9901001</id><created>1999-01-04</created><updated>2000-02-05</updated><authors>
<author><keyname>Grey</keyname><forenames>Olga</forenames><suffix>Jr</suffix><affiliation>Rows</affiliation></author>
<author><keyname>Collaboration of Stones</keyname></author></authors>
<title>Old stones\n  in a  row</title><categories>hep-th math.MP</categories><comments>3 pages</comments>
<journal-ref>J. Stones 1 (2000) 2</journal-ref><doi>10.1000/row.1</doi><license>http://example.org/l</license>
<abstract> One &lt; two. </abstract></arXiv></metadata></record>"""

DC = """<record><header><identifier>oai:arXiv.org:2401.00007v3</identifier><datestamp>2024-02-03</datestamp>
<setSpec>cs:cs:LG</setSpec><setSpec>stat:stat:ML</setSpec></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Rows of rows</dc:title><dc:creator>Grey, Olga</dc:creator><dc:creator>Stones</dc:creator>
<dc:subject>Computer Science - Machine Learning</dc:subject><dc:description>We count.</dc:description>
<dc:description>Comment: 4 pages</dc:description><dc:date>2024-03-01</dc:date><dc:date>2024-01-02</dc:date>
<dc:identifier>http://arxiv.org/abs/2401.00007</dc:identifier><dc:identifier>doi:10.1000/row.2</dc:identifier>
</oai_dc:dc></metadata></record>"""


def listed(body: str) -> oai.Page:
    return oai.parse(oai_page(f"<ListRecords>{body}</ListRecords>"), "a page")


# -- the three formats --------------------------------------------------------------------------------


def test_raw_format_tells_versions_and_the_first_day():
    page = oai.parse(
        oai_list([Record("2401.00005", "2024-06-07", "On  rows", version=3, created="2024-01-09")]), "x"
    )
    assert page.error is None
    assert page.papers == (
        Paper(
            "2401.00005",
            "On rows",
            "We stack pebbles <in a row> & count them. Twice.",
            ("Olga Grey", "Noor Pebble", "Sam T. One"),
            ("cs.LG", "stat.ML"),
            dt.date(2024, 1, 9),
            updated=dt.date(2024, 3, 29),
            version=3,
            comment="9 pages",
            license="http://example.org/licence",
        ),
    )
    assert page.datestamps == ("2024-06-07",)
    assert page.response_date == "2024-09-01T05:06:07Z"


def test_arxiv_format():
    assert listed(ARXIV).papers == (
        Paper(
            "hep-th/9901001",
            "Old stones in a row",
            "One < two.",
            ("Olga Grey Jr", "Collaboration of Stones"),
            ("hep-th", "math.MP"),
            dt.date(1999, 1, 4),
            updated=dt.date(2000, 2, 5),
            comment="3 pages",
            journal_ref="J. Stones 1 (2000) 2",
            doi="10.1000/row.1",
            license="http://example.org/l",
        ),
    )


def test_dublin_core():
    assert listed(DC).papers == (
        Paper(
            "2401.00007",
            "Rows of rows",
            "We count.",
            ("Olga Grey", "Stones"),
            ("cs.LG", "stat.ML"),
            dt.date(2024, 1, 2),
            updated=dt.date(2024, 3, 1),
            version=3,
            comment="4 pages",
            doi="10.1000/row.2",
        ),
    )


def test_formats_mixed_and_one_record_alone():
    page = listed(ARXIV + DC + fake.raw_record(Record("2401.00005", "2024-06-07", "On rows")))
    assert [paper.paper_id for paper in page.papers] == ["hep-th/9901001", "2401.00007", "2401.00005"]
    alone = oai.parse(oai_page(f"<GetRecord>{DC}</GetRecord>"), "x")
    assert len(alone.papers) == 1


def test_namespaces_count_and_prefixes_do_not():
    data = oai_list([Record("2401.00005", "2024-06-07", "On rows")]).decode()
    prefixed = data.replace("<arXivRaw xmlns=", "<r:arXivRaw xmlns:r=").replace(
        "</arXivRaw>", "</r:arXivRaw>"
    )
    for name in (
        "id",
        "title",
        "authors",
        "categories",
        "abstract",
        "version",
        "date",
        "comments",
        "license",
    ):
        prefixed = prefixed.replace(f"<{name}>", f"<r:{name}>").replace(f"</{name}>", f"</r:{name}>")
        prefixed = prefixed.replace(f"<{name} ", f"<r:{name} ")
    assert oai.parse(prefixed.encode(), "x") == oai.parse(data.encode(), "x")
    foreign = data.replace("http://arxiv.org/OAI/arXivRaw/", "http://example.org/else/")
    assert "no metadata in a format" in oai.parse(foreign.encode(), "x").rejects[0].reason


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (None, None),
        ("", None),
        ("Olga Grey", ("Olga Grey",)),
        ("A. Grey, B. Row, and C. Li", ("A. Grey", "B. Row", "C. Li")),
        ("A. Grey (1 and 2), B. Row (2) ((1) Here, (2) There and Everywhere)", ("A. Grey", "B. Row")),
        ("A. Grey, Jr., B. Row III & C. Li", ("A. Grey Jr.", "B. Row III", "C. Li")),
        ("The ROW Collaboration: A. Grey, B. Row", ("The ROW Collaboration", "A. Grey", "B. Row")),
        ("Anders Sandberg and Andy Ferdinand", ("Anders Sandberg", "Andy Ferdinand")),
        ("A.\\,B. Grey (Here, B. Row", ("A. B. Grey",)),
        (" , and ; ", None),
    ],
)
def test_author_lines(line, names):
    assert split_authors(line) == names


# -- what leads on ------------------------------------------------------------------------------------


def test_deleted_records_and_sets():
    page = oai.parse(oai_list([Record("2401.00005", "2024-06-07", deleted=True)]), "x")
    assert page.deleted == ("2401.00005",)
    assert page.papers == page.rejects == ()
    assert page.datestamps == ("2024-06-07",)


@pytest.mark.parametrize(
    ("element", "token"),
    [
        ("", None),
        ("<resumptionToken/>", None),
        ('<resumptionToken completeListSize="3" cursor="2"> </resumptionToken>', None),
        ("<resumptionToken>a&amp;b%3D</resumptionToken>", oai.ResumptionToken("a&b%3D")),
        (
            '<resumptionToken cursor="20" completeListSize="99" expirationDate="2024-09-02T00:00:00Z"> t '
            "</resumptionToken>",
            oai.ResumptionToken("t", "2024-09-02T00:00:00Z", 20, 99),
        ),
        (
            '<resumptionToken expires="2024-09-02T00:00:00Z">t</resumptionToken>',
            oai.ResumptionToken("t", "2024-09-02T00:00:00Z"),
        ),
        (
            '<resumptionToken cursor="-1" completeListSize="many">t</resumptionToken>',
            oai.ResumptionToken("t"),
        ),
    ],
)
def test_tokens(element, token):
    assert oai.parse(oai_list([Record("2401.00005", "2024-06-07", "On rows")], element), "x").token == token


@pytest.mark.parametrize(
    "code", ["badResumptionToken", "noRecordsMatch", "badArgument", "cannotDisseminateFormat"]
)
def test_errors_of_the_protocol(code):
    page = oai.parse(oai_error(code, "because\n of that"), "x")
    assert (page.error, page.message) == (code, "because of that")


def test_requests():
    assert oai.list_request("cs", dt.date(2024, 1, 2)) == {
        "verb": "ListRecords",
        "metadataPrefix": "arXivRaw",
        "set": "cs",
        "from": "2024-01-02",
    }
    assert oai.list_request(prefix="oai_dc") == {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    assert oai.list_request("cs", token="t") == {"verb": "ListRecords", "resumptionToken": "t"}


# -- what is broken -----------------------------------------------------------------------------------

GOOD = Record("2401.00005", "2024-06-07", "On rows")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("<record/>", "it has no header"),
        ("<record><header/></record>", "it has no metadata"),
        ("<record><header status='deleted'/></record>", "it has no identifier"),
        (fake.raw_record(GOOD).replace("2401.00005", "oai:else:1"), "'oai:else:1' is no arXiv id"),
        (fake.raw_record(GOOD).replace("<title>On rows</title>", "<title> </title>"), "it has no title"),
        (fake.raw_record(GOOD).replace("<authors>", "<authors"), "it is not well-formed XML"),
        (fake.raw_record(GOOD).replace("On rows", "Rows & <columns>"), "it is not well-formed XML"),
        (fake.raw_record(GOOD).replace("On rows", "Rows &nbsp; columns"), "it is not well-formed XML"),
    ],
)
def test_one_broken_record_among_good_ones(record, reason):
    others = [fake.raw_record(Record(f"2401.0000{n}", "2024-06-07", "On rows")) for n in (1, 2)]
    page = listed(others[0] + record + others[1] + "<resumptionToken>next</resumptionToken>")
    assert [paper.paper_id for paper in page.papers] == ["2401.00001", "2401.00002"]
    assert page.token == oai.ResumptionToken("next")
    (reject,) = page.rejects
    assert reason in reject.reason
    assert (reject.source, reject.place) == ("a page", "record 2")
    assert reject.raw.startswith("<")
    assert len(reject.raw) <= 500


def test_control_characters_and_bad_bytes_cost_nothing():
    data = oai_list([GOOD]).replace(b"On rows", b"On\x0b rows&#8;\xff and\x00 more")
    page = oai.parse(data, "x")
    assert page.papers[0].title == "On rows \ufffd and more"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"broken",
        b"<html><body>busy</body></html>",
        b"<OAI-PMH/>",
        oai_page(""),
        oai_list([GOOD])[:-40],
        oai_list([GOOD] * 4)[: len(oai_list([GOOD] * 3))],
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"\xff\xfe<\x00",
    ],
)
def test_no_page(data):
    page = oai.parse(data, "x")
    assert page.error == oai.BAD_XML
    assert page.message
    assert not page.papers


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_entities_are_never_expanded(declared):
    data = (
        oai_list([GOOD])
        .replace(b"<OAI-PMH", declared.encode() + b"<OAI-PMH")
        .replace(b"On rows", b"On rows &c;")
    )
    page = oai.parse(data, "x")
    assert page.error == oai.BAD_XML
    assert "no honest page" in page.message


def test_a_date_that_cannot_be_is_unknown():
    data = oai_list([Record("2401.00005", "2024-06-07", "On rows")]).replace(b"11:12:13 GMT", b"99:99 XX")
    (paper,) = oai.parse(data, "x").papers
    assert paper.date is None
    assert paper.version == 1


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page(data):
    page = oai.parse(oai_list([GOOD]) + data, "x")
    assert page.error is None or page.message


@given(st.integers(0, 2000), st.binary(max_size=4))
def test_any_damage_gives_a_page(place, bytes_):
    data = oai_list([GOOD, GOOD])
    page = oai.parse(data[:place] + bytes_ + data[place + 3 :], "x")
    assert isinstance(page, oai.Page)


def test_large_page_is_fast():
    data = oai_list(fake.library(3500))
    began = time.perf_counter()
    assert len(oai.parse(data, "x").papers) == 3500
    assert time.perf_counter() - began < 5


def test_broken_large_page_is_not_slow():
    data = oai_list(fake.library(3500)).replace(b"number 7 ", b"number & 7 ")
    began = time.perf_counter()
    page = oai.parse(data, "x")
    assert (len(page.papers), len(page.rejects)) == (3499, 1)
    assert time.perf_counter() - began < 10


@pytest.mark.shared
def test_recorded_samples():
    folder = os.environ.get("INROAD_DATA")
    if not folder:
        pytest.skip("INROAD_DATA does not name the folder of recorded replies")
    files = sorted(Path(folder).glob("api_samples/*sickle*/*.xml"))
    assert files
    pages = {file.name.split("__")[-1]: oai.parse(file.read_bytes(), file.name) for file in files}
    assert pages["badResumptionToken.xml"].error == oai.BAD_TOKEN
    assert pages["noRecordsMatch.xml"].error == oai.NO_RECORDS
    assert pages["ListRecords.xml"].token == oai.ResumptionToken("ListRecords2.xml", None, 0, 8)
    assert all(
        page.rejects
        for name, page in pages.items()
        if name.startswith(("ListRecords", "GetRecord")) and not page.error
    )
