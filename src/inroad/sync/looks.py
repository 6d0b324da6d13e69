"""The questions we ask: of which service, about what, and what an answer shows.

A look is one question about one subject.  Looks whose answers are cached by their servers are asked again
with the validators of the last answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from inroad.signals import readme
from inroad.signals.rows import Place, Row, of_package, of_paper_page, of_readme
from inroad.signals.subjects import name_of, paper
from inroad.sources import github, hub, openalex, pypi, semantic_scholar
from inroad.sources.headers import last_page
from inroad.sources.http import Reply

Kind = Literal["day", "repo", "paper", "package"]
Read = Callable[[list[Reply], Place], list[Row]]


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of question."""

    name: str
    service: str
    of: Kind
    shows: tuple[str, ...]
    """What an answer can show; the first tells whether it was asked."""
    path: Callable[[str], str]
    """Path below the base address, from owner/name, paper id, package name or day."""
    read: Read | None
    """Rows from the pages of an answer; None: the run itself knows how."""
    missing: tuple[str, ...] = ()
    """What is absent if the service answers "not found"; empty: nothing is known then."""
    why: str = ""
    """What "not found" means."""
    params: Callable[[str], Mapping[str, str]] = field(default=lambda name: {})
    headers: Mapping[str, str] = field(default_factory=dict)
    enough: int | None = None
    pages: int = 1
    cached: bool = True

    @property
    def label(self) -> str:
        """How progress and validators name it."""
        return f"{self.service} {self.name}"


# -- reading answers ------------------------------------------------------------------------------


def _paper_page(replies: list[Reply], place: Place) -> list[Row]:
    return of_paper_page(hub.parse_paper(replies[0].body), place)


def _daily(replies: list[Reply], place: Place) -> list[Row]:
    pages = hub.parse_daily(replies[0].body)
    rows = [place.seen("featured", len(pages))]
    for page in pages:
        rows += of_paper_page(page, Place(paper(page.paper_id), place.observed, place.source))
    return rows


def _things(what: str) -> Read:
    def read(replies: list[Reply], place: Place) -> list[Row]:
        count = sum(hub.parse_count(reply.body) for reply in replies)
        whole = "next" not in _links(replies[-1])
        return [place.seen(what, count, None if whole else "at least")]

    return read


def _readme(replies: list[Reply], place: Place) -> list[Row]:
    reply = replies[0]
    return of_readme(readme.facts(reply.body, name_of(place.subject), not reply.cut), place)


def _count(what: str) -> Read:
    def read(replies: list[Reply], place: Place) -> list[Row]:
        return place.number(what, github.parse_count(replies[0].body, last_page(replies[0].headers)))

    return read


def _merges(replies: list[Reply], place: Place) -> list[Row]:
    return [place.seen("outside_merges", github.parse_merges(replies[0].body, place.observed))]


def _package(replies: list[Reply], place: Place) -> list[Row]:
    return of_package(pypi.parse_package(replies[0].body), place)


def _openalex(replies: list[Reply], place: Place) -> list[Row]:
    return place.number("citations", openalex.parse_citations(replies[0].body))


def _semantic_scholar(replies: list[Reply], place: Place) -> list[Row]:
    return place.number("citations", semantic_scholar.parse_citations(replies[0].body))


def _links(reply: Reply) -> Mapping[str, str]:
    from inroad.sources.headers import links

    return links(reply.headers)


# -- all looks ------------------------------------------------------------------------------------


def _below(part: str) -> Callable[[str], str]:
    return lambda name: f"{github.repository_path(name)}/{part}"


def _always(params: Mapping[str, str]) -> Callable[[str], Mapping[str, str]]:
    return lambda name: params


PAPER = Look(
    *("paper", "hub", "paper", ("upvotes", "repository"), hub.paper_path, _paper_page),
    missing=("upvotes",),
    why="the Hub has no page of this paper",
)
REPOSITORY = Look(
    *("repository", "github", "repo"),
    shows=(
        *("stars", "forks", "open_issues", "id", "owner", "created", "pushed", "name", "archived", "licence"),
        *("renamed",),
    ),
    path=github.repository_path,
    read=None,
    headers=github.HEADERS,
)
ISSUES = Look(
    *("issues", "github", "repo", ("issues",), _below("issues"), None),
    headers=github.HEADERS,
    cached=False,
)
LOOKS: tuple[Look, ...] = (
    # A list of a day answers for dozens of papers at once, which then need not be asked about.
    Look(
        *("papers of a day", "hub", "day", ("featured",), lambda name: hub.daily_path(), _daily),
        params=hub.daily_request,
        cached=False,
    ),
    PAPER,
    *(
        Look(
            *(thing, "hub", "paper", (f"hub_{thing}",), _always_path, _things(f"hub_{thing}")),
            params=hub.things_request,
            pages=hub.MOST_PAGES,
        )
        for thing, _always_path in (
            ("models", lambda name: hub.things_path("models")),
            ("datasets", lambda name: hub.things_path("datasets")),
            ("spaces", lambda name: hub.things_path("spaces")),
        )
    ),
    REPOSITORY,
    Look(
        *("readme", "github", "repo", ("readme", "install", "weights", "demo"), _below("readme"), _readme),
        missing=("readme", "install", "weights", "demo"),
        why="there is no README",
        headers=github.RAW,
        enough=github.README_BYTES,
    ),
    Look(
        *("releases", "github", "repo", ("releases",), _below("releases"), _count("releases")),
        params=_always(github.COUNT_REQUEST),
        headers=github.HEADERS,
    ),
    Look(
        *(
            "contributors",
            "github",
            "repo",
            ("contributors",),
            _below("contributors"),
            _count("contributors"),
        ),
        params=_always({**github.COUNT_REQUEST, "anon": "true"}),
        headers=github.HEADERS,
    ),
    Look(
        *("merges", "github", "repo", ("outside_merges",), _below("pulls"), _merges),
        params=_always(github.merges_request()),
        headers=github.HEADERS,
        cached=False,
    ),
    ISSUES,
    Look(
        *("package", "pypi", "package"),
        shows=("package", "package_released", "package_repository"),
        path=pypi.package_path,
        read=_package,
        missing=("package",),
        why="the index has no package of this name",
    ),
    Look(
        *("citations", "openalex", "paper", ("citations",), openalex.work_path, _openalex),
        params=_always(openalex.REQUEST),
        missing=("citations",),
        why="OpenAlex does not know this paper",
    ),
    Look(
        *("citations", "semantic scholar", "paper", ("citations",)),
        path=semantic_scholar.paper_path,
        read=_semantic_scholar,
        params=_always(semantic_scholar.REQUEST),
        missing=("citations",),
        why="Semantic Scholar does not know this paper",
    ),
)
"""In the order in which they are asked: what leads to repositories first, what costs most last."""
