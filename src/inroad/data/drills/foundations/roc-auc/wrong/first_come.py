# diagnosis: tied rows are taken in the order in which they come
import numpy as np


def roc(y, scores):
    cuts = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    positive, negative = scores[y == 1], scores[y == 0]
    false = np.array([np.mean(negative >= cut) for cut in cuts])
    true = np.array([np.mean(positive >= cut) for cut in cuts])
    return false, true


def auc(y, scores):
    area = height = 0
    for i in sorted(range(len(y)), key=lambda i: -scores[i]):
        if y[i] == 1:
            height += 1
        else:
            area += height
    return float(area / (height * (len(y) - height)))


def auc_variance(y, scores):
    a, b = scores[y == 1], scores[y == 0]
    v = np.array([np.mean((s > b) + 0.5 * (s == b)) for s in a])
    w = np.array([np.mean((a > s) + 0.5 * (a == s)) for s in b])
    return float(np.var(v, ddof=1) / a.size + np.var(w, ddof=1) / b.size)
