"""One word of a query: near spellings, whether it names a method, and how it is asked of the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tantivy import Query as Asked

from inroad.search import terms
from inroad.search.analysis import parts_of_name, signed, stems
from inroad.search.known import Known
from inroad.search.names import Named
from inroad.search.spelling import near_words
from inroad.search.wishes import Wish

AS_TYPED = 1.2
"""How much a paper with a doubtful word counts, next to one with a near spelling."""
_KNOWN = 3
"""Papers that name a method, for its name not to be taken for a slip of the pen."""
_EXPLAINED = 0.3
"""Part of the papers with some words that must mean the method, for the words to be read as its name."""


def respelt(wish: Wish, known: Known) -> Wish:
    """The wish with near spellings, if hardly any paper has it and it is nobody's and no method's name."""
    if len(wish.terms) != 1 or wish.year:
        return wish
    if any(each.papers >= _KNOWN for each in known.names.called(wish.word)):
        return wish
    if any(known.frequency("author", part) for part in parts_of_name(wish.word)):
        return wish
    near = near_words(wish.word.lower(), known.papers_with(wish.terms[0]), known.words)
    new = tuple(dict.fromkeys(stem for each in near for stem in stems(each) if stem not in wish.terms))
    if not new:
        return wish
    # Rare words weigh much, and a slip of the pen is rare: it must not weigh more than what was meant.
    typed, *meant = (known.tells("abstract", each) for each in (wish.terms[0], *new))
    return replace(wish, near=new, meant=near, weight=AS_TYPED * max(meant) / typed)


def means(words: Sequence[Wish], method: Named, known: Known) -> bool:
    """Whether words are likely to mean a method of that name: "attention" and "art" mostly do not."""
    row = [each for wish in words for each in (wish.near[:1] or wish.terms)]
    if len(row) > 1:
        return known.share(row, method) >= _EXPLAINED
    return method.papers >= max(1, _EXPLAINED * known.papers_with(row[0]))


def scored(wish: Wish, known: Known, share: float = 1.0) -> Iterable[Asked]:
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


def ways(wish: Wish) -> list[Asked]:
    """All ways in which a paper may have a word."""
    if sign := signed(wish.word):
        return [terms.term("signed", sign)]
    found = [terms.in_prose(wish.word)] if wish.terms else []
    found += [terms.term(name, each) for each in wish.near for name in terms.PROSE_FIELDS]
    if parts := parts_of_name(wish.word):
        found += [terms.phrase("author", parts), terms.phrase("venue", parts)]
    return [*found, *([terms.term("when", wish.year)] if wish.year else [])] or [Asked.empty_query()]
