"""Known mistakes in the bootstrap."""

from statistics import NormalDist

import numpy as np
from inroad.practice.kit import mistake

normal = NormalDist()


@mistake("the mean runs over the replicates instead of the rows of a sample")
def replicates(x, picks):
    return x[picks].mean(axis=0)


@mistake("each row is counted once however often it was drawn")
def replicates(x, picks):
    return np.array([x[np.unique(row)].mean() for row in picks])


@mistake("these are medians, not means")
def replicates(x, picks):
    return np.median(x[picks], axis=1)


@mistake("the variance is divided by b, not by b - 1")
def standard_error(reps):
    return float(reps.std())


@mistake("it is divided by the square root of the number of replicates: more of them would make it vanish")
def standard_error(reps):
    return float(reps.std(ddof=1) / np.sqrt(len(reps)))


@mistake("this is the variance, not its root")
def standard_error(reps):
    return float(reps.var(ddof=1))


@mistake("all that lies outside is left out on each side: only half of it belongs there")
def percentile(reps, level):
    return np.quantile(reps, [1 - level, level])


@mistake("only one side is cut off")
def percentile(reps, level):
    return np.quantile(reps, [0, level])


@mistake("the quantiles are not interpolated")
def percentile(reps, level):
    s = np.sort(reps)
    tail = (1 - level) / 2
    return np.array([s[int(tail * len(s))], s[min(int((1 - tail) * len(s)), len(s) - 1)]])


@mistake("this is the normal interval, not that of the percentiles")
def percentile(reps, level):
    half = normal.inv_cdf((1 + level) / 2) * reps.std(ddof=1)
    return reps.mean() + np.array([-half, half])


@mistake("this is the basic interval: the quantiles are reflected at the mean")
def percentile(reps, level):
    tail = (1 - level) / 2
    return 2 * reps.mean() - np.quantile(reps, [1 - tail, tail])


def bca_with(x, reps, level, bias=1.0, speed=1.0, above=False, twice=True, equal=0.5, kept=True):
    b, estimate = len(reps), x.mean()
    share = np.mean(reps < estimate) + equal * np.mean(reps == estimate)
    share = 1 - share if above else share
    if kept:
        share = min(max(share, 1 / (2 * b)), 1 - 1 / (2 * b))
    z0 = bias * normal.inv_cdf(share)
    d = -((x.sum() - x) / (len(x) - 1) - x.mean())
    a = speed * (d**3).sum() / (6 * (d**2).sum() ** 1.5)
    levels = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        moved = z0 + normal.inv_cdf(tail)
        levels.append(normal.cdf((z0 if twice else 0) + moved / (1 - a * moved)))
    return np.quantile(reps, levels)


@mistake("the acceleration is missing: this corrects the bias only")
def bca(x, reps, level):
    return bca_with(x, reps, level, speed=0)


@mistake("the correction of the bias is missing")
def bca(x, reps, level):
    return bca_with(x, reps, level, bias=0)


@mistake("the acceleration has the wrong sign")
def bca(x, reps, level):
    return bca_with(x, reps, level, speed=-1)


@mistake("the factor 6 of the acceleration is missing")
def bca(x, reps, level):
    return bca_with(x, reps, level, speed=6)


@mistake("the share above the estimate is counted, not that below")
def bca(x, reps, level):
    return bca_with(x, reps, level, above=True)


@mistake("z0 is added once: it belongs outside the fraction, too")
def bca(x, reps, level):
    return bca_with(x, reps, level, twice=False)


@mistake("this is the plain percentile interval")
def bca(x, reps, level):
    return bca_with(x, reps, level, bias=0, speed=0)


@mistake("replicates equal to the estimate are counted as below it")
def bca(x, reps, level):
    return bca_with(x, reps, level, equal=1)


@mistake("replicates equal to the estimate are not counted")
def bca(x, reps, level):
    return bca_with(x, reps, level, equal=0)


@mistake("the normal quantile of a share of 0 or 1 is taken: it is infinite")
def bca(x, reps, level):
    return bca_with(x, reps, level, kept=False)
