"""ROC curve and its area, written plainly."""

import numpy as np


def roc(y, scores):
    order = np.argsort(-scores, kind="stable")
    y, scores = y[order], scores[order]
    last = np.append(scores[1:] != scores[:-1], True)  # of those with the same score
    true = np.cumsum(y == 1)[last]
    false = np.cumsum(y == 0)[last]
    return np.append(0, false) / false[-1], np.append(0, true) / true[-1]


def auc(y, scores):
    x, height = roc(y, scores)
    return float(np.sum((x[1:] - x[:-1]) * (height[1:] + height[:-1]) / 2))


def auc_variance(y, scores):
    gap = scores[y == 1][:, None] - scores[y == 0][None, :]
    above = (gap > 0) + (gap == 0) / 2
    of_positives, of_negatives = above.mean(axis=1), above.mean(axis=0)
    return float(of_positives.var(ddof=1) / len(of_positives) + of_negatives.var(ddof=1) / len(of_negatives))
