"""The feed: what is new since the last one, ranked for a reader, each entry with its reasons.

Reads the corpus and the atlas, asks the pure functions of this room, and puts their answers into the records
of :mod:`inroad.types`.  What the reader said comes in as a value; nothing is written here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from inroad.errors import InputError, InroadError
from inroad.following import follows, news
from inroad.following.background import BACKGROUND, BEFORE_DAYS, on_shelf, shuffled
from inroad.following.match import found_since
from inroad.following.meeting import lag, met
from inroad.following.methods import Named, introduced
from inroad.following.rank import DIGITS, PARTS, POINTS, Ranking, Reader, rank
from inroad.following.seeds import Seeds, seeds
from inroad.following.shelf import Floats, Shelf, Vectors
from inroad.following.stock import Stock
from inroad.following.window import Window, Wish, window
from inroad.following.words import spelled
from inroad.types import FeedEntry, FeedReport, Follow, Following, Introduced, Part, Vote

MOST_LIKES = 400
"""The latest likes count; more would change little and cost time."""
FIRST_FIVE = 5
WORDS = 5
CATCH_UP = 10
TAKEN_UP = 1.5
"""Points for each doubling of the papers that name what a paper introduced."""
LONG_AGO = 21
"""Days after which catching up is offered."""


def feed(stock: Stock, reader: Following, known: bytes, wish: Wish | None = None) -> FeedReport:
    """New papers ranked for one reader.  Vectors that cannot be read are done without, and that is said.

    Args:
        stock: where papers are from; its ``today`` bounds what is new.
        reader: what they like, dislike and follow, and their last feed.
        known: which late papers the last feed could have shown (``news.pack``).
        wish: what is asked for.

    Raises:
        InputError: nothing is liked or followed, or the wish cannot be met.
    """
    wish = wish or Wish()
    if not reader.likes and not reader.follows:
        raise InputError(
            "there is nothing to rank new papers by yet",
            'follow something (`inroad follow "low-rank adaptation"`), like a few papers (`inroad like ID`) '
            "or import your library (`inroad import library FILE`)",
        )
    return _Feed(stock, reader, wish, window(stock, reader.last, known, wish)).report()


@dataclass(frozen=True)
class _Feed:
    """One feed in the making; what several parts need is worked out once."""

    stock: Stock
    reader: Following
    wish: Wish
    window: Window
    notes: list[str] = field(default_factory=list)
    """What went wrong on the way and is to be said."""

    # -- papers -----------------------------------------------------------------------------------

    @cached_property
    def fresh(self) -> pl.DataFrame:
        """New papers on which the reader has not spoken."""
        return self.window.papers.filter(~pl.col("paper_id").is_in(sorted(self.resolved.values())))

    @cached_property
    def folded(self) -> news.Folded:
        """The same, each told once."""
        first, last = self.window.since - dt.timedelta(days=365), self.window.since - dt.timedelta(days=1)
        ids = self.window.papers.select("paper_id")
        before = self.stock.titles(first, last).join(ids, on="paper_id", how="anti")
        return news.fold(self.fresh, before)

    @cached_property
    def papers(self) -> pl.DataFrame:
        """Those that meet the reader's words and field, oldest first."""
        found = news.filtered(self.folded.papers, self.wish.only, self.wish.without)
        if self.wish.field is None:
            return found
        return found.filter(self._of_field(found, self.wish.field))

    def _of_field(self, papers: pl.DataFrame, query: str) -> pl.Series:
        understood = follows.understand(query, self.stock.atlas)
        inside = met(self.stock, Follow(understood.kind, understood.text, NEVER), papers)
        return inside | papers.select(news.says(query)).to_series() if understood.kind == "method" else inside

    # -- the reader -------------------------------------------------------------------------------

    @cached_property
    def liked(self) -> pl.DataFrame:
        """NEWS of what is liked, the latest likes only, then of what stands for follows."""
        return pl.concat([self._texts(self.reader.likes[-MOST_LIKES:]), self.seeds.papers])

    @cached_property
    def disliked(self) -> pl.DataFrame:
        """NEWS of what is disliked."""
        return self._texts(self.reader.dislikes[-MOST_LIKES:])

    def _texts(self, votes: Sequence[Vote]) -> pl.DataFrame:
        """Papers as the corpus has them; those that it does not have by their title, if that is known."""
        ids = {each.paper_id: self.resolved[each.paper_id] for each in votes}
        there = self.stock.of(ids.values())
        missing = [each for each in votes if ids[each.paper_id] not in set(there["paper_id"]) and each.title]
        rows = [{"paper_id": each.paper_id, "title": each.title} for each in missing]
        return pl.concat([there, pl.DataFrame(rows, schema=news.NEWS)]).sort("paper_id")

    @cached_property
    def resolved(self) -> dict[str, str]:
        """Ids of votes as the corpus has them now: a paper that was only a title may have come in since."""
        return found_since(self.stock, self.reader.votes)

    @cached_property
    def seeds(self) -> Seeds:
        """What stands for follows, where too little is liked to rank by."""
        return seeds(self.stock, self.reader, self.window.since, set(self.resolved.values()))

    @cached_property
    def background(self) -> pl.DataFrame:
        """Random papers of the months before."""
        first = self.window.since - dt.timedelta(days=BEFORE_DAYS)
        recent = self.stock.titles(first, self.window.since - dt.timedelta(days=1))
        if recent.height < BACKGROUND // 4:
            # A corpus without a past is compared with itself.
            recent = pl.concat([recent, self.window.papers.select(recent.columns)])
        return self.stock.of(shuffled(recent)["paper_id"].head(BACKGROUND))

    # -- ranking ----------------------------------------------------------------------------------

    @cached_property
    def vectors(self) -> Vectors | None:
        """Vectors of texts, where they were trained and can be read."""
        try:
            return self.stock.vectors
        except InroadError as error:
            self.notes.append(f"ranked by words alone: {error}")
            return None

    def _shelf(self, papers: pl.DataFrame) -> Shelf:
        return on_shelf(self.stock.atlas, papers, self.vectors)

    @cached_property
    def hits(self) -> dict[Follow, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
        """For each follow, which of the papers meet it."""
        return {each: met(self.stock, each, self.papers).to_numpy() for each in self.reader.follows}

    def _points(self) -> dict[str, Floats]:
        """What follows add, by name of the part."""
        parts: dict[str, Floats] = {}
        for each, hit in self.hits.items():
            if hit.any():
                parts[f"{each.kind} {each.text}"] = (POINTS[each.kind] * hit).astype(np.float32)
        liked = self.liked.head(self.liked.height - self.seeds.papers.height)
        known = frozenset().union(*follows.author_keys(liked))
        again = np.array([bool(each & known) for each in follows.author_keys(self.papers)], bool)
        if again.any():
            parts["same author as a like"] = (POINTS["co-author"] * again).astype(np.float32)
        return parts

    @cached_property
    def shelves(self) -> tuple[Shelf, Shelf]:
        """New papers and what is liked."""
        return self._shelf(self.papers), self._shelf(self.liked)

    @cached_property
    def ranking(self) -> Ranking:
        """Scores of the papers."""
        new, liked = self.shelves
        reader = Reader(liked, self._shelf(self.disliked), self.seeds.papers.height)
        made = rank(new, reader, self._shelf(self.background), self._points())
        if not self.wish.catch_up:
            return made
        return replace(made, parts={**made.parts, "taken up since": self._adoption()})

    def _adoption(self) -> Floats:
        """Other papers that name what a paper introduces, as a logarithm."""
        most = [
            max((each.papers for each in self.named.get(i, ())), default=0) for i in self.papers["paper_id"]
        ]
        return np.round(TAKEN_UP * np.log2(1 + np.array(most, np.float32)), DIGITS).astype(np.float32)

    @cached_property
    def named(self) -> dict[str, tuple[Named, ...]]:
        """What the papers introduce."""
        numbers = [
            follows.number(each.text, self.stock.atlas)
            for each in self.reader.follows
            if each.kind == "method"
        ]
        return introduced(self.stock.atlas, self.papers, [each for each in numbers if each is not None])

    def order(self) -> list[int]:
        """Rows of the papers to show: first what builds on a followed method, then by score; ties by id.

        After weeks away what was taken up counts instead of what came first.
        """
        scores, ids = self.ranking.scores, self.papers["paper_id"].to_list()
        ahead = [self.wish.catch_up or not self._first(each) for each in ids]
        rows = sorted(range(len(ids)), key=lambda row: (ahead[row], -float(scores[row]), ids[row]))
        if self.wish.least is None:
            return rows
        return [row for row in rows if scores[row] >= self.wish.least]

    def _first(self, paper_id: str) -> str | None:
        """Why a paper stands before the others."""
        for each in self.named.get(paper_id, ()):
            # A name that was there before is used again, not introduced.
            if each.builds_on and not each.known_before:
                return _first_words(each)
        return None

    # -- the report -------------------------------------------------------------------------------

    def report(self) -> FeedReport:
        rows = self.order() if len(self.papers) else []
        top = CATCH_UP if self.wish.catch_up else self.wish.top
        shown = tuple(self._entry(row) for row in rows[:top])
        return FeedReport(
            since=self.window.since,
            until=self.window.until,
            catch_up=self.wish.catch_up,
            last=self.reader.last,
            follows=len(self.reader.follows),
            likes=len(self.reader.likes),
            dislikes=len(self.reader.dislikes),
            new=self.window.papers.height,
            folded=self.folded.gone,
            filtered=self.folded.papers.height - len(rows),
            entries=shown,
            coverage=self.stock.coverage(),
            warnings=(*self.window.warnings, *self._warnings()),
        )

    def _entry(self, row: int) -> FeedEntry:
        paper = self.papers.row(row, named=True)
        paper_id = paper["paper_id"]
        near, words = self._reasons(row, paper)
        return FeedEntry(
            paper_id=paper_id,
            title=paper["title"],
            date=paper["date"],
            authors=None if paper["authors"] is None else tuple(paper["authors"]),
            category=paper["category"],
            parts=self._parts(row),
            above=self.ranking.above(float(self._own_score(row))),
            introduces=tuple(_introduced(each) for each in self.named.get(paper_id, ())),
            names=tuple(each.text for each, hit in self.hits.items() if each.kind == "method" and hit[row]),
            near=near[0] if near else None,
            near_title=near[1] if near else None,
            near_follow=self.seeds.of.get(near[0]) if near else None,
            words=words,
            first=self._first(paper_id),
            folded=self.folded.rows.get(paper_id, ()),
            version=paper["version"],
        )

    def _parts(self, row: int) -> tuple[Part, ...]:
        parts = [
            Part(name, round(float(points[row]), DIGITS))
            for name, points in self.ranking.parts.items()
            if points[row]
        ]
        return tuple(sorted(parts, key=lambda part: (-part.points, part.name)))

    def _own_score(self, row: int) -> float:
        """Without what follows add, as the background's scores are."""
        return sum(float(points[row]) for name, points in self.ranking.parts.items() if name in PARTS)

    def _reasons(self, row: int, paper: Mapping[str, Any]) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
        """The nearest like or seed, and the words that it counted most by."""
        measure = self.ranking.measure
        if measure is None:
            return None, ()
        like, cosine = self._nearest
        titles = dict(self.liked.select("paper_id", "title").iter_rows())
        near = measure.likes.ids[like[row]]
        spelt = spelled(f"{paper['title']}\n{paper['abstract'] or ''}")
        strongest = [spelt[number] for number, _ in measure.shared(self.shelves[0], row) if number in spelt]
        return ((near, titles[near]) if cosine[row] > 0 else None), tuple(strongest[:WORDS])

    @cached_property
    def _nearest(self) -> tuple[Any, Floats]:
        assert self.ranking.measure is not None
        return self.ranking.measure.nearest(self.shelves[0])

    def _warnings(self) -> list[str]:
        found = list(self.notes)
        if not self.stock.tables:
            found.append("only titles of the bundled starter are here: `inroad sync arxiv` brings abstracts")
        lacks = lag(self.stock, self.reader.follows)
        found += [lacks] if lacks else []
        unread = int(follows.unread(self.papers, self.stock.atlas).sum()) if self.stock.tables else 0
        if unread:
            found.append(f"the atlas has not read {unread:,} of these papers yet: run `inroad atlas build`")
        if not self.reader.likes:
            found.append(
                "ranked by what you follow alone: `inroad like ID` on five papers makes it much better"
            )
        last = self.reader.last
        if last and not self.wish.catch_up and (self.window.until - last.until).days > LONG_AGO:
            found.append(
                f"your last feed ended on {last.until}: --catch-up gives the ten that mattered since"
            )
        return found


NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _introduced(named: Named) -> Introduced:
    return Introduced(named.name, named.method_id, named.known_before, named.papers, named.builds_on)


def _first_words(named: Named) -> str:
    base = f"{named.name} builds on {' and '.join(named.builds_on)}"
    if named.papers is not None and named.papers < FIRST_FIVE:
        return f"{base}: be one of the first five who try it"
    return base
