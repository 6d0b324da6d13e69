import numpy as np


def welch(a, b):
    n, m = len(a), len(b)
    sa = sum((value - a.mean()) ** 2 for value in a) / (n * (n - 1))
    sb = sum((value - b.mean()) ** 2 for value in b) / (m * (m - 1))
    share = sa / (sa + sb)
    df = 1 / (share**2 / (n - 1) + (1 - share) ** 2 / (m - 1))
    return float((a.mean() - b.mean()) / (sa + sb) ** 0.5), float(df)


def permutation_p(a, b, orders):
    pool = np.concatenate([a, b])
    seen = abs(a.mean() - b.mean())
    extreme = 0
    for order in orders:
        first, second = pool[order[: len(a)]], pool[order[len(a) :]]
        extreme += abs(first.mean() - second.mean()) >= seen - 1e-9
    return float((extreme + 1) / (len(orders) + 1))


def holm(p):
    out = []
    for each in p:
        smaller = [q for q in p if q <= each]
        out.append(min(1.0, max(float(q * np.sum(p >= q)) for q in smaller)))
    return np.array(out)


def benjamini_hochberg(p):
    out = np.zeros(len(p))
    low = 1.0
    for rank in range(len(p), 0, -1):
        i = np.argsort(p, kind="stable")[rank - 1]
        low = min(low, p[i] * len(p) / rank)
        out[i] = low
    return out
