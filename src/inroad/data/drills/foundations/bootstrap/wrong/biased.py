# diagnosis: the variance is divided by b, not by b - 1
from statistics import NormalDist

import numpy as np


def replicates(x, picks):
    return np.array([np.mean(x[row]) for row in picks])


def standard_error(reps):
    return float(np.sqrt(np.mean((reps - reps.mean()) ** 2)))


def percentile(reps, level):
    return np.percentile(reps, [50 - 50 * level, 50 + 50 * level])


def bca(x, reps, level):
    phi = NormalDist()
    m, b = np.mean(x), reps.size
    share = (np.sum(reps < m) + 0.5 * np.sum(reps == m)) / b
    z0 = phi.inv_cdf(float(np.clip(share, 0.5 / b, 1 - 0.5 / b)))
    left = np.array([np.mean(np.delete(x, i)) for i in range(len(x))])
    d = np.mean(left) - left
    a = np.sum(d**3) / np.sum(d**2) ** 1.5 / 6
    z = np.array([phi.inv_cdf(0.5 - level / 2), phi.inv_cdf(0.5 + level / 2)])
    z = z0 + (z0 + z) / (1 - a * (z0 + z))
    return np.quantile(reps, [phi.cdf(each) for each in z])
