"""A feed, likes and follows in words; text, page and digests say the same."""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterator

from inroad.report import words
from inroad.report.clean import TITLE, clean
from inroad.types import FeedEntry, FeedReport, Followed, Introduced, LibraryReport, Voted, VotesReport

NOTHING = "No new paper meets all that was asked for."
ORDER = "First what builds on a method you follow, then by score; 0 is a random recent paper."
FEW = 5
MOST_AUTHORS = 4
MOST_PARTS = 6


def name(report: FeedReport) -> str:
    """What a feed is called."""
    return "What mattered" if report.catch_up else "Your feed"


def head(report: FeedReport) -> str:
    """What was looked through, and for whom."""
    several = report.since < report.until
    days = f"from {report.since} to {report.until}" if several else f"of {report.until}"
    asked = "that mattered since you were here" if report.catch_up else "for you"
    shown = words.plural(len(report.entries), "paper")
    return f"{shown} {asked}, out of {words.number(report.new)} new ones {days}."


def counted(report: FeedReport) -> str:
    """By what it was ranked and what is not shown."""
    parts = [
        f"Ranked by {words.plural(report.follows, 'follow')}, {words.plural(report.likes, 'like')} "
        f"and {words.plural(report.dislikes, 'dislike')}."
    ]
    if report.folded:
        parts.append(f"{words.plural(report.folded, 'row')} folded: the same paper as another.")
    if report.filtered:
        parts.append(f"{words.number(report.filtered)} left out by words, field or least score.")
    parts.append(f"Today is {report.until}, the corpus's last day.")
    return " ".join(parts)


def source(entry: FeedEntry) -> str:
    """Id, version, day, category, authors."""
    version = f"v{entry.version}" if entry.version and entry.version > 1 else ""
    parts = [
        words.paper(entry.paper_id) + version,
        words.day(entry.date),
        entry.category or "",
        authors(entry),
    ]
    return ", ".join(part for part in parts if part)


def authors(entry: FeedEntry) -> str:
    """The first few names."""
    if entry.authors is None:
        return "authors unknown"
    named = ", ".join(clean(name, 80) for name in entry.authors[:MOST_AUTHORS])
    more = len(entry.authors) - MOST_AUTHORS
    return f"{named} and {more} more" if more > 0 else named


def why(entry: FeedEntry) -> Iterator[str]:
    """Why an entry is shown: a line a reason."""
    if entry.first:
        yield f"{entry.first}."
    followed = [
        part.name
        for part in entry.parts
        if part.name.startswith(("method ", "author ", "query ", "category "))
    ]
    if followed:
        yield f"You follow: {', '.join(followed)}."
    if entry.near:
        yield near(entry)
    if entry.words:
        yield f"Words that counted most: {', '.join(clean(word, 40) for word in entry.words)}."
    for each in entry.introduces:
        yield introduced(each)


def near(entry: FeedEntry) -> str:
    """The paper that is nearest, and why it counts."""
    title = f" “{clean(entry.near_title, 90)}”" if entry.near_title else ""
    name = f"{words.paper(entry.near or words.UNKNOWN)}{title}"
    if entry.near_follow is None:
        return f"Nearest to {name}."
    text = clean(entry.near_follow.text, 90)
    told = f"by {text}, whom" if entry.near_follow.kind == "author" else f"on {text}, which"
    return f"Near {name}, a recent paper {told} you follow."


def introduced(method: Introduced) -> str:
    """Whether a method is new to the atlas."""
    name = clean(method.name, 120)
    if method.papers is None or method.known_before is None:
        return f"Introduces {name} (the atlas has not read this paper yet)."
    taken = "the name was there before" if method.known_before else "new to the atlas"
    others = (
        "no other paper names it yet"
        if not method.papers
        else f"named by {words.plural(method.papers, 'other paper')}"
    )
    return f"Introduces {name}: {taken}, {others}."


def score(entry: FeedEntry) -> str:
    """The score and what it is made of."""
    # A part that reads as zero tells nothing.
    told = [part for part in entry.parts if round(part.points, 1)]
    parts = ", ".join(f"{clean(part.name, 60)} {part.points:+.1f}" for part in told[:MOST_PARTS])
    # Rounded down: "100 %" would claim more than is so.
    share = "all" if entry.above == 1 else f"{math.floor(1000 * entry.above) / 10:g} %"
    above = f", above {share} of random recent papers" if entry.near else ""
    return f"score {entry.score:.1f}{above}" + (f" ({parts})" if parts else "")


def votes(report: VotesReport) -> Iterator[str]:
    """What became of papers liked or disliked."""
    for each in report.votes:
        yield _voted(each)
    yield f"You like {words.plural(report.likes, 'paper')} and dislike {words.number(report.dislikes)}."
    if 0 < report.likes < FEW:
        yield f"The feed gets useful from {FEW} likes on."


def _voted(each: Voted) -> str:
    verb = f"{each.vote.sign}d"
    name = words.paper(each.vote.paper_id) + (
        f" “{clean(each.vote.title, TITLE)}”" if each.vote.title else ""
    )
    if each.undone:
        return f"No longer {verb}: {name}."
    known = "" if each.known else " It is not in the corpus; it is kept and counts as soon as it comes in."
    again = f" (you said {each.before} before)" if each.before else ""
    return f"{verb.capitalize()}: {name}{again}.{known}"


def followed(each: Followed) -> str:
    """One follow in a line."""
    note = f" ({clean(each.note)})" if each.note else ""
    brought = f"{words.plural(each.brought, 'paper')} in the last {each.days} days of the corpus"
    return f"{each.follow.kind} {clean(each.follow.text, TITLE)}{note}: {brought}"


def library(report: LibraryReport) -> Iterator[str]:
    """What an import did."""
    if report.undone:
        yield f"Undone: {words.plural(report.undone, 'like')} of {report.name} taken back."
        return
    read = words.plural(report.read, "entry", "entries")
    same = f"{words.number(report.repeated)} the same as another"
    yield f"{report.kind} {report.name}: {read} read, {words.number(report.rejected)} rejected, {same}."
    ways = f"{report.by_id:,} by arXiv id, {report.by_doi:,} by DOI, {report.by_title:,} by title and year"
    rest = f"not in it: {words.number(report.not_in_corpus)}, kept by title"
    yield f"In the corpus: {words.number(report.in_corpus)} ({ways}); {rest}."
    if report.undecided:
        several = words.plural(report.undecided, "title")
        yield f"{several} fit two papers of the corpus and are matched to neither."
    liked = words.plural(report.liked, "paper")
    yield f"{liked} liked from now on; on {report.already:,} you had spoken before."
    for reason, count in report.reasons:
        yield f"rejected: {count:,} because {clean(reason)}"
    if report.rejects_file:
        yield f"the rejected entries are in {report.rejects_file}"
    yield from (f"note: {warning}" for warning in report.warnings)
    yield f"Undo it with: inroad import library {shlex.quote(clean(report.name))} --undo"
