"""Measures for rare classes, written plainly."""

import numpy as np


def ratio(above, below):
    return float(above / below) if below else 0.0


def counts(y, predicted):
    """True and false positives, false and true negatives; as floats, whose products do not overflow."""
    pairs = ((1, 1), (0, 1), (1, 0), (0, 0))
    return tuple(float(((y == is_) & (predicted == said)).sum()) for is_, said in pairs)


def scores(y, predicted):
    tp, fp, fn, _ = counts(y, predicted)
    return ratio(tp, tp + fp), ratio(tp, tp + fn)


def f_beta(y, predicted, beta):
    precision, recall = scores(y, predicted)
    return ratio((1 + beta**2) * precision * recall, beta**2 * precision + recall)


def matthews(y, predicted):
    tp, fp, fn, tn = counts(y, predicted)
    return ratio(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))


def balanced_accuracy(y, predicted):
    tp, fp, fn, tn = counts(y, predicted)
    return (tp / (tp + fn) + tn / (tn + fp)) / 2


def average_precision(y, scores):
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.diff(scores[order]) != 0, True)  # of those with the same score
    hits = np.cumsum(y[order])[last]
    precision = hits / (np.flatnonzero(last) + 1)
    return float((np.diff(hits, prepend=0) * precision).sum() / hits[-1])
