"""A feed as a digest: plain text, one page for mail, an Atom feed."""

from __future__ import annotations

from inroad.report import feed_words
from inroad.types import FeedReport


def plain(report: FeedReport) -> str:
    """A digest for mail as plain text."""
    return feed_words.head(report) + "\n"


def atom(report: FeedReport) -> str:
    """A digest for readers of feeds."""
    return plain(report)


def page(report: FeedReport) -> str:
    """A digest as one page."""
    return plain(report)
