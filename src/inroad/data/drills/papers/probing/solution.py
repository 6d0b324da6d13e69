"""Linear probes with control tasks, written plainly."""

import numpy as np


def fit(h, labels, k, penalty):
    y = np.eye(k)[labels]
    hc, yc = h - h.mean(axis=0), y - y.mean(axis=0)
    w = np.linalg.solve(hc.T @ hc + penalty * np.eye(h.shape[1]), hc.T @ yc)
    return w, y.mean(axis=0) - h.mean(axis=0) @ w


def predict(h, w, offset):
    return np.argmax(h @ w + offset, axis=1)


def control(types, table):
    return table[types]


def accuracy(h, labels, new_h, new_labels, k, penalty):
    return float(np.mean(predict(new_h, *fit(h, labels, k, penalty)) == new_labels))


def selectivity(train, test, table, k, penalty):
    (h, labels, types), (new_h, new_labels, new_types) = train, test
    task = accuracy(h, labels, new_h, new_labels, k, penalty)
    return task - accuracy(h, control(types, table), new_h, control(new_types, table), k, penalty)
