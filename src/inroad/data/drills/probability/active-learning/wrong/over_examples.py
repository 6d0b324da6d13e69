# diagnosis: the sum runs over examples instead of classes
import numpy as np


def entropy(p):
    return np.array([-np.dot(column, np.log(column)) for column in p.T])


def margin(p):
    out = []
    for row in p:
        first, second = sorted(row, reverse=True)[:2]
        out.append(first - second)
    return np.array(out)


def choose(p, count):
    h = list(entropy(p))
    return np.array(sorted(range(len(h)), key=lambda k: (-h[k], k))[:count])


def disagreement(p):
    together = entropy(np.add.reduce(p) / len(p))
    return together - sum(entropy(each) for each in p) / len(p)


def farthest_first(x, labelled, count):
    known, out = list(labelled), []
    for _ in range(count):
        gaps = [min(np.sum((row - x[k]) ** 2) for k in known) for row in x]
        out.append(gaps.index(max(gaps)))
        known.append(out[-1])
    return np.array(out)
