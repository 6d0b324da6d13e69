"""The words counted at once are those that one would count by hand."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.following import words


def by_hand(text: str) -> Counter[str]:
    found = re.findall(rb"[a-z0-9\x80-\xff]+", bytes(text.encode("utf-8", "replace")).lower())
    stems = [
        w[:-1] if len(w) > 3 and w[-1:] == b"s" and w[-2:-1] != b"s" else w for w in found if len(w) >= 2
    ]
    return Counter(w.decode("utf-8", "replace") for w in stems)


def counted(text: str) -> list[int]:
    return sorted(words.counts([text]).data.astype(int).tolist())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "a",
        "LoRA lora LORA loras",
        "Low-rank adaptation of (large) language models, models!",
        "Extraordinarily-long: electroencephalography electroencephalographies",
        "naïve Bayes für Köln 日本語 naïve",
        "class classes bus buses gas",
        "x" * 5000 + " y2" * 7,
    ],
)
def test_words_are_those_counted_by_hand(text):
    assert counted(text) == sorted(by_hand(text).values())


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_a_text_counts_the_same_alone_and_among_others(texts):
    together = words.counts(texts)
    assert together.shape == (len(texts), 1 << words.BITS)
    for row, text in enumerate(texts):
        alone = words.counts([text])
        assert (together[[row]] != alone).nnz == 0
        assert together[[row]].sum() == sum(by_hand(text).values())


def test_words_that_differ_late_are_different():
    long = "electroencephalographic"
    rows = words.counts([long + "ally", long + "alla", long, long[:8], long[:16]])
    assert len({tuple(rows[[n]].indices) for n in range(5)}) == 5


def test_no_word_reaches_into_the_next_text():
    assert (words.counts(["deep", "learning"])[[0]] != words.counts(["deep"])).nnz == 0


def test_the_spelling_of_a_word_is_found_by_its_number():
    text = "Adapters adapt Transformers"
    spelt = words.spelled(text)
    assert sorted(spelt.values()) == ["adapt", "adapters", "transformers"]
    assert set(spelt) == set(np.asarray(words.counts([text]).indices).tolist())


def test_broken_text_is_counted_too():
    assert counted("deep \ud800 deep") == [2]
