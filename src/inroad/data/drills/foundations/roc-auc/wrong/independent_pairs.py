# diagnosis: the pairs are treated as independent of each other
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
    wins = (1 + np.sign(np.subtract.outer(scores[y == 1], scores[y == 0]))) / 2
    gaps = wins - wins.mean()
    return float(np.sum(gaps**2) / (wins.size * (wins.size - 1)))
