# diagnosis: the weights are missing: this is the plain mean
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
    return np.array([np.mean(y[np.argsort(row, kind="stable")[:k]]) for row in d])
