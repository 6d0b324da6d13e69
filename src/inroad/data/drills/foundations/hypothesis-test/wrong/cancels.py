# diagnosis: the variance is the mean of squares minus the square of the mean: it cancels for large values
import numpy as np


def welch(a, b):
    va, vb = (np.dot(s, s) / len(s) - (np.sum(s) / len(s)) ** 2 for s in (a, b))
    va, vb = va / (len(a) - 1), vb / (len(b) - 1)
    t = (np.mean(a) - np.mean(b)) / np.sqrt(va + vb)
    return float(t), float((va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1)))


def permutation_p(a, b, orders):
    pool = np.concatenate([a, b])
    seen = abs(a.mean() - b.mean())
    extreme = 0
    for order in orders:
        first, second = pool[order[: len(a)]], pool[order[len(a) :]]
        extreme += abs(first.mean() - second.mean()) >= seen - 1e-9
    return float((extreme + 1) / (len(orders) + 1))


def holm(p):
    out = np.zeros(len(p))
    top = 0.0
    for rank, i in enumerate(np.argsort(p, kind="stable")):
        top = max(top, (len(p) - rank) * p[i])
        out[i] = min(top, 1.0)
    return out


def benjamini_hochberg(p):
    out = np.zeros(len(p))
    low = 1.0
    for rank in range(len(p), 0, -1):
        i = np.argsort(p, kind="stable")[rank - 1]
        low = min(low, p[i] * len(p) / rank)
        out[i] = low
    return out
