"""A feed to be sent or subscribed to: plain text, an Atom feed, one page without anything from outside.

Nothing depends on the clock: the same feed gives the same bytes, and an entry keeps its id, so that a reader
of feeds shows a paper once.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from inroad.report import feed_words, html, words
from inroad.report.clean import TITLE, clean
from inroad.types import FeedEntry, FeedReport

ATOM = "http://www.w3.org/2005/Atom"
WIDTH = 78
"""Longer lines are broken by programs for mail."""


def plain(report: FeedReport) -> str:
    """A digest as plain text."""
    name = feed_words.name(report)
    blocks = [
        f"{name}\n{'=' * len(name)}",
        _filled(feed_words.head(report)),
        _filled(feed_words.counted(report)),
    ]
    blocks += [_filled(f"Note: {warning}") for warning in report.warnings]
    blocks += [_plain(number, entry) for number, entry in enumerate(report.entries, 1)]
    return "\n\n".join(blocks if report.entries else [*blocks, feed_words.NOTHING]) + "\n"


def page(report: FeedReport) -> str:
    """A digest as one page, for mail and browser."""
    return html.feed(report)


def atom(report: FeedReport) -> str:
    """A digest as an Atom feed (RFC 4287)."""
    root = Element("feed", xmlns=ATOM)
    _add(root, "id", "urn:inroad:feed")
    _add(root, "title", f"Inroad: {feed_words.name(report).lower()}")
    _add(root, "subtitle", feed_words.head(report))
    _add(root, "updated", _stamp(report.until))
    for entry in report.entries:
        _entry(SubElement(root, "entry"), entry, report.until)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


# -- text -----------------------------------------------------------------------------------------


def _plain(number: int, entry: FeedEntry) -> str:
    address = words.link(entry.paper_id)
    lines = [clean(entry.title, TITLE), feed_words.source(entry), *([address] if address else [])]
    lines += [f"- {reason}" for reason in feed_words.why(entry)] + [feed_words.score(entry)]
    first, *rest = lines
    return "\n".join([_filled(f"{number}. {first}", "", "   "), *(_filled(line, "   ") for line in rest)])


def _filled(text: str, before: str = "", after: str | None = None) -> str:
    return textwrap.fill(
        clean(text), WIDTH, initial_indent=before, subsequent_indent=before if after is None else after,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


# -- Atom -----------------------------------------------------------------------------------------


def _entry(parent: Element, entry: FeedEntry, until: dt.date) -> None:
    _add(parent, "id", f"urn:inroad:paper:{entry.paper_id}")
    _add(parent, "title", clean(entry.title, TITLE))
    _add(parent, "updated", _stamp(entry.date or until))
    for name in entry.authors or ("unknown",):
        _add(SubElement(parent, "author"), "name", clean(name, 200))
    if address := words.link(entry.paper_id):
        SubElement(parent, "link", href=address, rel="alternate")
    if entry.category:
        SubElement(parent, "category", term=clean(entry.category, 60))
    _add(parent, "summary", "\n".join([*feed_words.why(entry), feed_words.score(entry)]))


def _add(parent: Element, name: str, text: str) -> None:
    # What XML cannot hold is taken out line by line; the lines stay.
    SubElement(parent, name).text = "\n".join(clean(line) for line in text.splitlines())


def _stamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
