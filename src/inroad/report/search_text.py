"""What a search found, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from inroad.report import blocks, words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.types import (
    Expansion,
    Hit,
    IndexStatus,
    Mark,
    MethodPapers,
    Searched,
    SearchReport,
    Use,
    UseKind,
    Why,
    label,
)

ALIASES, NAMESAKES = 4, 3
"""That are told of a method."""
AUTHORS = 3
"""Authors that are named; of more, the first and how many."""


def search(report: SearchReport) -> Group:
    """Hits, best first, and how the query was read."""
    rows: list[RenderableType] = [*_head(report)]
    rows += [Text(), *blocks.listed(report.hits, len(report.hits), _hit, numbered=True)]
    if not report.hits:
        rows.append(line(_nothing(report)))
    return Group(*rows)


def status(found: IndexStatus) -> Group:
    """What the index holds."""
    size = f"{found.bytes / 1e6:,.0f} MB, format {found.format}"
    state = "It is up to date." if found.current else "It lags: `inroad index build` brings it up to date."
    return Group(line(_holds(found.searched)), line(size), line(state), *map(line, _lacks(found.searched)))


def uses(report: MethodPapers) -> Group:
    """Which papers use a method, by how they stand to it."""
    until = f", until {report.until}" if report.until else ""
    years = ", ".join(f"{each.label}: {words.number(each.papers)}" for each in report.by_year)
    rows: list[RenderableType] = [
        line(
            (clean(report.method.name, TITLE), "bold"), f", {report.method.long_form or report.method.kind}"
        ),
        line((f"{_naming(report)} ({report.corpus} atlas{until}).", "dim")),
        line((years, "dim")),
    ]
    if report.namesakes:
        rows.append(line(("Note: ", "bold"), f"others of this name: {', '.join(report.namesakes)}"))
    for group in report.groups:
        title = f"{group.kind.capitalize()}: {words.plural(group.papers, 'paper')}"
        body = [*blocks.listed(group.shown, len(group.shown), _use)]
        if group.papers > len(group.shown):
            body.append(line((words.left_out(group.papers - len(group.shown)), "dim")))
        rows.append(blocks.section(title, _MEANS[group.kind], body))
    return Group(*rows)


def _naming(report: MethodPapers) -> str:
    named = f"{words.plural(report.method.papers, 'paper')} name it"
    more = report.papers - report.method.papers
    return (
        f"{named}; {words.number(more)} more do not, but call what they build on it alike"
        if more > 0
        else named
    )


_MEANS: dict[UseKind, str] = {
    "introduces": "The paper that names it first as its own.",
    "builds on": "Their own method extends it.",
    "applies": "They use it as it is, for something.",
    "compares with": "They measure themselves against it.",
    "surveys": "They survey it among others.",
    "mentions only": "They name it; what for cannot be told from title and abstract.",
}


def _use(use: Use) -> Iterable[Text]:
    yield line((clean(use.title, TITLE), "bold"))
    sure = f", {words.percent(use.confidence)} sure" if use.confidence is not None else ""
    where = words.place(use.evidence)
    yield line(
        (f"{words.paper(use.paper_id)}, {words.day(use.date)}, {where or use.evidence.note}{sure}", "dim")
    )


def _head(report: SearchReport) -> Iterable[RenderableType]:
    yield line((clean(report.query, TITLE), "bold"))
    yield line((_holds(report.searched), "dim"))
    if report.hits:
        met = f"{words.plural(report.with_all, 'paper')} met the whole query."
        yield line((met if report.with_all else "No paper met the whole query; these come nearest.", "dim"))
    for named in report.expanded:
        yield line(("Method: ", "bold"), _expansion(named))
    for each in report.corrected:
        yield line(
            ("Note: ", "bold"),
            f"searched for {', '.join(each.also)} too, because hardly any paper has {each.word}",
        )
    for note in (*report.notes, *_lacks(report.searched)):
        yield line(("Note: ", "bold"), note)


def _holds(searched: Searched) -> str:
    source = (
        "your papers" if searched.corpus == "home" else "the titles that come with the program, no abstracts"
    )
    until = f", until {searched.until}" if searched.until else ""
    return f"Searched {words.plural(searched.papers, 'paper')} ({source}{until})."


def _lacks(searched: Searched) -> Iterable[str]:
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


def _expansion(each: Expansion) -> str:
    name = label(each.name, each.method_id)
    read = name if each.words.casefold() == each.name.casefold() else f"{each.words} is {name}"
    spelt = [alias for alias in each.aliases if alias.casefold() != each.words.casefold()]
    others = ", ".join(spelt[:ALIASES])
    also = f", also {others}" if others else ""
    namesakes = f"; others of this name: {', '.join(each.namesakes[:NAMESAKES])}" if each.namesakes else ""
    return f"{read}{also} ({words.plural(each.papers, 'paper')}){namesakes}"


def _nothing(report: SearchReport) -> str:
    if report.searched.abstracts:
        return "Nothing was found: try fewer or other words."
    return "Nothing was found in titles and names; `inroad sync arxiv` brings abstracts."


def _hit(hit: Hit) -> Iterable[Text]:
    yield marked(hit.title, hit.title_marks, "bold", TITLE)
    yield line((", ".join([words.paper(hit.paper_id), words.day(hit.date), *_facts(hit)]), "dim"))
    if hit.snippet is not None:
        lead = "… " if hit.snippet_start else ""
        yield Text(lead) + marked(hit.snippet, hit.snippet_marks, "", len(hit.snippet)) + Text(" …")
    yield line((f"found by: {'; '.join(map(_why, hit.why)) or 'what was demanded'}", "dim"))


def _facts(hit: Hit) -> Iterable[str]:
    if hit.authors:
        more = f" and {len(hit.authors) - 1} more" if len(hit.authors) > AUTHORS else ""
        yield (hit.authors[0] + more) if more else ", ".join(hit.authors)
    if hit.venue:
        yield hit.venue
    if hit.has_code:
        yield "links to code"


def _why(why: Why) -> str:
    # How a paper writes it is told only where that is another spelling.
    said = f" ({why.said})" if why.said and why.said not in why.words else ""
    return f"{why.where} {', '.join(why.words)}{said}"


def marked(text: str, marks: Sequence[Mark], style: str, limit: int) -> Text:
    """A text with its marked places underlined and bold; cleaned piece by piece, so that offsets hold."""
    made, at = Text(), 0
    for mark in marks:
        made.append(_piece(text[at : mark.start]), style)
        made.append(_piece(text[mark.start : mark.end]), "bold underline")
        at = mark.end
    made.append(_piece(text[at:]), style)
    return made[:limit] if len(made) > limit else made


def _piece(text: str) -> str:
    """Clean, its spaces at the edges kept."""
    lead, tail = " " * (text[:1].isspace()), " " * (len(text) > 1 and text[-1].isspace())
    return lead + clean(text) + tail
