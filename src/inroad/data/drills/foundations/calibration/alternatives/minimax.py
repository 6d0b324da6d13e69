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
    # The largest over lower ends of the smallest over upper ends of the mean between both.
    out = np.zeros(len(y))
    values = np.unique(scores)
    for i, s in enumerate(scores):
        lows, highs = values[values <= s], values[values >= s]
        out[i] = max(min(y[(scores >= a) & (scores <= b)].mean() for b in highs) for a in lows)
    return out


def loss(logits, labels, temperature):
    z = logits / temperature
    top = z.max(1)
    return float(np.mean(top + np.log(np.exp(z - top[:, None]).sum(1)) - z[range(len(z)), labels]))


def slope(logits, labels, temperature):
    gap = logits - logits[np.arange(len(labels)), labels][:, None]
    e = np.exp((gap - gap.max(1)[:, None]) / temperature)
    return float(-np.mean((e * gap).sum(1) / e.sum(1)) / temperature**2)
