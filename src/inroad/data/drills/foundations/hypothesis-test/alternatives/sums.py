import numpy as np


def welch(a, b):
    va, vb = np.var(a, ddof=1) / len(a), np.var(b, ddof=1) / len(b)
    t = (np.mean(a) - np.mean(b)) / np.sqrt(va + vb)
    return float(t), float((va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1)))


def permutation_p(a, b, orders):
    n, m = len(a), len(b)
    pool = np.append(a, b)
    signs = np.where(np.arange(n + m) < n, 1 / n, -1 / m)
    gaps = np.append(pool[orders] @ signs, pool @ signs)
    return float(np.mean(np.abs(gaps) > abs(gaps[-1]) - 1e-9))


def holm(p):
    out = np.zeros(len(p))
    top = 0.0
    for rank, i in enumerate(np.argsort(p, kind="stable")):
        top = max(top, (len(p) - rank) * p[i])
        out[i] = min(top, 1.0)
    return out


def benjamini_hochberg(p):
    out = []
    for each in p:
        larger = [q for q in p if q >= each]
        out.append(min([1.0] + [float(q * len(p) / np.sum(p <= q)) for q in larger]))
    return np.array(out)
