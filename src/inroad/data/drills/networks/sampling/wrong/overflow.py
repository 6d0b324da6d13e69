# diagnosis: exp overflows: subtract the largest logit first
import numpy as np


def tempered(logits, temperature):
    if not temperature:
        return np.eye(len(logits))[np.argmax(logits)]
    powers = np.exp(logits) ** (1 / temperature)
    return powers / np.sum(powers)


def top_p(probabilities, p):
    kept, mass = np.zeros_like(probabilities), 0.0
    for i in sorted(range(len(probabilities)), key=lambda i: (-probabilities[i], i)):
        if mass >= p - 1e-12:
            break
        kept[i] = probabilities[i]
        mass += probabilities[i]
    return kept / mass


def draw(probabilities, u):
    alive = np.flatnonzero(probabilities > 0)
    sums = np.cumsum(probabilities[alive])
    place = (u[:, None] >= sums[None, :-1]).sum(axis=1)
    return alive[place]
