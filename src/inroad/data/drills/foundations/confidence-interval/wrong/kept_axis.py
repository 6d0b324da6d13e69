# diagnosis: the values are right, but an axis of length one is too many or missing (keepdims?)
import math
from statistics import NormalDist

import numpy as np


def wilson(successes, n, level):
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p = successes / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return np.array([middle - half, middle + half])


def clopper_pearson(successes, n, level):
    alpha = 1 - level

    def upto(k, p):
        if p in (0.0, 1.0):
            return float(p == 0 or k >= n)
        ks = range(k + 1)
        logs = [
            math.lgamma(n + 1)
            - math.lgamma(i + 1)
            - math.lgamma(n - i + 1)
            + i * math.log(p)
            + (n - i) * math.log1p(-p)
            for i in ks
        ]
        return math.fsum(math.exp(each) for each in logs)

    def solve(k, target):
        a, b = 0.0, 1.0
        for _ in range(50):
            c = (a + b) / 2
            a, b = (c, b) if upto(k, c) > target else (a, c)
        return (a + b) / 2

    low = solve(successes - 1, 1 - alpha / 2) if successes else 0.0
    high = solve(successes, alpha / 2) if successes < n else 1.0
    return np.array([low, high])


def newcombe(s1, n1, s2, n2, level):
    a, b = s1 / n1, s2 / n2
    (l1, u1), (l2, u2) = wilson(s1, n1, level), wilson(s2, n2, level)
    return np.array([a - b - math.hypot(a - l1, u2 - b), a - b + math.hypot(u1 - a, b - l2)])


def correlation(r, n, level):
    z = NormalDist().inv_cdf(0.5 + level / 2) / math.sqrt(n - 3)
    w = 0.5 * math.log((1 + r) / (1 - r))
    return np.array([[math.tanh(w - z), math.tanh(w + z)]])
