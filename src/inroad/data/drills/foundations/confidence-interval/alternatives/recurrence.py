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
    def upper(k, tail):
        # Halve in the log-odds; terms by their ratio, in logarithms.
        a, b = -40.0, 40.0
        while b - a > 1e-13:
            c = (a + b) / 2
            log_q = -np.logaddexp(0, c)
            steps = np.log((n - np.arange(k)) / (np.arange(k) + 1)) + c
            terms = n * log_q + np.concatenate([[0], np.cumsum(steps)])
            a, b = (c, b) if np.logaddexp.reduce(terms) > math.log(tail) else (a, c)
        return 1 / (1 + math.exp(-a))

    tail = (1 - level) / 2
    high = upper(successes, tail) if successes < n else 1.0
    low = 1 - upper(n - successes, tail) if successes > 0 else 0.0
    return np.array([low, high])


def newcombe(s1, n1, s2, n2, level):
    first, second = wilson(s1, n1, level), wilson(s2, n2, level)
    gap = s1 / n1 - s2 / n2
    reach = np.sqrt((first - s1 / n1) ** 2 + (second[::-1] - s2 / n2) ** 2)
    return gap + reach * np.array([-1.0, 1.0])


def correlation(r, n, level):
    z = NormalDist().inv_cdf(0.5 + level / 2) / math.sqrt(n - 3)
    w = 0.5 * math.log((1 + r) / (1 - r))
    return np.array([math.tanh(w - z), math.tanh(w + z)])
