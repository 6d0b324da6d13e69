"""Calibration, written plainly."""

import numpy as np


def expected_error(y, p, bins):
    place = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [abs((y[place == j] - p[place == j]).sum()) for j in range(bins)]  # count times gap of means
    return float(sum(gaps) / len(y))


def isotonic(scores, y):
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    sums = np.zeros(len(counts))
    np.add.at(sums, place, y)
    blocks = []  # sum, rows and different scores of each
    for total, count in zip(sums, counts):
        width = 1
        while blocks and blocks[-1][0] * count >= total * blocks[-1][1]:
            before = blocks.pop()
            total, count, width = total + before[0], count + before[1], width + before[2]
        blocks.append((total, count, width))
    return np.repeat([b[0] / b[1] for b in blocks], [b[2] for b in blocks])[place]


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1, keepdims=True)


def loss(logits, labels, temperature):
    return float(-log_softmax(logits / temperature)[np.arange(len(labels)), labels].mean())


def slope(logits, labels, temperature):
    p = np.exp(log_softmax(logits / temperature))
    chosen = logits[np.arange(len(labels)), labels]
    return float((chosen - (p * logits).sum(axis=1)).mean() / temperature**2)
