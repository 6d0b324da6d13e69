# diagnosis: the control labels are predicted by the probe of the task: it needs a probe of its own
import numpy as np


def probe(h, labels, k, penalty):
    n, d = h.shape
    middle = h.mean(axis=0)
    u, s, vt = np.linalg.svd(h - middle, full_matrices=False)
    hot = (labels[:, None] == np.arange(k)).astype(float)
    w = vt.T @ ((s / (s * s + penalty))[:, None] * (u.T @ (hot - hot.mean(axis=0))))
    return w, hot.mean(axis=0) - w.T @ middle


def hits(h, labels, new, wanted, k, penalty):
    w, offset = probe(h, labels, k, penalty)
    guess = (new.dot(w) + offset).argmax(1)
    return np.count_nonzero(guess == wanted) / len(wanted)


def fit(h, labels, k, penalty):
    return probe(h, labels, k, penalty)


def predict(h, w, offset):
    return np.array([int(np.argmax(w.T @ row + offset)) for row in h])


def control(types, table):
    return np.array([table[kind] for kind in types])


def selectivity(train, test, table, k, penalty):
    w, offset = probe(train[0], train[1], k, penalty)
    guess = np.argmax(test[0] @ w + offset, axis=1)
    return float(np.mean(guess == test[1]) - np.mean(guess == np.take(table, test[2])))
