"""Confidence intervals, written plainly."""

import math
from statistics import NormalDist

import numpy as np


def quantile(level):
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(successes, n, level):
    z, p = quantile(level), successes / n
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p + z**2 / (2 * n) + np.array([-half, half])) / (1 + z**2 / n)


LOG_FACTORIALS = np.array([math.lgamma(i + 1) for i in range(10_001)])


def at_most(k, n, p):
    i = np.arange(k + 1)
    # Logarithms first: binomial coefficients overflow and powers of p vanish.
    logs = LOG_FACTORIALS[n] - LOG_FACTORIALS[i] - LOG_FACTORIALS[n - i]
    return np.exp(logs + i * math.log(p) + (n - i) * math.log1p(-p)).sum()


def bisect(k, n, target):
    """The p at which at most k successes have the chance ``target``; it falls as p grows."""
    low, high = 0.0, 1.0
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(k, n, middle) > target else (low, middle)
    return (low + high) / 2


def clopper_pearson(successes, n, level):
    tail = (1 - level) / 2
    low = bisect(successes - 1, n, 1 - tail) if successes > 0 else 0.0
    high = bisect(successes, n, tail) if successes < n else 1.0
    return np.array([low, high])


def newcombe(s1, n1, s2, n2, level):
    p1, p2 = s1 / n1, s2 / n2
    (l1, u1), (l2, u2) = wilson(s1, n1, level), wilson(s2, n2, level)
    down, up = math.hypot(p1 - l1, u2 - p2), math.hypot(u1 - p1, p2 - l2)
    return p1 - p2 + np.array([-down, up])


def correlation(r, n, level):
    half = quantile(level) / math.sqrt(n - 3)
    return np.tanh(math.atanh(r) + np.array([-half, half]))
