# diagnosis: the logarithm is missing: these are probabilities
import numpy as np


def log_softmax(logits):
    e = np.exp(logits - np.amax(logits, axis=1)[:, None])
    return np.divide(e, e.sum(axis=1)[:, None])


def cross_entropy(logits, labels):
    logp = np.log(log_softmax(logits))
    return float(-np.mean(logp[np.arange(len(logp)), labels]))


def cross_entropy_backward(upstream, logits, labels):
    e = np.exp(logits - np.amax(logits, axis=1)[:, None])
    p = e / np.sum(e, axis=1)[:, None]
    hot = (labels[:, None] == np.arange(logits.shape[1])[None, :]).astype(float)
    return (p - hot) * (upstream / logits.shape[0])
