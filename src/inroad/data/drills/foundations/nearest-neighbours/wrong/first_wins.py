# diagnosis: the nearest label wins a tie, not the smallest
import numpy as np


from collections import Counter


def distances(x, queries):
    return np.array([np.linalg.norm(x - q, axis=1) for q in queries])


def classify(x, labels, queries, k):
    out = []
    for q in queries:
        order = np.argsort(np.linalg.norm(x - q, axis=1), kind="stable")[:k]
        out.append(Counter(labels[order].tolist()).most_common(1)[0][0])
    return np.array(out)


def regress(x, y, queries, k):
    out = np.zeros(len(queries))
    for i, q in enumerate(queries):
        d = np.linalg.norm(x - q, axis=1)
        near = np.argsort(d, kind="stable")[:k]
        exact = near[d[near] == 0]
        out[i] = np.mean(y[exact]) if len(exact) else np.average(y[near], weights=1 / d[near])
    return out
