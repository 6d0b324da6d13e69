# diagnosis: the normal quantile of a share of 0 or 1 is taken: it is infinite
from statistics import NormalDist

import numpy as np


def replicates(x, picks):
    return np.array([np.mean(x[row]) for row in picks])


def standard_error(reps):
    gaps = reps - np.mean(reps)
    return float(np.sqrt(gaps @ gaps / (reps.size - 1)))


def percentile(reps, level):
    return np.percentile(reps, [50 - 50 * level, 50 + 50 * level])


def bca(x, reps, level):
    phi = NormalDist()
    m = np.mean(x)
    z0 = phi.inv_cdf((np.sum(reps < m) + 0.5 * np.sum(reps == m)) / reps.size)
    d = (x - m) / (len(x) - 1)
    a = np.sum(d**3) / np.sum(d**2) ** 1.5 / 6
    z = np.array([phi.inv_cdf(0.5 - level / 2), phi.inv_cdf(0.5 + level / 2)])
    z = z0 + (z0 + z) / (1 - a * (z0 + z))
    return np.quantile(reps, [phi.cdf(each) for each in z])
