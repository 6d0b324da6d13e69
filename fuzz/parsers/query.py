"""The query grammar."""

from __future__ import annotations

from hypothesis import strategies as st

from fuzz.table import parser
from inroad.errors import InputError, QueryError
from inroad.query import Node, Query, parse
from inroad.web import filters

_WORDS = 'AND OR NOT ( ) - " “ „ : title: abstract: author: cat: venue: method: after: before: year: has: 2024-02-30 code'
_SEEDS = (
    'lora -survey title:"low rank" (author:"Ada Byron" OR cat:cs.LG) after:2024-02 has:code',
    "a AND NOT (b OR -c) year:2024 method:dora@2402.09353 “low  rank„",
)


def _queries() -> st.SearchStrategy[bytes]:
    word = st.sampled_from(
        ["a", "lora", "C++", '"low rank"', "title:x", 'author:"A B"', "after:2024-3", "has:code", "ß"]
    )
    node = st.recursive(
        word,
        lambda inner: st.one_of(
            inner.map("-{}".format),
            inner.map("({})".format),
            st.tuples(inner, st.sampled_from([" ", " OR ", " AND ", " NOT "]), inner).map("".join),
        ),
        max_leaves=12,
    )
    return node.map(str.encode)


@parser("a query, as typed or as an address brings it", _SEEDS, _WORDS, _queries)
def query(data: bytes) -> None:
    """What is written of a query is read as the same query; an error points into the text."""
    text = data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace") if _decodes(data) else ""
    try:
        found = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(error.query)
        assert "\n" not in error.pointer[0]
        return
    again = parse(found.text)
    assert again == found, (found, again)
    assert again.text == found.text
    assert not again.notes or any("is no field" in note for note in again.notes)
    assert isinstance(found, Query)


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return len(data) % 2 == 0
    return True


@parser("a query laid apart into the fields of the page's form", _SEEDS, _WORDS, _queries)
def query_form(data: bytes) -> None:
    """The form stands for the query that it was made of."""
    text = data.decode("utf-8", "replace")
    try:
        form = filters.apart(text)
        again = form.query
    except InputError:
        return
    assert _said(again) == _said(text), (form, again)


def _said(text: str) -> set[Node]:
    """The parts of a query in any order; those joined by AND at the top count as parts."""
    return set(parse(text).parts)
