# diagnosis: a bin without rows is divided by zero
import numpy as np


def expected_error(y, p, bins):
    place = np.minimum((p * bins).astype(int), bins - 1)
    hot = (place[:, None] == np.arange(bins)).astype(float)
    count = hot.sum(axis=0)
    return float(np.sum(count * np.abs(y @ hot / count - p @ hot / count)) / len(y))


def isotonic(scores, y):
    values = np.unique(scores)
    blocks = []
    for v in values:
        here = y[scores == v]
        blocks.append([float(np.sum(here)), len(here), [v]])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last)]
    level = {v: total / count for total, count, members in blocks for v in members}
    return np.array([level[s] for s in scores])


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
