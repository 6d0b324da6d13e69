"""Sampling with temperature and top-p, written plainly."""

import numpy as np


def tempered(logits, temperature):
    if temperature == 0:
        return (np.arange(len(logits)) == logits.argmax()).astype(float)
    shares = np.exp((logits - logits.max()) / temperature)
    return shares / shares.sum()


def top_p(probabilities, p):
    order = np.argsort(-probabilities, kind="stable")
    sums = np.cumsum(probabilities[order])
    before = np.concatenate([[0.0], sums[:-1]])
    kept = np.zeros(probabilities.shape)
    stay = order[before < p - 1e-12]
    kept[stay] = probabilities[stay]
    return kept / kept.sum()


def draw(probabilities, u):
    sums = np.cumsum(probabilities)
    last = np.flatnonzero(probabilities)[-1]
    return np.minimum(np.searchsorted(sums, u, side="right"), last)
