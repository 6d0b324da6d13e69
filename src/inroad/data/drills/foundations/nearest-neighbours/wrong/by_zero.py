# diagnosis: a distance of 0 is divided by
import numpy as np


def distances(x, queries):
    return np.array([np.linalg.norm(x - q, axis=1) for q in queries])


def classify(x, labels, queries, k):
    out = []
    for q in queries:
        order = np.argsort(np.linalg.norm(x - q, axis=1), kind="stable")[:k]
        names, counts = np.unique(labels[order], return_counts=True)
        out.append(names[np.argmax(counts)])
    return np.array(out)


def regress(x, y, queries, k):
    d = distances(x, queries)
    near = np.argsort(d, axis=1, kind="stable")[:, :k]
    w = np.take_along_axis(d, near, 1) ** -1.0
    w = w / w.sum(1)[:, None]
    return np.einsum("mk,mk->m", w, y[near])
