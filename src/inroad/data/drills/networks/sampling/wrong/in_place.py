# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def tempered(logits, temperature):
    if temperature > 0:
        z = logits / temperature
        return np.exp(z - np.logaddexp.reduce(z))
    sure = np.zeros(len(logits))
    sure[int(np.argmax(logits))] = 1.0
    return sure


def top_p(probabilities, p):
    mass = 0.0
    for i in np.argsort(-probabilities, kind="stable"):
        share = probabilities[i]
        if mass >= p - 1e-12:
            probabilities[i] = 0.0
        mass += share
    probabilities /= probabilities.sum()
    return probabilities


def draw(probabilities, u):
    alive = np.flatnonzero(probabilities > 0)
    sums = np.cumsum(probabilities[alive])
    place = (u[:, None] >= sums[None, :-1]).sum(axis=1)
    return alive[place]
