# diagnosis: every row makes a point of its own: rows with the same score must enter together
import numpy as np


def roc(y, scores):
    fpr, tpr = [0.0], [0.0]
    for i in sorted(range(len(y)), key=lambda i: -scores[i]):
        fpr.append(fpr[-1] + (y[i] == 0) / np.sum(y == 0))
        tpr.append(tpr[-1] + (y[i] == 1) / np.sum(y == 1))
    return np.array(fpr), np.array(tpr)


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
