"""GitHub's REST API: what to ask about a repository, and what the answers say.

``parse_...`` turn bytes into records and cannot fetch.  Issues have a file of their own.

Anonymous users have 60 requests an hour, those with a token 5,000.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from inroad.signals.subjects import repository
from inroad.sources.answers import Record, day, moment, number, part, record, records, text, texts

BASE_URL = "https://api.github.com"
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
RAW = {**HEADERS, "Accept": "application/vnd.github.raw+json"}
PAGE = 100
README_BYTES = 2**20
"""Of a longer README the rest is not read."""

TEAM = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})


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
    topics: tuple[str, ...] = ()
    """Slugs; what its owner says in sentences is not kept."""


_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")


# -- asking -------------------------------------------------------------------------------------------


def repository_path(name: str) -> str:
    """Where a repository is described."""
    return f"/repos/{name}"


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
        topics=tuple(filter(_SLUG.fullmatch, texts(found.get("topics")) or ())),
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
    return isinstance(association, str) and association not in TEAM and not is_bot(part(pull.get("user")))


def is_bot(user: Mapping[str, object]) -> bool:
    """Whether a user is a program."""
    return bool(user.get("type") == "Bot") or str(user.get("login", "")).endswith("[bot]")
