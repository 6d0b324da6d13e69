# diagnosis: the result has NaN: something overflows, divides by zero or takes the logarithm of zero
import numpy as np


def entropy(p):
    return -np.einsum("nk,nk->n", p, np.log(p))


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
    mean = p.mean(0)
    return -np.sum(mean * np.log(mean), 1) + np.mean(np.sum(p * np.log(p), 2), 0)


def farthest_first(x, labelled, count):
    known, out = list(labelled), []
    for _ in range(count):
        gaps = [min(np.sum((row - x[k]) ** 2) for k in known) for row in x]
        out.append(gaps.index(max(gaps)))
        known.append(out[-1])
    return np.array(out)
