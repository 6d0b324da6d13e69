# diagnosis: the probabilities are not cumulated
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
    for i in sorted(range(len(probabilities)), key=lambda i: (-probabilities[i], i)):
        if mass >= p - 1e-12:
            break
        kept[i] = probabilities[i]
        mass += probabilities[i]
    return kept / mass


def draw(probabilities, u):
    return (probabilities[None, :] > u[:, None]).argmax(axis=1)
