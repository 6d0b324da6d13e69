# diagnosis: the weights are the distances themselves: far points count most
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
    out = []
    for q in queries:
        d = np.linalg.norm(x - q, axis=1)
        near = np.argsort(d, kind="stable")[:k]
        out.append(np.dot(d[near], y[near]) / np.sum(d[near]))
    return np.array(out)
