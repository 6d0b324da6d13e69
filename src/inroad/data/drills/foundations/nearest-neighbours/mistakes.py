"""Known mistakes in nearest neighbours."""

import numpy as np
from inroad.practice.kit import mistake
from solution import distances as right
from solution import nearest


@mistake("the expanded square |q|^2 - 2 q x + |x|^2 cancels far from the origin: take differences first")
def distances(x, queries):
    square = (queries**2).sum(1)[:, None] - 2 * queries @ x.T + (x**2).sum(1)
    return np.sqrt(np.maximum(square, 0))


@mistake("the square root is missing")
def distances(x, queries):
    return right(x, queries) ** 2


@mistake("the sum of absolute differences is taken, not the Euclidean distance")
def distances(x, queries):
    return np.abs(queries[:, None] - x).sum(axis=2)


@mistake("the mean over the coordinates is taken, not the sum")
def distances(x, queries):
    return right(x, queries) / np.sqrt(x.shape[1])


@mistake("the farthest points are taken")
def classify(x, labels, queries, k):
    order = np.argsort(-right(x, queries), axis=1, kind="stable")[:, :k]
    return (labels[order][:, :, None] == np.arange(labels.max() + 1)).sum(axis=1).argmax(axis=1)


@mistake("only the single nearest point is asked")
def classify(x, labels, queries, k):
    return labels[nearest(x, queries, 1)[0][:, 0]]


@mistake("one neighbour too many is asked")
def classify(x, labels, queries, k):
    return voted(labels[nearest(x, queries, k + 1)[0]])


@mistake("the nearest point is left out, as if it were the query itself")
def classify(x, labels, queries, k):
    return voted(labels[nearest(x, queries, k + 1)[0][:, 1:]])


@mistake("labels are averaged: they are names, not amounts")
def classify(x, labels, queries, k):
    return np.rint(labels[nearest(x, queries, k)[0]].mean(axis=1)).astype(int)


@mistake("the largest label wins a tie, not the smallest")
def classify(x, labels, queries, k):
    return 2 - voted(2 - labels[nearest(x, queries, k)[0]])


@mistake("the nearest label wins a tie, not the smallest")
def classify(x, labels, queries, k):
    rows = labels[nearest(x, queries, k)[0]].tolist()
    return np.array([max(row, key=row.count) for row in rows])


def voted(rows):
    return (rows[:, :, None] == np.arange(3)).sum(axis=1).argmax(axis=1)


@mistake("the weights are missing: this is the plain mean")
def regress(x, y, queries, k):
    return y[nearest(x, queries, k)[0]].mean(axis=1)


@mistake("a distance of 0 is divided by")
def regress(x, y, queries, k):
    order, gaps = nearest(x, queries, k)
    weights = 1 / gaps
    return (weights * y[order]).sum(axis=1) / weights.sum(axis=1)


@mistake("the weights are the distances themselves: far points count most")
def regress(x, y, queries, k):
    order, gaps = nearest(x, queries, k)
    return (gaps * y[order]).sum(axis=1) / gaps.sum(axis=1)


@mistake("the weights are 1 / distance^2")
def regress(x, y, queries, k):
    order, gaps = nearest(x, queries, k)
    hit = gaps == 0
    weights = np.where(hit.any(axis=1, keepdims=True), hit, 1 / np.where(hit, 1, gaps) ** 2)
    return (weights * y[order]).sum(axis=1) / weights.sum(axis=1)


@mistake("the weighted sum is divided by k, not by the sum of the weights")
def regress(x, y, queries, k):
    order, gaps = nearest(x, queries, k)
    hit = gaps == 0
    weights = np.where(hit.any(axis=1, keepdims=True), hit, 1 / np.where(hit, 1, gaps))
    return (weights * y[order]).sum(axis=1) / k


@mistake("all points are averaged, not the k nearest")
def regress(x, y, queries, k):
    order, gaps = nearest(x, queries, len(x))
    hit = gaps == 0
    weights = np.where(hit.any(axis=1, keepdims=True), hit, 1 / np.where(hit, 1, gaps))
    return (weights * y[order]).sum(axis=1) / weights.sum(axis=1)
