# diagnosis: the update replaces the weights instead of being added
import numpy as np


def merge(w, a, b, alpha):
    return np.dot(b * alpha, a) / len(a)


def unmerge(merged, a, b, alpha):
    return merged - np.dot(b * alpha, a) / len(a)


def merge_many(w, adapters, shares):
    return w + sum(s * alpha / len(a) * np.dot(b, a) for (a, b, alpha), s in zip(adapters, shares))
