# diagnosis: the softmax is applied twice
import numpy as np


def log_softmax(logits):
    top = np.amax(logits, axis=1)[:, None]
    return logits - top - np.log(np.sum(np.exp(logits - top), axis=1))[:, None]


def cross_entropy(logits, labels):
    e = np.exp(logits - np.amax(logits, axis=1)[:, None])
    p = e / np.sum(e, axis=1)[:, None]
    logp = log_softmax(p)
    return float(np.mean([-logp[i, label] for i, label in enumerate(labels)]))


def cross_entropy_backward(upstream, logits, labels):
    e = np.exp(logits - np.amax(logits, axis=1)[:, None])
    p = e / np.sum(e, axis=1)[:, None]
    hot = (labels[:, None] == np.arange(logits.shape[1])[None, :]).astype(float)
    return (p - hot) * (upstream / logits.shape[0])
