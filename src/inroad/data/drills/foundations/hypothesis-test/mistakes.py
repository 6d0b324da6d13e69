"""Known mistakes in hypothesis tests."""

import numpy as np
from inroad.practice.kit import mistake
from solution import benjamini_hochberg as right_bh
from solution import holm as right_holm
from solution import welch as right


def from_errors(a, b, u, v):
    t = (a.mean() - b.mean()) / np.sqrt(u + v)
    return float(t), float((u + v) ** 2 / (u**2 / (len(a) - 1) + v**2 / (len(b) - 1)))


@mistake("the variances are divided by n, not by n - 1")
def welch(a, b):
    return from_errors(a, b, a.var() / len(a), b.var() / len(b))


@mistake("the variances are pooled: this is Student's test, which supposes them equal")
def welch(a, b):
    df = len(a) + len(b) - 2
    pooled = ((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / df
    return float((a.mean() - b.mean()) / np.sqrt(pooled * (1 / len(a) + 1 / len(b)))), float(df)


@mistake("the degrees of freedom are those of Student's test, n + m - 2")
def welch(a, b):
    return right(a, b)[0], float(len(a) + len(b) - 2)


@mistake("the variances are not divided by the numbers of rows")
def welch(a, b):
    return from_errors(a, b, a.var(ddof=1), b.var(ddof=1))


@mistake("standard errors are added instead of their squares")
def welch(a, b):
    u, v = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    return float((a.mean() - b.mean()) / (np.sqrt(u) + np.sqrt(v))), right(a, b)[1]


@mistake("the magnitude of t is returned: its sign is lost")
def welch(a, b):
    t, df = right(a, b)
    return abs(t), df


@mistake("the variance is the mean of squares minus the square of the mean: it cancels for large values")
def welch(a, b):
    u, v = ((x**2).mean() - x.mean() ** 2 for x in (a, b))
    return from_errors(a, b, u / (len(a) - 1), v / (len(b) - 1))


def counted(a, b, orders, two_sided=True, ties=True, own=1):
    size = np.abs if two_sided else np.asarray
    mixed = np.concatenate([a, b])[orders]
    gaps = size(mixed[:, : len(a)].mean(axis=1) - mixed[:, len(a) :].mean(axis=1))
    seen = size(a.mean() - b.mean())
    return float((own + (gaps >= seen + (-1e-9 if ties else 1e-9)).sum()) / (own + len(orders)))


@mistake("the arrangement that was seen is not counted: p can be 0")
def permutation_p(a, b, orders):
    return counted(a, b, orders, own=0)


@mistake("only one side is counted")
def permutation_p(a, b, orders):
    return counted(a, b, orders, two_sided=False)


@mistake("arrangements as extreme as the one seen are not counted")
def permutation_p(a, b, orders):
    return counted(a, b, orders, ties=False)


@mistake("this is 1 - p: the less extreme arrangements are counted")
def permutation_p(a, b, orders):
    return 1 - counted(a, b, orders)


@mistake("every value is multiplied by n: this is Bonferroni's correction")
def holm(p):
    return np.minimum(p * len(p), 1)


@mistake("the running maximum is missing: a larger p may be adjusted to a smaller one")
def holm(p):
    return np.minimum(p * (len(p) - np.argsort(np.argsort(p))), 1)


@mistake("off by one: the smallest value is multiplied by n - 1, not by n")
def holm(p):
    order = np.argsort(p)
    out = np.empty(len(p))
    out[order] = np.maximum.accumulate((len(p) - 1 - np.arange(len(p))) * p[order])
    return np.minimum(out, 1)


@mistake("the values come sorted, not in the order of the tests")
def holm(p):
    return np.sort(right_holm(p))


@mistake("values above 1 are not cut off")
def holm(p):
    order = np.argsort(p)
    out = np.empty(len(p))
    out[order] = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order])
    return out


@mistake("the values come sorted, not in the order of the tests")
def benjamini_hochberg(p):
    return np.sort(right_bh(p))


def ratios(p):
    order = np.argsort(p)
    return order, len(p) * p[order] / np.arange(1, len(p) + 1)


@mistake("the running minimum from the largest down is missing")
def benjamini_hochberg(p):
    order, ratio = ratios(p)
    out = np.empty(len(p))
    out[order] = ratio
    return np.minimum(out, 1)


@mistake("the running minimum goes from the smallest up")
def benjamini_hochberg(p):
    order, ratio = ratios(p)
    out = np.empty(len(p))
    out[order] = np.minimum.accumulate(ratio)
    return np.minimum(out, 1)


@mistake("a running maximum is taken, as in Holm's procedure")
def benjamini_hochberg(p):
    order, ratio = ratios(p)
    out = np.empty(len(p))
    out[order] = np.maximum.accumulate(ratio)
    return np.minimum(out, 1)


@mistake("the factor sum 1/i is in it: this is the correction of Benjamini and Yekutieli")
def benjamini_hochberg(p):
    order, ratio = ratios(p)
    out = np.empty(len(p))
    out[order] = np.minimum.accumulate(ratio[::-1])[::-1] * (1 / np.arange(1, len(p) + 1)).sum()
    return np.minimum(out, 1)
