"""Sentences by offset, and what is remembered of words."""

import pytest

from inroad.atlas.text import Remembered, sentences


@pytest.mark.parametrize(
    "text",
    [
        "We follow Smith et al. They were first.",
        "It is fast, cf. Section 2, and small.",
        "Plan B. It works.",
        "This holds w.r.t. Gaussian noise.",
        "No. 5 is best.",
        "A. B.",
    ],
)
def test_a_full_stop_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [(0, len(text))]


@pytest.mark.parametrize(
    "text", ["We make a proposal. It works.", "They met at a festival! It was.", "X1. Y."]
)
def test_other_stops_do(text: str) -> None:
    assert len(sentences(text)) == 2


def test_what_is_remembered_stays_right_when_there_is_no_more_room() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length, most=2)
    assert [lengths[word] for word in ("a", "bb", "a", "ccc", "a", "bb")] == [1, 2, 1, 3, 1, 2]
    assert asked == ["a", "bb", "ccc", "a", "bb"]
    assert len(lengths) <= 2
