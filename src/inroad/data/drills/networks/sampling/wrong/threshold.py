# diagnosis: tokens above a probability of p are kept: p is a mass, not a threshold
import numpy as np


def tempered(logits, temperature):
    if temperature > 0:
        z = logits / temperature
        return np.exp(z - np.logaddexp.reduce(z))
    sure = np.zeros(len(logits))
    sure[int(np.argmax(logits))] = 1.0
    return sure


def top_p(probabilities, p):
    kept = probabilities.copy()
    kept[kept < p] = 0.0
    return kept / np.sum(kept)


def draw(probabilities, u):
    alive = np.flatnonzero(probabilities > 0)
    sums = np.cumsum(probabilities[alive])
    place = (u[:, None] >= sums[None, :-1]).sum(axis=1)
    return alive[place]
