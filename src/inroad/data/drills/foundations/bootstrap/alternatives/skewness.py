from statistics import NormalDist

import numpy as np


def replicates(x, picks):
    return np.array([np.mean(x[row]) for row in picks])


def standard_error(reps):
    return float(np.var(reps, ddof=1) ** 0.5)


def percentile(reps, level):
    return np.percentile(reps, [50 - 50 * level, 50 + 50 * level])


def bca(x, reps, level):
    b, estimate = len(reps), np.mean(x)
    share = 0.5 + 0.5 * np.mean(np.sign(estimate - reps))
    z0 = NormalDist().inv_cdf(float(np.clip(share, 1 / (2 * b), 1 - 1 / (2 * b))))
    gap = x - estimate
    a = np.mean(gap**3) / np.mean(gap**2) ** 1.5 / (6 * np.sqrt(len(x)))
    ends = []
    for tail in (0.5 - level / 2, 0.5 + level / 2):
        w = z0 + NormalDist().inv_cdf(tail)
        ends.append(NormalDist().cdf(z0 + w / (1 - a * w)))
    return np.quantile(reps, ends)
