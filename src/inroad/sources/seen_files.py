"""Files of past observations that are no tables: a feed of issues, and GitHub's own answers, saved.

An issue as GitHub tells it was so when it was last changed, and is stamped with that moment.  A feed says
when it was built.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

import orjson
import polars as pl

from inroad.corpus.normalise import raw_start
from inroad.errors import InputError
from inroad.signals.batch import SeenBatch, at_noon
from inroad.signals.rows import of_issues
from inroad.signals.schema import ISSUES
from inroad.signals.subjects import repository
from inroad.sources import feedxml
from inroad.sources.github_issues import Issue, files_named, parse_issue
from inroad.types import Reject

ROWS = 20_000
SAVED, FEED = "saved issues", "issue feed"
"""Sources of the observations."""


# -- GitHub's answers -----------------------------------------------------------------------------


def saved_issues(
    lines: Iterable[bytes | None], source: str, observed: dt.datetime | None
) -> Iterator[SeenBatch]:
    """Issues as GitHub's REST API gives them, one object a line; pull requests among them are passed over."""
    numbered = enumerate(lines, 1)
    while part := list(islice(numbered, ROWS)):
        yield _saved([(f"line {number}", line) for number, line in part if line != b""], source, observed)


def saved_page(data: bytes, source: str, observed: dt.datetime | None) -> SeenBatch:
    """A whole page of such issues."""
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{source} is no whole JSON ({error})", "fetch it again") from error
    items = found if isinstance(found, list) else [found]
    return _saved([(f"record {n}", _line(item)) for n, item in enumerate(items, 1)], source, observed)


def _line(item: object) -> bytes:
    """One record as a line of its own; what is nested deeper than can be written becomes a reject there."""
    try:
        return orjson.dumps(item)
    except TypeError:
        return b"(nested too deep)"


def _saved(lines: list[tuple[str, bytes | None]], source: str, observed: dt.datetime | None) -> SeenBatch:
    rejects: list[Reject] = []
    issues: list[pl.DataFrame] = [ISSUES.to_frame()]
    for place, line in lines:
        found = _read(line)
        if isinstance(found, str):
            rejects.append(
                Reject(source, place, found, raw_start((line or b"")[:2000].decode("utf-8", "replace")))
            )
        elif found is not None:
            stamp = observed or found.updated
            assert stamp is not None
            issues.append(of_issues([found], {}, stamp, SAVED))
    return SeenBatch(source, len(lines), issues=pl.concat(issues), rejects=tuple(rejects))


def _read(line: bytes | None) -> Issue | str | None:
    """An issue, why there is none, or None for a pull request."""
    if line is None:
        return "the line is too long"
    try:
        value: Any = orjson.loads(line)
    except orjson.JSONDecodeError:
        return "it is no JSON"
    if not isinstance(value, dict):
        return "it is no JSON object"
    if "pull_request" in value:
        return None
    issue = parse_issue(value)
    if issue is None:
        return "it names no issue of a repository"
    return issue if issue.updated else "it does not say when it was last changed"


# -- feeds ----------------------------------------------------------------------------------------


def feed(data: bytes, source: str, observed: dt.datetime | None) -> SeenBatch:
    """The issues of an RSS feed.

    Raises:
        InputError: the document cannot be read, or does not say when it was made.
    """
    document = feedxml.read(data, "item")
    channel = document.root.find("channel") if document.root is not None else None
    if channel is None:
        raise InputError(f"{source} is no feed ({document.fault or 'it has no channel'})", "fetch it again")
    items = list(channel.iterfind("item"))
    stamp = observed or _moment(channel.findtext("lastBuildDate")) or _newest(items)
    if stamp is None:
        raise InputError(f"{source} does not say when it was made", "say it with --observed DAY")
    issues, rejects = [], []
    for number, item in enumerate(items):
        found = "it is not well-formed XML" if number in document.broken else _item(item, channel)
        if isinstance(found, Issue):
            issues.append(found)
        else:
            rejects.append(feedxml.reject(source, number, found, document.broken.get(number, item)))
    return SeenBatch(source, len(items), issues=of_issues(issues, {}, stamp, FEED), rejects=tuple(rejects))


def _item(item: Element, channel: Element) -> Issue | str:
    link = (item.findtext("link") or "").strip()
    number, repo = re.search(r"/issues/(\d{1,9})\b", link), repository(link)
    if number is None or repo is None:
        return "it has no address of an issue"
    about = channel.findtext("description") or ""
    label = re.search(r"label:? '?([^'\n]{1,100}?)'?(?: in |$)", about)
    title, body = (item.findtext("title") or "").strip(), item.findtext("description") or ""
    return Issue(
        repo,
        int(number[1]),
        " ".join(title.split())[:300],
        (label[1],) if label else None,
        "open" if re.search(r"(?i)\bopen issues\b", about) else None,
        None,
        None,
        None,
        _moment(item.findtext("pubDate")),
        None,
        files_named(f"{title}\n{body}"),
        len(body),
    )


def _newest(items: list[Element]) -> dt.datetime | None:
    return max(filter(None, (_moment(item.findtext("pubDate")) for item in items)), default=None)


def _moment(words: str | None) -> dt.datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(words or "")
    except (ValueError, OverflowError):
        day = feedxml.day(words)
        return at_noon(day) if day else None
    return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)
