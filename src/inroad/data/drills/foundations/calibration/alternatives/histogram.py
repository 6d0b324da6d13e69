import numpy as np


def expected_error(y, p, bins):
    edges = np.linspace(0, 1, bins + 1)
    happened, _ = np.histogram(p, edges, weights=y)
    expected, _ = np.histogram(p, edges, weights=p)
    return float(np.abs(happened - expected).sum() / p.size)


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
    gap = (logits - logits[np.arange(len(labels)), labels][:, None]) / temperature
    return float(np.mean(np.logaddexp.reduce(gap, axis=1)))


def slope(logits, labels, temperature):
    z = logits / temperature
    p = np.exp(z - z.max(1)[:, None])
    p = p / p.sum(1)[:, None]
    right = np.eye(logits.shape[1])[labels]
    return float(np.mean(np.sum((right - p) * logits, axis=1)) / temperature**2)
