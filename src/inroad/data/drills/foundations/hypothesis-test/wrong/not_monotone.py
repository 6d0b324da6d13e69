# diagnosis: the running maximum is missing: a larger p may be adjusted to a smaller one
import numpy as np


def welch(a, b):
    va, vb = np.var(a, ddof=1) / len(a), np.var(b, ddof=1) / len(b)
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
        top = (len(p) - rank) * p[i]
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
