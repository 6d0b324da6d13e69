"""What a search found, in words; terminal and page say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inroad.report import words
from inroad.types import Expansion, Hit, Mark, MethodPapers, Searched, SearchReport, UseKind, Why, label

ALIASES, NAMESAKES = 4, 3
"""That are told of a method."""
AUTHORS = 3
"""Authors that are named; of more, the first and how many."""

MEANS: dict[UseKind, str] = {
    "introduces": "The paper that names it first as its own.",
    "builds on": "Their own method extends it.",
    "applies": "They use it as it is, for something.",
    "compares with": "They measure themselves against it.",
    "surveys": "They survey it among others.",
    "mentions only": "They name it; what for cannot be told from title and abstract.",
}
"""What it means that papers stand to a method in a way."""


def holds(searched: Searched) -> str:
    """What was searched in."""
    source = (
        "your papers" if searched.corpus == "home" else "the titles that come with the program, no abstracts"
    )
    until = f", until {searched.until}" if searched.until else ""
    return f"Searched {words.plural(searched.papers, 'paper')} ({source}{until})."


def lacks(searched: Searched) -> Iterable[str]:
    """What cannot be found yet, and what to do about it."""
    if searched.missing or searched.changed:
        what = (
            f"{words.plural(searched.missing, 'paper')} of your corpus"
            if searched.missing
            else "changes of your corpus"
        )
        yield f"{what} cannot be found yet: run `inroad index build`"
    if searched.atlas_changed:
        yield "the atlas is newer than the index; names of methods may be old: run `inroad index build`"
    if searched.unread:
        yield f"the atlas has not read {words.plural(searched.unread, 'paper')} yet: run `inroad atlas build`"


def expansion(each: Expansion) -> str:
    """What a name in the query stands for."""
    name = label(each.name, each.method_id)
    read = name if each.words.casefold() == each.name.casefold() else f"{each.words} is {name}"
    spelt = [alias for alias in each.aliases if alias.casefold() != each.words.casefold()]
    others = ", ".join(spelt[:ALIASES])
    also = f", also {others}" if others else ""
    namesakes = f"; others of this name: {', '.join(each.namesakes[:NAMESAKES])}" if each.namesakes else ""
    return f"{read}{also} ({words.plural(each.papers, 'paper')}){namesakes}"


def met(report: SearchReport) -> str:
    """How many papers fit, for the head of a page."""
    if not report.hits:
        return nothing(report)
    if not report.with_all:
        return "No paper met the whole query; these come nearest."
    return f"{words.plural(report.with_all, 'paper')} met the whole query."


def nothing(report: SearchReport) -> str:
    """What to try where nothing was found."""
    if report.searched.abstracts:
        return "Nothing was found: try fewer or other words."
    return "Nothing was found in titles and names; `inroad sync arxiv` brings abstracts."


def naming(report: MethodPapers) -> str:
    """How many papers name a method, and how many stand to it unnamed."""
    named = f"{words.plural(report.method.papers, 'paper')} name it"
    more = report.papers - report.method.papers
    return named + (
        f"; {words.number(more)} more do not, but call what they build on it alike" if more > 0 else ""
    )


def facts(hit: Hit) -> Iterable[str]:
    """Authors, venue, code."""
    if hit.authors:
        more = f" and {len(hit.authors) - 1} more" if len(hit.authors) > AUTHORS else ""
        yield (hit.authors[0] + more) if more else ", ".join(hit.authors)
    if hit.venue:
        yield hit.venue
    if hit.has_code:
        yield "links to code"


def why(why: Why) -> str:
    """One reason for which a paper was found."""
    # How a paper writes it is told only where that is another spelling.
    said = f" ({why.said})" if why.said and why.said not in why.words else ""
    return f"{why.where} {', '.join(why.words)}{said}"


def corrected(report: SearchReport) -> Iterator[str]:
    """Words that were searched for besides what was typed."""
    for each in report.corrected:
        yield f"searched for {', '.join(each.also)} too, because hardly any paper has {each.word}"


def notes(report: SearchReport) -> Iterator[str]:
    """How the query was read, and what the index lacks."""
    yield from corrected(report)
    yield from report.notes
    yield from lacks(report.searched)


def pieces(text: str, marks: Sequence[Mark], limit: int) -> Iterator[tuple[str, bool]]:
    """A text in pieces, and whether each is a marked place; at most ``limit`` characters of it."""
    at = 0
    for mark in marks:
        if mark.start >= limit:
            break
        yield text[at : mark.start], False
        yield text[mark.start : min(mark.end, limit)], True
        at = mark.end
    if at < limit:
        yield text[at:limit] + ("…" if len(text) > limit else ""), False
