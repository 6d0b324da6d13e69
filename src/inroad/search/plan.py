"""From what a query says to what is asked of the index.

Every wish becomes single terms in single fields, joined by "or": of such a query tantivy looks only at papers
that can still come among the best (block-max WAND, Ding and Suel 2011).  What makes a hit better than
the sum of its words (all words, words in a row) is asked apart and put together in :mod:`inroad.search.rank`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from tantivy import Query as Asked

from inroad.corpus.id_text import split_arxiv
from inroad.query import All, Any, Field, Node, Not, Phrase, Query, Word
from inroad.search import terms, wishes
from inroad.search.analysis import parts_of_name, signed, stems, whole
from inroad.search.names import Named, Names
from inroad.search.spelling import Vocabulary, near_words
from inroad.search.wishes import Wish
from inroad.types import Correction, Expansion

MOST_WISHES = 40
"""Different words that are searched for; of more, those that fewest papers have."""
AS_TYPED = 1.2
"""How much a paper with a doubtful word counts, next to one with a near spelling."""
_EXPLAINED = 0.3
"""Part of the papers with a word that must mean the method, for the word to be read as its name."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan must know of the index."""

    frequency: Callable[[str, str], int]
    """Papers whose field (first) has a term (second)."""
    words: Vocabulary
    """Words of titles."""
    authors: Vocabulary
    """Parts of authors' names."""
    names: Names
    papers: int
    unread: int

    def tells(self, name: str, term: str) -> float:
        """Inverse document frequency of a term in a field, as BM25 has it."""
        having = self.frequency(name, term)
        return log(1 + (self.papers - having + 0.5) / (having + 0.5))


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
    corrected: list[Correction] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    expanded: list[Expansion] = field(default_factory=list)

    # -- wishes -------------------------------------------------------------------------------------

    @cached_property
    def absent(self) -> list[str]:
        """Ids that the query names and no paper has."""
        return [each for each in self.ids if not self.known.frequency("id", each)]

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
            rare = sorted(once, key=lambda wish: (min(map(self.papers_with, wish.terms)), wish.word))[
                :MOST_WISHES
            ]
            once = [wish for wish in once if wish in rare]
        return tuple(map(self._respelt, once))

    def papers_with(self, term: str) -> int:
        """Papers that have a term in title or abstract, at least."""
        return max(self.known.frequency(name, term) for name in terms.PROSE_FIELDS)

    def _respelt(self, wish: Wish) -> Wish:
        word = wish.word.lower()
        if len(wish.terms) != 1 or wish.year or self._by_name(wish) or self._a_name(wish.word):
            return wish
        near = near_words(word, self.papers_with(wish.terms[0]), self.known.words)
        new = tuple(dict.fromkeys(stem for each in near for stem in stems(each) if stem not in wish.terms))
        if not new:
            return wish
        self.corrected.append(Correction(wish.word, near))
        # Rare words weigh much, and a slip of the pen is rare: it must not weigh more than what was meant.
        typed, *meant = (self.known.tells("abstract", each) for each in (wish.terms[0], *new))
        return Wish(wish.word, wish.terms, new, AS_TYPED * max(meant) / typed)

    def _by_name(self, wish: Wish) -> bool:
        return any(self.known.frequency("author", part) for part in parts_of_name(wish.word))

    def _a_name(self, word: str) -> bool:
        return bool(self.known.names.called(word))

    # -- methods ------------------------------------------------------------------------------------

    @cached_property
    def methods(self) -> tuple[Expanded, ...]:
        """Wishes that name methods, the longest names first."""
        found: dict[tuple[int, int], Expanded] = {}
        doubtful = {wish.word for wish in self.wishes if wish.near}
        mended = {each.word: each.also[0] for each in self.corrected if each.word in doubtful}
        for start, end in wishes.runs(len(self.all_wishes)):
            inside = self.all_wishes[start:end]
            if inside[0].stop or inside[-1].stop:
                continue
            said = " ".join(mended.get(wish.word, wish.word) for wish in inside)
            named = self.known.names.called(said, self._until)
            if named and self._means(inside, named[0]):
                found[start, end] = Expanded(start, end, named[0], tuple(named[1:]))
        kept = tuple(found[span] for span in wishes.apart(list(found)))
        self.expanded += [self._told(each) for each in kept]
        return kept

    @property
    def _until(self) -> str | None:
        return self.as_of.isoformat() if self.as_of else None

    def _means(self, words: Sequence[Wish], method: Named) -> bool:
        """Whether words are likely to mean a method of that name: "attention" and "art" mostly do not."""
        telling = [each for wish in words for each in wish.telling]
        if len(telling) != 1:
            return method.papers > 1
        near = {wish.word: wish.near for wish in self.wishes}
        having = max(
            self.papers_with(each) for wish in words for each in (*wish.telling, *near.get(wish.word, ()))
        )
        return method.papers >= _EXPLAINED * having

    def _told(self, found: Expanded) -> Expansion:
        words = " ".join(wish.word for wish in self.all_wishes[found.start : found.end])
        others = tuple(each for each in terms.spelt(found.method) if each != found.method.name)
        return Expansion(
            words,
            found.method.method_id,
            found.method.name,
            others,
            found.method.papers,
            tuple(each.exact for each in found.namesakes),
        )

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
        made = [self.demand(node) for node in self.demanded]
        return [*made, terms.days(None, self.as_of)] if self.as_of else made

    @cached_property
    def scoring(self) -> Asked | None:
        """Every word in every field where it may stand; None if there is nothing to rank by."""
        named = {wish.word for each in self.methods for wish in self.all_wishes[each.start : each.end]}
        shares = dict.fromkeys(named, terms.ITS_WORDS)
        ways = [
            each for wish in self.wishes for each in _scored(wish, self.known, shares.get(wish.word, 1.0))
        ]
        ways += [each for text in self.seen for each in _scored(Wish(text, tuple(stems(text))), self.known)]
        for _, method in self.named:
            ways.append(terms.term("method", method.method_id, terms.METHOD))
            ways.append(terms.term("titled", method.method_id, terms.TITLED))
        return terms.any_of(ways) if ways else None

    @cached_property
    def seen(self) -> list[str]:
        """What demands say of a paper's text."""
        found = [each for node in self.demanded for each in wishes.said(node)]
        return [
            *found,
            *(method.name for words, method in self.named if words not in self._spans and not found),
        ]

    @cached_property
    def named(self) -> list[tuple[str, Named]]:
        """Words of the query and the method that they name, those of ``method:`` included."""
        spans = [(words, each.method) for words, each in zip(self._spans, self.methods, strict=True)]
        values = [value for node in self.demanded for value in wishes.values(node, "method")]
        return spans + [(value, named[0]) for value in values if (named := self.called(value))]

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
        """Each wish as a demand, in any of the ways in which it may be met."""
        made = []
        for wish in self.wishes:
            place = self.all_wishes.index(next(each for each in self.all_wishes if each.word == wish.word))
            named = (each.method for each in self.methods if each.start <= place < each.end)
            made.append(
                terms.any_of([*_ways(wish), *(terms.naming(each, self.known.unread) for each in named)])
            )
        return made

    @cached_property
    def run(self) -> list[str]:
        """The terms of all words at the top, in order, if they can stand in a row; doubtful ones mended."""
        mended = {wish.word: wish.near[:1] for wish in self.wishes if wish.near}
        found = [each for wish in self.all_wishes for each in mended.get(wish.word, wish.terms)]
        return found if 1 < len(found) <= MOST_WISHES else []

    @cached_property
    def title(self) -> str:
        """The words at the top as the whole of a title; "" if they are none, or too many."""
        return whole(" ".join(wishes.words(self.query))) if len(self.all_wishes) <= MOST_WISHES else ""

    # -- demands ------------------------------------------------------------------------------------

    def demand(self, node: Node) -> Asked:
        """Papers that meet one part of the query."""
        match node:
            case Word(text):
                return self._word(text)
            case Phrase(text):
                return terms.any_of([terms.in_prose(text), terms.by_author(text)])
            case Field(name, value):
                return self._field(name, value)
            case Not(part):
                return terms.but(self.demand(part))
            case All(parts):
                return terms.all_of(map(self.demand, parts))
            case Any(parts):
                return terms.any_of(map(self.demand, parts))

    def _word(self, text: str) -> Asked:
        if found := split_arxiv(text):
            return terms.term("id", found[0])
        wish = Wish(text, tuple(stems(text)))
        named = self.known.names.called(text, self._until)[:1]
        meant = [each for each in named if wish.terms and self._means([wish], each)]
        return terms.any_of([*_ways(wish), *(terms.naming(each, self.known.unread) for each in meant)])

    def _field(self, name: str, value: str) -> Asked:
        match name:
            case "title" | "abstract":
                return terms.in_prose(value, (name,))
            case "author":
                return self._author(value)
            case "cat":
                return terms.term("cat", value.lower())
            case "venue":
                return terms.at_venue(value)
            case "method":
                return self._method(value)
            case "year":
                return terms.term("when", value)
            case "has":
                return terms.with_code()
        day = dt.date.fromisoformat(value)
        return terms.days(day, None) if name == "after" else terms.days(None, day - dt.timedelta(days=1))

    def _author(self, value: str) -> Asked:
        unknown = [each for each in parts_of_name(value) if not self.known.frequency("author", each)]
        ways, name = [terms.by_author(value)], value.lower()
        for part in unknown:
            near = near_words(part, 0, self.known.authors)
            ways += [terms.by_author(name.replace(part, each)) for each in near]
            if near:
                self.corrected.append(Correction(part, near))
        return terms.any_of(ways)

    def called(self, value: str) -> list[Named]:
        """Methods of a name, those meant first."""
        return self.known.names.called(value, self._until)

    def _method(self, value: str) -> Asked:
        named = self.called(value)
        if not named:
            self.notes.append(
                f"the atlas knows no method called {value}; papers that have the words were taken"
            )
            return terms.in_prose(value)
        if len(named) > 1:
            others = ", ".join(f"method:{each.exact}" for each in named[1:5])
            self.notes.append(
                f"{value} names {len(named)} things; {named[0].exact} was taken, the most used ({others})"
            )
        return terms.naming(named[0], self.known.unread)


