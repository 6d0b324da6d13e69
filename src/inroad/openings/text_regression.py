"""TF-IDF and a logistic regression on it, of a few lines: what the words of texts say of what came.

scikit-learn would be a dependency of tens of megabytes for the same numbers.  A count c weighs 1 + log c,
times log((1 + n) / (1 + papers)) + 1; rows have length 1; the penalty is that of ``LogisticRegression(C=1)``.

Other weights of words in this program are others on purpose: nearness of two papers (``promise.likeness``)
counts a word once however often it stands; what is taken (``taken``) weighs titles apart; the feed
(``following.words``) counts a month of abstracts while somebody waits, so it hashes; vectors
(``search.vectors.bags``) learn how much a word weighs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_PENALTY = 1.0
_ROUNDS = 300


def vocabulary(counts: Sequence[Mapping[str, int]], least: int) -> tuple[list[str], Floats]:
    """Terms that at least so many texts have, sorted, and their inverse document frequencies."""
    seen = Counter(term for each in counts for term in each)
    kept = sorted(term for term, texts in seen.items() if texts >= least)
    rarity = [math.log((1 + len(counts)) / (1 + seen[term])) + 1 for term in kept]
    return kept, np.array(rarity, dtype=np.float64)


def matrix(counts: Sequence[Mapping[str, int]], places: Mapping[str, int], idf: Floats) -> Any:
    """Texts as rows of length 1 of a sparse matrix [texts, terms]; terms without a place do not count."""
    from scipy.sparse import csr_matrix  # slow to load; only fitting needs it

    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for each in counts:
        row = {places[t]: (1 + math.log(n)) * idf[places[t]] for t, n in each.items() if t in places}
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        values.extend(value / length for value in row.values())
        columns.extend(row)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(counts), len(idf)))


def regression(x: Any, y: Floats) -> Floats:
    """Weights [terms] of a logistic regression with an L2 penalty; its bias is fitted and left out."""
    from scipy.optimize import minimize

    def loss(theta: Floats) -> tuple[float, Floats]:
        score = x @ theta[:-1] + theta[-1]
        error = 1 / (1 + np.exp(-score)) - y
        value = (np.logaddexp(0, score) - y * score).sum() + 0.5 * _PENALTY * (theta[:-1] @ theta[:-1])
        return float(value), np.append(x.T @ error + _PENALTY * theta[:-1], error.sum())

    start = np.zeros(x.shape[1] + 1)
    start[-1] = math.log(max(y.mean(), 1e-6)) if len(y) else 0.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(found.x[:-1], dtype=np.float64)
