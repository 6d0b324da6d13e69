# diagnosis: what is kept is not rescaled to sum one
import numpy as np


def tempered(logits, temperature):
    if temperature > 0:
        z = logits / temperature
        return np.exp(z - np.logaddexp.reduce(z))
    sure = np.zeros(len(logits))
    sure[int(np.argmax(logits))] = 1.0
    return sure


def top_p(probabilities, p):
    kept, mass = np.zeros_like(probabilities), 0.0
    for i in np.argsort(-probabilities, kind="stable"):
        if mass < p - 1e-12:
            kept[i] = probabilities[i]
            mass += probabilities[i]
    return kept


def draw(probabilities, u):
    alive = np.flatnonzero(probabilities > 0)
    sums = np.cumsum(probabilities[alive])
    place = (u[:, None] >= sums[None, :-1]).sum(axis=1)
    return alive[place]
