"""One score from what the words say and what the vectors say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

VECTOR_SHARE = 1.0
"""What a cosine of 1 weighs beside the best text score (benchmarks/retrieval.py)."""


def fuse(text_scores: Scores, vector_scores: Scores) -> Scores:
    """Scores of n papers for one query: the higher the better.

    Args:
        text_scores: BM25 or alike, 0 or more; 0 for a paper that the words did not find.
        vector_scores: cosines, as ``Vectors.scores`` gives them.
    """
    best = float(np.max(text_scores, initial=0.0))
    said = text_scores / np.float32(best) if best > 0 else np.zeros_like(text_scores)
    return np.asarray(said + np.float32(VECTOR_SHARE) * vector_scores, dtype=np.float32)
