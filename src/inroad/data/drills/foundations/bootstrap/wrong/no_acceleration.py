# diagnosis: the acceleration is missing: this corrects the bias only
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
    b = reps.size
    share = float(np.clip(np.mean(reps < np.mean(x)), 0.5 / b, 1 - 0.5 / b))
    z0 = phi.inv_cdf(share)
    ends = [phi.cdf(2 * z0 + phi.inv_cdf(q)) for q in (0.5 - level / 2, 0.5 + level / 2)]
    return np.quantile(reps, ends)
