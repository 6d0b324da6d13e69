import numpy as np


def entropy(p):
    safe = np.maximum(p, 1e-300)
    return np.sum(p * -np.log(safe), axis=-1)


def margin(p):
    top = p.argmax(axis=1)
    rest = np.where(np.arange(p.shape[1]) == top[:, None], -1.0, p)
    return p.max(axis=1) - rest.max(axis=1)


def choose(p, count):
    h, out = entropy(p).copy(), []
    for _ in range(count):
        out.append(int(np.argmax(h)))
        h[out[-1]] = -np.inf
    return np.array(out)


def disagreement(p):
    """As the mean divergence of each model from the mean of all."""
    mean = p.mean(axis=0)
    return np.sum(p * (np.log(np.maximum(p, 1e-300)) - np.log(np.maximum(mean, 1e-300))), axis=2).mean(axis=0)


def farthest_first(x, labelled, count):
    gaps = np.linalg.norm(x[:, None] - x[None], axis=2)
    known = np.zeros(len(x), dtype=bool)
    known[labelled] = True
    out = np.zeros(count, dtype=int)
    for place in range(count):
        out[place] = gaps[:, known].min(axis=1).argmax()
        known[out[place]] = True
    return out
