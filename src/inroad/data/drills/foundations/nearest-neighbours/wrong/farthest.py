# diagnosis: the farthest points are taken
import numpy as np


def distances(x, queries):
    return np.array([np.linalg.norm(x - q, axis=1) for q in queries])


def classify(x, labels, queries, k):
    out = []
    for q in queries:
        d = np.linalg.norm(x - q, axis=1).tolist()
        order = sorted(range(len(x)), key=lambda i: d[i], reverse=True)[:k]
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
