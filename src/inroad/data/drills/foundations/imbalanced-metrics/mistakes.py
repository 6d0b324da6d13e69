"""Known mistakes in measures for rare classes."""

import numpy as np
from inroad.practice.kit import mistake
from solution import average_precision as right_average
from solution import counts, matthews as right_matthews, ratio
from solution import scores as right


@mistake("precision and recall are exchanged")
def scores(y, predicted):
    return right(y, predicted)[::-1]


@mistake("nothing was predicted or nothing is there: 0 / 0")
def scores(y, predicted):
    tp, fp, fn, _ = np.array(counts(y, predicted))
    return tp / (tp + fp), tp / (tp + fn)


@mistake("the first is the accuracy, not the precision")
def scores(y, predicted):
    return float(np.mean(y == predicted)), right(y, predicted)[1]


@mistake("the second is the specificity, not the recall")
def scores(y, predicted):
    _, fp, _, tn = counts(y, predicted)
    return right(y, predicted)[0], ratio(tn, tn + fp)


@mistake("these are the scores of class 0")
def scores(y, predicted):
    return right(1 - y, 1 - predicted)


@mistake("beta is not squared")
def f_beta(y, predicted, beta):
    p, r = right(y, predicted)
    return ratio((1 + beta) * p * r, beta * p + r)


@mistake("beta weights the precision, not the recall")
def f_beta(y, predicted, beta):
    p, r = right(y, predicted)
    return ratio((1 + beta**2) * p * r, p + beta**2 * r)


@mistake("beta is not used: this is F1")
def f_beta(y, predicted, beta):
    p, r = right(y, predicted)
    return ratio(2 * p * r, p + r)


@mistake("this is the arithmetic mean of precision and recall, not the harmonic one")
def f_beta(y, predicted, beta):
    p, r = right(y, predicted)
    return (p + beta**2 * r) / (1 + beta**2)


@mistake("the factor 1 + beta^2 is missing")
def f_beta(y, predicted, beta):
    p, r = right(y, predicted)
    return ratio(p * r, beta**2 * p + r)


@mistake("the root under the fraction is missing")
def matthews(y, predicted):
    tp, fp, fn, tn = counts(y, predicted)
    return ratio(tp * tn - fp * fn, (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


@mistake("the sign is lost")
def matthews(y, predicted):
    return abs(right_matthews(y, predicted))


@mistake("the product of four counts overflows in whole numbers: compute in floats")
def matthews(y, predicted):
    tp, fp, fn, tn = np.array(counts(y, predicted), dtype=np.int64)
    below = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return float((tp * tn - fp * fn) / np.sqrt(below)) if below else 0.0


@mistake("this is the plain accuracy: the common class decides")
def balanced_accuracy(y, predicted):
    return float(np.mean(y == predicted))


@mistake("only the recall of class 1 is there")
def balanced_accuracy(y, predicted):
    return right(y, predicted)[1]


@mistake("precisions are averaged, not recalls")
def balanced_accuracy(y, predicted):
    return (right(y, predicted)[0] + right(1 - y, 1 - predicted)[0]) / 2


def curve(y, scores):
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.diff(scores[order]) != 0, True)
    hits = np.cumsum(y[order])[last]
    return hits / hits[-1], hits / (np.flatnonzero(last) + 1)


@mistake("straight lines are drawn between the points: precision does not change linearly with recall")
def average_precision(y, scores):
    recall, precision = curve(y, scores)
    before = np.append(1.0, precision[:-1])
    return float((np.diff(recall, prepend=0) * (precision + before) / 2).sum())


@mistake("tied rows are taken one by one in the order in which they come")
def average_precision(y, scores):
    rank = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    return right_average(y, -rank.astype(float))


@mistake("precision is averaged over the thresholds, not over the recall that is gained")
def average_precision(y, scores):
    return float(curve(y, scores)[1].mean())


@mistake("precision is made to fall steadily first: that is the interpolated variant")
def average_precision(y, scores):
    recall, precision = curve(y, scores)
    falling = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(recall, prepend=0) * falling).sum())


@mistake("the scores are sorted upwards: small scores are called positive first")
def average_precision(y, scores):
    return right_average(y, -scores)
