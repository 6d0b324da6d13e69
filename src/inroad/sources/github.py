"""GitHub's REST API: what to ask about a repository, and what the answers say.

``parse_...`` turn bytes into records and cannot fetch.  Of texts written by strangers (issues, comments)
only facts are kept: whether somebody has taken a task, whether the team has answered, which files are named.

Anonymous users have 60 requests an hour, those with a token 5,000.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from inroad.signals.subjects import repository
from inroad.sources.answers import Record, day, moment, number, part, record, records, text, texts

BASE_URL = "https://api.github.com"
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
RAW = {**HEADERS, "Accept": "application/vnd.github.raw+json"}
PAGE = 100
README_BYTES = 2**20
"""Of a longer README the rest is not read."""

TEAM = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})

State = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository as it is now."""

    name: str
    """owner/name in lower case, under which it lives now."""
    written: str
    """The same as its owner writes it."""
    number: int | None
    owner: int | None
    stars: int | None
    forks: int | None
    open_issues: int | None
    """Open pull requests included, as GitHub counts."""
    created: str | None
    pushed: str | None
    archived: bool | None
    licence: str | None
    """SPDX id; None: there is none, or none that GitHub recognises (``licence_told``)."""
    licence_told: bool = True
    """False where there is a licence without SPDX id."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue without its text."""

    repo: str
    number: int
    title: str
    labels: tuple[str, ...] | None
    state: State | None
    author: str | None
    assignees: tuple[str, ...] | None
    comments: int | None
    created: dt.datetime | None
    updated: dt.datetime | None
    files: tuple[str, ...]
    length: int
    """Characters of the body."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What became of an issue."""

    answered: dt.datetime | None
    """First comment by somebody of the team other than the author."""
    claimed: bool
    """Somebody has said, or was made, to be on it, and nobody has let it go since."""
    pull_request: bool
    """A pull request that is open or merged is linked."""


# -- asking -------------------------------------------------------------------------------------------


def repository_path(name: str) -> str:
    """Where a repository is described."""
    return f"/repos/{name}"


