"""GitHub's issues: open tasks, and what became of them.

Of texts written by strangers only facts are kept: whether somebody has taken a task, whether the team has
answered, which files are named, how long the text is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from inroad.signals.subjects import repository
from inroad.sources.answers import Record, moment, number, part, records, text, texts
from inroad.sources.github import PAGE, TEAM, is_bot

State = Literal["open", "closed"]


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


def issues_request(since: dt.datetime | None) -> dict[str, str]:
    """Open issues, the latest changed first; where ``since`` tells what is known, all that changed since.

    Changes come in their own order, so that whoever stops after some pages can go on behind them.
    """
    if since is None:
        return {"state": "open", "sort": "updated", "direction": "desc", "per_page": str(PAGE)}
    moment = since.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"state": "all", "sort": "updated", "direction": "asc", "since": moment, "per_page": str(PAGE)}


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


_ENDINGS = (
    "pyi?|pyx|cuh?|cpp|cc|hpp|c|h|rs|go|tsx?|js|jl|java|kt|swift|md|rst|ipynb|toml|ya?ml|json|sh|cfg|txt"
)
_FILE = re.compile(
    r"(?<![\w/.-])(?:[A-Za-z0-9_][\w-]*/){0,12}[A-Za-z0-9_][\w.-]{0,80}"
    rf"\.(?:{_ENDINGS})(?![\w/-]|\.\w)"
)


def files_named(words: str, most: int = 20) -> tuple[str, ...]:
    """Paths of files that a text names, each once, in order."""
    plain = re.sub(r"https?://\S*?/blob/[^/\s]+/|https?://\S+", " ", words[:200_000])
    return tuple(dict.fromkeys(_FILE.findall(plain)))[:most]


# -- what became of an issue --------------------------------------------------------------------------

_DO = "(?:take|work|pick|tackle|fix|implement|contribute|help|try|handle|give|open|submit|send)"
_CLAIM = re.compile(
    rf"(?i)\b(?:i\s?(?:'|’)?\s?a?m (?:already |currently |now )?(?:on (?:it|this)|working on|taking)"
    rf"|i(?:(?:'|’)?ll| will| want to) {_DO}"
    rf"|i(?:(?:'|’)?d| would) (?:like|love|be happy) to {_DO}"
    rf"|(?:can|may|could) (?:i|you) (?:please )?(?:{_DO}|have a go|(?:be |get )?assign(?:ed)?)"
    rf"|assign (?:this |it |the issue )?to me|let me {_DO}|happy to (?:take|work on|pick|tackle) (?:this|it)"
    rf"|working on (?:this|it|a fix|a pr))\b"
    rf"|^\s*(?:[/.#]?take|/assign)\s*$"
)
_RELEASE = re.compile(
    r"(?i)\b(?:no longer (?:working|able)|not working on (?:this|it)|feel free to (?:take|pick|work|grab)"
    r"|(?:up|free) for grabs|open for (?:anyone|others|contribution)|won(?:'|’)?t (?:be able|have time)"
    r"|don(?:'|’)?t have (?:the )?time|unassign(?:ed|ing)?\b"
    r"|anyone (?:can|may|is welcome to) (?:take|pick|work))"
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
    kind = str(event.get("event"))
    if kind in ("assigned", "unassigned"):
        return kind == "assigned"
    if kind != "commented" or is_bot(_writer(event)):
        return claimed
    words = "\n".join(line for line in _body(event).splitlines() if not line.lstrip().startswith(">"))
    if _RELEASE.search(words):
        return False
    return claimed or any(map(_CLAIM.search, words.splitlines()))


def _answers(event: Record, author: str | None) -> bool:
    by = _writer(event)
    if event.get("event") != "commented" or is_bot(by) or by.get("login") == author:
        return False
    return event.get("author_association") in TEAM


def _links_pull_request(event: Record) -> bool:
    """A pull request that mentions the issue and is open or merged; a closed one blocks nobody."""
    if event.get("event") != "cross-referenced":
        return bool(event.get("event") == "connected")
    source = part(part(event.get("source")).get("issue"))
    pull = source.get("pull_request")
    return isinstance(pull, dict) and (source.get("state") == "open" or pull.get("merged_at") is not None)


def _writer(event: Record) -> Record:
    return part(event.get("user")) or part(event.get("actor"))


def _body(event: Record) -> str:
    body = event.get("body")
    return body[:20_000] if isinstance(body, str) else ""
