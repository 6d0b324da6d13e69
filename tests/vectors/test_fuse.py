from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inroad.search.vectors import fuse

TEXT = arrays(np.float32, 8, elements=st.integers(0, 512).map(lambda score: score / 8))
VECTOR = arrays(np.float32, 8, elements=st.floats(-1, 1, width=32))


@given(TEXT, VECTOR)
def test_better_in_both_is_better(text: np.ndarray, vector: np.ndarray) -> None:
    fused = fuse(text, vector)
    for one in range(8):
        worse = (text < text[one]) & (vector < vector[one])
        assert (fused[worse] <= fused[one] + 1e-5).all()


@given(TEXT, VECTOR, st.sampled_from([0.25, 2.0, 8.0]))
def test_the_scale_of_text_scores_does_not_matter(
    text: np.ndarray, vector: np.ndarray, factor: float
) -> None:
    one, other = fuse(text * np.float32(factor), vector), fuse(text, vector)
    if text.std() > 0:
        assert np.allclose(one, factor * other, rtol=1e-4, atol=1e-3)


def test_without_text_hits_vectors_decide() -> None:
    vector = np.array([0.1, 0.7, -0.2], np.float32)
    assert np.argsort(-fuse(np.zeros(3, np.float32), vector)).tolist() == [1, 0, 2]
    assert len(fuse(np.zeros(0, np.float32), np.zeros(0, np.float32))) == 0
