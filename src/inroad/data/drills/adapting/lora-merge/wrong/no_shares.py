# diagnosis: the shares are not used
import numpy as np


def merge(w, a, b, alpha):
    return w + np.dot(b * alpha, a) / len(a)


def unmerge(merged, a, b, alpha):
    return merged - np.dot(b * alpha, a) / len(a)


def merge_many(w, adapters, shares):
    total = w * 1.0
    for a, b, alpha in adapters:
        total = total + np.dot(b * alpha, a) / len(a)
    return total
