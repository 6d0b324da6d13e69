# diagnosis: the values are right, but an axis of length one is too many or missing (keepdims?)
import numpy as np


def distances(x, queries):
    return np.linalg.norm(queries[:, None] - x, axis=-1, keepdims=True)


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
