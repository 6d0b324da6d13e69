# diagnosis: every positive is compared with every negative: sort once, and sums do the rest
import numpy as np


def roc(y, scores):
    fpr, tpr = [0.0], [0.0]
    for score in sorted(set(scores.tolist()), reverse=True):
        here = y[scores == score]
        fpr.append(fpr[-1] + np.sum(here == 0))
        tpr.append(tpr[-1] + np.sum(here == 1))
    return np.array(fpr) / fpr[-1], np.array(tpr) / tpr[-1]


def auc(y, scores):
    wins = (1 + np.sign(np.subtract.outer(scores[y == 1], scores[y == 0]))) / 2
    return float(wins.mean())


def auc_variance(y, scores):
    wins = (1 + np.sign(np.subtract.outer(scores[y == 1], scores[y == 0]))) / 2
    m, n = wins.shape
    v, w = wins.mean(1), wins.mean(0)
    return float((v @ v - m * v.mean() ** 2) / (m * (m - 1)) + (w @ w - n * w.mean() ** 2) / (n * (n - 1)))
