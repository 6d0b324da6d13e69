"""Help that was given, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table

from inroad.report import helped_words, words
from inroad.report.blocks import line, listed, rest, right, section
from inroad.report.log_words import length
from inroad.types import Helped, HelpedReport

TOPICS = 12


def report(found: HelpedReport, top: int = 10) -> Group:
    """Whom the user helped, what for, and what came back."""
    if not found.entries:
        example = 'inroad helped add "Ada" "her data loader leaked" --topic data'
        return Group(line(f"{helped_words.head(found)} Note it with: {example}"))
    parts: list[RenderableType] = [line((helped_words.head(found), "bold"))]
    parts.append(section("What people come to you for", "", [_topics(found), *rest(found.topics, TOPICS)]))
    backs = [(each, back) for each in found.entries for back in each.came_back]
    rows = [line(f"- {back.day}, {each.whom}: {back.what}") for each, back in backs[:top]]
    parts.append(
        section("What came back", "", [*(rows or [line("Nothing is noted yet.")]), *rest(backs, top)])
    )
    parts.append(section("Lately", "", listed(found.entries, top, _entry)))
    return Group(*parts)


def _topics(found: HelpedReport) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in found.topics[:TOPICS]:
        people = words.plural(each.people, "person", "people")
        table.add_row(
            line(each.topic or "not said"),
            right(line(words.plural(each.times, "time"))),
            line(people),
            line(f"last on {each.last}"),
        )
    return table


def _entry(each: Helped) -> Iterator[RenderableType]:
    yield line(f"{each.day}, {each.whom}: {each.what}")
    took = length(each.minutes) if each.minutes else ""
    back = f"{len(each.came_back)} came back" if each.came_back else ""
    told = ", ".join(part for part in (each.topic, took, back, f"id {each.helped_id[:6]}") if part)
    yield line((told, "dim"))
