# diagnosis: only the last adapter counts
import numpy as np


def merge(w, a, b, alpha):
    return w + np.dot(b * alpha, a) / len(a)


def unmerge(merged, a, b, alpha):
    return merged - np.dot(b * alpha, a) / len(a)


def merge_many(w, adapters, shares):
    for s, (a, b, alpha) in zip(shares, adapters):
        merged = merge(w, a, b, s * alpha)
    return merged
