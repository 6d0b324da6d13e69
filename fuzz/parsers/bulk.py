"""Metadata in bulk: JSON lines, OAI-PMH, Atom, RSS, saved issues, tables."""

from __future__ import annotations

import datetime as dt
import io

from fuzz.inputs import json_of, lines_of, xml_of
from fuzz.table import parser
from inroad.errors import InputError
from inroad.path.venues.times import deadline
from inroad.sources import arxiv_snapshot, atom, csrankings, deadlines, oai, opening, seen_files
from inroad.types import Paper, Reject

NOW = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)

_PAPER = (
    '{"id":"2402.00001","title":"LoRA again","abstract":"We show $x^2$.","authors":"A. Byron, B. C{\\"u}\\" D",'
    '"authors_parsed":[["Byron","Ada",""],["C","B","Jr."]],"categories":"cs.LG cs.CL","comments":"9 pages",'
    '"versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}],"update_date":"2008-11-26",'
    '"doi":"10.1/x","license":null,"journal-ref":null}'
)


@parser(
    "lines of arXiv's metadata snapshot",
    [_PAPER, _PAPER + "\n\n" + _PAPER, '{"id":"hep-th/9901001","title":"T","versions":[]}'],
    '"id" "title" "abstract" "authors_parsed" "versions" "version" "created" "update_date" "categories" null 2402.00001 hep-th/9901001 v1',
    json_of(
        "id title abstract authors authors_parsed categories comments versions update_date doi license",
        ["2402.00001"],
    ),
)
def snapshot(data: bytes) -> None:
    """A paper or a reject for each line that is not blank."""
    given = list(opening.lines(io.BytesIO(data), 2000))
    found = list(arxiv_snapshot.parse(given, "f"))
    blank = sum(line is not None and not line.removeprefix(b"\xef\xbb\xbf" if n == 0 else b"").strip()
                for n, line in enumerate(given))  # fmt: skip
    assert len(found) == len(given) - blank
    for each in found:
        assert isinstance(each, Paper | Reject)
        if isinstance(each, Paper):
            assert each.title.strip()
            assert each.date is None or isinstance(each.date, dt.date)


_OAI = (
    '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>2026-03-31T00:00:00Z</responseDate><ListRecords>"
)
_RAW = (
    "<record><header><identifier>oai:arXiv.org:2402.00001</identifier><datestamp>2024-02-01</datestamp>"
    "<setSpec>cs</setSpec></header><metadata>"
    '<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2402.00001</id><submitter>A</submitter>'
    '<version version="v1"><date>Thu, 1 Feb 2024 10:00:00 GMT</date><size>9kb</size></version>'
    "<title>On x</title><authors>A. Byron and B. C</authors><categories>cs.LG</categories>"
    "<abstract>We.</abstract></arXivRaw></metadata></record>"
)
_DC = (
    "<record><header><identifier>oai:arXiv.org:2402.00002</identifier></header><metadata>"
    '<x:dc xmlns:x="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>T</dc:title><dc:creator>Byron, Ada</dc:creator><dc:date>2024-02-01</dc:date>"
    "<dc:identifier>http://arxiv.org/abs/2402.00002</dc:identifier></x:dc></metadata></record>"
)
_GONE = '<record><header status="deleted"><identifier>oai:arXiv.org:2402.00003</identifier></header></record>'
_TOKEN = '<resumptionToken expirationDate="2026-04-01T00:00:00Z" cursor="0" completeListSize="9">6|10</resumptionToken>'
_OAI_END = "</ListRecords></OAI-PMH>"


@parser(
    "a page of OAI-PMH",
    [
        _OAI + _RAW + _DC + _GONE + _TOKEN + _OAI_END,
        _OAI.replace("<ListRecords>", '<error code="noRecordsMatch">none</error></OAI-PMH>'),
    ],
    "<record> </record> <header> </header> <metadata> <arXivRaw <version <date> <title> &#0; &x; <!DOCTYPE <![CDATA[ ]]> "
    "<resumptionToken cursor= 2402.00001 oai:arXiv.org:",
    xml_of(
        _OAI + _RAW,
        "record header metadata identifier datestamp setSpec arXivRaw/ id title authors categories abstract "
        "version date resumptionToken".replace("/", ""),
        _OAI_END,
    ),
)
def oai_page(data: bytes) -> None:
    """No exception for any bytes; every paper has an id, a token has a value, a fault has its words."""
    page = oai.parse(data, "f")
    assert all(paper.paper_id and paper.title.strip() for paper in page.papers)
    assert page.token is None or page.token.value
    assert page.error is None or not page.papers or page.error == oai.NO_RECORDS
    assert all(len(each.raw) < 2000 for each in page.rejects)


_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/" '
    'xmlns:a="http://arxiv.org/schemas/atom"><o:totalResults>2</o:totalResults><o:startIndex>0</o:startIndex>'
)
_ENTRY = (
    "<entry><id>http://arxiv.org/abs/2402.00001v2</id><updated>2024-02-02T00:00:00Z</updated>"
    "<published>2024-02-01T00:00:00Z</published><title>On x</title><summary>We.</summary>"
    "<author><name>Ada Byron</name></author><a:comment>9 pages</a:comment><a:doi>10.1/x</a:doi>"
    '<category term="cs.LG"/></entry>'
)