def issues_request(since: dt.datetime | None, page: int = 1) -> dict[str, str]:
    """Open issues, the latest changed first; all that changed where ``since`` tells what is known."""
    asked = {"state": "open", "sort": "updated", "direction": "desc", "per_page": str(PAGE)}
    if since is not None:
        asked |= {"state": "all", "since": since.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return asked | ({"page": str(page)} if page > 1 else {})


def merges_request() -> dict[str, str]:
    """The pull requests that changed last."""
    return {"state": "closed", "sort": "updated", "direction": "desc", "per_page": str(PAGE)}


COUNT_REQUEST = {"per_page": "1"}
"""One a page: the number of the last page is the count."""


# -- a repository -------------------------------------------------------------------------------------


def parse_repository(data: bytes) -> Repository:
    """One repository.

    Raises:
        Unreadable: the answer is none.
    """
    found = record(data)
    written = text(found.get("full_name")) or ""
    licence = part(found.get("license"))
    spdx = text(licence.get("spdx_id"), 60)
    unnamed = spdx in (None, "NOASSERTION") and bool(licence)
    archived = found.get("archived")
    return Repository(
        name=repository(written) or "",
        written=written,
        number=number(found.get("id")),
        owner=number(part(found.get("owner")).get("id")),
        stars=number(found.get("stargazers_count")),
        forks=number(found.get("forks_count")),
        open_issues=number(found.get("open_issues_count")),
        created=day(found.get("created_at")),
        pushed=day(found.get("pushed_at")),
        archived=archived if isinstance(archived, bool) else None,
        licence=None if unnamed else spdx,
        licence_told=not unnamed and "license" in found,
    )


def parse_count(data: bytes, last_page: int | None) -> int:
    """How many there are, from the first page of one each and the number of the last page."""
    here = len(records(data)) if data.strip() else 0
    return here if last_page is None else last_page


def parse_merges(data: bytes, now: dt.datetime, days: int = 90) -> int:
    """Pull requests of people outside the team that were merged in the last days."""
    since = now - dt.timedelta(days=days)
    return sum(_outside(one) and (moment(one.get("merged_at")) or since) > since for one in records(data))


def _outside(pull: Record) -> bool:
    association = pull.get("author_association")
    return isinstance(association, str) and association not in TEAM and not _is_bot(part(pull.get("user")))


# -- issues -------------------------------------------------------------------------------------------


def parse_issues(data: bytes) -> tuple[list[Issue], int]:
    """Issues of one page, and how many of its entries were pull requests or had no number.

    Raises:
        Unreadable: the answer is none.
    """
    found = records(data)
    issues = [issue for one in found if (issue := parse_issue(one))]
    return issues, len(found) - len(issues)


def parse_issue(found: Record) -> Issue | None:
    """One issue; None for a pull request, which GitHub lists among issues, and for what has no number."""
    count = number(found.get("number"))
    name = repository(re.sub(r"^.*/repos/", "", str(found.get("repository_url") or ""))) or repository(
        str(found.get("html_url"))
    )
    if "pull_request" in found or not count or name is None:
        return None
    body = found.get("body") if isinstance(found.get("body"), str) else ""
    title = text(found.get("title")) or ""
    state = found.get("state")
    return Issue(
        name,
        count,
        title,
        _labels(found.get("labels")),
        state if state in ("open", "closed") else None,
        text(part(found.get("user")).get("login"), 60),
        _logins(found.get("assignees")),
        number(found.get("comments")),
        moment(found.get("created_at")),
        moment(found.get("updated_at")),
        files_named(f"{title}\n{body}"),
        len(str(body)),
    )


def _labels(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return texts([label if isinstance(label, str) else part(label).get("name") for label in value])


def _logins(value: object) -> tuple[str, ...] | None:
    return texts([part(user).get("login") for user in value]) if isinstance(value, list) else None


_FILE = re.compile(
    r"(?<![\w/.-])(?:[A-Za-z0-9_][\w-]*/){0,12}[A-Za-z0-9_][\w.-]{0,80}"
    r"\.(?:py|pyi|pyx|cu|cuh|cpp|cc|hpp|c|h|rs|go|ts|tsx|js|jl|java|kt|swift|md|rst|ipynb|toml|ya?ml|json|sh|cfg|txt|proto)"
    r"(?![\w/-]|\.\w)"
)


def files_named(words: str, most: int = 20) -> tuple[str, ...]:
    """Paths of files that a text names, each once, in order."""
    plain = re.sub(r"https?://\S*?/blob/[^/\s]+/|https?://\S+", " ", words[:200_000])
    return tuple(dict.fromkeys(_FILE.findall(plain)))[:most]


# -- what became of an issue --------------------------------------------------------------------------

_CLAIM = re.compile(
    r"(?i)\b(?:i\s?(?:'|’)?\s?a?m (?:already |currently |now )?(?:on (?:it|this)|working on|taking|looking into"
    r" (?:fixing|implementing))|i(?:'|’)?ll (?:take|pick|work|tackle|give|open|submit|send)|i will (?:take|pick|work|tackle|open|submit)"
    r"|i(?:'|’)?d (?:like|love|be happy) to (?:take|work|pick|tackle|contribute|help|fix|give|implement)"
    r"|i would (?:like|love|be happy) to (?:take|work|pick|tackle|contribute|help|fix|give|implement)"
    r"|(?:can|may|could) (?:i|you) (?:please )?(?:take|work on|pick|tackle|be assigned|assign|get assigned|have a go)"
    r"|assign (?:this |it |the issue )?to me|let me (?:take|work|try|handle|pick)|working on (?:this|it|a fix|a pr)"
    r"|i want to (?:take|work|pick|tackle|contribute|fix)|happy to (?:take|work on|pick|tackle) (?:this|it))\b"
    r"|^\s*(?:/assign|/take|\.take|take|#take)\s*$"
)  # fmt: skip
_RELEASE = re.compile(
    r"(?i)\b(?:no longer (?:working|able)|not working on (?:this|it)|feel free to (?:take|pick|work|grab)"
    r"|(?:up|free) for grabs|open for (?:anyone|others|contribution)|won(?:'|’)?t (?:be able|have time)"
    r"|don(?:'|’)?t have (?:the )?time|unassign(?:ed|ing)?\b|anyone (?:can|may|is welcome to) (?:take|pick|work))"
    r"|^\s*(?:/unassign|/release)\s*$"
)


def parse_thread(data: bytes, author: str | None = None) -> Thread:
    """What the timeline of an issue says; ``author`` is who opened it.

    Raises:
        Unreadable: the answer is none.
    """
    events = sorted(records(data), key=lambda event: str(event.get("created_at") or ""))
    claimed, answered = False, None
    for event in events:
        claimed = _claim(event, claimed)
        if answered is None and _answers(event, author):
            answered = moment(event.get("created_at"))
    return Thread(answered, claimed, any(map(_links_pull_request, events)))


def _claim(event: Record, claimed: bool) -> bool:
    """Whether the task is taken after this event."""
    kind = event.get("event")
    if kind in ("assigned", "unassigned"):
        return kind == "assigned"
    if kind != "commented" or _is_bot(_writer(event)):
        return claimed
    words = "\n".join(line for line in _body(event).splitlines() if not line.lstrip().startswith(">"))
    if _RELEASE.search(words):
        return False
    return claimed or any(map(_CLAIM.search, words.splitlines()))


def _answers(event: Record, author: str | None) -> bool:
    by = _writer(event)
    return (
        event.get("event") == "commented"
        and event.get("author_association") in TEAM
        and by.get("login") != author
        and not _is_bot(by)
    )


def _links_pull_request(event: Record) -> bool:
    """A pull request that mentions the issue and is open or merged; a closed one blocks nobody."""
    if event.get("event") != "cross-referenced":
        return event.get("event") == "connected"
    source = part(part(event.get("source")).get("issue"))
    pull = source.get("pull_request")
    return isinstance(pull, dict) and (source.get("state") == "open" or pull.get("merged_at") is not None)


def _writer(event: Record) -> Record:
    return part(event.get("user")) or part(event.get("actor"))


def _body(event: Record) -> str:
    body = event.get("body")
    return body[:20_000] if isinstance(body, str) else ""


def _is_bot(user: Mapping[str, object]) -> bool:
    return user.get("type") == "Bot" or str(user.get("login", "")).endswith("[bot]")
