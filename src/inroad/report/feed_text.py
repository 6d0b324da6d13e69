"""Feed and follows for the terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from inroad.report import blocks, feed_words
from inroad.report.blocks import line
from inroad.report.clean import TITLE, clean
from inroad.types import FeedEntry, FeedReport, Followed, FollowsReport


def feed(report: FeedReport) -> Group:
    """New papers for one reader."""
    rows: list[RenderableType] = [*blocks.listed(report.entries, len(report.entries), _entry, numbered=True)]
    counted: list[RenderableType] = [line((feed_words.counted(report), "dim"))]
    sections = [
        blocks.top(feed_words.name(report), feed_words.head(report), report.coverage, counted),
        blocks.notes(report.warnings),
        blocks.section("New papers", feed_words.ORDER, rows or [line(feed_words.NOTHING)]),
    ]
    return Group(*(each for each in sections if each))


def _entry(entry: FeedEntry) -> Iterable[Text]:
    yield line((clean(entry.title, TITLE), "bold"))
    yield line(feed_words.source(entry))
    for reason in feed_words.why(entry):
        yield line(reason)
    if entry.folded:
        yield line((f"also as {', '.join(entry.folded)}", "dim"))
    yield line((feed_words.score(entry), "dim"))


def follows(report: FollowsReport) -> Group:
    """All that is followed."""
    head = f"{len(report.followed)} followed, {report.likes:,} papers liked, {report.dislikes:,} disliked."
    rows: list[RenderableType] = [*blocks.listed(report.followed, len(report.followed), _followed)]
    empty = [line('Nothing yet. Try: inroad follow "low-rank adaptation"')]
    sections = [
        blocks.top("What you follow", head, report.coverage, []),
        blocks.notes(report.warnings),
        blocks.section("Followed", "", rows or empty),
    ]
    return Group(*(each for each in sections if each))


def followed(report: FollowsReport) -> Group:
    """What is followed from now on."""
    (one,) = report.followed
    word = "Followed already" if report.warnings else "Followed"
    undo = f"Undo it with: inroad unfollow {shlex.quote(clean(one.follow.text))}"
    return Group(line(f"{word}: {feed_words.followed(one)}."), line((undo, "dim")))


def _followed(each: Followed) -> Iterable[Text]:
    yield line(feed_words.followed(each))
