"""From what a query says to what is asked of the index.

Every wish becomes single terms in single fields, joined by "or": of such a query tantivy looks only at papers
that can still come among the best (block-max WAND, Ding and Suel 2011).  What makes a hit better than
the sum of its words (all words, words in a row) is asked apart and put together in :mod:`inroad.search.rank`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from tantivy import Query as Asked

from inroad.atlas.text import fold
from inroad.corpus.id_text import split_arxiv
from inroad.query import Node, Query
from inroad.search import terms, wishes
from inroad.search.analysis import parts_of_name, signed, stems, whole
from inroad.search.demands import Demands
from inroad.search.known import Known
from inroad.search.names import Named
from inroad.search.wishes import Wish
from inroad.search.words import means, respelt, scored, ways
from inroad.types import Correction, Expansion

MOST_WISHES = 40
"""Different words that are searched for; of more, those that fewest papers have."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """Wishes from ``start`` to ``end`` that name a method."""

    start: int
    end: int
    method: Named
    namesakes: tuple[Named, ...]


@dataclass
class Plan:
    """One query, ready to be asked."""

    query: Query
    known: Known
    as_of: dt.date | None = None
    notes: list[str] = field(default_factory=list)

    @cached_property
    def demands(self) -> Demands:
        """Reads what is demanded."""
        return Demands(self.known, self.as_of.isoformat() if self.as_of else None)

    # -- what the user is told ------------------------------------------------------------------------

    @property
    def corrected(self) -> tuple[Correction, ...]:
        """Words that were searched for in other spellings too."""
        words = (Correction(wish.word, wish.meant) for wish in self.wishes if wish.meant)
        return tuple(dict.fromkeys((*words, *self.demands.corrected)))

    @property
    def told(self) -> tuple[str, ...]:
        """How the query was read where that is not plain; complete once all was asked."""
        absent = (each for each in self.ids if not self.known.frequency("id", each))
        missing = (_ABSENT.format(each) for each in absent)
        return tuple(dict.fromkeys((*self.query.notes, *self.notes, *self.demands.notes, *missing)))

    @property
    def expanded(self) -> tuple[Expansion, ...]:
        """Words that name methods."""
        return tuple(map(_expansion, self._spans, self.methods))

    # -- wishes -------------------------------------------------------------------------------------

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Papers that the query names by id or address."""
        found = (split_arxiv(word) for word in wishes.words(self.query))
        return tuple(dict.fromkeys(each[0] for each in found if each))

    @cached_property
    def all_wishes(self) -> tuple[Wish, ...]:
        """The words at the top, in order, ids left out."""
        texts = [text for text in wishes.words(self.query) if split_arxiv(text) is None]
        made = (Wish(text, tuple(stems(text)), weight=wishes.weight(text)) for text in texts)
        return tuple(wish for wish in made if wish.terms or signed(wish.word))

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """Those that are searched for: stop words only if there are no others, near spellings added."""
        telling = [wish for wish in self.all_wishes if not wish.stop]
        if self.all_wishes and not telling and not self.demanded:
            self.notes.append("the query has only words that most papers have")
            telling = list(self.all_wishes)
        once = list({wish.terms or (wish.word,): wish for wish in telling}.values())
        if len(once) > MOST_WISHES:
            self.notes.append(f"of {len(once)} different words the {MOST_WISHES} rarest were searched for")
            rare = sorted(once, key=self._rarity)[:MOST_WISHES]
            once = [wish for wish in once if wish in rare]
        return tuple(respelt(wish, self.known) for wish in once)

    def _rarity(self, wish: Wish) -> tuple[bool, int, str]:
        """The rarest first, words that no paper has last."""
        papers = min(map(self.known.papers_with, wish.terms), default=0)
        return (not papers, papers, wish.word)

    # -- methods ------------------------------------------------------------------------------------

    @cached_property
    def methods(self) -> tuple[Expanded, ...]:
        """Wishes that name methods, the longest names first."""
        found: dict[tuple[int, int], Expanded] = {}
        mended = {wish.word: wish for wish in self.wishes}
        sought = [mended.get(wish.word, wish) for wish in self.all_wishes]
        for start, end in wishes.runs(len(sought)):
            inside = sought[start:end]
            if inside[0].stop or inside[-1].stop:
                continue
            said = " ".join((*wish.meant, wish.word)[0] for wish in inside)
            named = self.demands.called(said)
            if named and means(inside, named[0], self.known):
                found[start, end] = Expanded(start, end, named[0], tuple(named[1:]))
        return tuple(found[span] for span in wishes.apart(list(found)))

    @cached_property
    def whole_name(self) -> Expanded | None:
        """The method, if the whole query is its name."""
        if len(self.methods) != 1 or self.ids or self.demanded:
            return None
        only = self.methods[0]
        rest = [*self.all_wishes[: only.start], *self.all_wishes[only.end :]]
        return only if all(wish.stop for wish in rest) else None

    # -- what is asked --------------------------------------------------------------------------------

    @cached_property
    def demanded(self) -> list[Node]:
        """What papers must meet."""
        return wishes.demands(self.query)

    @property
    def needs_words(self) -> bool:
        """Whether a paper must have one of the words at least."""
        return bool(self.wishes) and all(map(wishes.narrow, self.demanded))

    @cached_property
    def filters(self) -> list[Asked]:
        """The same, as queries."""
        made = [self.demands.asked(node) for node in self.demanded]
        return [*made, terms.days(None, self.as_of)] if self.as_of else made

    @cached_property
    def scoring(self) -> Asked | None:
        """Every word in every field where it may stand; None if there is nothing to rank by."""
        named = {wish.word for each in self.methods for wish in self.all_wishes[each.start : each.end]}
        shares = dict.fromkeys(named, terms.ITS_WORDS)
        ways = [each for wish in self.wishes for each in scored(wish, self.known, shares.get(wish.word, 1.0))]
        ways += [each for text in self.seen for each in scored(Wish(text, tuple(stems(text))), self.known)]
        for _, method in self.named:
            ways.append(terms.term("method", method.method_id, terms.METHOD))
            ways.append(terms.term("titled", method.method_id, terms.TITLED))
        return terms.any_of(ways) if ways else None

    @cached_property
    def seen(self) -> list[str]:
        """What demands say of a paper's text; names of methods only where they say nothing else."""
        found = [each for node in self.demanded for each in wishes.said(node)]
        names = [
            named[0].name if (named := self.demands.called(value)) else value for value in self._methods_asked
        ]
        return found or names

    @cached_property
    def named(self) -> list[tuple[str, Named]]:
        """Words of the query and the method that they name, those of ``method:`` included."""
        spans = [(words, each.method) for words, each in zip(self._spans, self.methods, strict=True)]
        values = self._methods_asked
        return spans + [(value, named[0]) for value in values if (named := self.demands.called(value))]

    @property
    def _methods_asked(self) -> list[str]:
        """What stands behind ``method:``."""
        return [value for node in self.demanded for value in wishes.values(node, "method")]

    @property
    def _spans(self) -> list[str]:
        return [
            " ".join(wish.word for wish in self.all_wishes[each.start : each.end]) for each in self.methods
        ]

    def sought(self, where: str) -> dict[str, set[str]]:
        """Words of the query that may be part of a name, and the terms that it must have."""
        found = {wish.word: set(parts_of_name(wish.word)) for wish in self.wishes}
        found |= {
            value: set(parts_of_name(value)) for node in self.demanded for value in wishes.values(node, where)
        }
        return {word: made for word, made in found.items() if made}

    @cached_property
    def every(self) -> list[Asked]:
        """Each wish as a demand, in any of the ways in which it may be met; of several ids any."""
        made = [terms.one_of("id", self.ids)] if self.ids else []
        for wish in self.wishes:
            place = self.all_wishes.index(next(each for each in self.all_wishes if each.word == wish.word))
            named = (each.method for each in self.methods if each.start <= place < each.end)
            made.append(
                terms.any_of([*ways(wish), *(terms.naming(each, self.known.unread) for each in named)])
            )
        return made

    @cached_property
    def in_title(self) -> list[Asked]:
        """Each wish as a demand on the title; [] if they are too few to tell."""
        made = [
            terms.any_of(terms.term("title", each) for each in (*wish.telling[:1], *wish.near))
            for wish in self.wishes
            if wish.terms
        ]
        return made if len(made) > 1 else []

    @cached_property
    def run(self) -> list[str]:
        """The terms of all words at the top, in order, if they can stand in a row; doubtful ones mended."""
        mended = {wish.word: wish.near[:1] for wish in self.wishes if wish.near}
        found = [each for wish in self.all_wishes for each in mended.get(wish.word, wish.terms)]
        return found if 1 < len(found) <= MOST_WISHES else []

    @property
    def text(self) -> str:
        """What is sought, in words, without what only narrows it: for nearness of meaning."""
        return " ".join([*wishes.words(self.query), *self.seen])

    @cached_property
    def title(self) -> str:
        """The words at the top as the whole of a title; "" if they are none, or too many."""
        return whole(" ".join(wishes.words(self.query))) if len(self.all_wishes) <= MOST_WISHES else ""


_ABSENT = "{} is not among the papers searched; `inroad sync` and `inroad ingest` bring papers"


def _expansion(words: str, found: Expanded) -> Expansion:
    method = found.method
    namesakes = tuple(each.exact for each in found.namesakes)
    return Expansion(words, method.method_id, method.name, _others(method), method.papers, namesakes)


def _others(method: Named) -> tuple[str, ...]:
    """What else a method is called; spellings that differ by hyphens and case alone are one."""
    others: dict[str, str] = {}
    for each in terms.spelt(method):
        others.setdefault(fold(each), each)
    others.pop(fold(method.name), None)
    return tuple(others.values())
