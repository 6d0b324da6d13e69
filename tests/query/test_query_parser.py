"""The grammar: what a query says, its canonical form, and where an error points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.errors import InputError, QueryError
from inroad.query import All, Any, Field, Not, Phrase, Query, Word, parse
from inroad.query.parser import DEEPEST, LONGEST

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a b", (A, B)),
        ("state-of-the-art C++", (Word("state-of-the-art"), Word("C++"))),
        ('"low rank" a', (Phrase("low rank"), A)),
        ("“low  rank„", (Phrase("low rank"),)),
        ("a -b", (A, Not(B))),
        ("a NOT b", (A, Not(B))),
        ('-"a b" -title:c', (Not(Phrase("a b")), Not(Field("title", "c")))),
        ("a OR b", (Any((A, B)),)),
        ("a b OR c", (Any((All((A, B)), C)),)),
        ("(a OR b) c", (Any((A, B)), C)),
        ("(a b) c", (A, B, C)),
        ("a AND b c", (All((A, B)), C)),
        ("a AND (b c)", (All((A, All((B, C)))),)),
        ("-(a b)", (Not(All((A, B))),)),
        ("-(-a)", (Not(Not(A)),)),
        ("--a", (Not(A),)),
        ("a -OR b", (A, Not(Word("OR")), B)),
        ("or and not", (Word("or"), Word("and"), Word("not"))),
        ('author:"Geoffrey Hinton"', (Field("author", "Geoffrey Hinton"),)),
        ("author: hinton", (Field("author", "hinton"),)),
        ("Author:hinton", (Field("author", "hinton"),)),
        ("Search Method: a", (Word("Search"), Word("Method:"), A)),
        ("authors:hinton category:cs.LG", (Field("author", "hinton"), Field("cat", "cs.LG"))),
        ("method:dora@2402.09353", (Field("method", "dora@2402.09353"),)),
        ("after:2024 before:2024-3", (Field("after", "2024-01-01"), Field("before", "2024-03-01"))),
        ("has:CODE", (Field("has", "code"),)),
        ("https://arxiv.org/abs/2106.09685v2", (Word("https://arxiv.org/abs/2106.09685v2"),)),
        ("O(n) a", (Word("O(n)"), A)),
        ("(a)-b", (A, Word("b"))),
        ("a - b & c", (A, B, C)),
        ("-& a", (A,)),
    ],
)
def test_what_is_said(text: str, parts: tuple[object, ...]) -> None:
    query = parse(text)
    assert query == Query(parts)  # type: ignore[arg-type]
    assert not query.notes


@pytest.mark.parametrize(
    ("text", "parts", "note"),
    [
        ('a "b c', (A, Phrase("b c")), "the quote at character 3 is not closed and reaches to the end"),
        ("a (b OR c", (A, Any((B, C))), "the bracket at character 3 is not closed and reaches to the end"),
        ("a) b", (A, B), "the bracket at character 2 closes nothing and is passed over"),
        ("autor:b", (Word("autor:b"),), "autor: is no field and is read as a word; did you mean author:?"),
    ],
)
def test_what_is_mended_is_said(text: str, parts: tuple[object, ...], note: str) -> None:
    query = parse(text)
    assert query == Query(parts)  # type: ignore[arg-type]
    assert query.notes == (note,)


@pytest.mark.parametrize(
    ("text", "position", "problem"),
    [
        ("", 0, "no word"),
        ("  ?! ", 0, "no word"),
        ("🙂 ()", 0, "no word"),
        ("a OR", 2, "OR"),
        ("a OR OR b", 2, "OR"),
        ("(a OR) b", 3, "OR"),
        ("AND a", 0, "AND"),
        ("a AND", 2, "AND"),
        ("a NOT", 2, "NOT"),
        ("a title:", 8, "title: has no value"),
        ("a title:(b c)", 8, "title: has no value"),
        ("after:soon a", 6, "after: needs a day"),
        ("before:2024-13", 7, "before: needs a day"),
        ("has:data", 4, "has: knows only code"),
        ("year:24", 5, "year: needs a year"),
    ],
)
def test_an_error_points_at_the_character(text: str, position: int, problem: str) -> None:
    with pytest.raises(QueryError, match=problem) as caught:
        parse(text)
    assert caught.value.position == position
    shown, caret = caught.value.pointer
    assert shown == text
    assert caret == " " * position + "^"
    assert str(caught.value).endswith(f"{shown}\n{caret}")
    assert isinstance(caught.value, InputError)


def test_a_caret_stands_below_wide_letters_and_in_long_queries() -> None:
    with pytest.raises(QueryError) as caught:
        parse("深度 after:x")
    assert caught.value.pointer == ("深度 after:x", " " * 11 + "^")
    with pytest.raises(QueryError) as caught:
        parse("a " * 100 + "after:x " + "b " * 100)
    shown, caret = caught.value.pointer
    assert shown[caret.index("^")] == "x"
    assert len(shown) < 70


def test_nesting_and_length_have_limits() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == parse("a")
    for opening in ("(", "-(", "NOT "):
        with pytest.raises(QueryError, match="nested"):
            parse(opening * 5_000 + "a")
    assert len(parse("word " * 2_000).parts) == 2_000
    with pytest.raises(QueryError, match="characters"):
        parse("a" * (LONGEST + 1))


@pytest.mark.parametrize("text", ["naïve", "nai\u0308ve", "ｎａïｖｅ", "na\u200bïve"])
def test_unicode_forms_are_one(text: str) -> None:
    assert parse(text) == parse("naïve")


_PIECES = [
    "a",
    "lora",
    "OR",
    "AND",
    "NOT",
    "-",
    "(",
    ")",
    '"',
    "“",
    ":",
    "title:",
    "after:",
    "2024",
    " ",
    "+",
    "é",
    "e\u0301",
]
_PIECES += [
    "\u200d",
    "🙂",
    "ｔitle:",
    "has:code",
    "x@1",
    "\x00",
    "⑴",
    "\u2028",
    "שלום",
    "״",
    "ﷺ",
    "author: b",
]


def read_or_refused(text: str) -> Query | None:
    try:
        return parse(text)
    except QueryError as error:
        refused = error
    assert 0 <= refused.position <= len(refused.query)
    assert refused.remedy
    return None


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)))
def test_any_text_is_read_or_refused_and_its_canonical_form_says_the_same(text: str) -> None:
    query = read_or_refused(text)
    if query is None:
        return
    again = parse(query.text)
    assert again == query
    assert again.text == query.text
    assert not again.notes or all("is no field" in note for note in again.notes)
