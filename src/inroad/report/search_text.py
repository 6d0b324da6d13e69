"""What a search found, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from inroad.report import blocks, search_words, words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean, fragment
from inroad.types import (
    Hit,
    IndexStatus,
    Mark,
    MethodPapers,
    SearchReport,
    Use,
)


def search(report: SearchReport) -> Group:
    """Hits, best first, and how the query was read."""
    rows: list[RenderableType] = [*_head(report)]
    rows += [Text(), *blocks.listed(report.hits, len(report.hits), _hit, numbered=True)]
    if not report.hits:
        rows.append(line(search_words.nothing(report)))
    return Group(*rows)


def status(found: IndexStatus) -> Group:
    """What the index holds."""
    size = f"{found.bytes / 1e6:,.0f} MB, format {found.format}"
    state = "It is up to date." if found.current else "It lags: `inroad index build` brings it up to date."
    return Group(
        line(search_words.holds(found.searched)),
        line(size),
        line(state),
        *map(line, search_words.lacks(found.searched)),
    )


def uses(report: MethodPapers) -> Group:
    """Which papers use a method, by how they stand to it."""
    until = f", until {report.until}" if report.until else ""
    years = ", ".join(f"{each.label}: {words.number(each.papers)}" for each in report.by_year)
    rows: list[RenderableType] = [
        line(
            (clean(report.method.name, TITLE), "bold"), f", {report.method.long_form or report.method.kind}"
        ),
        line((f"{search_words.naming(report)} ({report.corpus} atlas{until}).", "dim")),
        line((years, "dim")),
    ]
    if report.namesakes:
        rows.append(line(("Note: ", "bold"), f"others of this name: {', '.join(report.namesakes)}"))
    for group in report.groups:
        title = f"{group.kind.capitalize()}: {words.plural(group.papers, 'paper')}"
        body = [*blocks.listed(group.shown, len(group.shown), _use)]
        if group.papers > len(group.shown):
            body.append(line((words.left_out(group.papers - len(group.shown)), "dim")))
        rows.append(blocks.section(title, search_words.MEANS[group.kind], body))
    return Group(*rows)


def _use(use: Use) -> Iterable[Text]:
    yield line((clean(use.title, TITLE), "bold"))
    sure = f", {words.sure(use.confidence)} sure" if use.confidence is not None else ""
    where = words.place(use.evidence)
    yield line(
        (f"{words.paper(use.paper_id)}, {words.day(use.date)}, {where or use.evidence.note}{sure}", "dim")
    )


def _head(report: SearchReport) -> Iterable[RenderableType]:
    yield line((clean(report.query, TITLE), "bold"))
    yield line((search_words.holds(report.searched), "dim"))
    if report.hits:
        yield line((search_words.met(report), "dim"))
    for named in report.expanded:
        yield line(("Method: ", "bold"), search_words.expansion(named))
    for note in search_words.notes(report):
        yield line(("Note: ", "bold"), note)


def _hit(hit: Hit) -> Iterable[Text]:
    yield marked(hit.title, hit.title_marks, "bold", TITLE)
    yield line((", ".join([words.paper(hit.paper_id), words.day(hit.date), *search_words.facts(hit)]), "dim"))
    if hit.snippet is not None:
        lead = "… " if hit.snippet_start else ""
        yield Text(lead) + marked(hit.snippet, hit.snippet_marks, "", len(hit.snippet)) + Text(" …")
    yield line((f"found by: {'; '.join(map(search_words.why, hit.why)) or 'what was demanded'}", "dim"))


def marked(text: str, marks: Sequence[Mark], style: str, limit: int) -> Text:
    """A text with its marked places underlined and bold; cleaned piece by piece, so that offsets hold."""
    made, at = Text(), 0
    for mark in marks:
        made.append(fragment(text[at : mark.start]), style)
        made.append(fragment(text[mark.start : mark.end]), "bold underline")
        at = mark.end
    made.append(fragment(text[at:]), style)
    return made[:limit] if len(made) > limit else made
