# diagnosis: what scores exactly the threshold is not called positive
import numpy as np


def roc(y, scores):
    cuts = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    rates = [np.array([np.mean(scores[y == c] > cut) for cut in cuts]) for c in (0, 1)]
    return tuple(rates)


def auc(y, scores):
    negative = np.sort(scores[y == 0])
    positive = scores[y == 1]
    below = np.searchsorted(negative, positive, side="left")
    upto = np.searchsorted(negative, positive, side="right")
    return float(np.mean(below + upto) / (2 * len(negative)))


def auc_variance(y, scores):
    a, b = scores[y == 1], scores[y == 0]
    v = np.array([np.mean((s > b) + 0.5 * (s == b)) for s in a])
    w = np.array([np.mean((a > s) + 0.5 * (a == s)) for s in b])
    return float(np.var(v, ddof=1) / a.size + np.var(w, ddof=1) / b.size)
