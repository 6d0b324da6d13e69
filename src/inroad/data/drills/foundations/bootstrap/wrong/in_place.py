# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
from statistics import NormalDist

import numpy as np


def replicates(x, picks):
    return np.array([np.mean(x[row]) for row in picks])


def standard_error(reps):
    gaps = reps - np.mean(reps)
    return float(np.sqrt(gaps @ gaps / (reps.size - 1)))


def percentile(reps, level):
    reps.sort()
    place = (len(reps) - 1) * np.array([0.5 - level / 2, 0.5 + level / 2])
    return np.interp(place, np.arange(len(reps)), reps)


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
