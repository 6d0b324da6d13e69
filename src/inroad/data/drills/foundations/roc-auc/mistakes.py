"""Known mistakes in the ROC curve."""

import numpy as np
from inroad.practice.kit import mistake
from solution import auc as right_auc
from solution import roc as right


def steps(y, scores, kind="stable"):
    order = np.argsort(-scores, kind=kind)
    y = y[order]
    return np.cumsum(y == 0), np.cumsum(y == 1)


@mistake("every row makes a point of its own: rows with the same score must enter together")
def roc(y, scores):
    false, true = steps(y, scores)
    return np.append(0, false) / false[-1], np.append(0, true) / true[-1]


@mistake("the point (0, 0) is missing")
def roc(y, scores):
    x, height = right(y, scores)
    return x[1:], height[1:]


@mistake("the scores are sorted upwards: small scores are called positive first")
def roc(y, scores):
    return right(y, -scores)


@mistake("the two rates are exchanged")
def roc(y, scores):
    x, height = right(y, scores)
    return height, x


@mistake("counts, not rates")
def roc(y, scores):
    x, height = right(y, scores)
    return x * (y == 0).sum(), height * (y == 1).sum()


@mistake("both counts are divided by the number of all rows")
def roc(y, scores):
    x, height = right(y, scores)
    return x * np.mean(y == 0), height * np.mean(y == 1)


@mistake("what scores exactly the threshold is not called positive")
def roc(y, scores):
    x, height = right(y, scores)
    return np.append(0, x[:-1]), np.append(0, height[:-1])


@mistake("precision is returned instead of the false positive rate")
def roc(y, scores):
    x, height = right(y, scores)
    false, true = x * (y == 0).sum(), height * (y == 1).sum()
    return false / np.maximum(false + true, 1), height


def shares(y, scores, tie=0.5):
    gap = scores[y == 1][:, None] - scores[y == 0]
    return (gap > 0) + tie * (gap == 0)


@mistake("ties count as lost: they are worth one half")
def auc(y, scores):
    return float(shares(y, scores, 0.0).mean())


@mistake("ties count as won: they are worth one half")
def auc(y, scores):
    return float(shares(y, scores, 1.0).mean())


@mistake("tied rows are taken in the order in which they come")
def auc(y, scores):
    false, true = steps(y, scores)
    return float(np.sum(true * np.diff(np.append(0, false))) / true[-1] / false[-1])


@mistake("the area is that of 1 - score")
def auc(y, scores):
    return 1 - right_auc(y, scores)


@mistake("this is Gini's coefficient, 2 area - 1")
def auc(y, scores):
    return 2 * right_auc(y, scores) - 1


@mistake("pairs are counted, not their share")
def auc(y, scores):
    return float(shares(y, scores).sum())


@mistake("the variances are those of populations, divided by n, not by n - 1")
def auc_variance(y, scores):
    v = shares(y, scores)
    return float(v.mean(1).var() / len(v) + v.mean(0).var() / len(v[0]))


@mistake("the variances are not divided by the numbers of positives and negatives")
def auc_variance(y, scores):
    v = shares(y, scores)
    return float(v.mean(1).var(ddof=1) + v.mean(0).var(ddof=1))


@mistake("the pairs are treated as independent of each other")
def auc_variance(y, scores):
    v = shares(y, scores)
    return float(v.var(ddof=1) / v.size)


@mistake("only the positives' part is there")
def auc_variance(y, scores):
    v = shares(y, scores)
    return float(v.mean(1).var(ddof=1) / len(v))


@mistake("this is the binomial variance area (1 - area) / n")
def auc_variance(y, scores):
    a = right_auc(y, scores)
    return float(a * (1 - a) / len(y))


@mistake("this is the standard error, not the variance")
def auc_variance(y, scores):
    v = shares(y, scores)
    return float(np.sqrt(v.mean(1).var(ddof=1) / len(v) + v.mean(0).var(ddof=1) / len(v[0])))
