"""Parts of tantivy queries, one function a way in which a paper may say something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query

from inroad.search.analysis import CODE, UNREAD, parts_of_name, schema, signed, stems
from inroad.search.names import Named

PROSE_FIELDS = ("title", "abstract")
TITLE, ABSTRACT, AUTHOR, PLACE, YEAR = 1.0, 1.0, 0.5, 1.0, 4.0
"""How much a word counts by where it stands."""
METHOD, TITLED, ITS_WORDS = 1.0, 2.0, 0.4
"""How much it counts that a paper names a method, that its title does, and the very words of the query: where
they name a method, papers that call it otherwise are as good."""
EPOCH = dt.date(1970, 1, 1).toordinal()


def term(field: str, value: str, boost: float = 1.0) -> Query:
    """Papers whose field has a term."""
    made = Query.term_query(schema(), field, value, "freq" if field not in _BASIC else "basic")
    return made if boost == 1.0 else Query.boost_query(made, boost)


def one_of(field: str, values: Sequence[str]) -> Query:
    """Papers whose field has one of these terms."""
    return Query.term_set_query(schema(), field, list(values))


def rare(field: str, value: str, worth: float) -> Query:
    """The same for a field that few papers have, where BM25's usual length of a field says nothing."""
    return Query.const_score_query(term(field, value), worth)


_BASIC = frozenset({"id", "cat", "method", "titled", "flag", "when", "signed", "word"})


def phrase(field: str, terms: Sequence[str], slop: int = 0) -> Query:
    """Papers whose field has terms in a row."""
    if len(terms) == 1:
        return term(field, terms[0])
    return Query.phrase_query(schema(), field, list(terms), slop)


def any_of(queries: Iterable[Query]) -> Query:
    """Papers that meet one at least."""
    made = list(queries)
    return made[0] if len(made) == 1 else Query.boolean_query([(Occur.Should, each) for each in made])


def all_of(queries: Iterable[Query]) -> Query:
    """Papers that meet each."""
    made = list(queries)
    return made[0] if len(made) == 1 else Query.boolean_query([(Occur.Must, each) for each in made])


def but(query: Query) -> Query:
    """Papers that do not meet it."""
    return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, query)])


def filtered(query: Query, filters: Iterable[Query]) -> Query:
    """``query``, of those papers that meet all filters, which count nothing."""
    made = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
    return Query.boolean_query([*made, (Occur.Must, query)]) if made else query


def preferring(filters: Iterable[Query], query: Query | None) -> Query:
    """Papers that meet all filters; ``query`` only says how well."""
    made = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
    return Query.boolean_query([*made, *([(Occur.Should, query)] if query else [])])


def days(first: dt.date | None, last: dt.date | None) -> Query:
    """Papers of a span of days, both included; those without a date are in none."""
    low, high = (None if each is None else each.toordinal() - EPOCH for each in (first, last))
    return Query.range_query(schema(), "day", FieldType.Integer, low, high)


def in_prose(text: str, fields: Sequence[str] = PROSE_FIELDS) -> Query:
    """Papers that have the words of ``text`` in a row."""
    terms = stems(text)
    ways = [phrase(field, terms) for field in fields] if terms else []
    if sign := signed(text):
        ways = [term("signed", sign)]
    return any_of(ways) if ways else Query.empty_query()


def by_author(name: str) -> Query:
    """Papers by somebody: a family name, a whole name with or without the middle one, or with initials."""
    family, comma, given = name.partition(",")
    parts = parts_of_name(f"{given} {family}" if comma else name)
    if not parts:
        return Query.empty_query()
    if len(parts) > 1 and len(parts[0]) == 1:
        ways = [f"{parts[0]}.*", *parts[1:]]
        return Query.regex_phrase_query(schema(), "author", list(ways), 1)
    return phrase("author", parts, 1)


def at_venue(name: str) -> Query:
    """Papers of a venue."""
    parts = parts_of_name(name)
    return phrase("venue", parts) if parts else Query.empty_query()


def naming(method: Named, unread: int) -> Query:
    """Papers that name a method: as the atlas says; those it does not know yet by any of its names."""
    known = term("method", method.method_id)
    spellings = {tuple(found) for each in spelt(method) if (found := stems(each))} if unread else set()
    if not spellings:
        return known
    says = any_of(phrase(field, terms) for terms in sorted(spellings) for field in PROSE_FIELDS)
    return any_of([known, all_of([term("flag", UNREAD), says])])


def spelt(method: Named) -> list[str]:
    """All names of a method, the usual one first."""
    return list(dict.fromkeys(filter(None, (method.name, method.long_form, *method.aliases))))


def with_code() -> Query:
    """Papers that link to code."""
    return term("flag", CODE)
