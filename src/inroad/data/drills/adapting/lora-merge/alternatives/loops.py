import numpy as np


def merge(w, a, b, alpha):
    out = np.array(w, dtype=float)
    r = len(a)
    for k in range(r):
        out += np.outer(b[:, k], a[k]) * alpha / r
    return out


def unmerge(merged, a, b, alpha):
    return merge(merged, a, -b, alpha)


def merge_many(w, adapters, shares):
    for share, (a, b, alpha) in zip(shares, adapters):
        w = merge(w, a, b, alpha * share)
    return w
