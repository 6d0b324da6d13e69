"""A hit as a reader sees it: where it has the words of the query, and why it was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from tantivy import Document

from inroad.search import analysis, highlight
from inroad.search.analysis import CODE, parts_of_name, stems
from inroad.search.highlight import Met
from inroad.search.plan import Plan
from inroad.search.rank import ID, Candidate
from inroad.search.terms import EPOCH, spelt
from inroad.types import Hit, Why

Run = tuple[tuple[str, ...], str, float]
"""Terms that stand in a row, the words of the query that they are met for, and how much they tell."""


class Shown:
    """Shows the hits of one query."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def hit(self, paper: Document, found: Candidate) -> Hit:
        """One hit."""
        title, abstract = str(paper.get_first("title")), paper.get_first("abstract")
        in_title, in_abstract = self._met(title), self._met(abstract or "")
        start, end = highlight.snippet(abstract, in_abstract) if abstract else (0, 0)
        inside = [each for each in in_abstract if start <= each.start and each.end <= end]
        moved = [Met(each.start - start, each.end - start, each.word) for each in inside]
        authors = tuple(paper.get_all("author")) or None
        day = paper.get_first("day")
        snippet = abstract[start:end] if abstract else None
        return Hit(
            paper_id=str(paper.get_first("id")),
            title=title,
            date=None if day is None else dt.date.fromordinal(day + EPOCH),
            authors=authors,
            categories=tuple(_categories(paper)) or None,
            venue=paper.get_first("venue"),
            has_code=True if CODE in paper.get_all("flag") else None,
            score=round(found.score, 3),
            parts=found.told(),
            title_marks=highlight.marks(in_title, title),
            snippet=snippet,
            snippet_start=start if abstract else None,
            snippet_marks=highlight.marks(moved, snippet or ""),
            why=tuple(self._why(paper, found, title, abstract or "", in_title, in_abstract)),
        )

    # -- what was met -------------------------------------------------------------------------------

    @cached_property
    def runs(self) -> dict[str, list[Run]]:
        """What is looked for in a text, by first term, the longest first."""
        once = {run[0]: run for run in self._runs()}
        found: dict[str, list[Run]] = {}
        for run in sorted(once.values(), key=lambda run: (-len(run[0]), run)):
            found.setdefault(run[0][0], []).append(run)
        return found

    def _runs(self) -> Iterable[Run]:
        """Of the same terms the last one counts: a name says more than a word."""
        for wish in self.plan.wishes:
            telling = wish.telling
            for each in (*telling, *wish.near):
                yield (each,), wish.word, self._weight(each)
            if len(wish.terms) > 1:
                yield wish.terms, wish.word, self._weight(telling[0])
        for text in self.plan.seen:
            if made := tuple(stems(text)):
                yield made, text, 2 * self._weight(made[0])
        for words, method in self.plan.named:
            for name in spelt(method):
                if made := tuple(stems(name)):
                    yield made, words, 1.5 * self._weight(made[0])

    def _weight(self, term: str) -> float:
        return float((1.0 + self.plan.known.papers_with(term)) ** -0.25)

    def _met(self, text: str) -> list[Met]:
        read, place = analysis.read(text)
        found, after = list[Met](), 0
        for start in [each for each, term in enumerate(read) if term in self.runs]:
            if start < after:
                continue
            for run, words, weight in self.runs[read[start]]:
                if tuple(read[start : start + len(run)]) == run:
                    after = start + len(run)
                    found.append(Met(*place(start, after - 1), words, weight))
                    break
        return found

    # -- why ----------------------------------------------------------------------------------------

    def _why(
        self,
        paper: Document,
        found: Candidate,
        title: str,
        abstract: str,
        in_title: list[Met],
        in_abstract: list[Met],
    ) -> Iterable[Why]:
        if ID in found.parts:
            yield Why("id", self.plan.ids)
        methods = set(paper.get_all("method"))
        named = {words for words, method in self.plan.named if method.method_id in methods}
        for words, method in self.plan.named:
            if method.method_id in methods:
                places = ((title, in_title), (abstract, in_abstract))
                said = next(
                    (text[m.start : m.end] for text, met in places for m in met if m.word == words), None
                )
                yield Why("method", (words,), said or method.name)
        for where, text, met in (("title", title, in_title), ("abstract", abstract, in_abstract)):
            yield from _met_in(where, text, [each for each in met if each.word not in named])
        for where, values in (("author", paper.get_all("author")), ("venue", paper.get_all("venue"))):
            yield from self._in_names(where, values)
        if years := tuple(wish.word for wish in self.plan.wishes if wish.year and wish.year == _year(paper)):
            yield Why("year", years)

    def _in_names(self, where: str, values: list[str]) -> Iterable[Why]:
        sought = self.plan.sought(where)
        for value in values:
            parts = set(parts_of_name(value))
            if words := tuple(word for word, terms in sought.items() if terms <= parts):
                yield Why("author" if where == "author" else "venue", words, value)


def _met_in(where: str, text: str, met: list[Met]) -> Iterable[Why]:
    words = tuple(dict.fromkeys(each.word for each in met))
    if words:
        said = {(there := text[each.start : each.end]).lower(): there for each in reversed(met)}
        other = [said[each] for each in reversed(said) if each not in map(str.lower, words)]
        yield Why("title" if where == "title" else "abstract", words, ", ".join(other[:3]) or None)


def _categories(paper: Document) -> Iterable[str]:
    """As arXiv writes them; "cs" was added to "cs.LG" for searching alone."""
    found = paper.get_all("cat")
    for each in found:
        kind, dot, name = each.partition(".")
        if dot or not any(other.startswith(f"{kind}.") for other in found):
            yield f"{kind}.{name.upper()}" if len(name) == 2 else each


def _year(paper: Document) -> str | None:
    day = paper.get_first("day")
    return None if day is None else str(dt.date.fromordinal(day + EPOCH).year)
