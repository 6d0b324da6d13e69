from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.search.vectors.ask import summed
from inroad.search.vectors.bags import Bags, places, read
from inroad.search.vectors.terms import code, terms


def words(bags: Bags, row: int, codes: list[int]) -> dict[int, float]:
    mine = slice(bags.starts[row], bags.starts[row + 1])
    return dict(zip([codes[term] for term in bags.terms[mine]], bags.weights[mine].tolist(), strict=True))


def test_terms_are_stems_in_lower_case() -> None:
    assert terms("Quantized LLMs, state-of-the-art") == ["quantiz", "llms", "state", "of", "the", "art"]
    assert terms("naïve 深度学习 \u202e\x00") == ["naïv", "深度学习"]
    assert terms("") == []


def test_terms_in_queries_and_papers_have_the_same_code_for_ever() -> None:
    assert code("quantiz") == 8866076889168364160
    assert code("quantiz") != code("quantis")


def test_a_text_is_its_terms_and_how_often_they_stand() -> None:
    found = read(["deep deep nets", None, "nets"])
    codes = found.codes.tolist()
    assert words(found.bags, 0, codes) == {code("deep"): pytest.approx(1 + np.log(2)), code("net"): 1.0}
    assert words(found.bags, 1, codes) == {}
    assert found.frequencies().tolist() == [1, 2]


def test_terms_without_a_vector_are_left_out() -> None:
    vocabulary = np.sort(np.array([code("net"), code("graph")], np.uint64))
    bags = read(["deep nets", "deep", "graph nets"]).known(vocabulary)
    assert [len(words(bags, row, vocabulary.tolist())) for row in range(3)] == [1, 0, 2]
    assert places(np.array([], np.uint64), vocabulary).tolist() == [-1, -1]


@given(st.lists(st.dictionaries(st.integers(0, 9), st.floats(0.5, 3)), min_size=1, max_size=6), st.data())
def test_sums_are_those_of_the_dense_matrix(texts: list[dict[int, float]], data: st.DataObject) -> None:
    dense = np.zeros((len(texts), 10), np.float32)
    for row, text in enumerate(texts):
        for term, weight in text.items():
            dense[row, term] = weight
    starts = np.cumsum([0, *map(len, texts)])
    numbers = np.array([term for text in texts for term in text], np.int32)
    bags = Bags(starts, numbers, np.array([w for text in texts for w in text.values()], np.float32))
    table = np.random.default_rng(1).standard_normal((10, 3)).astype(np.float32)
    chosen = np.array(data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=1)))
    assert np.allclose(bags.rows(chosen).times(table), dense[chosen] @ table, atol=1e-4)
    assert np.allclose(summed(bags, table), dense @ table, atol=1e-4)
    both = bags.rows(chosen).over(bags)
    assert np.allclose(both.times(table), np.concatenate([dense[chosen], dense]) @ table, atol=1e-4)
