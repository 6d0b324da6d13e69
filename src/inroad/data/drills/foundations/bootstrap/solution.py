"""The bootstrap, written plainly."""

from statistics import NormalDist

import numpy as np


def replicates(x, picks):
    return x[picks].mean(axis=1)


def standard_error(reps):
    return float(reps.std(ddof=1))


def percentile(reps, level):
    tail = (1 - level) / 2
    return np.quantile(reps, [tail, 1 - tail])


def bca(x, reps, level):
    normal = NormalDist()
    b, estimate = len(reps), x.mean()
    share = np.mean(reps < estimate) + np.mean(reps == estimate) / 2
    z0 = normal.inv_cdf(min(max(share, 1 / (2 * b)), 1 - 1 / (2 * b)))
    jackknife = (x.sum() - x) / (len(x) - 1)
    d = jackknife.mean() - jackknife
    a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
    levels = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        moved = z0 + normal.inv_cdf(tail)
        levels.append(normal.cdf(z0 + moved / (1 - a * moved)))
    return np.quantile(reps, levels)