def _scored(wish: Wish, known: Known, share: float = 1.0) -> Iterable[Asked]:
    """Single terms, weighed by field; frequent small words inside a word count nothing."""
    if sign := signed(wish.word):
        return _signed(sign, known)
    weight = wish.weight * share
    weighed = [(each, weight) for each in wish.telling] + [(each, 1.0) for each in wish.near]
    names = parts_of_name(wish.word)
    return (
        *(terms.term("title", each, terms.TITLE * much) for each, much in weighed),
        *(terms.term("abstract", each, terms.ABSTRACT * much) for each, much in weighed),
        *(terms.term("author", each, terms.AUTHOR) for each in names),
        *(terms.term("venue", each, terms.PLACE) for each in names),
        *([terms.term("when", wish.year, terms.YEAR)] if wish.year else ()),
    )


def _signed(sign: str, known: Known) -> Iterable[Asked]:
    """C++: the letter alone means another thing, so that it only tells whether the title has it too."""
    whole, bare = terms.term("signed", sign), sign.rstrip("+#")
    yield terms.rare("signed", sign, 2 * known.tells("signed", sign))
    yield terms.filtered(terms.in_prose(bare, ("title",)), [whole])
    if len(bare) > 2:
        yield terms.in_prose(bare)


def _ways(wish: Wish) -> list[Asked]:
    """All ways in which a paper may have a word."""
    if sign := signed(wish.word):
        return [terms.term("signed", sign)]
    ways = [terms.in_prose(wish.word)] if wish.terms else []
    ways += [terms.term(name, each) for each in wish.near for name in terms.PROSE_FIELDS]
    if parts := parts_of_name(wish.word):
        ways += [terms.phrase("author", parts), terms.phrase("venue", parts)]
    return [*ways, *([terms.term("when", wish.year)] if wish.year else [])] or [Asked.empty_query()]
