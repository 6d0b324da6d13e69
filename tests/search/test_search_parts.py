"""The pure parts: near spellings, places in texts, wishes, fusing."""

from __future__ import annotations

import re

import pytest

from inroad.query import parse
from inroad.search import highlight, wishes
from inroad.search.fuse import NEARNESS, fuse
from inroad.search.highlight import Met
from inroad.search.rank import WORDS, Candidate
from inroad.search.spelling import RARE, near_words
from inroad.types import Mark

WORDS_KNOWN = {
    "attention": 9000,
    "intention": 40,
    "retention": 900,
    "efficient": 8000,
    "lora": 2400,
    "form": 500,
}


def vocabulary(start: str) -> list[tuple[str, int]]:
    return [(word, count) for word, count in WORDS_KNOWN.items() if word.startswith(start)]


@pytest.mark.parametrize(
    ("word", "papers", "expected"),
    [
        ("atention", 0, ("attention",)),
        ("atention", RARE, ("attention",)),
        ("ttention", 0, ("attention",)),  # the first letter is missing
        ("bttention", 0, ("attention",)),
        ("tatention", 0, ("attention",)),
        ("xattention", 0, ("attention",)),
        ("aettention", 0, ("attention",)),
        ("axtention", 0, ("attention",)),
        ("attenttoin", 0, ("attention",)),
        ("efficent", 12, ("efficient",)),
        ("lroa", 0, ("lora",)),
        ("atention", RARE + 1, ()),  # in too many papers to be a slip
        ("lxrx", 0, ()),
        ("frm", 0, ()),  # too short
        ("gpt4", 0, ()),
        ("", 0, ()),
    ],
)
def test_near_words(word: str, papers: int, expected: tuple[str, ...]) -> None:
    assert near_words(word, papers, vocabulary) == expected


def test_marks_that_touch_are_one() -> None:
    text = "low-rank adaptation of models"
    found = [Met(9, 19, "b"), Met(0, 3, "a"), Met(4, 8, "a"), Met(23, 29, "c")]
    assert highlight.marks(found, text) == (Mark(0, 19), Mark(23, 29))


def test_a_snippet_has_the_sentence_that_tells_most() -> None:
    text = (
        "We begin here. " + "Nothing to see. " * 30 + "The rank of an adapter is low. " + "More words. " * 30
    )
    at = text.index("rank")
    found = [Met(3, 8, "begin"), Met(at, at + 4, "rank"), Met(at + 11, at + 18, "adapter")]
    start, end = highlight.snippet(text, found)
    assert text[start:end].startswith("The rank of an adapter")
    assert end - start <= highlight.SNIPPET
    assert text[end] == " "


def test_of_snippets_that_tell_as_much_the_first_is_shown() -> None:
    text = "LoRA tunes few weights. " + "More words. " * 30 + "LoRA is at a server. Code for LoRA is there."
    places = [each.start() for each in re.finditer("LoRA", text)]
    start, end = highlight.snippet(text, [Met(each, each + 4, "lora") for each in places])
    assert text[start:end].startswith("LoRA tunes few weights.")


def test_a_snippet_without_words_is_the_beginning() -> None:
    assert highlight.snippet("Short.", []) == (0, 6)
    start, end = highlight.snippet("word " * 200, [])
    assert start == 0
    assert 0 < end <= highlight.SNIPPET


def test_a_snippet_of_one_long_word_is_cut() -> None:
    assert highlight.snippet("x" * 5_000, []) == (0, highlight.SNIPPET)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("papers by Hinton", "author:Hinton"),
        ("by Yann LeCun", 'author:"Yann LeCun"'),
        ("recent papers by Y. Bengio", 'author:"Y. Bengio"'),
        ("training by gradient descent", None),
        ("papers by", None),
        ("papers by Hinton after:2020", None),
    ],
)
def test_who_is_asked_for(text: str, expected: str | None) -> None:
    found = wishes.author_of(parse(text))
    assert (found.text if found else None) == expected


def test_runs_are_the_longest_first_and_do_not_cross() -> None:
    assert wishes.runs(3, 2) == [(0, 2), (1, 3), (0, 1), (1, 2), (2, 3)]
    assert wishes.apart([(0, 2), (1, 3), (2, 3)]) == [(0, 2), (2, 3)]


def candidate(name: str, words: float) -> Candidate:
    return Candidate((0, 0), words, {WORDS: words}, name)


def test_without_vectors_the_text_decides() -> None:
    text = [candidate("b", 1.0), candidate("a", 1.0), candidate("c", 2.0)]
    assert [each.paper_id for each in fuse(text, [candidate("z", 9.0)], None)] == ["c", "a", "b"]


def test_vectors_widen_and_rank_again() -> None:
    text, other = [candidate("a", 2.0), candidate("b", 1.9)], candidate("new", 0.0)
    found = fuse(text, [other], {"a": 0.1, "b": 0.8, "new": 0.9})
    assert [each.paper_id for each in found] == ["b", "new", "a"]
    assert sum(each.parts[NEARNESS] for each in found) == pytest.approx(0, abs=1e-5)
    assert all(each.score == pytest.approx(sum(each.parts.values())) for each in found)


def test_a_few_words_are_meant_as_they_stand() -> None:
    text, other = [candidate("a", 2.0), candidate("b", 1.9)], candidate("new", 0.0)
    found = fuse(text, [other], {"a": 0.1, "b": 0.8, "new": 0.9}, words=2)
    assert [each.paper_id for each in found] == ["b", "a", "new"]


def test_a_paper_without_vector_keeps_its_score() -> None:
    found = fuse([candidate("a", 2.0), candidate("b", 1.0)], [], {"b": 0.5})
    assert {each.paper_id: each.score for each in found} == {"a": 2.0, "b": 1.0}
