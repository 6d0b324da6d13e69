# diagnosis: the weights are counted once for every adapter
import numpy as np


def merge(w, a, b, alpha):
    return w + np.dot(b * alpha, a) / len(a)


def unmerge(merged, a, b, alpha):
    return merged - np.dot(b * alpha, a) / len(a)


def merge_many(w, adapters, shares):
    total = np.zeros_like(w)
    for s, (a, b, alpha) in zip(shares, adapters):
        total += s * merge(w, a, b, alpha)
    return total
