import numpy as np


def roc(y, scores):
    fpr, tpr = [0.0], [0.0]
    for score in sorted(set(scores.tolist()), reverse=True):
        here = y[scores == score]
        fpr.append(fpr[-1] + np.sum(here == 0))
        tpr.append(tpr[-1] + np.sum(here == 1))
    return np.array(fpr) / fpr[-1], np.array(tpr) / tpr[-1]


def auc(y, scores):
    negative = np.sort(scores[y == 0])
    positive = scores[y == 1]
    below = np.searchsorted(negative, positive, side="left")
    upto = np.searchsorted(negative, positive, side="right")
    return float(np.mean(below + upto) / (2 * len(negative)))


def auc_variance(y, scores):
    wins = (1 + np.sign(np.subtract.outer(scores[y == 1], scores[y == 0]))) / 2
    m, n = wins.shape
    v, w = wins.mean(1), wins.mean(0)
    return float((v @ v - m * v.mean() ** 2) / (m * (m - 1)) + (w @ w - n * w.mean() ** 2) / (n * (n - 1)))
