# diagnosis: the expanded square |q|^2 - 2 q x + |x|^2 cancels far from the origin: take differences first
import numpy as np


def distances(x, queries):
    a, b = np.einsum("nd,nd->n", x, x), np.einsum("nd,nd->n", queries, queries)
    return np.clip(b[:, None] + a[None] - 2 * queries.dot(x.T), 0, None) ** 0.5


def classify(x, labels, queries, k):
    out = []
    for q in queries:
        order = np.argsort(np.linalg.norm(x - q, axis=1), kind="stable")[:k]
        names, counts = np.unique(labels[order], return_counts=True)
        out.append(names[np.argmax(counts)])
    return np.array(out)


def regress(x, y, queries, k):
    out = np.zeros(len(queries))
    for i, q in enumerate(queries):
        d = np.linalg.norm(x - q, axis=1)
        near = np.argsort(d, kind="stable")[:k]
        exact = near[d[near] == 0]
        out[i] = np.mean(y[exact]) if len(exact) else np.average(y[near], weights=1 / d[near])
    return out
