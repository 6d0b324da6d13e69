"""What services answer: GitHub, Hugging Face, PyPI, OpenAlex, Semantic Scholar; headers and bodies."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable

import httpx

from fuzz.inputs import json_of, lines_of
from fuzz.parsers.bulk import ISSUE_KEYS, ISSUE_SEEDS, ISSUE_VALUES, NOW
from fuzz.table import parser
from inroad.errors import SourceError
from inroad.signals import rows
from inroad.sources import bodies, github, github_issues, headers, http, hub, openalex, pypi, semantic_scholar
from inroad.sources.answers import Unreadable

_BLANK = "".join(map(chr, range(33)))
"""What browsers and urllib pass over before an address."""


def _read(parse: Callable[[bytes], object], data: bytes) -> object:
    try:
        return parse(data)
    except Unreadable:
        return None


_REPO_KEYS = (
    "full_name license spdx_id id owner stargazers_count forks_count open_issues_count created_at pushed_at archived "
    "topics merged_at author_association user login type"
)
_REPO = (
    '{"full_name":"Ada/Engine","id":7,"owner":{"id":3},"stargazers_count":12,"forks_count":1,"open_issues_count":0,'
    '"created_at":"2024-01-01T00:00:00Z","pushed_at":"2026-03-30T00:00:00Z","archived":false,'
    '"license":{"spdx_id":"MIT"},"topics":["lora"]}'
)
_PULL = (
    '[{"merged_at":"2026-03-30T00:00:00Z","author_association":"NONE","user":{"login":"bo","type":"User"}}]'
)


@parser(
    "GitHub's answers about a repository",
    [_REPO, _PULL, "[]"],
    _REPO_KEYS,
    json_of(_REPO_KEYS, ["Ada/Engine"]),
)
def github_replies(data: bytes) -> None:
    """Counts are not negative, names have the form of names, days are days."""
    found = _read(github.parse_repository, data)
    if isinstance(found, github.Repository):
        for each in (found.stars, found.forks, found.open_issues):
            assert each is None or each >= 0
        assert found.name == "" or found.name.count("/") == 1
        for day in (found.created, found.pushed):
            assert day is None or dt.date.fromisoformat(day)
    _read(lambda given: github.parse_merges(given, NOW), data)
    count = _read(lambda given: github.parse_count(given, None), data)
    assert count is None or (isinstance(count, int) and count >= 0)


_EVENTS = (
    '[{"event":"commented","body":"I would like to work on this `src/a.py`","user":{"login":"bo","type":"User"},'
    '"created_at":"2026-03-30T00:00:00Z","author_association":"NONE"},{"event":"cross-referenced","source":{"issue":'
    '{"pull_request":{},"html_url":"https://github.com/ada/engine/pull/8"}},"actor":{"login":"bo"}}]'
)


@parser(
    "GitHub's issues and their threads", [*ISSUE_SEEDS, _EVENTS],
    ISSUE_KEYS + " event commented assigned cross-referenced source issue actor", json_of(ISSUE_KEYS + " event source actor issue", ISSUE_VALUES),
)  # fmt: skip
def github_threads(data: bytes) -> None:
    """Every object of a list is an issue, a pull request or left out."""
    found = _read(github_issues.parse_issues, data)
    if isinstance(found, tuple):
        issues, more = found
        assert more >= 0
        assert all(issue.number > 0 and issue.repo.count("/") == 1 for issue in issues)
    _read(github_issues.parse_thread, data)
    text = data.decode("utf-8", "replace")
    assert len(github_issues.files_named(text)) <= 20


_HUB_KEYS = (
    "id title upvotes githubRepo githubStars publishedAt submittedOnDailyAt paper numTotalModels models"
)
_HUB = '{"id":"2402.00001","upvotes":7,"githubRepo":"https://github.com/ada/engine","githubStars":3,"publishedAt":"2024-02-01T00:00:00.000Z"}'


@parser(
    "Hugging Face's answers",
    [_HUB, f'[{{"paper":{_HUB}}}]', "[]"],
    _HUB_KEYS,
    json_of(_HUB_KEYS, ["2402.00001"]),
)
def hub_replies(data: bytes) -> None:
    """Counts are not negative."""
    for parse in (hub.parse_paper, hub.parse_daily, hub.parse_count):
        found = _read(parse, data)
        assert not isinstance(found, int) or found >= 0
        if isinstance(found, hub.PaperPage):
            assert found.upvotes is None or found.upvotes >= 0


_PYPI_KEYS = "info name version project_urls home_page releases upload_time_iso_8601 urls yanked license Source Repository"
_PYPI = (
    '{"info":{"name":"engine","version":"1.0","project_urls":{"Source":"https://github.com/ada/engine"},"home_page":""},'
    '"releases":{"1.0":[{"upload_time_iso_8601":"2024-01-01T00:00:00Z","yanked":false}]},"urls":[]}'
)


@parser("a package index's answer", [_PYPI], _PYPI_KEYS, json_of(_PYPI_KEYS))
def package_reply(data: bytes) -> None:
    """A package or None."""
    found = _read(pypi.parse_package, data)
    assert found is None or isinstance(found, pypi.Package)


@parser(
    "numbers of citations",
    ['{"cited_by_count":7}', '{"citationCount":3}', '{"results":[{"cited_by_count":1}]}'],
    "cited_by_count citationCount results",
    json_of("cited_by_count citationCount results"),
)
def citation_replies(data: bytes) -> None:
    """A count that is not negative, or None."""
    for parse in (openalex.parse_citations, semantic_scholar.parse_citations):
        found = _read(parse, data)
        assert found is None or (isinstance(found, int) and found >= 0)


_HEADERS = (
    "x-ratelimit-remaining: 3\nx-ratelimit-reset: 1774915200\nx-ratelimit-limit: 60\nretry-after: 120\n"
    'link: <https://h/x?page=7>; rel="last", <https://h/x?page=2>; rel="next"\n'
    'ratelimit: "a";r=1;t=60\nratelimit-policy: "a";q=500;w=300\n'
)


@parser(
    "headers of an answer",
    [_HEADERS, "retry-after: Mon, 30 Mar 2026 10:00:00 GMT", "date: x"],
    'x-ratelimit-remaining: x-ratelimit-reset: retry-after: link: ratelimit: ratelimit-policy: rel="last" ?page= ;r= ;t= ;q= GMT',
    lines_of("link: <http://h/x?page={}>; rel=\"{}\"", "retry-after: {}", "x-ratelimit-remaining: {}", "x-ratelimit-reset: {}", "ratelimit: \"a\";r={};t={}"),
)  # fmt: skip
def reply_headers(data: bytes) -> None:
    """A wait is never negative; nothing raises."""
    given = {}
    for line in data.decode("latin-1").split("\n"):
        name, _, value = line.partition(":")
        given[name.strip().lower()] = value.strip()
    limit = headers.limit_of(given, NOW)
    assert limit is None or limit.left >= 0
    assert limit is None or limit.resets is None or limit.resets.tzinfo is not None
    headers.links(given)
    last = headers.last_page(given)
    assert last is None or last >= 0
    wait = http.retry_after(given.get("retry-after"), NOW)
    assert wait is None or wait >= 0


def _packed(plain: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    return packer.compress(plain) + packer.flush()


@parser("a packed body", [_packed(b"x" * 100), _packed(b""), b"\x1f\x8b"], [b"\x1f\x8b\x08"])
def packed_body(data: bytes) -> None:
    """Pieces stay small whatever they were packed to."""
    given = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(data))
    try:
        for piece in bodies.unpacked(given, "http://h/"):
            assert len(piece) <= 1 << 20
    except (SourceError, httpx.RemoteProtocolError):
        return


_ADDRESSES = (
    "https://api.example.org/x",
    "http://127.0.0.1:80/",
    "https://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "file:///etc/passwd",
)


@parser(
    "where a redirect leads",
    _ADDRESSES,
    "http:// https:// 127.0.0.1 [::1] localhost @ :80 0x7f.1 2130706433 file:// .",
)
def redirect(data: bytes) -> None:
    """Followed or refused, and never to another scheme."""
    target = data.decode("latin-1")
    try:
        bodies.refuse_redirect("https://api.example.org/x", target, lambda host: ["93.184.216.34"])
    except SourceError:
        return
    read = target.translate({9: "", 10: "", 13: ""}).lstrip(_BLANK)
    assert read.lower().startswith("https:"), target


assert rows  # the shapes that answers become are part of what is loaded
