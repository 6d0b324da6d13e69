"""OAI-PMH, the way arXiv wants whole subject areas to be copied.

``parse`` turns one page of a list into records and cannot fetch; ``list_request`` says what to ask.
It promises: no exception for any bytes; a bad record becomes a reject and the others go on; a page
that cannot be used says so in ``error``; the words of the source are kept as they are, only blanks
are folded and the version is cut from the id.

``arXivRaw`` is the format to harvest with: alone among the three it tells the version and the day
of the first submission of a revised paper.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from inroad.sources import feedxml
from inroad.sources.authors import split_authors
from inroad.sources.feedxml import day, folded, reject, split_id, text
from inroad.types import Paper, Reject

BASE_URL = "https://oaipmh.arxiv.org/oai"
PREFIX = "arXivRaw"
BAD_XML = "badXML"
"""Our own error code beside the protocol's: the page cannot be read, asking again may help."""
BAD_TOKEN = "badResumptionToken"  # noqa: S105 - a code of the protocol, no secret
NO_RECORDS = "noRecordsMatch"

_OAI = "http://www.openarchives.org/OAI/2.0/"
_NAMES: Mapping[str, str] = {
    "o": _OAI,
    "a": "http://arxiv.org/OAI/arXiv/",
    "r": "http://arxiv.org/OAI/arXivRaw/",
    "x": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass(frozen=True, slots=True)
class ResumptionToken:
    """How to ask for the next page of a list."""

    value: str
    expires: str | None = None
    """UTC, as the server wrote it; None where it does not say."""
    cursor: int | None = None
    """Records before this page."""
    complete_size: int | None = None
    """Records of the whole list; an estimate, and arXiv gives none since 2025."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one answer holds."""

    papers: tuple[Paper, ...] = ()
    rejects: tuple[Reject, ...] = ()
    deleted: tuple[str, ...] = ()
    """Ids of papers that the source has taken away."""
    datestamps: tuple[str, ...] = ()
    """Last change of every record, in the page's order, as the server wrote it."""
    token: ResumptionToken | None = None
    """None on the last page."""
    response_date: str | None = None
    """The server's clock when it made the page."""
    error: str | None = None
    """Code of the protocol, or ``badXML``; None where the page is good."""
    message: str | None = None
    """What is wrong, in words."""


class _BadRecord(Exception):
    """One record that cannot be used; the message says why."""


# -- asking -------------------------------------------------------------------------------------------


def list_request(
    set_spec: str | None = None,
    since: dt.date | str | None = None,
    *,
    token: str | None = None,
    prefix: str = PREFIX,
) -> dict[str, str]:
    """Parameters that ask for the first page of a list, or with ``token`` for a further one."""
    if token is not None:
        # The protocol forbids every other parameter beside a token.
        return {"verb": "ListRecords", "resumptionToken": token}
    asked = {"verb": "ListRecords", "metadataPrefix": prefix}
    if set_spec:
        asked["set"] = set_spec
    if since:
        asked["from"] = str(since)
    return asked


# -- reading a page -----------------------------------------------------------------------------------


def parse(data: bytes, source: str) -> Page:
    """One page; ``source`` names it in rejects."""
    document = feedxml.read(data, "record")
    root = document.root
    if root is None:
        return Page(error=BAD_XML, message=document.fault)
    if root.tag != f"{{{_OAI}}}OAI-PMH":
        return Page(error=BAD_XML, message=f"it is no OAI-PMH page but begins with <{_local(root.tag)}>")
    return _page(root, document.broken, source)


def _page(root: Element, broken: Mapping[int, bytes], source: str) -> Page:
    papers: list[Paper] = []
    rejects: list[Reject] = []
    deleted: list[str] = []
    for number, record in enumerate(_records(root)):
        try:
            found = _record(record, broken.get(number))
        except _BadRecord as bad:
            rejects.append(reject(source, number, str(bad), broken.get(number, record)))
            continue
        if isinstance(found, Paper):
            papers.append(found)
        else:
            deleted.append(found)
    code, message = _error(root)
    return Page(
        tuple(papers),
        tuple(rejects),
        tuple(deleted),
        tuple(_datestamps(root)),
        _token(root),
        text(root, "o:responseDate", _NAMES),
        code,
        message,
    )


def _records(root: Element) -> Iterator[Element]:
    for verb in ("ListRecords", "GetRecord"):
        yield from root.iterfind(f"o:{verb}/o:record", dict(_NAMES))


def _datestamps(root: Element) -> Iterator[str]:
    for record in _records(root):
        stamp = text(record, "o:header/o:datestamp", _NAMES)
        if stamp and day(stamp):
            yield stamp


def _token(root: Element) -> ResumptionToken | None:
    found = root.find("o:ListRecords/o:resumptionToken", dict(_NAMES))
    value = (found.text or "").strip() if found is not None else ""
    if found is None or not value:
        return None
    # arXiv writes ``expires`` where the protocol has ``expirationDate``.
    expires = found.get("expirationDate") or found.get("expires")
    return ResumptionToken(value, expires, _count(found.get("cursor")), _count(found.get("completeListSize")))


def _error(root: Element) -> tuple[str | None, str | None]:
    found = root.find("o:error", dict(_NAMES))
    if found is not None:
        return found.get("code") or "unknown", folded(found)
    if not any(root.find(f"o:{verb}", dict(_NAMES)) is not None for verb in ("ListRecords", "GetRecord")):
        return BAD_XML, "it holds neither records nor an error"
    return None, None


def _count(words: str | None) -> int | None:
    return int(words) if words and re.fullmatch(r"[0-9]{1,12}", words) else None


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1][:40]


