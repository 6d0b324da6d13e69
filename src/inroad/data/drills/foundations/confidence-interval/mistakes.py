"""Known mistakes in confidence intervals."""

import math
from statistics import NormalDist

import numpy as np
from inroad.practice.kit import mistake
from solution import bisect, quantile
from solution import wilson as right


def ends(middle, half):
    return np.array([middle - half, middle + half])


@mistake("this is Wald's interval, p -+ z sqrt(p (1 - p) / n): it has no width at 0 and 1")
def wilson(successes, n, level):
    p = successes / n
    return ends(p, quantile(level) * math.sqrt(p * (1 - p) / n))


@mistake("the quantile is that of one side: half of what lies outside belongs on each")
def wilson(successes, n, level):
    return right(successes, n, 2 * level - 1)


@mistake("the middle is p itself: it must be drawn towards 1/2")
def wilson(successes, n, level):
    low, high = right(successes, n, level)
    return ends(successes / n, (high - low) / 2)


@mistake("the term z^2 / (4 n^2) under the root is missing")
def wilson(successes, n, level):
    z, p = quantile(level), successes / n
    return ends(p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n)) / (1 + z**2 / n)


@mistake("the division by 1 + z^2 / n is missing")
def wilson(successes, n, level):
    return right(successes, n, level) * (1 + quantile(level) ** 2 / n)


@mistake("this is the interval of Agresti and Coull: its middle is right, its width is not")
def wilson(successes, n, level):
    low, high = right(successes, n, level)
    p = (low + high) / 2
    return ends(p, quantile(level) * math.sqrt(p * (1 - p) / (n + quantile(level) ** 2)))


@mistake("off by one: the lower end must count the successes that were seen, too")
def clopper_pearson(successes, n, level):
    tail = (1 - level) / 2
    low = bisect(successes, n, 1 - tail) if 0 < successes < n else float(successes > 0)
    return np.array([low, bisect(successes, n, tail) if successes < n else 1.0])


@mistake("each tail gets all that lies outside, not half of it")
def clopper_pearson(successes, n, level):
    tail = 1 - level
    low = bisect(successes - 1, n, 1 - tail) if successes > 0 else 0.0
    return np.array([low, bisect(successes, n, tail) if successes < n else 1.0])


@mistake("this is Wilson's interval: it is an approximation")
def clopper_pearson(successes, n, level):
    return right(successes, n, level)


@mistake("the terms are computed without logarithms: factorials of large n are no floats")
def clopper_pearson(successes, n, level):
    if n > 1000:
        return math.comb(n, n // 2) * 0.5**n
    tail = (1 - level) / 2
    low = bisect(successes - 1, n, 1 - tail) if successes > 0 else 0.0
    return np.array([low, bisect(successes, n, tail) if successes < n else 1.0])


def parts(s1, n1, s2, n2, level):
    return s1 / n1, s2 / n2, *right(s1, n1, level), *right(s2, n2, level)


@mistake("the same sides of both intervals are combined: the lower end needs l1 and u2, the upper u1 and l2")
def newcombe(s1, n1, s2, n2, level):
    p1, p2, l1, u1, l2, u2 = parts(s1, n1, s2, n2, level)
    return np.array([p1 - p2 - math.hypot(p1 - l1, p2 - l2), p1 - p2 + math.hypot(u1 - p1, u2 - p2)])


@mistake("the ends of both intervals are subtracted: that is too wide")
def newcombe(s1, n1, s2, n2, level):
    _, _, l1, u1, l2, u2 = parts(s1, n1, s2, n2, level)
    return np.array([l1 - u2, u1 - l2])


@mistake("this is Wald's interval for a difference")
def newcombe(s1, n1, s2, n2, level):
    p1, p2 = s1 / n1, s2 / n2
    return ends(p1 - p2, quantile(level) * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2))


@mistake("Fisher's transformation is missing: the interval may leave -1 ... 1")
def correlation(r, n, level):
    return ends(r, quantile(level) / math.sqrt(n - 3))


@mistake("the ends are not transformed back by tanh")
def correlation(r, n, level):
    return ends(math.atanh(r), quantile(level) / math.sqrt(n - 3))


@mistake("the standard error is 1/sqrt(n), not 1/sqrt(n - 3)")
def correlation(r, n, level):
    return np.tanh(ends(math.atanh(r), quantile(level) / math.sqrt(n)))


@mistake("the standard error is 1/sqrt(n - 1), not 1/sqrt(n - 3)")
def correlation(r, n, level):
    return np.tanh(ends(math.atanh(r), quantile(level) / math.sqrt(n - 1)))
