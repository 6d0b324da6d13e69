"""Which repositories are codebases of a field: its papers' own, and libraries that serve it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from inroad.atlas import describe
from inroad.atlas.asked import phrase_pattern
from inroad.atlas.field import Field
from inroad.atlas.text import name_key
from inroad.openings.libraries import Library, by_repo, holding
from inroad.openings.play import subject_of
from inroad.openings.signs import Seen, counted, shown, words
from inroad.signals.seen import Signals
from inroad.types import Evidence, Method

_LEAST_NAME = 4
"""Letters of a method's name, for a title to speak of it."""
_TELLING = re.compile(r"(?=.{6})\w*[a-z]\w*[A-Z]\w*")
"""A name that tells a repository: many are called "core", "sage" or "mesa" and are something else."""
_MOSTLY = 0.4
"""Part of a method's papers that must be of the field, for its name to speak of the field."""
_LEAST_TOOL = 5
"""Papers of a field that name a library, for it to be one of the field's tools."""
_SPECIAL = 2.0
"""How much more common among the field's papers than among all."""


@dataclass(frozen=True, slots=True)
class Codebase:
    """One repository in which work on the field is done."""

    repo: str
    """Folded owner/name."""
    why: str
    points: float
    broad: bool
    """It serves many fields, so that an issue must itself speak of this one."""
    evidence: tuple[Evidence, ...] = ()
    method: str | None = None
    """method_id of the method that it implements."""
    paper_id: str | None = None


def codebases(field: Field, signals: Signals, repos: Iterable[str]) -> dict[str, Codebase]:
    """Those of ``repos`` that are codebases of the field, by folded name."""
    written = {repo.lower(): repo for repo in sorted(repos)}
    wanted = sorted(written)
    found = _of_papers(field, signals, wanted)
    served = _libraries(field, wanted)
    rest = {repo: name for repo, name in written.items() if repo not in found and repo not in by_repo()}
    return {**_described(field, signals, rest), **served, **found}


# -- of papers --------------------------------------------------------------------------------------------


def _of_papers(field: Field, signals: Signals, repos: list[str]) -> dict[str, Codebase]:
    """Repositories that implement papers of the field."""
    what = (pl.col("what") == "repository") & pl.col("text").str.to_lowercase().is_in(repos)
    linked = signals.observations.filter(what & (pl.col("status") == 0))
    looks = signals.latest(linked["subject"].unique())
    papers = field.papers.with_columns(subject="paper:" + pl.col("paper_id"))
    found: dict[str, Codebase] = {}
    rows = papers.filter(pl.col("subject").is_in(list(looks))).sort("paper")
    for row in rows.iter_rows(named=True):
        look = looks[row["subject"]]["repository"]
        repo = (look.text or "").lower()
        if look.status != "seen" or repo not in repos or repo in by_repo():
            continue
        method = _introduced(field, row["paper"])
        why = f"code of {method or 'a paper of this field'}"
        evidence = (describe.paper(row, why), shown(look))
        found.setdefault(repo, Codebase(repo, why, 1.0, False, evidence, method, row["paper_id"]))
    return found


def _introduced(field: Field, paper: int) -> str | None:
    """method_id of what a paper of the field introduces."""
    rows = field.methods.filter(pl.col("introduced_by") == paper).sort(
        "in_field", "method", descending=[True, False]
    )
    return rows["method_id"][0] if rows.height else None


# -- libraries --------------------------------------------------------------------------------------------


def _libraries(field: Field, repos: list[str]) -> dict[str, Codebase]:
    """Well-known libraries that serve the field."""
    founders = describe.methods(field.atlas, field.founders[:1])
    tools = _tools(field)
    return {
        repo: replace(base, repo=repo)
        for repo in repos
        if repo in by_repo() and (base := _library(by_repo()[repo], field, founders, tools))
    }


