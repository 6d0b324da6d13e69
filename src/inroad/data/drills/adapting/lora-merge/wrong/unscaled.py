# diagnosis: the scaling by alpha / r is missing
import numpy as np


def merge(w, a, b, alpha):
    return w + np.dot(b, a)


def unmerge(merged, a, b, alpha):
    return merged - np.dot(b * alpha, a) / len(a)


def merge_many(w, adapters, shares):
    return w + sum(s * alpha / len(a) * np.dot(b, a) for (a, b, alpha), s in zip(adapters, shares))
