"""Where a field publishes, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType

from inroad.report import blocks, venue_words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.types import FieldVenue, VenuesReport


def venues(report: VenuesReport) -> Group:
    """Venues with deadlines and doors, then the plan."""

    def one(venue: FieldVenue) -> Iterable[RenderableType]:
        yield line((clean(venue.name, TITLE), "bold"), f": {venue_words.share(venue)}")
        yield line(venue_words.newcomers(venue))
        for told in venue_words.deadlines(venue, report):
            yield line(told)
        for door in venue.doors:
            yield line(("First papers: ", "bold"), f"{door.name}, {venue_words.door(door)} {door.link}")
        yield from blocks.evidence(venue.evidence)

    name = f"Venues: {clean(report.query, TITLE)}"
    lists = [line(venue_words.listed(each)) for each in report.lists]
    parts = [
        blocks.top(name, venue_words.head(report), report.coverage, []),
        blocks.notes(report.warnings),
        blocks.section(
            "Where it publishes", venue_words.HELP, blocks.listed(report.venues, len(report.venues), one)
        ),
        _plan(report),
        blocks.section("Also for first papers", venue_words.DOORS, _doors(report)),
        blocks.section("Lists of deadlines", venue_words.LISTS, lists) if lists else None,
    ]
    return Group(*(part for part in parts if part))


def _doors(report: VenuesReport) -> list[RenderableType]:
    return blocks.listed(
        report.doors,
        len(report.doors),
        lambda door: [line((door.name, "bold"), f", {venue_words.door(door)} {door.link}")],
    )


def _plan(report: VenuesReport) -> RenderableType | None:
    if report.plan is None:
        return None
    steps: list[RenderableType] = [line(venue_words.plan(report.plan, report.zone))]
    steps += [line(f"- {venue_words.step(step)}") for step in report.plan.steps]
    return blocks.section("A plan, backwards", venue_words.PLAN, steps)