# -- one record ---------------------------------------------------------------------------------------


def _record(record: Element, broken: bytes | None) -> Paper | str:
    """The paper, or the id of a deleted one."""
    if broken is not None:
        raise _BadRecord("it is not well-formed XML")
    header = record.find("o:header", dict(_NAMES))
    if header is None:
        raise _BadRecord("it has no header")
    if header.get("status") == "deleted":
        return _identity(text(header, "o:identifier", _NAMES))[0]
    return _paper(record, header)


def _identity(words: str | None) -> tuple[str, int | None]:
    found = split_id(words)
    if found is None:
        raise _BadRecord(f"its identifier {words!r} is no arXiv id" if words else "it has no identifier")
    return found


def _paper(record: Element, header: Element) -> Paper:
    for path, read in (("r:arXivRaw", _from_raw), ("a:arXiv", _from_arxiv), ("x:dc", _from_dc)):
        body = record.find(f"o:metadata/{path}", dict(_NAMES))
        if body is not None:
            return read(body, header)
    raise _BadRecord("it has no metadata in a format that is understood (arXivRaw, arXiv, oai_dc)")


def _title(words: str | None) -> str:
    if not words:
        raise _BadRecord("it has no title")
    return words


def _categories(words: str | None) -> tuple[str, ...] | None:
    return tuple((words or "").split()) or None


def _from_raw(body: Element, header: Element) -> Paper:
    def get(name: str) -> str | None:
        return text(body, f"r:{name}", _NAMES)

    paper_id, stated = _identity(get("id") or text(header, "o:identifier", _NAMES))
    versions = _versions(body)
    return Paper(
        paper_id,
        _title(get("title")),
        get("abstract"),
        split_authors(get("authors")),
        _categories(get("categories")),
        versions[0][1] if versions and versions[0][0] == 1 else None,
        updated=versions[-1][1] if versions else None,
        version=versions[-1][0] if versions else stated,
        comment=get("comments"),
        journal_ref=get("journal-ref"),
        doi=get("doi"),
        license=get("license"),
    )


def _versions(body: Element) -> list[tuple[int, dt.date | None]]:
    """Number and day of every version, in order."""
    found = []
    for version in body.iterfind("r:version", dict(_NAMES)):
        number = _count((version.get("version") or "").lstrip("v"))
        if number:
            found.append((number, day(text(version, "r:date", _NAMES))))
    return sorted(found, key=lambda pair: pair[0])


def _from_arxiv(body: Element, header: Element) -> Paper:
    def get(name: str) -> str | None:
        return text(body, f"a:{name}", _NAMES)

    paper_id, version = _identity(get("id") or text(header, "o:identifier", _NAMES))
    authors = (_author(author) for author in body.iterfind("a:authors/a:author", dict(_NAMES)))
    return Paper(
        paper_id,
        _title(get("title")),
        get("abstract"),
        tuple(name for name in authors if name) or None,
        _categories(get("categories")),
        day(get("created")),
        updated=day(get("updated")),
        version=version,
        comment=get("comments"),
        journal_ref=get("journal-ref"),
        doi=get("doi"),
        license=get("license"),
    )


def _author(author: Element) -> str:
    parts = (text(author, f"a:{part}", _NAMES) for part in ("forenames", "keyname", "suffix"))
    return " ".join(part for part in parts if part)


def _from_dc(body: Element, header: Element) -> Paper:
    def all_of(name: str) -> list[str]:
        return [words for words in map(folded, body.iterfind(f"dc:{name}", dict(_NAMES))) if words]

    paper_id, version = _identity(text(header, "o:identifier", _NAMES))
    days = sorted(found for found in map(day, all_of("date")) if found)
    descriptions = all_of("description")
    comments = [words for words in descriptions if words.startswith("Comment:")] or descriptions[1:2]
    dois = [words[4:] for words in all_of("identifier") if words.lower().startswith("doi:")]
    return Paper(
        paper_id,
        _title(next(iter(all_of("title")), None)),
        next((words for words in descriptions if words not in comments), None),
        tuple(map(_turned, all_of("creator"))) or None,
        _set_categories(header),
        days[0] if days else None,
        updated=days[-1] if len(days) > 1 else None,
        version=version,
        comment=comments[0].removeprefix("Comment:").strip() if comments else None,
        doi=dois[0] if dois else None,
    )


def _turned(name: str) -> str:
    """``Family, Given`` as ``Given Family``."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


def _set_categories(header: Element) -> tuple[str, ...] | None:
    """Categories out of sets: ``cs:cs:LG`` is cs.LG, ``physics:hep-th`` is hep-th, ``cs`` tells none."""
    specs = (folded(found) or "" for found in header.iterfind("o:setSpec", dict(_NAMES)))
    return tuple(".".join(spec.split(":")[1:]) for spec in specs if ":" in spec) or None
