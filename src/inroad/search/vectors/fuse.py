"""One score from what the words say and what the vectors say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

VECTOR_SHARE = 2.0
"""What a deviation of the vectors weighs beside one of the words, for a text (benchmarks/retrieval.py)."""
SHORT, SHORT_SHARE = 12, 0.4
"""A query of fewer words is weighed so: somebody who types three words means these words."""
ENOUGH = 2_000
"""From so many papers on, vectors learnt from them find more than words alone."""


def fuse(text_scores: Scores, vector_scores: Scores) -> Scores:
    """Scores of n candidates for one text, the higher the better; on the scale of the text scores.

    Args:
        text_scores: BM25 or alike, 0 or more; 0 for a paper that the words did not find.
        vector_scores: cosines of the same papers, as ``Vectors.scores`` gives them.
    """
    return text_scores + nearness_points(text_scores, vector_scores)


def nearness_points(text_scores: Scores, vector_scores: Scores, words: int | None = None) -> Scores:
    """What the vectors add to each text score: their deviation, as large as so many of the words'.

    Args:
        text_scores: [n].
        vector_scores: [n].
        words: how long the query is; None: a whole text.
    """
    share = VECTOR_SHARE if words is None or words >= SHORT else SHORT_SHARE
    spread = float(np.std(text_scores, dtype=np.float64)) if len(text_scores) else 0.0
    return np.asarray(share * (spread if spread > 1e-9 else 1.0) * _standard(vector_scores), dtype=np.float32)


def _standard(scores: Scores) -> Scores:
    """Scores in deviations from their mean; zeros if they are all alike."""
    away = scores.astype(np.float64) - np.mean(scores, dtype=np.float64) if len(scores) else scores
    spread = float(np.std(away)) if len(scores) else 0.0
    return np.asarray(away / spread if spread > 1e-9 else np.zeros_like(away), dtype=np.float32)
