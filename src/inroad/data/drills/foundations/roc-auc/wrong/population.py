# diagnosis: the variances are those of populations, divided by n, not by n - 1
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
    a, b = scores[y == 1], scores[y == 0]
    v = np.array([np.mean((s > b) + 0.5 * (s == b)) for s in a])
    w = np.array([np.mean((a > s) + 0.5 * (a == s)) for s in b])
    return float(np.mean((v - v.mean()) ** 2) / a.size + np.mean((w - w.mean()) ** 2) / b.size)
