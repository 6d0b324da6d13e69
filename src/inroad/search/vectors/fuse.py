"""One score from what the words say and what the vectors say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

VECTOR_SHARE = 2.0
"""What a deviation of the vectors weighs beside one of the words (benchmarks/retrieval.py)."""
ENOUGH = 2_000
"""From so many papers on, vectors learnt from them find more than words alone."""


def fuse(text_scores: Scores, vector_scores: Scores) -> Scores:
    """Scores of n candidates for one query, the higher the better: a weighted sum of standard scores.

    Args:
        text_scores: BM25 or alike, 0 or more; 0 for a paper that the words did not find.
        vector_scores: cosines of the same papers, as ``Vectors.scores`` gives them.
    """
    return _standard(text_scores) + np.float32(VECTOR_SHARE) * _standard(vector_scores)


def _standard(scores: Scores) -> Scores:
    """Scores in deviations from their mean; zeros if they are all alike."""
    away = scores.astype(np.float64) - np.mean(scores, dtype=np.float64) if len(scores) else scores
    spread = float(np.std(away)) if len(scores) else 0.0
    return np.asarray(away / spread if spread > 1e-9 else np.zeros_like(away), dtype=np.float32)
