import numpy as np


def log_softmax(logits):
    return logits - np.logaddexp.reduce(logits, axis=1)[:, None]


def cross_entropy(logits, labels):
    picked = np.take_along_axis(logits, labels[:, None], axis=1)[:, 0]
    return float(np.mean(np.logaddexp.reduce(logits, axis=1) - picked))


def cross_entropy_backward(upstream, logits, labels):
    e = np.exp(logits - np.amax(logits, axis=1)[:, None])
    p = e / np.sum(e, axis=1)[:, None]
    hot = (labels[:, None] == np.arange(logits.shape[1])[None, :]).astype(float)
    return (p - hot) * (upstream / logits.shape[0])
