# diagnosis: this is the binomial variance area (1 - area) / n
import numpy as np


def roc(y, scores):
    cuts = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    positive, negative = scores[y == 1], scores[y == 0]
    false = np.array([np.mean(negative >= cut) for cut in cuts])
    true = np.array([np.mean(positive >= cut) for cut in cuts])
    return false, true


def auc(y, scores):
    negative = np.sort(scores[y == 0])
    positive = scores[y == 1]
    below = np.searchsorted(negative, positive, side="left")
    upto = np.searchsorted(negative, positive, side="right")
    return float(np.mean(below + upto) / (2 * len(negative)))


def auc_variance(y, scores):
    theta = auc(y, scores)
    return (theta - theta**2) / y.size
