import numpy as np


def roc(y, scores):
    cuts = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    positive, negative = scores[y == 1], scores[y == 0]
    false = np.array([np.mean(negative >= cut) for cut in cuts])
    true = np.array([np.mean(positive >= cut) for cut in cuts])
    return false, true


def auc(y, scores):
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    m = int(np.sum(y == 1))
    return float((ranks[y == 1].sum() - m * (m + 1) / 2) / (m * (len(y) - m)))


def auc_variance(y, scores):
    a, b = scores[y == 1], scores[y == 0]
    v = np.array([np.mean((s > b) + 0.5 * (s == b)) for s in a])
    w = np.array([np.mean((a > s) + 0.5 * (a == s)) for s in b])
    return float(np.var(v, ddof=1) / a.size + np.var(w, ddof=1) / b.size)
