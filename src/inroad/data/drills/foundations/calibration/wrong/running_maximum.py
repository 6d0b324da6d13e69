# diagnosis: a running maximum is taken: violators must be pooled to their mean
import numpy as np


def expected_error(y, p, bins):
    edges = np.linspace(0, 1, bins + 1)
    total = 0.0
    for j in range(bins):
        mine = (p >= edges[j]) & ((p < edges[j + 1]) | (j == bins - 1))
        if mine.any():
            total += mine.mean() * abs(y[mine].mean() - p[mine].mean())
    return float(total)


def isotonic(scores, y):
    best = {}
    for v in np.unique(scores):
        best[v] = max([float(np.mean(y[scores == v]))] + list(best.values()))
    return np.array([best[s] for s in scores])


def loss(logits, labels, temperature):
    z = logits / temperature
    top = z.max(1)
    return float(np.mean(top + np.log(np.exp(z - top[:, None]).sum(1)) - z[range(len(z)), labels]))


def slope(logits, labels, temperature):
    z = logits / temperature
    p = np.exp(z - z.max(1)[:, None])
    p = p / p.sum(1)[:, None]
    right = np.eye(logits.shape[1])[labels]
    return float(np.mean(np.sum((right - p) * logits, axis=1)) / temperature**2)