def _library(
    library: Library, field: Field, founders: Mapping[int, Method], tools: Mapping[str, tuple[int, float]]
) -> Codebase | None:
    papers, lift = tools.get(library.tool or "", (0, 0.0))
    evidence: tuple[Evidence, ...] = ()
    if papers:
        note = f"{counted(papers, 'paper')} of this field {'name' if papers > 1 else 'names'} {library.name}"
        evidence = (Evidence(date=field.atlas.coverage().until, figure=papers, note=note),)
    served = next((serves for serves in library.serves if _serves(serves, field)), None)
    if served:
        return Codebase("", f"{library.name} serves {served}", 1.0, library.broad, evidence)
    held = [method.name for method in founders.values() if library.name in holding(method)]
    if held:
        return Codebase("", f"{library.name} holds {held[0]}", 0.8, True, evidence)
    if papers >= _LEAST_TOOL and lift >= _SPECIAL:
        return Codebase("", f"a tool of this field ({counted(papers, 'paper')})", 0.5, True, evidence)
    return None


def _serves(serves: str, field: Field) -> bool:
    """Whether a phrase of the list and one of the field's are the same, or one stands in the other."""
    return any(
        re.search(phrase_pattern(serves), phrase) or re.search(phrase_pattern(phrase), serves)
        for phrase in field.phrases
    )


def _tools(field: Field) -> dict[str, tuple[int, float]]:
    """Tool -> papers of the field that name it, and how much more common it is there than everywhere."""
    here, everywhere = (_tool_counts(papers) for papers in (field.papers, field.atlas.papers))
    size, total = max(field.papers.height, 1), max(field.atlas.papers.height, 1)
    return {tool: (count, count / size / (everywhere[tool] / total)) for tool, count in here.items()}


def _tool_counts(papers: pl.DataFrame) -> dict[str, int]:
    counts = papers.select("tools").explode("tools").drop_nulls().group_by("tools").len()
    return dict(counts.iter_rows())


# -- by name and description ------------------------------------------------------------------------------


def _described(field: Field, signals: Signals, repos: Mapping[str, str]) -> dict[str, Codebase]:
    """Repositories that say to be about the field, or whose name is a telling one of its methods.

    Args:
        field: which field.
        signals: where descriptions and topics are.
        repos: folded name -> name as it is written.
    """
    looks = signals.latest([subject_of(repo) for repo in repos])
    methods = {name: method for method, name in _names(field).items() if _TELLING.fullmatch(name)}
    found = {
        repo: _about(repo, looks.get(subject_of(repo), {}), field) or _namely(name, methods)
        for repo, name in repos.items()
    }
    return {repo: base for repo, base in found.items() if base is not None}


def _about(repo: str, seen: Seen, field: Field) -> Codebase | None:
    said = " ".join(filter(None, (words(seen, "description"), words(seen, "topics")))).replace("-", " ")
    phrase = next((each for each in field.phrases if re.search(phrase_pattern(each), said)), None)
    if phrase is None:
        return None
    look = seen.get("description") or seen["topics"]
    return Codebase(repo, f"says that it is about {phrase}", 0.7, False, (shown(look),))


def _namely(repo: str, methods: Mapping[str, str]) -> Codebase | None:
    method = methods.get(repo.split("/")[-1])
    return Codebase(repo.lower(), f"has the name of {method}", 0.3, False, (), method) if method else None


# -- what a title speaks of -------------------------------------------------------------------------------


def _names(field: Field) -> dict[str, str]:
    """method_id -> name, of the field's methods that can be told by their name."""
    mostly = field.methods.filter(pl.col("in_field") >= _MOSTLY * pl.col("papers"))
    rows = mostly.sort("in_field", "method").select("method_id", "name")
    return {number: name for number, name in rows.iter_rows() if _telling(name)}


def _telling(name: str) -> bool:
    return len(name_key(name)) >= _LEAST_NAME and not name.islower() and not name.istitle()


class Topics:
    """What of a field a title speaks of."""

    def __init__(self, field: Field) -> None:
        self._phrases = [re.compile(phrase_pattern(phrase)) for phrase in field.phrases if phrase.strip()]
        founders = field.atlas.methods.filter(pl.col("method").is_in(list(field.founders[:1])))["name"]
        self._names = frozenset(_names(field).values()) | frozenset(founders)

    def of(self, title: str) -> str | None:
        """The phrase or name of the field that stands in a title; None if there is none."""
        for phrase in self._phrases:
            if match := phrase.search(title):
                return match[0]
        heard = re.findall(r"[\w+][\w+.-]*[\w+]|\w", title)
        return next((word for word in heard if word in self._names), None)
