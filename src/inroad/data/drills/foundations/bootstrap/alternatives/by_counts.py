from statistics import NormalDist

import numpy as np


def replicates(x, picks):
    counts = np.array([np.bincount(row, minlength=len(x)) for row in picks])
    return counts @ x / len(x)


def standard_error(reps):
    gaps = reps - np.mean(reps)
    return float(np.sqrt(gaps @ gaps / (reps.size - 1)))


def percentile(reps, level):
    ordered = np.sort(reps)
    places = np.array([(1 - level) / 2, (1 + level) / 2]) * (len(reps) - 1)
    low = np.floor(places).astype(int)
    high = np.minimum(low + 1, len(reps) - 1)
    return ordered[low] + (places - low) * (ordered[high] - ordered[low])


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
