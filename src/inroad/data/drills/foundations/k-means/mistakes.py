"""Known mistakes in k-means."""

import numpy as np
from inroad.practice.kit import mistake
from solution import squared


@mistake("the nearest point of each centre is sought, not the nearest centre of each point")
def assign(x, centres):
    return squared(x, centres).argmin(axis=0)


@mistake("the farthest centre is taken")
def assign(x, centres):
    return squared(x, centres).argmax(axis=1)


@mistake("the squared length of the centres is missing from the expanded distance")
def assign(x, centres):
    return (-2 * x @ centres.T).argmin(axis=1)


@mistake("the distance is the sum of absolute differences, not the Euclidean one")
def assign(x, centres):
    return np.abs(x[:, None] - centres).sum(axis=2).argmin(axis=1)


@mistake("the expanded distance |x|^2 - 2 x c + |c|^2 cancels far from the origin: take differences first")
def assign(x, centres):
    return ((x**2).sum(1)[:, None] - 2 * x @ centres.T + (centres**2).sum(1)).argmin(axis=1)


def sums(x, labels, centres):
    hot = (labels[:, None] == np.arange(len(centres))).astype(float)
    return hot.T @ x, hot.sum(axis=0)[:, None]


@mistake("a cluster without points is divided by zero: let it keep its centre")
def update(x, labels, centres):
    total, count = sums(x, labels, centres)
    return total / count


@mistake("a cluster without points is put at the origin: let it keep its centre")
def update(x, labels, centres):
    total, count = sums(x, labels, centres)
    return total / np.maximum(count, 1)


@mistake("the sums are divided by the number of all points, not by that of the cluster")
def update(x, labels, centres):
    total, count = sums(x, labels, centres)
    return np.where(count > 0, total / len(x), centres)


@mistake("the centre is the median of its points, not their mean")
def update(x, labels, centres):
    new = centres.copy()
    for j in set(labels.tolist()):
        new[j] = np.median(x[labels == j], axis=0)
    return new


@mistake("the old centre is averaged in as if it were a point")
def update(x, labels, centres):
    total, count = sums(x, labels, centres)
    return (total + centres) / (count + 1)


def drawn(x, k, u, weigh):
    chosen = [int(u[0] * len(x))]
    for j in range(1, k):
        sums_ = np.cumsum(weigh(x, x[chosen]))
        chosen.append(int(np.searchsorted(sums_, u[j] * sums_[-1], side="right")))
    return x[chosen]


@mistake("the distances are not squared: points are drawn in proportion to D, not to D^2")
def seed(x, k, u):
    return drawn(x, k, u, lambda x, c: np.sqrt(squared(x, c).min(axis=1)))


@mistake("only the distance to the last centre counts, not that to the nearest one")
def seed(x, k, u):
    return drawn(x, k, u, lambda x, c: squared(x, c)[:, -1])


@mistake("the distance to the farthest centre counts, not that to the nearest one")
def seed(x, k, u):
    return drawn(x, k, u, lambda x, c: squared(x, c).max(axis=1))


@mistake("all centres are drawn uniformly: this is not k-means++")
def seed(x, k, u):
    return x[(u[:k] * len(x)).astype(int)]


@mistake("the farthest point is taken each time instead of drawing one")
def seed(x, k, u):
    chosen = [int(u[0] * len(x))]
    for _ in range(1, k):
        chosen.append(int(squared(x, x[chosen]).min(axis=1).argmax()))
    return x[chosen]
