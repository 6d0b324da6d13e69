# diagnosis: rows with the same score get different values
import numpy as np


def expected_error(y, p, bins):
    edges = np.linspace(0, 1, bins + 1)
    total = 0.0
    for j in range(bins):
        mine = (p >= edges[j]) & ((p < edges[j + 1]) | (j == bins - 1))
        if mine.any():
            total += mine.mean() * abs(y[mine].mean() - p[mine].mean())
    return float(total)


def isotonic(scores, y):
    order = np.argsort(scores, kind="stable")
    blocks = []
    for i in order:
        blocks.append([float(y[i]), 1.0, [i]])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last)]
    out = np.zeros(len(y))
    for total, count, members in blocks:
        out[members] = total / count
    return out


def loss(logits, labels, temperature):
    z = logits / temperature
    top = z.max(1)
    return float(np.mean(top + np.log(np.exp(z - top[:, None]).sum(1)) - z[range(len(z)), labels]))


def slope(logits, labels, temperature):
    z = logits / temperature
    p = np.exp(z - z.max(1)[:, None])
    p = p / p.sum(1)[:, None]
    right = np.eye(logits.shape[1])[labels]
    return float(np.mean(np.sum((right - p) * logits, axis=1)) / temperature**2)