@parser(
    "a slice of arXiv's query API (Atom)",
    [_ATOM + _ENTRY * 2 + "</feed>", _ATOM + "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
     "<summary>bad</summary></entry></feed>"],
    "<entry> </entry> <id> <title>Error</title> <published> <updated> <author> <name> &#0; <![CDATA[ v2 2402.00001",
    xml_of(_ATOM + _ENTRY, "entry id updated published title summary author name a:comment a:doi", "</feed>"),
)  # fmt: skip
def atom_page(data: bytes) -> None:
    """No exception for any bytes; papers have ids and titles."""
    page = atom.parse(data, "f")
    assert all(paper.paper_id and paper.title.strip() for paper in page.papers)
    assert page.error is None or not page.papers


_RSS = "<rss><channel><lastBuildDate>Mon, 30 Mar 2026 10:00:00 GMT</lastBuildDate>"
_ITEM = (
    "<item><title>Mend x</title><link>https://github.com/ada/engine/issues/7</link>"
    "<pubDate>Mon, 30 Mar 2026 10:00:00 GMT</pubDate><category>bug</category><description>d</description></item>"
)


@parser(
    "an RSS feed of issues",
    [_RSS + _ITEM * 2 + "</channel></rss>"],
    "<item> </item> <channel> <link> <pubDate> <lastBuildDate> <category> /issues/7 https://github.com/",
    xml_of(_RSS + _ITEM, "item title link pubDate category description lastBuildDate", "</channel></rss>"),
)
def issue_feed(data: bytes) -> None:
    """Every item is an issue or a reject."""
    try:
        found = seen_files.feed(data, "f", None)
    except InputError:
        return
    assert found.rows >= len(found.rejects) if hasattr(found, "rows") else True


_ISSUE = (
    '{"repository_url":"https://api.github.com/repos/ada/engine","number":7,"title":"Mend x","body":"in `a.py`",'
    '"labels":[{"name":"good first issue"}],"comments":3,"state":"open","created_at":"2026-03-01T00:00:00Z",'
    '"updated_at":"2026-03-02T00:00:00Z","assignees":[],"user":{"login":"ada","type":"User"},'
    '"html_url":"https://github.com/ada/engine/issues/7","author_association":"OWNER","labels_url":"x"}'
)
ISSUE_KEYS = (
    "repository_url number title body labels comments state created_at updated_at closed_at assignees user "
    "html_url author_association name login type locked pull_request"
)
ISSUE_SEEDS = (_ISSUE, f"[{_ISSUE},{_ISSUE}]", '[{"pull_request":{}}]')
ISSUE_VALUES = ("https://api.github.com/repos/ada/engine", "2026-03-01T00:00:00Z", "open", "[bot]")


@parser(
    "a saved page of GitHub's issues", ISSUE_SEEDS, ISSUE_KEYS, json_of(ISSUE_KEYS, ISSUE_VALUES), slow=True
)
def saved_issues(data: bytes) -> None:
    """Every object is an issue, a pull request or a reject."""
    try:
        seen_files.saved_page(data, "f", NOW)
    except InputError:
        return


_YAML = """- title: ICXX
  year: 2026
  full_name: A Conference
  link: https://example.org
  deadline: '2026-05-01 23:59:59'
  abstract_deadline: 2026-04-24
  timezone: UTC-12
  place: Here
  date: July 2026
- title: B
  description: Another
  confs:
    - year: 2026
      timezone: AoE
      timeline:
        - deadline: TBD
          comment: soon
- title: C
  deadlines: [{type: paper, label: P, date: '2026-06-01', timezone: Europe/Berlin}]
"""


@parser(
    "a list of deadlines (YAML)",
    [_YAML],
    "title: year: deadline: abstract_deadline: timezone: confs: timeline: deadlines: TBD UTC-12 AoE &a *a !!python/object: [ ] { } |",
    lines_of("- title: {}", "  year: {}", "  deadline: {}", "  timezone: {}", "  confs: {}", "  deadlines: [{type: {}}]",
             "  deadline: '2026-02-3{} 24:00'", "  timezone: UTC+{}"),
)  # fmt: skip
def venue_dates(data: bytes) -> None:
    """A moment is in UTC, or there is a word why there is none."""
    try:
        found, unreadable = deadlines.parse(data, "f")
    except InputError:
        return
    assert unreadable >= 0
    deadlines.as_json(found).encode()
    for each in map(deadline, found):
        assert (each.at is not None and each.at.tzinfo is dt.UTC) or each.note
        assert each.venue


@parser(
    "the list of CSRankings (CSV)",
    [
        'name,affiliation,homepage,scholarid\nAda Byron [Tech],London,https://a.example/,x\n"B, C",Y,mailto:a@b\n'
    ],
    'name affiliation homepage , " \n \r\n https://',
    slow=True,
)
def faculty(data: bytes) -> None:
    """Names and affiliations are there; a homepage is a web address."""
    try:
        table, unusable = csrankings.parse(data, "f")
    except InputError:
        return
    assert unusable >= 0
    for name, affiliation, homepage in table.iter_rows():
        assert name
        assert affiliation
        assert homepage is None or (homepage.startswith(("http://", "https://")) and "@" not in homepage)
