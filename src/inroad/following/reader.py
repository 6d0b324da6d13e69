"""What a reader says and asks, as command line and page both do it: journal, corpus and clock meet here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from inroad.following.feed import feed
from inroad.following.follows import understand
from inroad.following.listing import followed, lately, listing
from inroad.following.stock import Stock
from inroad.following.votes import read_ids, votes
from inroad.following.window import Wish, known_by
from inroad.journal import follows as journal_follows
from inroad.journal import likes
from inroad.journal.follows import following
from inroad.journal.store import open_journal
from inroad.types import (
    FeedReport,
    Follow,
    FollowKind,
    FollowsReport,
    Sign,
    Visit,
    Voted,
    VotesReport,
)


def new_papers(stock: Stock, wish: Wish) -> FeedReport:
    """The feed of this home's reader; nothing is written down."""
    journal = open_journal(stock.config)
    known = journal_follows.known_then(journal)
    return feed(stock, following(journal), known, wish)


def seen(stock: Stock, report: FeedReport, now: dt.datetime) -> None:
    """The next feed begins where this one ended.

    Raises:
        StoreError: the journal cannot be written.
    """
    visit = Visit(now, report.since, report.until, len(report.entries))
    journal_follows.visited(open_journal(stock.config), visit, known_by(stock))


def all_followed(stock: Stock) -> FollowsReport:
    """All that is followed, and what it brought lately."""
    return listing(stock, following(open_journal(stock.config)))


def follow(stock: Stock, text: str, kind: FollowKind | None, now: dt.datetime) -> FollowsReport:
    """Look out for something from now on; the report has it alone.

    Raises:
        InputError: nothing of that kind can be followed.
        StoreError: the journal cannot be written.
    """
    journal = open_journal(stock.config)
    meant = understand(text, stock.atlas, kind)
    made = followed(stock, Follow(meant.kind, meant.text, now), lately(stock), meant.note)
    new = journal_follows.follow(journal, meant.kind, meant.text, now)
    reader = following(journal)
    warnings = () if new else ("you followed it already",)
    return FollowsReport((made,), len(reader.likes), len(reader.dislikes), stock.coverage(), warnings)


def vote(stock: Stock, ids: Sequence[str], sign: Sign, now: dt.datetime) -> VotesReport:
    """Like or dislike papers.

    Raises:
        InputError: something is no id of a paper.
        StoreError: the journal cannot be written.
    """
    journal = open_journal(stock.config)
    made = votes(stock, list(ids), sign, now)
    before = likes.vote(journal, made, now)
    return _counted(stock, [Voted(each, each.title is not None, before[each.paper_id]) for each in made])


def unvote(stock: Stock, ids: Sequence[str], sign: Sign, now: dt.datetime) -> VotesReport:
    """Take likes or dislikes back.

    Raises:
        NotFound: one of them was never given.
        StoreError: the journal cannot be written.
    """
    gone = likes.unvote(open_journal(stock.config), read_ids(stock, list(ids)), sign, now)
    return _counted(stock, [Voted(each, each.title is not None, sign, undone=True) for each in gone])


def _counted(stock: Stock, made: Sequence[Voted]) -> VotesReport:
    reader = following(open_journal(stock.config))
    return VotesReport(tuple(made), len(reader.likes), len(reader.dislikes))
