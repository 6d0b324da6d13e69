# diagnosis: the result is left in sorted order
import numpy as np


def tempered(logits, temperature):
    if temperature > 0:
        z = logits / temperature
        return np.exp(z - np.logaddexp.reduce(z))
    sure = np.zeros(len(logits))
    sure[int(np.argmax(logits))] = 1.0
    return sure


def top_p(probabilities, p):
    falling = np.sort(probabilities)[::-1]
    count = 1 + int(np.sum(np.cumsum(falling)[:-1] < p - 1e-12))
    return np.where(np.arange(len(falling)) < count, falling, 0) / falling[:count].sum()


def draw(probabilities, u):
    alive = np.flatnonzero(probabilities > 0)
    sums = np.cumsum(probabilities[alive])
    place = (u[:, None] >= sums[None, :-1]).sum(axis=1)
    return alive[place]
